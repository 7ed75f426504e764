"""What depends on a record: what would have to be looked at again if it said something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedEasyRead, LinkedPage, LinkedSet, LinkedStandard
from generator.linking.resolve.entries import Entry
from generator.model.legislation import Provision
from generator.model.pages import GeneratedPage
from generator.model.references import Relation
from generator.model.vocabulary import PrintFormat
from generator.views.shared.links import LinkView, link_to
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, downloads, files_title
from generator.views.shared.titles import title_of

_CARRY = frozenset({Relation.CARRIED_BY, Relation.RELIES_ON})
"""What names a record in one of these ways is built on it. A promise is built on the powers that serve it, too."""


@dataclass(frozen=True, slots=True)
class PublishedOutputs:
    """Where records are published: pages, and files to print."""

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
    """How many texts in other words were written from it."""
    pages: tuple[LinkView, ...]
    files: tuple[Download, ...]

    @property
    def files_title(self) -> str:
        """What the list of its files is called."""
        return files_title(self.files)


@dataclass(frozen=True, slots=True)
class DependentsGroup:
    """Records of one kind."""

    anchor: str
    title: str
    records: tuple[DependentsView, ...]


def powers_serving(promise: str, base: KnowledgeBase) -> tuple[str, ...]:
    """The ids of the powers that serve a promise."""
    return tuple(power.id for power in base.powers.powers if promise in power.promises)


def provisions_relied_on(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[str, ...]:
    """The ids of the provisions that these records rely on, each once."""
    links = (link for one in identifiers for link in base.named_by(one) if link.relation is Relation.RELIES_ON)
    return tuple(dict.fromkeys(link.target for link in links))


def dependents(identifier: str, base: KnowledgeBase) -> tuple[str, ...]:
    """The ids of all records that depend on one, however many steps away, the nearest first."""
    found: dict[str, None] = {}
    waiting = [identifier]
    while waiting:
        for one in _directly(waiting.pop(0), base):
            if one not in found and one != identifier:
                found[one] = None
                waiting.append(one)
    return tuple(found)


def _directly(identifier: str, base: KnowledgeBase) -> Iterator[str]:
    yield from (link.origin for link in base.naming(identifier) if link.relation in _CARRY)
    yield from (promise for power in base.powers.powers if power.id == identifier for promise in power.promises)


def published_outputs(named: Iterable[str], base: KnowledgeBase) -> PublishedOutputs:
    """The pages and the files that show any of these records; a leaflet shows only time limits."""
    identifiers = tuple(named)
    pages: dict[str, LinkView] = {}
    files: dict[str, Download] = {}
    standards = (target for one in identifiers if isinstance(target := base.targets[one], LinkedStandard))
    timed = any(standard.record.deadline for standard in standards)
    for page in (page for one in identifiers for page in _pages(one, base)):
        view = link_to(page, base)
        pages.setdefault(view.path, view)
    for publication in base.publications:
        parts = (part for part in publication.parts if isinstance(part, LinkedSet | LinkedPage | GeneratedPage))
        if any(path_of(part) in pages for part in parts):
            for file in downloads(publication):
                if file.print_format is not PrintFormat.LEAFLET or timed:
                    files.setdefault(file.path, file)
    return PublishedOutputs(tuple(pages.values()), tuple(files.values()))


def _pages(identifier: str, base: KnowledgeBase) -> Iterator[str]:
    """The ids of the pages, and of the sets with a page of their own, that show a record."""
    target = base.targets[identifier]
    match target:
        case LinkedStandard():
            yield target.set_id
            yield from _generated("comparison", base)
            if target.record.deadline and _is_local(target.set_id, base):
                yield from _generated("deadlines", base)
            if target.record.deadline and target.record.deadline.amount:
                yield from (page.page.front.id for page in base.pages if _reckons(page, target.set_id))
            yield from (e.record.id for e in base.easy_reads if e.standard_set.record.id == target.set_id)
        case Entry():
            yield target.page
        case LinkedSet() | LinkedPage() | LinkedEasyRead() | GeneratedPage():
            yield identifier
            return
        case _:
            return
    yield from (linked.page.front.id for linked in base.pages_naming(identifier))


def _generated(page: str, base: KnowledgeBase) -> Iterator[str]:
    if base.has_page(page):
        yield page


def _reckons(linked: LinkedPage, set_id: str) -> bool:
    """Whether a page shows the time limits of a set: the home page, and one with the calculator."""
    return set_id in (linked.page.front.standard_set, linked.page.front.calculator)


def dependents_view(base: KnowledgeBase) -> tuple[DependentsGroup, ...]:
    """Every promise of this area, power and provision that something depends on."""
    promises = [one.record.id for linked in base.sets if _is_local(linked.record.id, base) for one in linked.standards]
    powers = [power.id for power in base.powers.powers]
    law = [one for one, target in base.targets.items() if _is_provision(target)]
    groups = (("promises", "Promises", promises), ("powers", "Powers", powers), ("law", "Law", law))
    made = (DependentsGroup(anchor, title, _views(held, base)) for anchor, title, held in groups)
    return tuple(group for group in made if group.records)


def _is_local(set_id: str, base: KnowledgeBase) -> bool:
    return any(one.record.id == set_id and one.record.area == base.partnership.area for one in base.sets)


def _is_provision(target: object) -> bool:
    return isinstance(target, Entry) and isinstance(target.record, Provision)


def _views(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[DependentsView, ...]:
    views = ((one, dependents(one, base)) for one in identifiers)
    return tuple(_view(one, held, base) for one, held in views if held or not _is_provision(base.targets[one]))


def _view(identifier: str, held: tuple[str, ...], base: KnowledgeBase) -> DependentsView:
    target = base.targets[identifier]
    where = published_outputs((identifier, *held), base)
    return DependentsView(
        anchor=f"on-{identifier}",
        title=title_of(target, base),
        path=path_of(target),
        records=tuple(link_to(one, base) for one in held),
        derived_texts=sum(1 for one in base.derived if one.source == identifier),
        pages=where.pages,
        files=where.files,
    )
