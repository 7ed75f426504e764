"""Sets of standards side by side: topics down, sets across, and stronger time limits found by rule.

The rule. A time limit is compared with the limits that other sets give for the same topic, where both are limits (not
moments or waits) of the same number or of numbers that cannot cross: an hour is an hour, a day 24, a working day at
least 24 hours and at most what weekends and bank holidays can make of it, a month 28 to 31 days. A limit is called
shorter only if its longest reading is shorter than the shortest reading of every other set's; if it is only an aim
where another set firmly promises, that is said with it. A limit beside promises that set none is called the only one.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet, LinkedStandard
from generator.model.standards import Deadline
from generator.model.vocabulary import Sense, Strength, Unit
from generator.views.shared.paths import path_of
from generator.views.standards.standard_set import PointView, StandardView, standard_view
from generator.words.standing import warning

_DAY = 24
_LONGEST_BREAK = 4
"""Days in a row without a working day in England and Wales, as at Easter and at most Christmases."""


@dataclass(frozen=True, slots=True)
class CellStandard:
    """One promise in a cell, as its own page shows it."""

    standard: StandardView
    verdict: str
    """Why its time limit is called out; empty where it is not."""

    @property
    def timed_points(self) -> tuple[PointView, ...]:
        """Those of its points that have a time of their own."""
        return tuple(point for point in self.standard.points if point.deadline)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one set says about one topic; no promises means that it says nothing."""

    set_title: str
    standards: tuple[CellStandard, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic across all sets."""

    anchor: str
    topic: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One set: what it is called, where it holds, and its page."""

    title: str
    area: str
    path: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All topics, those that most sets share first."""

    standing: str
    """What a reader must know of the promises; empty where all are confirmed."""
    columns: tuple[Column, ...]
    rows: tuple[TopicRow, ...]


def shortest_and_longest(deadline: Deadline) -> tuple[int, int] | None:
    """The hours a time limit may mean, at least and at most; None where it is no limit or has no amount."""
    if deadline.within is None or deadline.sense is not Sense.WITHIN:
        return None
    amount = deadline.within
    match deadline.unit:
        case Unit.HOUR:
            return amount, amount
        case Unit.DAY:
            return amount * _DAY, amount * _DAY
        case Unit.WORKING_DAY:
            breaks = -(-amount // 5)
            return amount * _DAY, (amount + breaks * _LONGEST_BREAK) * _DAY
        case Unit.WEEK:
            return amount * 7 * _DAY, amount * 7 * _DAY
        case Unit.MONTH:
            return amount * 28 * _DAY, amount * 31 * _DAY
        case None:
            return None


def verdict(own: LinkedStandard, others: tuple[tuple[LinkedStandard, ...], ...]) -> str:
    """What is called out about a promise's time limit beside what each other set says on the topic."""
    limit = own.record.deadline
    span = shortest_and_longest(limit) if limit else None
    speaking = [standards for standards in others if standards]
    if limit is None or span is None or not speaking:
        return ""
    rivals = [standard for standards in speaking for standard in standards if standard.record.deadline]
    if not rivals:
        return "The only time limit"
    shorter = all(_is_shorter(limit, rival.record.deadline) for rival in rivals if rival.record.deadline)
    if not shorter:
        return ""
    firm = own.record.strength is Strength.WILL
    return (
        "Shorter time" if firm or not any(r.record.strength is Strength.WILL for r in rivals) else "Shorter, but an aim"
    )


def _is_shorter(one: Deadline, other: Deadline) -> bool:
    if one.within and other.within and (one.unit, one.sense) == (other.unit, other.sense):
        return one.within < other.within
    ours, theirs = shortest_and_longest(one), shortest_and_longest(other)
    return bool(ours and theirs and ours[1] < theirs[0])


def comparison(base: KnowledgeBase) -> Comparison:
    """Every topic that any set speaks of; topics that more sets share come first, else in the order they are listed."""
    rows = [_row(topic.id, topic.title, base) for topic in base.topics]
    spoken = [row for row in rows if any(cell.standards for cell in row.cells)]
    ordered = sorted(spoken, key=lambda row: -sum(1 for cell in row.cells if cell.standards))
    columns = tuple(_column(linked) for linked in base.sets)
    return Comparison(warning((linked.record for linked in base.sets), base.today), columns, tuple(ordered))


def _column(linked: LinkedSet) -> Column:
    return Column(linked.record.short_title, linked.record.area, path_of(linked))


def _row(anchor: str, title: str, base: KnowledgeBase) -> TopicRow:
    sets = base.sets
    said = tuple(tuple(s for s in linked.standards if s.topic.id == anchor) for linked in sets)
    cells = tuple(
        Cell(
            linked.record.short_title,
            tuple(CellStandard(standard_view(s, base), verdict(s, said[:n] + said[n + 1 :])) for s in said[n]),
        )
        for n, linked in enumerate(sets)
    )
    return TopicRow(anchor, title, cells)
