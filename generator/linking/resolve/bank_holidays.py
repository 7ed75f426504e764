"""The bank holidays of England and Wales, with the days that stand in for those at a weekend."""

from __future__ import annotations

from datetime import date

import holidays

YEARS_BACK = 1
YEARS_ON = 10
"""How far the list reaches. Parliament and the King can add or move a day; the list is of the day it is made."""


def bank_holidays(today: date) -> tuple[date, ...]:
    """Every bank holiday from the year before ``today`` to ten years on."""
    years = range(today.year - YEARS_BACK, today.year + YEARS_ON + 1)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))
