"""Looking again: who does it and how often, for every record that goes out of date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from pydantic import Field

from generator.model.evidence import Evidenced
from generator.model.values import Text, WholeNumber

UNKNOWN_OWNER = "unknown"
"""Written for an owner whom nobody has named."""


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


def months_later(day: date, months: int) -> date:
    """The same day of the month, or that month's last day; the last day there is, where that lies beyond it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
