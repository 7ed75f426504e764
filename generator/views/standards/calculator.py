"""The calculator "When will I hear": the time limits of a set as days, for the script and as a table without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet
from generator.model.due_dates import due
from generator.model.standards import Deadline
from generator.model.vocabulary import Condition, Sense, Trigger
from generator.views.standards.standard_set import StandardView, standard_view
from generator.words.dates import day
from generator.words.deadlines import AGREED_ALONE, CONDITIONS, SENSES, TRIGGERS
from generator.words.text import NO_BREAK, Sentence, sentence

_EXAMPLE_MONDAY = date(2001, 1, 1)
"""The first day of the table's week; any Monday serves, as the table ignores bank holidays."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_REPORT_TRIGGERS = frozenset({Trigger.REPORT_RECEIVED, Trigger.NOT_STATED})
"""The triggers counted from the report; the page says that we assume it where the source states no start."""
_SUPPORTED_CONDITIONS = frozenset({None, Condition.HIGH_RISK, Condition.NOT_HIGH_RISK})
"""The conditions that the page asks about; None is every case."""


@dataclass(frozen=True, slots=True)
class WeekdayRow:
    """A day of the week on which a report is made, and when each standard is due."""

    reported: str
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UncountedStandard:
    """A standard with a time from which no day can be calculated, and the reason."""

    standard: StandardView
    reason: str


@dataclass(frozen=True, slots=True)
class CalculatorView:
    """The time limits that run from a report, as a table and as data for the script."""

    columns: tuple[str, ...]
    """The headings of the table; each ends where the day in its cells follows."""
    rows: tuple[WeekdayRow, ...]
    uncounted: tuple[UncountedStandard, ...]
    meaning: Sentence
    assumptions: tuple[Sentence, ...]
    holidays_of: str
    """Whose bank holidays count."""
    last_known_day: str
    """The last day for which the script knows the bank holidays."""
    data: dict[str, Any]


def calculator_view(linked: LinkedSet, base: KnowledgeBase) -> CalculatorView:
    """Return the time limits of a set that run from a report, and the reasons why the others are left out."""
    limits = [
        (standard.record.deadline, standard_view(standard, base))
        for standard in linked.standards
        if standard.record.deadline
    ]
    counted = [(deadline, standard) for deadline, standard in limits if not _reason_uncounted(deadline)]
    working_day, bank_holidays = base.partnership.working_day, base.bank_holidays
    counts = working_day.report_day_counts
    return CalculatorView(
        columns=tuple(_heading(deadline, standard) for deadline, standard in counted),
        rows=tuple(_row(n, [deadline for deadline, _ in counted], counts=counts) for n in range(7)),
        uncounted=tuple(
            UncountedStandard(standard, reason)
            for deadline, standard in limits
            if (reason := _reason_uncounted(deadline))
        ),
        meaning=sentence(working_day.meaning),
        assumptions=tuple(map(sentence, working_day.assumed)),
        holidays_of=base.jurisdiction.name,
        last_known_day=day(date(bank_holidays[-1].year, 12, 31)),
        data={
            "limits": [_limit(deadline, standard) for deadline, standard in counted],
            "closed": [one.isoformat() for one in bank_holidays],
            "from": date(bank_holidays[0].year, 1, 1).isoformat(),
            "until": date(bank_holidays[-1].year, 12, 31).isoformat(),
            "reportDayCounts": counts,
        },
    )


def _reason_uncounted(deadline: Deadline) -> str:
    """Return why a report alone does not give the day; empty where it does."""
    if not deadline.unit:
        return AGREED_ALONE
    reasons = []
    if deadline.trigger not in _REPORT_TRIGGERS:
        reasons.append(f"It runs {TRIGGERS[deadline.trigger].phrase}.")
    if deadline.condition and deadline.condition not in _SUPPORTED_CONDITIONS:
        reasons.append(CONDITIONS[deadline.condition].only)
    if deadline.sense is not Sense.WITHIN:
        reasons.append(SENSES[deadline.sense].no_limit)
    return " ".join(reasons)


def _heading(deadline: Deadline, standard: StandardView) -> str:
    """Return the heading of a column; where the time of the report matters it names no day, as no table knows it."""
    by_the_clock = deadline.unit is not None and deadline.unit.of_a_clock
    return f"{standard.title} is due {'' if by_the_clock else SENSES[deadline.sense].day}".strip()


def _limit(deadline: Deadline, standard: StandardView) -> dict[str, Any]:
    """Return a time limit as data for the script."""
    assert deadline.unit
    words, by_the_clock = SENSES[deadline.sense], deadline.unit.of_a_clock
    return {
        "amount": deadline.within,
        "unit": deadline.unit.value,
        "when": deadline.condition.value if deadline.condition else None,
        "ends": words.moment if by_the_clock else words.day,
        "later": _later(deadline) if by_the_clock else "",
        "title": standard.title,
        "badge": deadline.amount,
    }


def _later(deadline: Deadline) -> str:
    """Return when a limit in minutes or hours ends, relative to the report."""
    return f"{deadline.amount} after you reported it"


def _row(weekday: int, limits: list[Deadline], *, counts: bool) -> WeekdayRow:
    reported = _EXAMPLE_MONDAY + timedelta(days=weekday)
    return WeekdayRow(_WEEKDAYS[weekday], tuple(_due(one, reported, counts=counts) for one in limits))


def _due(limit: Deadline, reported: date, *, counts: bool) -> str:
    assert limit.within
    assert limit.unit
    if limit.unit.of_a_clock:
        return _later(limit).replace(limit.amount, limit.amount.replace(" ", NO_BREAK))
    start = datetime.combine(reported, datetime.min.time())
    return _by(due(start, limit.within, limit.unit, frozenset(), report_day_counts=counts), reported)


def _by(end: datetime, reported: date) -> str:
    last = (end - timedelta(minutes=1)).date()
    weeks = ((last - _EXAMPLE_MONDAY).days // 7) - ((reported - _EXAMPLE_MONDAY).days // 7)
    when = {0: "that week", 1: "the week after"}.get(weeks, f"{weeks} weeks after")
    return f"{_WEEKDAYS[last.weekday()]}, {when}"
