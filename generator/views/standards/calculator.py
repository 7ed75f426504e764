"""When will I hear: a set's time limits as days, for any report, and a table for those whose browser runs no script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet
from generator.model.due_dates import due
from generator.model.vocabulary import Condition, Sense, Unit
from generator.views.standards.standard_set import PromiseView, promise_view
from generator.words.text import Sentence, day, sentence

A_MONDAY = date(2001, 1, 1)
"""The table is of a week without bank holidays; which, does not matter."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class WeekdayRow:
    """A report made on one day of the week, and when each promise is due."""

    reported: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalculatorView:
    """The promises with a time limit, what the script needs to reckon with, and the table."""

    promises: tuple[PromiseView, ...]
    rows: tuple[WeekdayRow, ...]
    meaning: Sentence
    assumed: tuple[Sentence, ...]
    until: str
    """The last day for which bank holidays are known to the script."""
    data: dict[str, Any]


def calculator_view(linked: LinkedSet, base: KnowledgeBase) -> CalculatorView:
    """The time limits of a set that run from a report, or from what the source does not say."""
    timed = [
        standard
        for standard in linked.standards
        if standard.record.deadline and standard.record.deadline.unit and standard.record.deadline.sense is Sense.WITHIN
    ]
    working_day = base.partnership.working_day
    promises = tuple(promise_view(standard, base) for standard in timed)
    limits = []
    for standard, shown in zip(timed, promises, strict=True):
        limit = standard.record.deadline
        assert limit
        assert limit.unit
        limits.append(
            {
                "amount": limit.within,
                "unit": limit.unit.value,
                "high": {Condition.HIGH_RISK: True, Condition.NOT_HIGH_RISK: False}.get(limit.condition)
                if limit.condition
                else None,
                "title": shown.title,
                "badge": shown.deadline.badge.replace("\u00a0", " ") if shown.deadline else "",
            }
        )
    closed = base.bank_holidays
    return CalculatorView(
        promises=promises,
        rows=tuple(_row(n, limits, counts=working_day.report_day_counts) for n in range(7)),
        meaning=sentence(working_day.meaning),
        assumed=tuple(map(sentence, working_day.assumed)),
        until=day(date(closed[-1].year, 12, 31)),
        data={
            "limits": limits,
            "closed": [one.isoformat() for one in closed],
            "from": date(closed[0].year, 1, 1).isoformat(),
            "until": date(closed[-1].year, 12, 31).isoformat(),
            "reportDayCounts": working_day.report_day_counts,
        },
    )


def _row(weekday: int, limits: list[dict[str, Any]], *, counts: bool) -> WeekdayRow:
    reported = datetime.combine(A_MONDAY + timedelta(days=weekday), datetime.min.time())
    ends = (due(reported, one["amount"], Unit(one["unit"]), frozenset(), report_day_counts=counts) for one in limits)
    return WeekdayRow(_WEEKDAYS[weekday], tuple(_by(end, reported.date()) for end in ends))


def _by(end: datetime, reported: date) -> str:
    last = (end - timedelta(minutes=1)).date()
    weeks = ((last - A_MONDAY).days // 7) - ((reported - A_MONDAY).days // 7)
    when = {0: "that week", 1: "the week after"}.get(weeks, f"{weeks} weeks after")
    return f"{_WEEKDAYS[last.weekday()]}, {when}"
