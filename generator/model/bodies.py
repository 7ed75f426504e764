"""The organisations that documents name, each with its beginning and end: ``data/partners.yml``."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.addresses import WebAddress
from generator.model.evidence import Evidenced
from generator.model.record import Citation, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.values import PlannedDate, Slug, Text, Wording, value_error


class Presence(Enum):
    """Whether an organisation still exists."""

    CONTINUES = "continues"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Body(Evidenced):
    """An organisation, a partnership of several, or a system that they share."""

    name: Text = Field(description="its name, in full")
    short_name: Text | None = Field(None, description="the letters it goes by")
    kind: Text = Field(description="what it is, in two to five words")
    area: Text = Field(description="where it works")
    supporting: bool = Field(False, description="yes if the strategy lists it as an organisation supporting it")
    named: tuple[Citation, ...] = Field((), description="the clauses that name it")
    named_as: Text | None = Field(None, description="the name those clauses give it, if another")
    since: PlannedDate = Field(None, alias="from", description="the day it began, or unknown")
    presence: Presence = Field(description="continues, ended or unknown, on the day checked")
    until: PlannedDate = Field(None, description="the day from which it was no more, if it ended, or unknown")
    succeeded_by: Annotated[tuple[Slug, ...], refers_to(Relation.SUCCEEDED_BY, "body")] = Field(
        (), description="the ids of what took its place"
    )
    became: Wording | None = Field(None, description="what became of it, in a sentence or two")
    web: WebAddress | None = Field(None, description="its website")

    @model_validator(mode="after")
    def _only_what_ended_has_an_end(self) -> Self:
        if self.until and self.presence is not Presence.ENDED:
            raise value_error(
                Code.INVALID_VALUE,
                "this has an end, and does not say that it ended",
                "write `presence: ended`",
                field="presence",
            )
        if self.since and self.until and self.until.latest < self.since.earliest:
            hint = "look at `from:` and `until:`"
            raise value_error(Code.IMPOSSIBLE_DATE, "this ends before it begins", hint, field="until")
        if self.presence is Presence.ENDED and not self.became:
            raise value_error(
                Code.MISSING_FIELD,
                "this ended, without saying what became of it",
                "add `became:` in a sentence or two",
                field="presence",
            )
        return self

    def presence_on(self, day: date) -> Presence | None:
        """Return whether it exists on ``day``; None before it began."""
        if self.since and day < self.since.earliest:
            return None
        if self.presence is not Presence.ENDED:
            return self.presence
        if self.until:
            return Presence.ENDED if day >= self.until.earliest else Presence.CONTINUES
        return Presence.ENDED if day >= self.checked_on else Presence.UNKNOWN


class PartnersFile(RecordFile):
    """The content of ``data/partners.yml``, an optional file."""

    file = "partners"

    bodies: tuple[Body, ...] = Field((), min_length=1, description="the organisations")
