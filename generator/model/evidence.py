"""How a fact that can go out of date was established, and when."""

from __future__ import annotations

from enum import Enum
from typing import Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.addresses import WebAddress
from generator.model.record import Identified
from generator.model.values import CheckDate, Text, Wording, value_error


class Basis(Enum):
    """How a fact was established."""

    VERIFIED = "verified"
    """Read in a public source."""
    KNOWN = "known"
    """Known, not re-checked."""


class Evidenced(Identified):
    """A record whose facts can go out of date: where and when they were read."""

    basis: Basis = Field(description="verified (read in a public source) or known (not re-checked)")
    checked_on: CheckDate = Field(description="the day its facts were looked up")
    sources: tuple[WebAddress, ...] = Field((), description="the public pages that were read")
    sources_dated: Text | None = Field(None, description="of when those pages are, where that is not the day checked")
    not_rechecked: Text | None = Field(
        None, description="what of it is known and was not read again, such as: the start day"
    )
    note: Wording | None = Field(None, description="what a reader should know, such as what was not found")

    @model_validator(mode="after")
    def _verified_in_a_source(self) -> Self:
        if self.basis is Basis.VERIFIED and not self.sources:
            raise value_error(
                Code.MISSING_FIELD,
                "this is verified, without saying where it was read",
                "add `sources:` with the pages that were read, or write `basis: known`",
                field="basis",
            )
        return self
