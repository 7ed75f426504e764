"""When a time limit runs out. The browser's script reckons the same way; a test compares the two."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta

from generator.model.reviews import months_later
from generator.model.vocabulary import Unit

SATURDAY = 5


def due(reported: datetime, amount: int, unit: Unit, closed: Container[date], *, report_day_counts: bool) -> datetime:
    """The last moment at which a limit of ``amount`` units is kept, by the clock on the wall.

    A limit in hours runs out to the minute, whether or not the clocks change meanwhile. Any other runs out with its
    last day: at midnight, when the next day begins. ``closed`` holds the bank holidays; the day of the report is the
    first that is counted only if ``report_day_counts``.
    """
    if unit is Unit.HOUR:
        return reported + timedelta(hours=amount)
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
    """Monday to Friday, without bank holidays."""
    return day.weekday() < SATURDAY and day not in closed


def _working_day(day: date, amount: int, closed: Container[date], *, report_day_counts: bool) -> date:
    """The working day that is the ``amount``-th after the report, or from it on."""
    left = amount - (1 if report_day_counts and is_working_day(day, closed) else 0)
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, closed)
    return day
