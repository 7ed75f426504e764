"""A set of standards as its page and its prints show it: by stage, with a list of its time limits."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet, LinkedStandard
from generator.model.references import Relation
from generator.model.standards import Deadline, Point, Stage, Standing, SupportPack
from generator.model.vocabulary import Strength, Unit, counted, plural
from generator.views.shared.links import LinkGroup, LinkView, backlinks, links_from
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, downloads_of
from generator.words import strengths
from generator.words.dates import day, known_date
from generator.words.deadlines import AGREED_WITH_YOU, CONDITIONS, SENSES, TRIGGERS
from generator.words.standing import ASK, aside, warning
from generator.words.text import NO_BREAK, Sentence, plain, sentence


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A time limit in words.

    ``amount`` is empty where the time is agreed with the person. ``sense`` is the word before a moment or a wait: "at",
    "after"; it is empty for a limit.
    """

    amount: str
    unit: str
    sense: str
    badge: str
    cases: str
    clock: str
    agreed: bool
    in_working_days: bool


@dataclass(frozen=True, slots=True)
class PointView:
    """One point of a standard, or one item of a support pack."""

    anchor: str
    clause: str
    text: Sentence
    deadline: DeadlineView | None


@dataclass(frozen=True, slots=True)
class PackView:
    """A support pack and its items."""

    anchor: str
    title: str
    text: Sentence
    clause: str
    source_note: str
    items: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class StandardView:
    """One standard as a page shows it."""

    anchor: str
    path: str
    clause: str
    title: str
    text: Sentence
    note: Sentence | None
    source_note: str
    strength: str
    firm: bool
    section: str
    deadline: DeadlineView | None
    points: tuple[PointView, ...]
    law: tuple[LinkView, ...]
    """Links to the provisions that it relies on."""
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage of the journey and its standards."""

    anchor: str
    title: str
    standards: tuple[StandardView, ...]
    count: str
    timed: int
    """The number of standards with a time limit, not counting times agreed with the person."""


@dataclass(frozen=True, slots=True)
class StandardSetView:
    """A set of standards, by stage."""

    identifier: str
    path: str
    title: str
    short_title: str
    heading: str
    summary: Sentence
    count: str
    owner: str
    area: str
    document_path: str
    document_note: Sentence | None
    clauses: str
    published: str
    confirmed: bool
    local: bool
    """Whether it applies to the partnership's own area."""
    standing: str
    stages: tuple[StageView, ...]
    timed: tuple[StandardView, ...]
    agreed: DeadlineView | None
    """The view of a time agreed with the person; None if the set has none."""
    strengths: tuple[tuple[str, str], ...]
    working_day: Sentence | None
    working_day_basis: Sentence | None
    downloads: tuple[Download, ...]
    support_pack: PackView | None
    easy_read: str
    """The path of its easy read; empty if it has none."""


def deadline_view(deadline: Deadline) -> DeadlineView:
    """Return a time limit in words."""
    clock = TRIGGERS[deadline.trigger].clock
    cases = CONDITIONS[deadline.condition].cases if deadline.condition else ""
    if deadline.within is None or deadline.unit is None:
        return DeadlineView("", "", "", AGREED_WITH_YOU, cases, clock, agreed=True, in_working_days=False)
    sense = SENSES[deadline.sense].badge
    badge = f"{sense} {deadline.amount}".strip().replace(" ", NO_BREAK)
    return DeadlineView(
        amount=str(deadline.within),
        unit=plural(deadline.within, deadline.unit.noun),
        sense=sense,
        badge=badge[0].upper() + badge[1:],
        cases=cases,
        clock=clock,
        agreed=False,
        in_working_days=deadline.unit is Unit.WORKING_DAY,
    )


def standard_view(standard: LinkedStandard, base: KnowledgeBase) -> StandardView:
    """Return one standard as a page shows it."""
    record = standard.record
    return StandardView(
        anchor=record.id,
        path=path_of(standard),
        clause=record.source.clause,
        title=record.title,
        text=sentence(record.text),
        note=sentence(record.note) if record.note else None,
        source_note=plain(record.source.note or ""),
        strength=strengths.STRENGTH_WORDS[record.strength].name,
        firm=record.strength is Strength.WILL,
        section=standard.section.title if standard.section else "",
        deadline=deadline_view(record.deadline) if record.deadline else None,
        points=tuple(point_view(point) for point in record.points),
        law=links_from(record.id, Relation.RELIES_ON, base),
        backlinks=backlinks(record.id, base),
    )


