"""Papers to write on or to fill in: ``data/papers.yml``, and for staff only ``data/staff/papers.yml``."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from generator.diagnostics import Code
from generator.model.record import Citation, Identified, Record, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.values import Slug, Text, WholeNumber, Wording, quoted, value_error


class Room(Enum):
    """The kind of space to write in."""

    TICK = "tick"
    LINE = "line"
    LINES = "lines"
    HALF_PAGE = "half-page"
    DATE = "date"
    SIGNATURE = "signature"


class Blank(Record):
    """A field to fill in."""

    label: Text = Field(description="what to write there")
    room: Room = Field(Room.LINE, description="tick, line, lines, half-page, date or signature")
    choices: tuple[Text, ...] = Field((), description="the answers to tick, in place of room to write")
    several: bool = Field(False, description="yes if more than one of `choices:` may be ticked")

    @model_validator(mode="after")
    def _several_are_of_choices(self) -> Self:
        if self.several and not self.choices:
            hint = "write the answers under `choices:`, or leave `several:` out"
            raise value_error(Code.INVALID_VALUE, "`several:` is about `choices:`, and there are none", hint)
        return self


class PaperStep(Record):
    """One item of an agenda or a checklist."""

    text: Wording = Field(description="what it is")
    source: Citation | None = Field(None, description="the document and clause; left out where it is our suggestion")


class Grid(Record):
    """An empty table."""

    columns: tuple[Text, ...] = Field(min_length=2, description="its headings")
    rows: WholeNumber = Field(description="how many rows it has")
    wide: Text | None = Field(None, description="the heading of the column that needs the most room")

    @field_validator("wide")
    @classmethod
    def _is_a_heading(cls, wide: str | None, info: ValidationInfo) -> str | None:
        columns = info.data.get("columns")
        if wide and columns and wide not in columns:
            hint = f"write one of the headings under `columns:`: {', '.join(columns)}"
            raise value_error(Code.INVALID_VALUE, f"no column has the heading {quoted(wide)}", hint)
        return wide


class PaperSection(Record):
    """One part of a paper, with text to read, items to go through or tick, and fields to fill in."""

    title: Text = Field(description="its heading")
    words: tuple[Wording, ...] = Field((), description="what to read there")
    agenda: tuple[PaperStep, ...] = Field((), description="what to go through, in order")
    checks: tuple[PaperStep, ...] = Field((), description="what to do, each with a box to tick")
    blanks: tuple[Blank, ...] = Field((), description="what to write down")
    grid: Grid | None = Field(None, description="an empty table")
    promises: Annotated[tuple[Slug, ...], refers_to(Relation.NAMES, "standard")] = Field(
        (), description="the ids of promises to keep in mind, each with its time limit"
    )
    contacts: Annotated[tuple[Slug, ...], refers_to(Relation.NAMES, "contact", "service", "venue")] = Field(
        (), description="the ids of contacts, each with its first number"
    )
    repeat: WholeNumber = Field(1, description="how many times the part is printed, each with its number")
    objectives: tuple[Text, ...] = Field(
        (), description="headings to fill in beside each objective of the strategy; leave out for no such table"
    )

    @model_validator(mode="after")
    def _has_content(self) -> Self:
        content = (
            self.words,
            self.agenda,
            self.checks,
            self.blanks,
            self.grid,
            self.promises,
            self.objectives,
            self.contacts,
        )
        if not any(content):
            hint = "add `words:`, `agenda:`, `checks:`, `blanks:`, `grid:`, `promises:`, `contacts:` or `objectives:`"
            raise value_error(Code.MISSING_FIELD, "this part of the paper is empty", hint)
        return self


class Paper(Identified):
    """One paper: its purpose, the clause that asks for it, and its parts."""

    title: Text = Field(description="what it is called")
    purpose: Wording = Field(description="what it is for, in a sentence or two")
    source: Citation = Field(description="the document and clause that ask for it")
    note: Wording | None = Field(None, description="what the source leaves open")
    audience: Wording | None = Field(None, description="who fills it in, in one sentence")
    keep: Wording | None = Field(None, description="how to keep or hand over the filled paper safely")
    sections: tuple[PaperSection, ...] = Field(min_length=1, description="its parts")


class PapersFile(RecordFile):
    """The content of ``data/papers.yml``, an optional file."""

    file = "papers"

    papers: tuple[Paper, ...] = Field((), description="the papers")


class StaffPapersFile(PapersFile):
    """The content of ``data/staff/papers.yml``, an optional file: papers that only staff may see."""

    file = "staff/papers"
