"""The types of fields.

Every scalar arrives as text, so that ``no``, ``12:30`` and ``010`` are read by the type of their field and not by YAML.
A value that is not valid raises the ``PydanticCustomError`` of :func:`value_error`, which ``loading`` turns into a
diagnostic at the line and column of the value.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, cast, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from generator.diagnostics import Code
from generator.model import written_forms
from generator.model.markdown import markdown_of_record
from generator.model.number_words import number_fault
from generator.model.written_dates import readings


@dataclass(frozen=True, slots=True)
class WhenMissing:
    """A marker for a required field with its own diagnostic for when it is missing."""

    code: Code
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class IdOf:
    """A marker for a field of ids: the kinds of record they may name, by their keys in the table of kinds."""

    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class NeededFor:
    """A marker for a field without which another one cannot have a value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Needed:
    """A marker for an optional field: a record that has it says nothing, or something else, without it."""

    if_any_left: bool = False
    """Whether that is so only in a project that has records of the kind: no strands at all is not "for all strands"."""


def id_of(*kinds: str) -> IdOf:
    """Return the marker of a field that contains ids of records of these kinds."""
    return IdOf(frozenset(kinds))


def value_error(code: Code, message: str, hint: str = "", *, field: str = "", **context: str) -> PydanticCustomError:
    """Return the error for an invalid value; its type is the slug of ``code``, and ``hint`` is in its context.

    A rule of a whole record names the ``field`` at fault, as authors write it: the problem is reported at its value.
    """
    return PydanticCustomError(code.slug, "{message}", {"message": message, "hint": hint, "field": field, **context})


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "a group of fields" if isinstance(value, dict) else "nothing"
        raise value_error(Code.WRONG_TYPE, f"this should be text, not {kind}", "write one line of text after the colon")
    if not value.strip():
        raise value_error(Code.INVALID_VALUE, "this is empty", "write the text, or take the line away")
    if _CONTROL.search(value):
        raise value_error(Code.NOT_TEXT, "this contains a control character", "type the text again without it")
    return " ".join(value.split())


Text = Annotated[str, BeforeValidator(_text), written_forms.TEXT]
"""One or more words; runs of white space count as one space."""


def _wording(value: str) -> str:
    if value.count("**") % 2:
        raise value_error(Code.INVALID_VALUE, "a ** is never closed", "write two stars on both sides: **high risk**")
    if unknown := markdown_of_record(value):
        raise value_error(Code.UNKNOWN_MARKDOWN, *unknown)
    return value


Wording = Annotated[Text, AfterValidator(_wording)]
"""A sentence or two in plain English; ``**two stars**`` on both sides make a phrase bold, nothing else is markup."""

