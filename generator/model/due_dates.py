"""The end of a time limit. A script of the site makes the same calculation; a test compares the two."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta

from generator.model.reviews import months_later
from generator.model.vocabulary import Unit

SATURDAY = 5


def due(reported: datetime, amount: int, unit: Unit, closed: Container[date], *, report_day_counts: bool) -> datetime:
    """Return the end of a limit of ``amount`` units, in local time.

    A limit in minutes or hours ends to the minute; changes of the clocks are ignored. Any other ends at the midnight
    after its last day. ``closed`` holds the bank holidays. The day of the report counts as the first only if
    ``report_day_counts``.
    """
    if unit.of_a_clock:
        return reported + (timedelta(hours=amount) if unit is Unit.HOUR else timedelta(minutes=amount))
    day = reported.date()
    match unit:
        case Unit.WORKING_DAY:
            last = _working_day(day, amount, closed, report_day_counts=report_day_counts)
        case Unit.MONTH:
            last = months_later(day, amount) - timedelta(days=report_day_counts)
        case _:
            last = day + timedelta(days=amount * (7 if unit is Unit.WEEK else 1) - report_day_counts)
    return datetime.combine(last + timedelta(days=1), datetime.min.time())


def is_working_day(day: date, closed: Container[date]) -> bool:
    """Return whether ``day`` is from Monday to Friday and not in ``closed``."""
    return day.weekday() < SATURDAY and day not in closed


def _working_day(day: date, amount: int, closed: Container[date], *, report_day_counts: bool) -> date:
    """Return the ``amount``-th working day after the report, or from the report on."""
    remaining = amount - (1 if report_day_counts and is_working_day(day, closed) else 0)
    while remaining:
        day += timedelta(days=1)
        remaining -= is_working_day(day, closed)
    return day
