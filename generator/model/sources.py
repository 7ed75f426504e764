"""The documents that everything else cites."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Identified, RecordFile
from generator.model.values import KnownDate, Text, WebAddress, Wording


class SourceDocument(Identified):
    """A document a statement can cite."""

    title: Text = Field(description="the document's official title")
    publisher: Text = Field(description="who published it")
    published: KnownDate = Field(description="when it was published, or unknown")
    clauses: Text = Field(description="how its clauses are numbered, or counted if it does not number them")
    web: WebAddress | None = Field(None, description="where it can be read, if anywhere")
    note: Wording | None = Field(None, description="what a reader should know about it")


class SourcesFile(RecordFile):
    """What ``data/sources.yml`` holds."""

    file = "sources"
    required = True

    documents: tuple[SourceDocument, ...] = Field(min_length=1, description="the source documents")
