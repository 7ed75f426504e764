"""The bank holidays of a place, with substitute days for those at a weekend."""

from __future__ import annotations

import re
from datetime import date

import holidays

_COUNTRY = re.compile("[A-Z]{2}")
YEARS_BACK = 1
YEARS_ON = 10
"""A day can be added or moved by law, so later years may be wrong."""


def places_with_calendars() -> dict[str, tuple[str, ...]]:
    """Return the code of each country whose bank holidays are known, with the codes of its subdivisions."""
    return {country: tuple(parts) for country, parts in sorted(holidays.list_supported_countries().items())}


def has_calendar(country: str, subdivision: str | None) -> bool:
    """Return whether these are codes of two letters, and of one of its parts, of a country with a calendar.

    ``places_with_calendars`` knows other codes too, and reads the calendars of all countries for that.
    """
    if not _COUNTRY.fullmatch(country):
        return False
    try:
        found = holidays.country_holidays(country)
    except (AttributeError, NotImplementedError):
        return False
    return found.country == country and (subdivision is None or subdivision in found.subdivisions)


def bank_holidays(today: date, country: str, subdivision: str | None) -> tuple[date, ...]:
    """Return every bank holiday from the year before ``today`` to ten years after, sorted.

    ``country`` and ``subdivision`` are codes of ``places_with_calendars``.
    """
    years = range(today.year - YEARS_BACK, today.year + YEARS_ON + 1)
    return tuple(sorted(holidays.country_holidays(country, subdiv=subdivision, years=years)))
