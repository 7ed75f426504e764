"""What the promises are about, in the forms that pages need: ``data/subject.yml``."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Identified, RecordFile
from generator.model.values import Text


class Verdict(Identified):
    """A classification of what is reported, on what is known at the first report."""

    words: Text = Field(description="the verdict in a few words, as a trainer reads it out")
    open: bool = Field(False, description="yes if it means that nobody can tell yet")


class SubjectFile(RecordFile):
    """The content of ``data/subject.yml``, an optional file: without it the words are neutral."""

    file = "subject"

    report: Text = Field("Report it", description="what a reader does who reports it, in the imperative, for the menu")
    aimed_at: Text = Field(
        "who it is aimed at", description="a clause with a small first letter that follows “By”: who it is aimed at"
    )
    was_aimed_at: Text = Field(
        "who it was aimed at", description="the same clause of something that has happened: who it was aimed at"
    )
    one_kind: Text = Field("one kind", description="the words that follow “These help with”, for one of its kinds")
    verdicts: tuple[Verdict, ...] = Field((), description="the verdicts of the scenarios of courses")
