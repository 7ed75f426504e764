"""Stamps: what a source said when a text derived from it was reviewed: ``data/stamps.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Record, RecordFile
from generator.model.values import CheckDate, Slug, Text


class Line(Record):
    """One field of the source at that time."""

    field: Text = Field(description="the field's name")
    said: Text = Field(description="what it said, in words")


class Stamp(Record):
    """A derived text and its source, as last reviewed. Written by ``kb review``."""

    text: Slug = Field(description="the name of the text: easy-read, or the id of the page, then the id of the promise")
    source: Slug = Field(description="the id of the record it was written from")
    by: Text = Field(description="the role that compared the two, never a person's name")
    compared_on: CheckDate = Field(description="the day they were compared")
    fingerprint: Text = Field(description="of what the source said then")
    lines: tuple[Line, ...] = Field(min_length=1, description="what the source said then")


class StampsFile(RecordFile):
    """The content of ``data/stamps.yml``, an optional file."""

    file = "stamps"

    stamps: tuple[Stamp, ...] = Field((), description="the texts that were compared with their sources")
