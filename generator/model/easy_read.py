"""Easy read: a set of standards told anew in short sentences, one picture beside each idea."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Identified, Record
from generator.model.values import CalendarDate, Slug, Text, refused

NOBODY_YET = "nobody yet"


def _checked_by(value: Any) -> Any:
    return None if value == NOBODY_YET else value


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its full stop."""
    return tuple(re.split(r"(?<=[.!?])\s+", text.strip()))


class EasyReadRow(Record):
    """One idea: a picture, and what it says in one or two sentences."""

    picture: Slug = Field(description="the id of a picture in pictures.yml")
    text: Text = Field(description="one idea, in 2 short sentences at most")


class EasyReadPromise(Record):
    """One promise, row by row."""

    standard: Slug = Field(description="the id of the promise it tells")
    rows: tuple[EasyReadRow, ...] = Field(min_length=1, description="its rows, each with a picture and a text")


class EasyRead(Identified):
    """The easy read of one set of standards."""

    standard_set: Slug = Field(description="the id of the set of standards it tells")
    cover: Slug = Field(description="the id of the picture on its cover")
    introduction: tuple[EasyReadRow, ...] = Field(min_length=1, description="what it is and whom it is for")
    promises: tuple[EasyReadPromise, ...] = Field(min_length=1, description="one entry for each promise of the set")
    help: tuple[EasyReadRow, ...] = Field(min_length=1, description="how to get help")
    checked_by: Annotated[Text | None, BeforeValidator(_checked_by)] = Field(
        description="the group of people with a learning disability who checked it, or nobody yet"
    )
    checked_on: CalendarDate | None = Field(None, description="the day they checked it")

    @model_validator(mode="after")
    def _check_is_whole(self) -> Self:
        if (self.checked_by is None) != (self.checked_on is None):
            raise refused(
                Code.MISSING_FIELD,
                "this easy read says who checked it or when, and not both",
                "write `checked_by:` and `checked_on: 2026-11-01`, or only `checked_by: nobody yet`",
            )
        return self


class EasyReadFile(Record):
    """What ``data/easy_read.yml`` holds, where a project has one."""

    sets: tuple[EasyRead, ...] = Field((), min_length=1, description="the easy reads, one for each set that has one")
