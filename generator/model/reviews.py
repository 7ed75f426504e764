"""Reviews of records that go out of date: by whom, how often and by when."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from generator.model.evidence import Evidenced
from generator.model.record import Record
from generator.model.values import MonthsBetweenChecks, Text

UNKNOWN_OWNER = "unknown"
"""The value of ``owner`` where nobody is named."""


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """Who checks a record again, how often, and when it was last checked."""

    owner: str
    """The role that looks after it; empty if unknown."""
    last: date | None
    """The day of the last check; None if there was none."""
    months: int
    """Months from one check to the next."""
    due: date | None
    """The day by which it must be checked again; None if it never was checked."""
    unverified: str = ""
    """Why a safety-critical contact is not verified; empty for all others."""


def review_terms(owner: str, last: date | None, months: int, unverified: str = "") -> ReviewTerms:
    """Return the terms of a record that was last checked on ``last`` and is checked every ``months`` months."""
    due = months_later(last, months) if last else None
    return ReviewTerms("" if owner == UNKNOWN_OWNER else owner, last, months, due, unverified)


class Reviewed(Evidenced):
    """A record that must be checked again, with its owner and interval. ``checked_on`` is the last check."""

    owner: Text = Field(description="the role that looks after it, never a person's name; or: unknown")
    review_every: MonthsBetweenChecks = Field(description="months from one check to the next")

    @property
    def review_by(self) -> date:
        """The day by which it must be checked again."""
        return months_later(self.checked_on, self.review_every)

    def overdue_on(self, day: date) -> bool:
        """Return whether ``day`` is after ``review_by``."""
        return day > self.review_by

    def review_terms(self, _: Record | None) -> ReviewTerms | None:
        """Return when it is checked again, and by whom."""
        return review_terms(self.owner, self.checked_on, self.review_every)


def months_later(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month; ``date.max`` beyond year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
