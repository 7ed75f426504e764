"""Looking again: who does it, how often and by when, for every record that goes out of date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from generator.model.evidence import Evidenced
from generator.model.record import Record
from generator.model.values import Text, WholeNumber

UNKNOWN_OWNER = "unknown"
"""Written for an owner whom nobody has named."""


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """Who checks a record again, how often, and when it was last checked."""

    owner: str
    """The role that looks after it; empty where nobody does."""
    last: date | None
    """The day of the last check; None where there was none."""
    months: int
    """From one check to the next."""
    due: date | None
    """The day by which it must be checked again; None where it never was."""
    unverified: str = ""
    """Why nobody can vouch for a contact that lives may depend on; empty for all others."""


def review_terms(owner: str, last: date | None, months: int, unverified: str = "") -> ReviewTerms:
    """Return the terms of a record that was last checked on ``last`` and is checked every ``months`` months."""
    due = months_later(last, months) if last else None
    return ReviewTerms("" if owner == UNKNOWN_OWNER else owner, last, months, due, unverified)


class Reviewed(Evidenced):
    """A record that must be looked at again: by whom, and how often. ``checked_on`` is when it last was."""

    owner: Text = Field(description="the role that looks after it, never a person's name; or: unknown")
    review_every: WholeNumber = Field(description="months from one check to the next")

    @property
    def review_by(self) -> date:
        """The day by which it must be checked again."""
        return months_later(self.checked_on, self.review_every)

    def overdue_on(self, day: date) -> bool:
        """Whether the check is too old on ``day``."""
        return day > self.review_by

    def review_terms(self, _: Record | None) -> ReviewTerms | None:
        """Return when it is checked again, and by whom."""
        return review_terms(self.owner, self.checked_on, self.review_every)


def months_later(day: date, months: int) -> date:
    """The same day of the month, or that month's last day; the last day there is, where that lies beyond it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
