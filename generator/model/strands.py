"""The characteristics that hate is aimed at: ``data/strands.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Citation, Identified, RecordFile
from generator.model.values import Text


class Strand(Identified):
    """A characteristic that hate is aimed at."""

    title: Text = Field(description="its name today, in respectful words")
    written: Text = Field(description="its name in the document")
    recorded: bool = Field(description="yes if it was one of the strands that government recorded")
    examples: Text | None = Field(None, description="what the document counts under it, if it says")
    source: Citation = Field(description="the document and clause")


class StrandsFile(RecordFile):
    """The content of ``data/strands.yml``, an optional file."""

    file = "strands"

    strands: tuple[Strand, ...] = Field((), description="the characteristics that hate is aimed at")
