"""Read a date that was written in another form than ``2021-04-01``, where there is only one way to read it."""

from __future__ import annotations

import re
from datetime import date

EARLIEST, LATEST = 1900, 2099
"""The years that a date in another form may have; in other forms a number could be a year or something else."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
"""What word processors write in place of a hyphen."""

_YEAR_FIRST = re.compile(r"(\d{4}) ?([-/. ]) ?(\d{1,2}) ?\2 ?(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?\2 ?(\d{4})", re.ASCII)
_DAY_NAME_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([a-z]+)\.?,?[ -](\d{4})", re.ASCII)
_NAME_DAY_YEAR = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4}) ?[-/. ] ?(\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{4})", re.ASCII)
_NAME_YEAR = re.compile(r"([a-z]+)\.?,? (\d{4})", re.ASCII)
_WEEKDAY = re.compile(r"([a-z]+)\.?,? (?=.)", re.ASCII)


def iso_date(text: str) -> str | None:
    """Return the day that ``text`` names, as ``2021-04-01``; None if it names none, or could name two."""
    plain = _plain(text)
    weekday = None
    if (match := _WEEKDAY.match(plain)) and (weekday := _number_of(match[1], _WEEKDAYS)):
        plain = plain[match.end() :]
    days = set(_readings(plain))
    if len(days) != 1:
        return None
    (day,) = days
    return None if weekday and day.isoweekday() != weekday else day.isoformat()


def iso_month(text: str) -> str | None:
    """Return the month that ``text`` names, as ``2021-04``; None if it names none."""
    plain = _plain(text)
    if match := _YEAR_MONTH.fullmatch(plain):
        year, month = int(match[1]), int(match[2])
    elif match := _MONTH_YEAR.fullmatch(plain):
        year, month = int(match[2]), int(match[1])
    elif match := _NAME_YEAR.fullmatch(plain):
        year, month = int(match[2]), _month(match[1])
    else:
        return None
    return f"{year:04}-{month:02}" if EARLIEST <= year <= LATEST and 1 <= month <= 12 else None


def _plain(text: str) -> str:
    return " ".join(text.translate(_HYPHENS).lower().split())


def _readings(text: str) -> list[date]:
    """Return each day that the text could mean."""
    if match := _YEAR_FIRST.fullmatch(text):
        parts = [(match[1], match[3], match[4])]
    elif match := _YEAR_LAST.fullmatch(text):
        parts = [(match[4], match[3], match[1]), (match[4], match[1], match[3])]
    elif match := _DAY_NAME_YEAR.fullmatch(text):
        parts = [(match[3], str(_month(match[2])), match[1])]
    elif match := _NAME_DAY_YEAR.fullmatch(text):
        parts = [(match[3], str(_month(match[1])), match[2])]
    else:
        return []
    return [day for year, month, day_of in parts if (day := _day(int(year), int(month), int(day_of)))]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the number of a month; 0 if there is none of this name."""
    return _number_of("sep" if name == "sept" else name, _MONTHS)


def _number_of(name: str, names: tuple[str, ...]) -> int:
    """Return the position from 1 of a name, whole or its first three letters; 0 if it is none of ``names``."""
    return next((number for number, whole in enumerate(names, start=1) if name in {whole, whole[:3]}), 0)
