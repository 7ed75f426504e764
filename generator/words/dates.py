"""Formatting of dates."""

from __future__ import annotations

from datetime import date

from generator.model.values import PartialDate
from generator.words.text import NO_BREAK

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(value: date) -> str:
    """Return a day as ``1 April 2021``, with no-break spaces."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}".replace(" ", NO_BREAK)


def known_date(value: PartialDate | None) -> str:
    """Return a date as exactly as it is known: about 2016, May 2016, 31 May 2016; for None, not known."""
    if value is None:
        return "not known"
    parts = [
        str(value.day) if value.day else "",
        _MONTHS[value.month - 1] if value.month else "",
        str(value.year),
    ]
    return ("about " if value.about else "") + NO_BREAK.join(part for part in parts if part)
