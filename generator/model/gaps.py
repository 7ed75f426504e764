"""Known gaps, each with its reason, its owner and its next review: ``data/gaps.yml``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from generator.model.record import Record, RecordFile
from generator.model.reviews import months_later
from generator.model.values import CheckDate, MonthsBetweenChecks, Slug, Text, Wording, id_of


class Gap(Record):
    """The reason why a record lacks what others of its kind have."""

    of: Annotated[Slug, id_of("objective", "power", "page")] = Field(
        description="the id of the objective, power or page that lacks something"
    )
    reason: Wording = Field(description="why it is so, and what would close it")
    owner: Text = Field(description="whoever would have to close it: a role or a body, never a person's name")
    checked_on: CheckDate = Field(description="the day somebody last looked whether it could be closed")
    review_every: MonthsBetweenChecks = Field(description="months from one look to the next")

    @property
    def review_by(self) -> date:
        """The day by which somebody must look again."""
        return months_later(self.checked_on, self.review_every)


class GapsFile(RecordFile):
    """The content of ``data/gaps.yml``, an optional file."""

    file = "gaps"

    gaps: tuple[Gap, ...] = Field((), description="the gaps that are known")
