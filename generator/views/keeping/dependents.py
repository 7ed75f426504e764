"""The records, pages and files that depend on a record, and must be reviewed if it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedEasyRead, LinkedLeaflet, LinkedPage, LinkedSet, LinkedStandard
from generator.linking.resolve.entries import Entry
from generator.model.legislation import Provision
from generator.model.pages import GeneratedPage
from generator.model.references import Relation
from generator.views.shared.links import LinkView, link_to
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, downloads, files_title
from generator.views.shared.titles import title_of

_DEPENDENCIES = frozenset({Relation.CARRIED_BY, Relation.RELIES_ON})
"""Relations that make a record depend on what it names. A promise also depends on the powers that serve it."""


@dataclass(frozen=True, slots=True)
class PublishedOutputs:
    """The pages and the files to print that show some records."""

    pages: tuple[LinkView, ...]
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class DependentsView:
    """One record, and everything that depends on it."""

    anchor: str
    title: str
    path: str
    records: tuple[LinkView, ...]
    derived_texts: int
    """The number of texts derived from it, such as easy read."""
    pages: tuple[LinkView, ...]
    files: tuple[Download, ...]

    @property
    def files_title(self) -> str:
        """The title of the list of its files."""
        return files_title(self.files)


@dataclass(frozen=True, slots=True)
class DependentsGroup:
    """Records of one kind."""

    anchor: str
    title: str
    records: tuple[DependentsView, ...]


def powers_serving(promise: str, base: KnowledgeBase) -> tuple[str, ...]:
    """Return the ids of the powers that serve a promise."""
    return tuple(power.id for power in base.powers.powers if promise in power.promises)


def provisions_relied_on(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[str, ...]:
    """Return the ids of the provisions that these records rely on, without duplicates."""
    links = (link for one in identifiers for link in base.links_from(one) if link.relation is Relation.RELIES_ON)
    return tuple(dict.fromkeys(link.target for link in links))


def dependents(identifier: str, base: KnowledgeBase) -> tuple[str, ...]:
    """Return the ids of all records that depend on one, directly or through others, the nearest first."""
    ids: dict[str, None] = {}
    queue = [identifier]
    while queue:
        for one in _direct_dependents(queue.pop(0), base):
            if one not in ids and one != identifier:
                ids[one] = None
                queue.append(one)
    return tuple(ids)


def _direct_dependents(identifier: str, base: KnowledgeBase) -> Iterator[str]:
    yield from (link.origin for link in base.links_to(identifier) if link.relation in _DEPENDENCIES)
    yield from (promise for power in base.powers.powers if power.id == identifier for promise in power.promises)


def published_outputs(identifiers: Iterable[str], base: KnowledgeBase) -> PublishedOutputs:
    """Return the pages and files that show any of these records."""
    ids = tuple(identifiers)
    pages: dict[str, LinkView] = {}
    files: dict[str, Download] = {}
    for page in (page for one in ids for page in _pages(one, base)):
        view = link_to(page, base)
        pages.setdefault(view.path, view)
    for publication in base.publications:
        parts = (part for part in publication.parts if isinstance(part, LinkedSet | LinkedPage | GeneratedPage))
        leaflets = (part for part in publication.parts if isinstance(part, LinkedLeaflet))
        in_leaflet = any(one in (*part.contacts, *part.promises) for part in leaflets for one in ids)
        if in_leaflet or any(path_of(part) in pages for part in parts):
            files |= {file.path: file for file in downloads(publication)}
    return PublishedOutputs(tuple(pages.values()), tuple(files.values()))


def _pages(identifier: str, base: KnowledgeBase) -> Iterator[str]:
    """Yield the ids of the pages, and of the records with a page of their own, that show a record."""
    target = base.targets[identifier]
    match target:
        case LinkedStandard():
            yield target.set_id
            yield from _existing_page("comparison", base)
            if target.record.deadline and _is_local(target.set_id, base):
                yield from _existing_page("deadlines", base)
            if target.record.deadline and target.record.deadline.amount:
                yield from (page.page.front.id for page in base.pages if _shows_limits(page, target.set_id))
            yield from (e.record.id for e in base.easy_reads if e.standard_set.record.id == target.set_id)
        case Entry():
            if target.own_page:
                yield target.own_page
            yield target.page
        case LinkedSet() | LinkedPage() | LinkedEasyRead() | GeneratedPage():
            yield identifier
            return
        case _:
            return
    yield from (linked.page.front.id for linked in base.pages_referring_to(identifier))


def _existing_page(page: str, base: KnowledgeBase) -> Iterator[str]:
    if base.has_page(page):
        yield page


def _shows_limits(linked: LinkedPage, set_id: str) -> bool:
    """Return whether a page shows the time limits of a set: as the home page does, or in a calculator."""
    return set_id in (linked.page.front.standard_set, linked.page.front.calculator)


def dependents_view(base: KnowledgeBase) -> tuple[DependentsGroup, ...]:
    """Return every promise of this area, every power, and the provisions that something depends on."""
    promises = [one.record.id for linked in base.sets if _is_local(linked.record.id, base) for one in linked.standards]
    powers = [power.id for power in base.powers.powers]
    law = [one for one, target in base.targets.items() if _is_provision(target)]
    groups = (("promises", "Promises", promises), ("powers", "Powers", powers), ("law", "Law", law))
    views = (DependentsGroup(anchor, title, _views(ids, base)) for anchor, title, ids in groups)
    return tuple(group for group in views if group.records)


def _is_local(set_id: str, base: KnowledgeBase) -> bool:
    return any(one.record.id == set_id and one.record.area == base.partnership.area for one in base.sets)


def _is_provision(target: object) -> bool:
    return isinstance(target, Entry) and isinstance(target.record, Provision)


def _views(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[DependentsView, ...]:
    pairs = ((one, dependents(one, base)) for one in identifiers)
    return tuple(
        _view(one, dependent_ids, base)
        for one, dependent_ids in pairs
        if dependent_ids or not _is_provision(base.targets[one])
    )


def _view(identifier: str, dependent_ids: tuple[str, ...], base: KnowledgeBase) -> DependentsView:
    target = base.targets[identifier]
    outputs = published_outputs((identifier, *dependent_ids), base)
    return DependentsView(
        anchor=f"on-{identifier}",
        title=title_of(target, base),
        path=path_of(target),
        records=tuple(link_to(one, base) for one in dependent_ids),
        derived_texts=sum(1 for one in base.derived_texts if one.source == identifier),
        pages=outputs.pages,
        files=outputs.files,
    )
