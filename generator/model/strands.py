"""The characteristics of people that the promises are about: ``data/strands.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Citation, Identified, RecordFile
from generator.model.values import Text


class Strand(Identified):
    """A characteristic of people that the promises are about."""

    title: Text = Field(description="its name today, in respectful words")
    written: Text | None = Field(None, description="its name in the document; left out if it is the title")
    recorded: bool = Field(description="yes if government records it, or did when the document was written")
    examples: Text | None = Field(None, description="what the document counts under it, if it says")
    source: Citation | None = Field(None, description="the document and clause; left out if no document lists it")


class StrandsFile(RecordFile):
    """The content of ``data/strands.yml``, an optional file."""

    file = "strands"

    strands: tuple[Strand, ...] = Field((), description="the characteristics of people that the promises are about")
