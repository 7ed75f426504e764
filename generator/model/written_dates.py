"""Dates in other forms than year-month-day: the readings of each, ready to type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_NAMES = "january february march april may june july august september october november december"
_MONTHS = tuple(_NAMES.split())
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212/.", "-") | {"\u00a0": " "})
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_IN_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}(?: of)?[ -]?{_MONTH},?[ -]?{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_YEAR}[ -]{_MONTH}[ -]{_DAY}",
        rf"{_MONTH},?[ -]?{_YEAR}",
    )
)
_CENTURY = 2000
_WEEKDAY = re.compile(r"^(?:on )?(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? ")
_TIME = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}.*$")


def readings(text: str) -> tuple[str, ...]:
    """Return every date that a text can mean, as year-month-day, or as year-month where it names no day."""
    plain = _WEEKDAY.sub("", _TIME.sub("", " ".join(text.lower().split())))
    for pattern in _IN_WORDS:
        if match := pattern.fullmatch(plain.replace("\u2013", "-")):
            return _in_words(match)
    return tuple(dict.fromkeys(_in_figures(plain.translate(_DASHES).replace(" ", "-").replace("--", "-"))))


def _in_words(match: re.Match[str]) -> tuple[str, ...]:
    fields = match.groupdict()
    name = "sep" if fields["month"] == "sept" else fields["month"]
    months = [n for n, month in enumerate(_MONTHS, start=1) if month.startswith(name)]
    if len(months) != 1:
        return ()
    year = _full_year(fields["year"].lstrip("'"))
    if not fields.get("day"):
        return (f"{year:04}-{months[0]:02}",)
    return tuple(_days((year, months[0], int(fields["day"]))))


def _in_figures(plain: str) -> Iterator[str]:
    """Yield the readings of figures with hyphens between them, the order of the United Kingdom first."""
    if match := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", plain):
        plain = "-".join(match.groups())
    parts = plain.split("-")
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return
    numbers = [int(part) for part in parts]
    if len(parts) == 2:
        yield from _months(parts, numbers)
    if len(parts) != 3:
        return
    first, middle, last = numbers
    if len(parts[0]) == 4:
        yield from tuple(_days((first, middle, last))) or _days((first, last, middle))
    elif len(parts[2]) == 4:
        yield from _days((last, middle, first), (last, first, middle))
    elif all(len(part) <= 2 for part in parts):
        year = _CENTURY + last
        yield from tuple(_days((year, middle, first), (year, first, middle))) or _days((_CENTURY + first, middle, last))


def _months(parts: list[str], numbers: list[int]) -> Iterator[str]:
    years = [n for n, part in enumerate(parts) if len(part) == 4]
    if len(years) == 1 and 1 <= numbers[1 - years[0]] <= 12 and len(parts[1 - years[0]]) <= 2:
        yield f"{parts[years[0]]}-{numbers[1 - years[0]]:02}"


def _full_year(digits: str) -> int:
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)


def _days(*orders: tuple[int, int, int]) -> Iterator[str]:
    """Yield each of these that is in the calendar, in the form that records use."""
    for year, month, day in orders:
        try:
            yield date(year, month, day).isoformat()
        except ValueError:
            continue
