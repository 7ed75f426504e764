"""When will I hear: a set's time limits as days, for any report, and a table for those whose browser runs no script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet
from generator.model.due_dates import due
from generator.model.standards import Deadline
from generator.model.vocabulary import Condition, Sense, Trigger, Unit
from generator.views.standards.standard_set import StandardView, standard_view
from generator.words.dates import day
from generator.words.deadlines import AGREED_ALONE, CONDITIONS, SENSES, TRIGGERS
from generator.words.text import NO_BREAK, Sentence, sentence

A_MONDAY = date(2001, 1, 1)
"""The table is of a week without bank holidays; which, does not matter."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_FROM_A_REPORT = frozenset({Trigger.REPORT_RECEIVED, Trigger.NOT_STATED})
"""What can be counted from a report. Where the source does not state the start, the page says that we assume it."""
_ASKED = frozenset({None, Condition.HIGH_RISK, Condition.NOT_HIGH_RISK})
"""The cases that the page can ask about; None is every case."""


@dataclass(frozen=True, slots=True)
class WeekdayRow:
    """A report made on one day of the week, and when each standard is due."""

    reported: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UncountedStandard:
    """A standard with a time for which no day can be worked out, and why."""

    standard: StandardView
    why: str


@dataclass(frozen=True, slots=True)
class CalculatorView:
    """The time limits that run from a report, what the script reckons with, and a table of the same limits."""

    columns: tuple[str, ...]
    """The headings of the table: a standard, up to the day on which it is due."""
    rows: tuple[WeekdayRow, ...]
    not_counted: tuple[UncountedStandard, ...]
    meaning: Sentence
    assumed: tuple[Sentence, ...]
    until: str
    """The last day for which bank holidays are known to the script."""
    data: dict[str, Any]


def calculator_view(linked: LinkedSet, base: KnowledgeBase) -> CalculatorView:
    """Return the times of a set: those that can be counted from a report, and why the others cannot."""
    timed = [
        (standard.record.deadline, standard_view(standard, base))
        for standard in linked.standards
        if standard.record.deadline
    ]
    counted = [(deadline, standard) for deadline, standard in timed if not _why_not(deadline)]
    working_day, closed = base.partnership.working_day, base.bank_holidays
    counts = working_day.report_day_counts
    return CalculatorView(
        columns=tuple(_heading(deadline, standard) for deadline, standard in counted),
        rows=tuple(_row(n, [deadline for deadline, _ in counted], counts=counts) for n in range(7)),
        not_counted=tuple(
            UncountedStandard(standard, why) for deadline, standard in timed if (why := _why_not(deadline))
        ),
        meaning=sentence(working_day.meaning),
        assumed=tuple(map(sentence, working_day.assumed)),
        until=day(date(closed[-1].year, 12, 31)),
        data={
            "limits": [_limit(deadline, standard) for deadline, standard in counted],
            "closed": [one.isoformat() for one in closed],
            "from": date(closed[0].year, 1, 1).isoformat(),
            "until": date(closed[-1].year, 12, 31).isoformat(),
            "reportDayCounts": counts,
        },
    )


def _why_not(deadline: Deadline) -> str:
    """Return why no day can be worked out from a report alone; empty where one can."""
    if not deadline.unit:
        return AGREED_ALONE
    reasons = []
    if deadline.trigger not in _FROM_A_REPORT:
        reasons.append(f"It runs {TRIGGERS[deadline.trigger].phrase}.")
    if deadline.condition and deadline.condition not in _ASKED:
        reasons.append(CONDITIONS[deadline.condition].only)
    if deadline.sense is not Sense.WITHIN:
        reasons.append(SENSES[deadline.sense].no_limit)
    return " ".join(reasons)


def _heading(deadline: Deadline, standard: StandardView) -> str:
    """Return the heading of a column; a time in hours counts from an hour that a table of days does not know."""
    return f"{standard.title} is due {'' if deadline.unit is Unit.HOUR else SENSES[deadline.sense].day}".strip()


def _limit(deadline: Deadline, standard: StandardView) -> dict[str, Any]:
    """Return what the script needs to know of a time limit."""
    assert deadline.unit
    words, in_hours = SENSES[deadline.sense], deadline.unit is Unit.HOUR
    return {
        "amount": deadline.within,
        "unit": deadline.unit.value,
        "when": deadline.condition.value if deadline.condition else None,
        "ends": words.moment if in_hours else words.day,
        "later": _later(deadline) if in_hours else "",
        "title": standard.title,
        "badge": deadline.amount,
    }


def _later(deadline: Deadline) -> str:
    """Return when a time in hours ends, where the hour of the report is not known."""
    return f"{deadline.amount} after you told someone"


def _row(weekday: int, limits: list[Deadline], *, counts: bool) -> WeekdayRow:
    reported = A_MONDAY + timedelta(days=weekday)
    return WeekdayRow(_WEEKDAYS[weekday], tuple(_due(one, reported, counts=counts) for one in limits))


def _due(limit: Deadline, reported: date, *, counts: bool) -> str:
    assert limit.within
    assert limit.unit
    if limit.unit is Unit.HOUR:
        return _later(limit).replace(limit.amount, limit.amount.replace(" ", NO_BREAK))
    start = datetime.combine(reported, datetime.min.time())
    return _by(due(start, limit.within, limit.unit, frozenset(), report_day_counts=counts), reported)


def _by(end: datetime, reported: date) -> str:
    last = (end - timedelta(minutes=1)).date()
    weeks = ((last - A_MONDAY).days // 7) - ((reported - A_MONDAY).days // 7)
    when = {0: "that week", 1: "the week after"}.get(weeks, f"{weeks} weeks after")
    return f"{_WEEKDAYS[last.weekday()]}, {when}"
