"""The bank holidays of England and Wales, with substitute days for those at a weekend."""

from __future__ import annotations

from datetime import date

import holidays

YEARS_BACK = 1
YEARS_ON = 10
"""Parliament and the King can add or move a day, so later years may be wrong."""


def bank_holidays(today: date) -> tuple[date, ...]:
    """Return every bank holiday from the year before ``today`` to ten years after, sorted."""
    years = range(today.year - YEARS_BACK, today.year + YEARS_ON + 1)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))
