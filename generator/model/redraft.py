"""What changed between a draft and the text that was published."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from generator.model.record import Citation, Identified, Record
from generator.model.references import DocumentId, Relation, refers_to
from generator.model.values import Slug, Text, Wording


class ChangeKind(Enum):
    """What happened to a part between the draft and the final text."""

    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    CORRECTED = "corrected"
    UNCHANGED_SLIP = "unchanged-slip"
    """A mistake of the draft that the final text still has."""


class DraftChange(Identified):
    """One difference between the draft and the final strategy."""

    kind: ChangeKind = Field(description="added, removed, renumbered, reworded, corrected or unchanged-slip")
    title: Text = Field(description="the difference in a few words")
    text: Wording = Field(description="what it was and what it is")
    draft: Citation | None = Field(None, description="the clause of the draft, unless it has none")
    final: Citation | None = Field(None, description="the clause of the final text, unless it has none")
    about: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "objective", "aim", "part", "body", "instrument")] = (
        Field((), description="the ids of the objectives, parts, organisations or instruments it changed")
    )


class Redraft(Record):
    """What changed between a draft and the text that was published."""

    summary: Wording = Field(description="how much changed, in a sentence or two")
    draft: DocumentId = Field(description="the id of the draft's document")
    changes: tuple[DraftChange, ...] = Field(min_length=1, description="the differences, in the final text's order")
