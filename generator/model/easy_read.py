"""Easy read: promises and pages in short sentences, with a picture beside each idea: ``data/easy_read.yml``."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Identified, Record, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.values import CheckDate, Needed, Slug, Text, id_of, quoted, value_error
from generator.model.written_forms import LINES

NOBODY_YET = "nobody yet"
LINES_OF_YES = 3
"""How many lines ``write: yes`` gives."""
MOST_LINES = 12


def _checked_by(value: Any) -> Any:
    return None if value == NOBODY_YET else value


def _lines(value: Any) -> int:
    if value in {"yes", "no"}:
        return LINES_OF_YES if value == "yes" else 0
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]?", value) and int(value) <= MOST_LINES:
        return int(value)
    hint = f"write yes for {LINES_OF_YES} lines, or how many from 1 to {MOST_LINES}: `write: 5`"
    raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not a number of lines that fit on a page", hint)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, each with its full stop."""
    return tuple(re.split(r"(?<=[.!?])\s+", text.strip()))


class EasyReadRow(Record):
    """One idea: a picture with one or two sentences."""

    picture: Annotated[Slug, id_of("picture")] = Field(description="the id of a picture in pictures.yml")
    text: Text = Field(description="one idea, in 2 short sentences at most")


class BookletRow(EasyReadRow):
    """One idea of a booklet; numbers, addresses and time limits come from the records it names."""

    contact: Annotated[Slug | None, refers_to(Relation.NAMES, "contact", "service", "venue")] = Field(
        None, description="the id of a contact: its first number or other channel is shown large under the text"
    )
    promise: Annotated[Slug | None, refers_to(Relation.RESTATES, "standard"), Needed()] = Field(
        None,
        description="the id of the promise that the row restates; {limit} becomes its time limit",
    )
    law: Annotated[Slug | None, refers_to(Relation.RELIES_ON, "provision"), Needed()] = Field(
        None, description="the id of the provision that the row restates"
    )
    answers: tuple[Text, ...] = Field((), description="on a form: the answers to tick")
    blanks: tuple[Text, ...] = Field(
        (), description="on a form: what to write, each with a line of its own: [Who does it, By when]"
    )
    write: Annotated[int, BeforeValidator(_lines), LINES] = Field(
        0, description="on a form: how many lines there are to write on; yes for 3"
    )


class BookletGroup(Record):
    """Rows under one heading."""

    title: Text = Field(description="its heading")
    rows: tuple[BookletRow, ...] = Field(min_length=1, description="its rows, each with a picture and a text")


class AnswerPicture(Record):
    """The picture of one answer, the same in every row that has the answer."""

    answer: Text = Field(description="an answer, as the rows write it under `answers:`")
    picture: Annotated[Slug, id_of("picture")] = Field(description="the id of the picture beside it")


class EasyReadPromise(Record):
    """The rows of one promise."""

    standard: Annotated[Slug, id_of("standard")] = Field(description="the id of the promise that they restate")
    rows: tuple[EasyReadRow, ...] = Field(min_length=1, description="its rows, each with a picture and a text")


class CheckedEasyRead(Identified):
    """The base of easy reads: a cover, and the check by readers."""

    cover: Annotated[Slug, id_of("picture")] = Field(description="the id of the picture on its cover")
    checked_by: Annotated[Text | None, BeforeValidator(_checked_by)] = Field(
        description="the group of people with a learning disability who checked it, or nobody yet"
    )
    checked_on: CheckDate | None = Field(None, description="the day they checked it")

    @model_validator(mode="after")
    def _check_is_whole(self) -> Self:
        if (self.checked_by is None) != (self.checked_on is None):
            raise value_error(
                Code.MISSING_FIELD,
                "this easy read says who checked it or when, and not both",
                "write `checked_by:` and `checked_on: 2026-11-01`, or only `checked_by: nobody yet`",
                field="checked_by",
            )
        return self


class EasyRead(CheckedEasyRead):
    """The easy read of one set of standards."""

    standard_set: Annotated[Slug, id_of("set")] = Field(description="the id of the set of standards that it restates")
    introduction: tuple[EasyReadRow, ...] = Field(min_length=1, description="what it is and whom it is for")
    promises: tuple[EasyReadPromise, ...] = Field(min_length=1, description="one entry for each promise of the set")
    help: tuple[EasyReadRow, ...] = Field(min_length=1, description="how to get help")


class Booklet(CheckedEasyRead):
    """The easy read of pages or of several promises."""

    tells: Annotated[tuple[Slug, ...], refers_to(Relation.RESTATES, "page", "set", "standard")] = Field(
        min_length=1, description="the ids of the pages, sets or promises that it restates"
    )
    title: Text = Field(description="what it is called")
    description: Text = Field(description="one sentence on what it holds")
    groups: tuple[BookletGroup, ...] = Field(min_length=1, description="its rows, group by group")
    answer_pictures: tuple[AnswerPicture, ...] = Field((), description="on a form: a picture for each answer to tick")


class EasyReadFile(RecordFile):
    """The content of ``data/easy_read.yml``, an optional file."""

    file = "easy_read"

    sets: tuple[EasyRead, ...] = Field((), min_length=1, description="the easy reads, one for each set that has one")
    booklets: tuple[Booklet, ...] = Field((), description="the easy reads of everything else")
