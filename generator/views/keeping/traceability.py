"""From aim to page: what carries each objective, what that rests on, where it is published, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.linking.checks.gaps import FoundGap, Lack
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedEasyRead, LinkedPage, LinkedSet, LinkedStandard
from generator.linking.resolve.entries import Entry
from generator.model.bodies import Body
from generator.model.legislation import Instrument, Provision
from generator.model.pages import GeneratedPage
from generator.model.powers import Power
from generator.model.references import Relation
from generator.model.strategy import Aim, Objective
from generator.model.training import Course
from generator.views.keeping.dependents import powers_serving, provisions_relied_on, published_outputs
from generator.views.shared.links import LinkView, link_to
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, files_title
from generator.words.text import Sentence, day, sentence

_PROMISES, _POWERS, _LAW, _COURSES = "Promises", "Powers", "Law", "Courses"
_WHO, _PAGES = "Who acts", "Pages"


@dataclass(frozen=True, slots=True)
class TraceView:
    """One objective, and everything that the chain from it leads to."""

    anchor: str
    clause: str
    title: str
    path: str
    columns: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """What kind of thing, and those of it, in the order of the chain."""
    files: tuple[Download, ...]
    gap: Sentence
    """What is missing although something carries it, in the strategy's own record."""
    has_carrier: bool

    @property
    def files_title(self) -> str:
        """What the list of its files is called."""
        return files_title(self.files)


@dataclass(frozen=True, slots=True)
class AimTraces:
    """An aim and its objectives."""

    title: str
    path: str
    objectives: tuple[TraceView, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """Something that lacks what others of its kind have."""

    title: str
    path: str
    reason: Sentence
    """Empty where nobody has explained it."""
    owner: str
    review_by: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class GapList:
    """The gaps of one kind."""

    anchor: str
    title: str
    none: str
    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class TraceabilityView:
    """The whole chain on a day."""

    as_at: str
    columns: tuple[str, ...]
    aims: tuple[AimTraces, ...]
    lists: tuple[GapList, ...]
    gaps: int
    unexplained: int
    has_training: bool
    """Whether training is kept here, so that a promise nobody trains would be a gap."""
    promises_without_course: tuple[LinkView, ...]
    """The promises of this area that no course speaks of."""


Links = tuple[LinkView, ...]

_LISTS = (
    (
        Lack.CARRIER,
        "objectives-without",
        "Objectives that nothing carries out",
        "Something carries out every objective.",
    ),
    (Lack.PROMISE, "powers-without", "Powers that no promise uses", "A promise uses every power."),
    (Lack.OWNER, "pages-without", "Pages that nobody looks after", "Somebody looks after every page."),
)


def traceability_view(base: KnowledgeBase, today: date) -> TraceabilityView:
    """Every objective with its chain, and every gap with its reason."""
    aims = base.strategy.aims if base.strategy else ()
    return TraceabilityView(
        as_at=day(today),
        columns=(_PROMISES, _POWERS, _LAW, _COURSES, _WHO, _PAGES),
        aims=tuple(_aim(aim, base) for aim in aims),
        lists=tuple(
            GapList(anchor, title, none, tuple(_gap(one, base, today) for one in base.gaps if one.lack is lack))
            for lack, anchor, title, none in _LISTS
        ),
        gaps=len(base.gaps),
        unexplained=sum(1 for one in base.gaps if one.explained is None),
        has_training=bool(base.courses),
        promises_without_course=tuple(link_to(one, base) for one in _untrained(base)),
    )


def _untrained(base: KnowledgeBase) -> list[str]:
    """The ids of the promises of this area that no course speaks of."""
    told = {one for course in base.courses for one in course.teaches}
    promises = (one.record.id for linked in base.local_sets for one in linked.standards)
    return [one for one in promises if one not in told]


def _aim(aim: Aim, base: KnowledgeBase) -> AimTraces:
    traces = tuple(_trace(objective, base) for objective in aim.objectives)
    return AimTraces(f"{aim.number} {aim.title}", path_of(base.targets[aim.id]), traces)


def _trace(objective: Objective, base: KnowledgeBase) -> TraceView:
    carriers = [link.target for link in base.named_by(objective.id) if link.relation is Relation.CARRIED_BY]
    promises = [one for one in carriers if isinstance(base.targets[one], LinkedSet | LinkedStandard | LinkedEasyRead)]
    powers = _once(*_of(Power, carriers, base), *(power for one in promises for power in powers_serving(one, base)))
    law = _once(*_of(Provision | Instrument, carriers, base), *provisions_relied_on((*promises, *powers), base))
    pages = [one for one in carriers if isinstance(base.targets[one], LinkedPage | GeneratedPage)]
    where = published_outputs((*promises, *powers, *law, *pages), base)
    linked = {
        _PROMISES: tuple(link_to(one, base) for one in promises),
        _POWERS: tuple(link_to(one, base) for one in powers),
        _LAW: tuple(link_to(one, base) for one in law),
        _COURSES: tuple(link_to(one, base) for one in _of(Course, carriers, base)),
        _WHO: _who(promises, powers, _of(Body, carriers, base), base),
        _PAGES: where.pages,
    }
    return TraceView(
        anchor=f"trace-{objective.id}",
        clause=objective.source.clause,
        title=objective.title,
        path=path_of(base.targets[objective.id]),
        columns=tuple(linked.items()),
        files=where.files,
        gap=sentence(objective.gap) if objective.gap else (),
        has_carrier=bool(carriers),
    )


def _who(promises: Iterable[str], powers: Iterable[str], bodies: Iterable[str], base: KnowledgeBase) -> Links:
    """Who made the promises, the organisations named, and who may use the powers."""
    held = {linked.record.id: linked for linked in base.sets}
    held |= {one.record.id: linked for linked in base.sets for one in linked.standards}
    sets = (held[one] for one in promises if one in held)
    users = _once(*(user for power in base.powers.powers if power.id in powers for user in power.used_by))
    owners = {linked.record.owner: LinkView(linked.record.owner, path_of(linked), (), "") for linked in sets}
    return (*owners.values(), *(link_to(one, base) for one in (*bodies, *users)))


def _of(kind: object, identifiers: Iterable[str], base: KnowledgeBase) -> list[str]:
    """Those of the ids that are of entries of a kind."""
    found = ((one, base.targets[one]) for one in identifiers)
    return [one for one, target in found if isinstance(target, Entry) and isinstance(target.record, kind)]  # type: ignore[arg-type]


def _once(*identifiers: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifiers))


def _gap(one: FoundGap, base: KnowledgeBase, today: date) -> GapView:
    said = one.explained
    return GapView(
        title=one.title,
        path=path_of(base.targets[one.record]),
        reason=sentence(said.reason) if said else (),
        owner=said.owner if said else "",
        review_by=day(said.review_by) if said else "",
        overdue=said is not None and today > said.review_by,
    )