def point_view(point: Point) -> PointView:
    """Return one point of a standard as a page shows it."""
    deadline = deadline_view(point.deadline) if point.deadline else None
    return PointView(point.id, point.source.clause, sentence(point.text), deadline)


def _pack(pack: SupportPack) -> PackView:
    return PackView(
        anchor=pack.id,
        title=pack.title,
        text=sentence(pack.text),
        clause=pack.source.clause,
        source_note=plain(pack.source.note or ""),
        items=tuple(point_view(item) for item in pack.items),
    )


def standard_set_view(linked: LinkedSet, base: KnowledgeBase) -> StandardSetView:
    """Return a set of standards as its page and its prints show it."""
    record = linked.record
    stages = tuple(stage for stage in (_stage(stage, linked, base) for stage in base.stages) if stage.standards)
    standards = tuple(standard for stage in stages for standard in stage.standards)
    timed = tuple(one for one in standards if one.deadline and not one.deadline.agreed)
    working_day = (
        base.partnership.working_day if any(one.deadline.in_working_days for one in timed if one.deadline) else None
    )
    return StandardSetView(
        identifier=record.id,
        path=path_of(linked),
        title=record.title,
        short_title=record.short_title,
        heading=record.heading,
        summary=sentence(record.summary),
        count=_count(standards),
        owner=record.owner,
        area=record.area,
        document_path=path_of(linked.document),
        document_note=sentence(linked.document.note) if linked.document.note else None,
        clauses=linked.document.clauses,
        published=known_date(record.published),
        confirmed=record.standing(base.today) is Standing.CONFIRMED,
        local=record.area == base.partnership.area,
        standing=_standing(linked, base),
        stages=stages,
        timed=timed,
        agreed=next((one.deadline for one in standards if one.deadline and one.deadline.agreed), None),
        strengths=_strengths(standards),
        working_day=sentence(working_day.meaning) if working_day else None,
        working_day_basis=sentence(working_day.basis) if working_day else None,
        downloads=downloads_of(linked, base=base),
        support_pack=_pack(record.support_pack) if record.support_pack else None,
        easy_read=next((path_of(one) for one in base.easy_reads if one.standard_set is linked), ""),
    )


def _stage(stage: Stage, linked: LinkedSet, base: KnowledgeBase) -> StageView:
    standards = tuple(standard_view(standard, base) for standard in linked.standards if standard.stage is stage)
    timed = sum(1 for standard in standards if standard.deadline and not standard.deadline.agreed)
    return StageView(stage.id, stage.title, standards, _count(standards), timed)


def _count(standards: tuple[StandardView, ...]) -> str:
    return counted(len(standards), "promise")


def _standing(linked: LinkedSet, base: KnowledgeBase) -> str:
    """Return whether the standards are confirmed, when they were published, and who to ask about them."""
    record, area = linked.record, base.partnership.area
    published = f"These promises were published {known_date(record.published)}"
    if record.published is None:
        published = "These promises carry no date"
    match record.standing(base.today):
        case Standing.CONFIRMED if record.confirmed_on and record.confirm_by:
            confirmed = f"Confirmed as current on {day(record.confirmed_on)} by {record.confirmed_by}"
            return f"{confirmed}; to be confirmed again by {day(record.confirm_by)}. {published}."
        case Standing.UNCONFIRMED:
            words = f"{published}, and {aside(record, base.today)}."
        case _:
            words = f"{warning((record,), base.today)} {published}."
    if record.area == area:
        return f"{words} {ASK}"
    withdrawn = record.standing(base.today) is Standing.WITHDRAWN
    elsewhere = f"all of {area}" if record.area in _places_within(base) else area
    return words if withdrawn else f"They hold in {record.area}, not in {elsewhere}. {words}"


def _places_within(base: KnowledgeBase) -> frozenset[str]:
    """Return the names of the areas that lie in the one that the partnership covers."""
    covers = base.partnership.covers
    within = {covers} if covers else set()
    for _ in base.areas:
        within |= {area.id for area in base.areas if area.part_of in within}
    return frozenset(area.title for area in base.areas if area.id in within and area.id != covers)


def _strengths(standards: tuple[StandardView, ...]) -> tuple[tuple[str, str], ...]:
    """Return the name and meaning of each strength in use that needs an explanation."""
    strength_names = {standard.strength for standard in standards}
    explained = (words for words in strengths.STRENGTH_WORDS.values() if words.meaning and words.name in strength_names)
    return tuple((words.name, words.meaning) for words in explained)
