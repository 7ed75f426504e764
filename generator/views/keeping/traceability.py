"""Traceability from aims to pages: what carries out each objective, its law, where it is published, and gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.linking.checks.gaps import GapKind, LinkedGap
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
from generator.words.dates import day
from generator.words.text import Sentence, sentence

_PROMISES, _POWERS, _LAW, _COURSES = "Promises", "Powers", "Law", "Courses"
_WHO, _PAGES = "Who acts", "Pages"


@dataclass(frozen=True, slots=True)
class TraceView:
    """One objective, with everything that the chain of links from it leads to."""

    anchor: str
    clause: str
    title: str
    path: str
    columns: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """Pairs of a column's title and its links, in the order of the chain."""
    files: tuple[Download, ...]
    gap: Sentence
    """The gap that the strategy's record gives, although something carries the objective out."""
    has_carrier: bool

    @property
    def files_title(self) -> str:
        """The title of the list of its files."""
        return files_title(self.files)


@dataclass(frozen=True, slots=True)
class AimTraces:
    """An aim and its objectives."""

    title: str
    path: str
    objectives: tuple[TraceView, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """A record that lacks what others of its kind have."""

    title: str
    path: str
    reason: Sentence
    """Empty if nobody has explained it."""
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
    """All aims with their chains, and all gaps, on a day."""

    columns: tuple[str, ...]
    aims: tuple[AimTraces, ...]
    lists: tuple[GapList, ...]
    gaps: int
    unexplained: int
    has_dependents: bool
    """Whether there is a page of what depends on what."""
    has_training: bool
    """Whether there are courses. If there are none, a promise that no course teaches is not a gap."""
    promises_without_course: tuple[LinkView, ...]
    """Links to the promises of this area that no course teaches."""

    @property
    def files_title(self) -> str:
        """The heading of the column with the number of files."""
        return files_title(file for aim in self.aims for objective in aim.objectives for file in objective.files)


Links = tuple[LinkView, ...]

_LISTS = (
    (
        GapKind.CARRIER,
        "objectives-without",
        "Objectives that nothing carries out",
        "Something carries out every objective.",
    ),
    (GapKind.PROMISE, "powers-without", "Powers that no promise uses", "A promise uses every power."),
    (GapKind.OWNER, "pages-without", "Pages that nobody looks after", "Somebody looks after every page."),
)


def traceability_view(base: KnowledgeBase, today: date) -> TraceabilityView:
    """Return every objective with its chain, and every gap with its reason, as of ``today``."""
    aims = base.strategy.aims if base.strategy else ()
    return TraceabilityView(
        columns=(_PROMISES, _POWERS, _LAW, _COURSES, _WHO, _PAGES),
        aims=tuple(_aim(aim, base) for aim in aims),
        lists=tuple(
            GapList(anchor, title, none, tuple(_gap(one, base, today) for one in base.gaps if one.kind is lack))
            for lack, anchor, title, none in _LISTS
            if base.sets or lack is not GapKind.PROMISE
        ),
        gaps=len(base.gaps),
        unexplained=sum(1 for one in base.gaps if one.explanation is None),
        has_dependents=base.has_page("dependents"),
        has_training=bool(base.courses),
        promises_without_course=tuple(link_to(one, base) for one in _promises_without_course(base)),
    )


def _promises_without_course(base: KnowledgeBase) -> list[str]:
    """Return the ids of the promises of this area that no course teaches."""
    taught = {one for course in base.courses for one in course.teaches}
    promises = (one.record.id for linked in base.local_sets for one in linked.standards)
    return [one for one in promises if one not in taught]


def _aim(aim: Aim, base: KnowledgeBase) -> AimTraces:
    traces = tuple(_trace(objective, base) for objective in aim.objectives)
    return AimTraces(f"{aim.number} {aim.title}", path_of(base.targets[aim.id]), traces)


def _trace(objective: Objective, base: KnowledgeBase) -> TraceView:
    carriers = [link.target for link in base.links_from(objective.id) if link.relation is Relation.CARRIED_BY]
    promises = [one for one in carriers if isinstance(base.targets[one], LinkedSet | LinkedStandard | LinkedEasyRead)]
    powers = _unique(
        *_of_kind(Power, carriers, base), *(power for one in promises for power in powers_serving(one, base))
    )
    law = _unique(*_of_kind(Provision | Instrument, carriers, base), *provisions_relied_on((*promises, *powers), base))
    pages = [one for one in carriers if isinstance(base.targets[one], LinkedPage | GeneratedPage)]
    outputs = published_outputs((*promises, *powers, *law, *pages), base)
    linked = {
        _PROMISES: tuple(link_to(one, base) for one in promises),
        _POWERS: tuple(link_to(one, base) for one in powers),
        _LAW: tuple(link_to(one, base) for one in law),
        _COURSES: tuple(link_to(one, base) for one in _of_kind(Course, carriers, base)),
        _WHO: _actors(promises, powers, _of_kind(Body, carriers, base), base),
        _PAGES: outputs.pages,
    }
    return TraceView(
        anchor=f"trace-{objective.id}",
        clause=objective.source.clause,
        title=objective.title,
        path=path_of(base.targets[objective.id]),
        columns=tuple(linked.items()),
        files=outputs.files,
        gap=sentence(objective.gap) if objective.gap else (),
        has_carrier=bool(carriers),
    )


def _actors(promises: Iterable[str], powers: Iterable[str], bodies: Iterable[str], base: KnowledgeBase) -> Links:
    """Return links to the owners of the promises, the organisations named, and the users of the powers."""
    set_of = {linked.record.id: linked for linked in base.sets}
    set_of |= {one.record.id: linked for linked in base.sets for one in linked.standards}
    sets = (set_of[one] for one in promises if one in set_of)
    users = _unique(*(user for power in base.powers.powers if power.id in powers for user in power.used_by))
    owners = {linked.record.owner: LinkView(linked.record.owner, path_of(linked), (), "") for linked in sets}
    return (*owners.values(), *(link_to(one, base) for one in (*bodies, *users)))


def _of_kind(kind: object, identifiers: Iterable[str], base: KnowledgeBase) -> list[str]:
    """Return those of the ids whose records are of a type, or of one type of a union."""
    targets = ((one, base.targets[one]) for one in identifiers)
    return [one for one, target in targets if isinstance(target, Entry) and isinstance(target.record, kind)]  # type: ignore[arg-type]


def _unique(*identifiers: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifiers))


def _gap(gap: LinkedGap, base: KnowledgeBase, today: date) -> GapView:
    explanation = gap.explanation
    return GapView(
        title=gap.title,
        path=path_of(base.targets[gap.record]),
        reason=sentence(explanation.reason) if explanation else (),
        owner=explanation.owner if explanation else "",
        review_by=day(explanation.review_by) if explanation else "",
        overdue=explanation is not None and today > explanation.review_by,
    )
