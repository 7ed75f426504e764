"""The base of every record and of every file of records, and the citation that any record may carry."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from generator.model.values import Slug, Text


class Record(BaseModel):
    """One validated entry: frozen, and with no field its class does not define."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class RecordFile(Record):
    """The whole content of one file of ``data/``."""

    file: ClassVar[str]
    """Its path below ``data/``, without ``.yml``."""
    required: ClassVar[bool] = False
    """Whether every project must have it."""


class Identified(Record):
    """A record other records can refer to."""

    id: Slug = Field(description="a short name that never changes, in small letters and hyphens")


class Citation(Record):
    """Where a statement comes from: one clause of one source document."""

    document: Slug = Field(description="the id of a document in sources.yml")
    clause: Text = Field(description="the clause as the document numbers it; unnumbered clauses are counted from 1")
    note: Text | None = Field(None, description="what a reader should know about the source's own wording")
