"""The source documents that records cite: ``data/sources.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.addresses import WebAddress
from generator.model.record import Identified, RecordFile
from generator.model.values import KnownPastDate, Text, Wording


class SourceDocument(Identified):
    """A document that a citation can name."""

    title: Text = Field(description="the document's official title")
    publisher: Text = Field(description="who published it")
    published: KnownPastDate = Field(description="when it was published, or unknown")
    clauses: Text = Field(description="how its clauses are numbered, or counted if it does not number them")
    web: WebAddress | None = Field(None, description="where it can be read, if anywhere")
    note: Wording | None = Field(None, description="what a reader should know about it")


class SourcesFile(RecordFile):
    """The content of ``data/sources.yml``, an optional file."""

    file = "sources"
    documents: tuple[SourceDocument, ...] = Field((), min_length=1, description="the source documents")
