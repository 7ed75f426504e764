"""Every address of the site with its owner, and what becomes of the addresses of earlier releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.links import LinkView
from generator.views.shared.moves import MovedAnchor, MovedPage, Moves
from generator.views.shared.pages import PageView
from generator.views.shared.paths import COPIES, DOWNLOADS, HOME, copies_path, path_of, quiz_path
from generator.views.shared.publications import downloads
from generator.views.shared.titles import title_of

ID_PREFIXES = ("", "course-", "easy-read-")
"""What an id may begin with that its address leaves out."""


def addresses(base: KnowledgeBase, pages: Iterable[PageView], *, with_prints: bool) -> dict[str, str]:
    """Return each address of the site, perhaps with an anchor, and the id of the page or record that it belongs to.

    The files for programs and the parts of pages, such as pictures, have no owner and are not among them.
    """
    owners: dict[str, str] = {}
    for identifier, target in base.targets.items():
        owners.setdefault(path_of(target), identifier)
    owners |= {quiz_path(course.record.id): course.record.id for course in base.courses}
    owners |= {copies_path(publication.record.id): publication.record.id for publication in base.publications}
    paths = {page.path: page for page in pages}
    found = {path: owners[path] for path in paths if path in owners}
    found |= {path: owner for path, owner in owners.items() if "#" in path and path.partition("#")[0] in paths}
    for publication in base.publications if with_prints else ():
        found |= {file.path: publication.record.id for file in downloads(publication)}
    return dict(sorted(found.items()))


def moves(base: KnowledgeBase, current: Mapping[str, str], *, with_prints: bool) -> Moves:
    """Return what to do for each address of a release that ``current`` does not have."""
    result = Moves()
    anchors: dict[str, list[MovedAnchor]] = {}
    for address, owner in _former_addresses(base, current):
        path, _, anchor = address.partition("#")
        if not with_prints and path.startswith((DOWNLOADS, COPIES)):
            continue
        link = _link(address, owner, base, current)
        if not anchor and not _is_page(path) and link.path in current and not _is_page(link.path):
            result.files[path] = link.path
        elif not anchor:
            # At the address of a file that is gone, a server shows the start of a folder with its name.
            result.pages.append(MovedPage(path if _is_page(path) else f"{path}/{HOME}", link, ()))
        elif path not in current:
            anchors.setdefault(path, []).append(MovedAnchor(anchor, link))
        elif link.path.startswith(f"{path}#"):
            result.former_anchors.setdefault(path, []).append((anchor, link.path.partition("#")[2]))
        else:
            result.moved_anchors.setdefault(path, []).append(MovedAnchor(anchor, link))
    result.pages = [MovedPage(one.path, one.link, tuple(anchors.get(one.path, ()))) for one in result.pages]
    return result


def _former_addresses(base: KnowledgeBase, current: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of all releases that ``current`` lacks, sorted, each with its last owner."""
    former: dict[str, str] = {}
    for version in reversed(base.versions):
        former |= version.manifest.addresses if version.manifest else {}
    yield from sorted((address, owner) for address, owner in former.items() if address not in current)


def current_address(address: str, owner: str, base: KnowledgeBase, current: Mapping[str, str]) -> str:
    """Return where an address of a release leads to: the same part of what took its owner's place, or that as a whole.

    It is the home page if nothing did. ``current`` has the addresses of today with their owners.
    """
    now = base.current_id(owner)
    if not now:
        return HOME
    if current.get(address) == now:
        return address
    renamed = (
        address.replace(owner.removeprefix(prefix), now.removeprefix(prefix))
        for prefix in ID_PREFIXES
        if owner.startswith(prefix)
    )
    path = next((one for one in renamed if current.get(one) == now), path_of(base.targets[now]))
    return path if path.partition("#")[0] in current else HOME


def _link(address: str, owner: str, base: KnowledgeBase, current: Mapping[str, str]) -> LinkView:
    path = current_address(address, owner, base, current)
    title = base.partnership.name if path == HOME else title_of(base.targets[base.current_id(owner)], base)
    return LinkView(title, path, (), "")


def _is_page(path: str) -> bool:
    return path.partition("#")[0].endswith(".html")
