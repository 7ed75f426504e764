"""The comparison of sets of standards: one row per topic, one column per set, and a verdict on time limits.

A time limit is compared with those of the other sets on the same topic. Only limits count, not moments or waits.

In the same unit the numbers are compared. In different units each limit becomes a range of minutes: an hour is 60, a
day 24 hours, a month 28 to 31 days. A working day is 24 hours or more, with the weekends and bank holidays that it may
span. A limit is shorter only if the end of its range is below the start of every other.

The verdict also says if the shorter limit is only an aim and another set firmly promises. If the other sets have
standards on the topic but no time limit, the verdict is that this one is the only one.
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

_HOUR = 60
_DAY = 24 * _HOUR
_LONGEST_BREAK = 4
"""The most days in a row without a working day, as at Easter."""


@dataclass(frozen=True, slots=True)
class CellStandard:
    """One standard in a cell, as its own page shows it."""

    standard: StandardView
    verdict: str
    """How its time limit compares with those of the other sets; empty if it is not shorter."""

    @property
    def timed_points(self) -> tuple[PointView, ...]:
        """Its points that have a time limit of their own."""
        return tuple(point for point in self.standard.points if point.deadline)


@dataclass(frozen=True, slots=True)
class Cell:
    """The standards of one set on one topic; empty if it has none."""

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
    """One set: its short title, the area it applies to, and the path of its page."""

    title: str
    area: str
    path: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All topics that a set has standards on, those shared by most sets first."""

    standing: str
    """A warning about standards that are not confirmed; empty if all are."""
    columns: tuple[Column, ...]
    rows: tuple[TopicRow, ...]


def shortest_and_longest(deadline: Deadline) -> tuple[int, int] | None:
    """Return the least and the most minutes that a time limit can be; None for a moment, a wait or an agreed time."""
    if deadline.within is None or deadline.sense is not Sense.WITHIN:
        return None
    amount = deadline.within
    match deadline.unit:
        case Unit.MINUTE:
            return amount, amount
        case Unit.HOUR:
            return amount * _HOUR, amount * _HOUR
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
    """Return how a standard's time limit compares with ``others``, the standards of each other set on the topic."""
    limit = own.record.deadline
    if limit is None or shortest_and_longest(limit) is None or not any(others):
        return ""
    timed = [standard for standards in others for standard in standards if standard.record.deadline]
    if not timed:
        return "The only time limit"
    if not all(_is_shorter(limit, other.record.deadline) for other in timed if other.record.deadline):
        return ""
    only_aim = own.record.strength is not Strength.WILL
    firm_elsewhere = any(other.record.strength is Strength.WILL for other in timed)
    return "Shorter, but an aim" if only_aim and firm_elsewhere else "Shorter time"


def _is_shorter(one: Deadline, other: Deadline) -> bool:
    if one.within and other.within and (one.unit, one.sense) == (other.unit, other.sense):
        return one.within < other.within
    minutes, other_minutes = shortest_and_longest(one), shortest_and_longest(other)
    return bool(minutes and other_minutes and minutes[1] < other_minutes[0])


def comparison(base: KnowledgeBase) -> Comparison:
    """Return the topics that a set has standards on, those of more sets first, then in the order of their file."""
    rows = [_row(topic.id, topic.title, base) for topic in base.topics]
    covered = [row for row in rows if any(cell.standards for cell in row.cells)]
    ordered = sorted(covered, key=lambda row: -sum(1 for cell in row.cells if cell.standards))
    columns = tuple(_column(linked) for linked in base.sets)
    return Comparison(warning((linked.record for linked in base.sets), base.today), columns, tuple(ordered))


def _column(linked: LinkedSet) -> Column:
    return Column(linked.record.short_title, linked.record.area, path_of(linked))


def _row(anchor: str, title: str, base: KnowledgeBase) -> TopicRow:
    sets = base.sets
    standards = tuple(tuple(s for s in linked.standards if s.topic.id == anchor) for linked in sets)
    cells = tuple(
        Cell(
            linked.record.short_title,
            tuple(
                CellStandard(standard_view(s, base), verdict(s, standards[:n] + standards[n + 1 :]))
                for s in standards[n]
            ),
        )
        for n, linked in enumerate(sets)
    )
    return TopicRow(anchor, title, cells)
