"""Papers for meetings and cases, to write on or to fill in: ``data/staff/papers.yml``."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Citation, Identified, Record
from generator.model.references import Relation, refers_to
from generator.model.values import Slug, Text, WholeNumber, Wording, refused


class Room(Enum):
    """How much somebody is to write."""

    TICK = "tick"
    LINE = "line"
    LINES = "lines"


class Blank(Record):
    """Something to write down."""

    label: Text = Field(description="what to write there")
    room: Room = Field(Room.LINE, description="tick, line or lines")


class Step(Record):
    """One thing to talk about or to do."""

    text: Wording = Field(description="what it is")
    source: Citation | None = Field(None, description="the document and clause; left out where it is our suggestion")


class Grid(Record):
    """An empty table."""

    columns: tuple[Text, ...] = Field(min_length=2, description="its headings")
    rows: WholeNumber = Field(description="how many rows it has")


class PaperSection(Record):
    """One part of a paper: something to read, to go through, to tick, or to write down."""

    title: Text = Field(description="its heading")
    words: tuple[Wording, ...] = Field((), description="what to read there")
    agenda: tuple[Step, ...] = Field((), description="what to go through, in order")
    checks: tuple[Step, ...] = Field((), description="what to do, each with a box to tick")
    blanks: tuple[Blank, ...] = Field((), description="what to write down")
    grid: Grid | None = Field(None, description="an empty table")
    promises: Annotated[tuple[Slug, ...], refers_to(Relation.NAMES, "standard")] = Field(
        (), description="the ids of promises to keep in mind, each with its time limit"
    )
    objectives: tuple[Text, ...] = Field(
        (), description="headings to fill in beside each objective of the strategy; leave out for no such table"
    )

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        held = (self.words, self.agenda, self.checks, self.blanks, self.grid, self.promises, self.objectives)
        if not any(held):
            hint = "add `words:`, `agenda:`, `checks:`, `blanks:`, `grid:`, `promises:` or `objectives:`"
            raise refused(Code.MISSING_FIELD, "this part of the paper holds nothing", hint)
        return self


class Paper(Identified):
    """One paper: what it is for, which clause asks for it, and its parts."""

    title: Text = Field(description="what it is called")
    purpose: Wording = Field(description="what it is for, in a sentence or two")
    source: Citation = Field(description="the document and clause that ask for it")
    note: Wording | None = Field(None, description="what the source leaves open")
    sections: tuple[PaperSection, ...] = Field(min_length=1, description="its parts")


class PapersFile(Record):
    """What ``data/staff/papers.yml`` holds, where a project has one."""

    papers: tuple[Paper, ...] = Field((), description="the papers")