LONGEST_SLUG = 80
"""The most characters of an id, which becomes the name of a file."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(value: str) -> str:
    """Return the valid id that is nearest to ``value``; empty if it has no letters or digits."""
    return "-".join(re.findall(r"[a-z0-9]+", value.lower()))[:LONGEST_SLUG]


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise value_error(
            Code.INVALID_VALUE,
            f"{quoted(value)} cannot be an id",
            f"use small letters, digits and single hyphens: {slug_of(value) or 'a-short-name'}",
            invalid_id=value,
        )
    return value


Slug = Annotated[Text, written_forms.SLUG, AfterValidator(_slug)]
"""An identifier in lower case, which does not change when a title does."""


MOST = 999_999
"""The largest whole number of a field."""


def _whole_number(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,5}", value):
        return int(value)
    raise _number_error(value, 1, MOST)


def _number_error(value: Any, least: int, most: int) -> PydanticCustomError:
    fault, hint = (
        number_fault(value, least, most) if isinstance(value, str) else ("is not a whole number", "write digits only")
    )
    return value_error(Code.INVALID_VALUE, f"{quoted(value)} {fault}", hint)


WholeNumber = Annotated[int, BeforeValidator(_whole_number), written_forms.WHOLE_NUMBER]
"""An integer from 1 to 999,999, in digits without a leading zero."""


@dataclass(frozen=True, slots=True)
class MostMonths:
    """A marker for a number of months that is a slip if it is larger."""

    most: int


MonthsBetweenChecks = Annotated[WholeNumber, MostMonths(120)]
"""The months from one check to the next; more than ten years are reported as a slip."""


@dataclass(frozen=True, slots=True)
class HasHappened:
    """A marker for a date of something that has happened: it is not after today, and not before ``since``."""

    since: int
    """The first year in which it can have happened."""


@dataclass(frozen=True, slots=True)
class WithinYears:
    """A marker for a date that may lie ahead: more than ``ahead`` years from today it is reported as a slip."""

    ahead: int


FIRST_CHECKS = 2000
"""No record was checked in an earlier year: the public pages it is checked on did not exist."""

FIRST_DOCUMENTS = 1800
"""No document that records cite was published in an earlier year."""


def _calendar_date(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise value_error(Code.IMPOSSIBLE_DATE, f"there is no day {value}", _day_hint(value)) from None
    text = value if isinstance(value, str) else ""
    if re.fullmatch(r"[0-9]{4}(?:-[0-9]{1,2})?", text):
        hint = "write the day too, as year-month-day, like 2021-04-01"
        raise value_error(Code.IMPOSSIBLE_DATE, f"{quoted(value)} has no day", hint)
    found = [reading for reading in readings(text) if len(reading) == len("2021-04-01")]
    hint = f"write {' or '.join(found)}" if found else "write year-month-day, like 2021-04-01"
    raise value_error(Code.IMPOSSIBLE_DATE, f"{quoted(value)} is not a date in the form year-month-day", hint)


def _day_hint(text: str) -> str:
    """Return what to write for a day in the right form that is not in the calendar."""
    if found := readings(text):
        return f"the month comes before the day: write {' or '.join(found)}"
    year, month, _ = map(int, text.split("-"))
    if year and 1 <= month <= 12:
        return f"that month has {monthrange(year, month)[1]} days; look at the day"
    return "look at the month and the day: year-month-day, like 2021-04-01"


def _count(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,6}", value):
        return int(value)
    raise _number_error(value, 0, 9_999_999)


Count = Annotated[int, BeforeValidator(_count), written_forms.COUNT]
"""An integer from 0 to 9,999,999, in digits without a leading zero."""


def _percent(value: Any) -> Decimal:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", value) and Decimal(value) <= 100:
        return Decimal(value)
    hint = "write it as its source does: 42.1"
    if isinstance(value, str) and (
        match := re.fullmatch(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))? ?(?:%|per cent|percent)?", value)
    ):
        hint = f"write it in figures with a full stop, and without a sign: {'.'.join(filter(None, match.groups()))}"
    raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not a percentage", hint)


Percent = Annotated[Decimal, BeforeValidator(_percent), written_forms.PERCENT]
"""A percentage from 0 to 100 with the decimal places that its source prints, 2 at most."""


CalendarDate = Annotated[date, BeforeValidator(_calendar_date), written_forms.DAY]
"""A date, written as ``2021-04-01``."""

PastDate = Annotated[CalendarDate, HasHappened(FIRST_DOCUMENTS)]
"""The day of something that has happened."""

CheckDate = Annotated[CalendarDate, HasHappened(FIRST_CHECKS)]
"""The day on which somebody checked a record."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is known: a year, a month or a day, and whether that is approximate."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @property
    def earliest(self) -> date:
        """The first day of the year or month, or the day itself."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day of the year or month, or the day itself."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def _partial_date(value: Any) -> PartialDate | None:
    text = _text(value)
    if text == "unknown":
        return None
    match = re.fullmatch(r"(about )?([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    if not match:
        raise value_error(Code.IMPOSSIBLE_DATE, f"{quoted(text)} is not a date", _partial_date_hint(text))
    about, *parts = match.groups()
    year, month, day = (int(part) if part else None for part in parts)
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        hint = _day_hint(text.removeprefix("about ")) if day else "look at the month: year-month, like 2016-05"
        raise value_error(Code.IMPOSSIBLE_DATE, f"there is no date {text}", hint) from None
    return PartialDate(year or 0, month, day, about is not None)


_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|approx\.?|approximately|roughly|~)\s*", re.IGNORECASE)
_NOT_KNOWN = frozenset({"not known", "unknown date", "n/a", "na", "tbc", "tba", "none", "?", "-", "nil", "no date"})


def _partial_date_hint(text: str) -> str:
    """Return what to write for a text that is no partial date."""
    if text.lower().removesuffix(".") in {*_NOT_KNOWN, "unknown"}:
        return "write unknown"
    about, plain = ("about ", _ABOUT.sub("", text, count=1)) if _ABOUT.match(text) else ("", text)
    if plain.endswith("?"):
        about, plain = "about ", plain[:-1].strip()
    found = (plain,) if re.fullmatch(r"[0-9]{4}", plain) else readings(plain)
    if found:
        return f"write {' or '.join(about + reading for reading in found)}"
    return "write 2016, about 2016, 2016-05, 2016-05-31 or unknown"


def _partial_date_text(value: PartialDate | None) -> str | None:
    """Return a date as an author writes it; None if it is unknown."""
    if value is None:
        return None
    parts = [f"{value.year:04}", *(f"{part:02}" for part in (value.month, value.day) if part)]
    return ("about " if value.about else "") + "-".join(parts)


_PartialDateText = Annotated[str, Field(pattern=r"^(about )?\d{4}(-\d{2}){0,2}$")]

KnownDate = Annotated[
    PartialDate | None,
    PlainValidator(_partial_date),
    written_forms.PARTIAL_DATE,
    PlainSerializer(_partial_date_text, return_type=_PartialDateText | None),
]
"""``2016``, ``about 2016``, ``2016-05``, ``2016-05-31`` or ``unknown`` (None)."""

KnownPastDate = Annotated[KnownDate, HasHappened(FIRST_DOCUMENTS)]
"""When something happened, such as a publication, as precisely as it is known."""

PlannedDate = Annotated[KnownDate, WithinYears(5)]
"""When something began, ended or will, such as a law."""

PeriodEnd = Annotated[KnownDate, WithinYears(15)]
"""The end of the time that a document covers."""


def _one_or_list(value: Any, as_list: ValidatorFunctionWrapHandler) -> Any:
    if not isinstance(value, str):
        return as_list(value)
    try:
        return as_list([value])
    except ValidationError as error:
        # Its place would be in a list that the file does not have.
        found = error.errors(include_url=False)[0]
        context: dict[str, Any] = found.get("ctx", {})
        if found["type"] in get_args(core_schema.ErrorType):
            raise PydanticKnownError(cast("core_schema.ErrorType", found["type"]), context) from None
        raise PydanticCustomError(found["type"], "{message}", context) from None


ONE_OR_LIST = WrapValidator(_one_or_list)
"""The validator of a list of which one member may be written without brackets: ``paper: A4``."""


class Confirmation(Enum):
    """Whether the body that made a promise says that it is current."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def quoted(value: object) -> str:
    """Return a value for a message: a text on one line in quotation marks, at most 60 characters, or its type."""
    if isinstance(value, str):
        lines = value.splitlines()
        value = " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else value.rstrip("\n")
        return f"'{value}'" if len(value) <= 60 else f"'{value[:57]}…'"
    return "a list" if isinstance(value, list) else "a group of fields" if isinstance(value, dict) else "nothing"
