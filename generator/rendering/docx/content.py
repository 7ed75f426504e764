"""What a Word file says: blocks in reading order, and the facts about the file. A value without any XML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.model.papers import Room
from generator.words.text import Sentence


class TextStyle(Enum):
    """The styles of paragraphs that are only read, by the names that Word shows."""

    BODY = "Normal"
    OWNER = "Owner"
    LEAD = "Lead"
    WARNING = "Keep Safe"
    NOTE = "Note"
    TABLE = "Table Title"
    COPY = "This Copy"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title of the file."""

    words: str
    level: int
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: Sentence
    style: TextStyle = TextStyle.BODY


@dataclass(frozen=True, slots=True)
class Step:
    """A line of an agenda or of a checklist, with its source; empty if it has none."""

    words: Sentence
    source: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list whose numbers Word counts, from 1."""

    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A box to tick, and the words beside it. ``title`` is what a screen reader says."""

    name: str
    title: str
    label: Step


@dataclass(frozen=True, slots=True)
class Check:
    """A box to tick on a line of its own."""

    box: CheckBox


CHOICE_COLUMNS = 6
"""How many columns the answers to a question may take."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with the answers to tick, in rows. ``note`` says how many to tick; it may be empty."""

    question: str
    note: str
    rows: tuple[tuple[CheckBox, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with room to write the answer. ``title`` is what a screen reader says."""

    name: str
    title: str
    label: str
    room: Room


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell of a table to write in. ``title`` is what a screen reader says."""

    name: str
    title: str


Cell = tuple[Sentence, ...] | EmptyCell
"""The paragraphs of a cell, or room to write."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings. ``shares`` are the widths of its columns, which add up to 100."""

    title: str
    headings: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_row_headers: bool


Block = Heading | Text | NumberedList | Check | Choice | Question | Table


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a file, as ``rrggbb``."""

    ink: str
    quiet: str
    """For sources and notes."""
    accent: str
    sunk: str
    """The background of the headings of a table."""
    edge: str
    """The lines of a table."""


@dataclass(frozen=True, slots=True)
class WordDocument:
    """Everything that is in a Word file."""

    title: str
    subject: str
    author: str
    language: str
    """A BCP 47 tag."""
    foot: str
    landscape: bool
    colours: Colours
    blocks: tuple[Block, ...]
