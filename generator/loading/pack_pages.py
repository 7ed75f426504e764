"""Read the pages, drawings and other files of packs, and put the project's own pages in their places."""

from __future__ import annotations

from collections.abc import Iterable

from generator.cache import PACKAGE
from generator.diagnostics import Code, Diagnostic
from generator.loading.content_files import content_files, read_attachments
from generator.loading.drawings import read_drawings
from generator.loading.prose import PageResult, read_page
from generator.model.packs import ALL, PACKS_FOLDER, Pack, Replacement


def with_pack_pages(
    own: Iterable[PageResult], packs: tuple[Pack, ...], problems: list[Diagnostic]
) -> tuple[list[PageResult], list[Replacement]]:
    """Return the pages of packs and of the project, by path, and which of them replace one of a pack.

    A page that replaces one has its id, and ``instead_of: all``.
    """
    pages: list[PageResult] = [*own]
    replaced: list[Replacement] = []
    for pack in reversed(packs):
        ours = {result.front.record.id: result for result in pages if result.front}
        broken = {result.broken_id for result in pages if result.broken_id}
        theirs = {result.front.record.id: result for result in _pack_pages(pack, problems) if result.front}
        for page_id in sorted(theirs.keys() & ours.keys()):
            problem, replacement = _replacement(ours[page_id], page_id, pack)
            problems += [problem] if problem else []
            replaced += [replacement] if replacement else []
        pages += [result for page_id, result in theirs.items() if page_id not in ours and page_id not in broken]
    taken = {replacement.id for replacement in replaced}
    problems += [
        Diagnostic(front.places.key(("instead_of",)), Code.UNKNOWN_REFERENCE, message, "take this line away")
        for result in own
        if (front := result.front) and front.record.instead_of and front.record.id not in taken
        for message in [f"no pack that this project builds on has a page '{front.record.id}'"]
    ]
    return sorted(pages, key=lambda result: result.page.path if result.page else ""), replaced


def _replacement(own: PageResult, page_id: str, pack: Pack) -> tuple[Diagnostic | None, Replacement | None]:
    front = own.front
    assert front
    if front.record.instead_of == (ALL,):
        return None, Replacement(page_id, pack.id, (), front.span("id"))
    message = f"the pack {pack.id} has a page with the id '{page_id}'"
    hint = f"write `instead_of: {ALL}` to replace it, or choose another id"
    return Diagnostic(front.span("id"), Code.DUPLICATE_IDENTIFIER, message, hint), None


def _folder(pack: Pack) -> str:
    return f"{PACKS_FOLDER}/{pack.id}"


def _content(pack: Pack) -> str:
    return f"{_folder(pack)}/content"


def _pack_pages(pack: Pack, problems: list[Diagnostic]) -> Iterable[PageResult]:
    paths, _, new_problems = content_files(PACKAGE, _content(pack))
    problems += new_problems
    for path in paths:
        result, new_problems = read_page(PACKAGE, path, content=_content(pack))
        problems += new_problems
        yield result


def pack_attachments(pack: Pack, problems: list[Diagnostic]) -> dict[str, bytes]:
    """Return every file in the ``content/`` of a pack that is no page, by its path there."""
    return read_attachments(PACKAGE, content_files(PACKAGE, _content(pack))[1], problems, _content(pack))


def pack_drawings(pack: Pack, problems: list[Diagnostic]) -> dict[str, bytes]:
    """Return the drawings of a pack by their names."""
    return read_drawings(PACKAGE, problems, f"{_folder(pack)}/data/pictures")
