"""The kinds of value a field can hold, each read from exactly what the author typed.

Every scalar arrives as text, so ``no``, ``12:30`` and ``010`` stay what they look like until the field's type decides.
A value that cannot be read raises ``PydanticCustomError`` whose type is a diagnostic's slug and whose context may
hold a ``hint``; loading turns it into a diagnostic at the value's line and column.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from generator.diagnostics import Code


@dataclass(frozen=True, slots=True)
class WhenMissing:
    """Marks a required field whose absence has a diagnostic of its own, with what to type instead."""

    code: Code
    message: str
    hint: str


def value_error(code: Code, message: str, hint: str = "") -> PydanticCustomError:
    """The error a reader of one value raises."""
    return PydanticCustomError(code.slug, "{message}", {"message": message, "hint": hint})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "a group of fields" if isinstance(value, dict) else "nothing"
        raise value_error(Code.WRONG_TYPE, f"this should be text, not {kind}", "write one line of text after the colon")
    if not value.strip():
        raise value_error(Code.INVALID_VALUE, "this is empty", "write the text, or take the line away")
    if any(unicodedata.category(character) == "Cc" for character in value if character not in "\n\t"):
        raise value_error(Code.NOT_TEXT, "this holds a control character", "type the text again without it")
    return " ".join(value.split())


Text = Annotated[str, BeforeValidator(_text)]
"""One or more words; runs of white space count as one space."""


def _wording(value: str) -> str:
    if value.count("**") % 2:
        raise value_error(Code.INVALID_VALUE, "a ** is never closed", "write two stars on both sides: **high risk**")
    return value


Wording = Annotated[Text, AfterValidator(_wording)]
"""A sentence or two in plain English; ``**two stars**`` on both sides make a phrase bold, nothing else is markup."""

LONGEST_SLUG = 80
"""Letters: an id becomes a file's name."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(value: str) -> str:
    """The id nearest to what was written."""
    return "-".join(re.findall(r"[a-z0-9]+", value.lower()))[:LONGEST_SLUG]


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise value_error(
            Code.INVALID_VALUE,
            f"{quoted(value)} cannot be an id",
            f"use small letters, digits and single hyphens: {slug_of(value) or 'a-short-name'}",
        )
    return value


Slug = Annotated[Text, AfterValidator(_slug)]
"""An identifier: authored, lower case, unique across kinds, kept when titles change."""


def _whole_number(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,5}", value):
        return int(value)
    raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not a whole number", "write digits only: 5")


WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
"""A count of one or more, in digits without a leading nought."""


def _calendar_date(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            hint = "look at the month and the day: year-month-day, like 2021-04-01"
            raise value_error(Code.IMPOSSIBLE_DATE, f"there is no day {value}", hint) from None
    hint = "write year-month-day, like 2021-04-01"
    raise value_error(Code.IMPOSSIBLE_DATE, f"{quoted(value)} is not a date", hint)


def _count(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,6}", value):
        return int(value)
    raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not a count", "write digits only, without commas: 44480")


Count = Annotated[int, BeforeValidator(_count)]
"""A count of none or more."""


def _percent(value: Any) -> Decimal:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", value) and Decimal(value) <= 100:
        return Decimal(value)
    raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not a percentage", "write it as its source does: 42.1")


Percent = Annotated[Decimal, BeforeValidator(_percent)]
"""A percentage exactly as a source prints it: its places after the point are kept."""


CalendarDate = Annotated[date, BeforeValidator(_calendar_date)]
"""A day as ``2021-04-01``."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as it is known: a year, a month or a day, and whether that is only about right."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def _partial_date(value: Any) -> PartialDate | None:
    written = _text(value)
    if written == "unknown":
        return None
    match = re.fullmatch(r"(about )?([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", written)
    if not match:
        hint = "write 2016, about 2016, 2016-05, 2016-05-31 or unknown"
        raise value_error(Code.IMPOSSIBLE_DATE, f"{quoted(written)} is not a date", hint)
    about, *parts = match.groups()
    year, month, day = (int(part) if part else None for part in parts)
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        hint = "look at the month and the day: year-month-day, like 2016-05-31"
        raise value_error(Code.IMPOSSIBLE_DATE, f"there is no date {written}", hint) from None
    return PartialDate(year or 0, month, day, about is not None)


def _written(value: PartialDate | None) -> str | None:
    """Return a date as an author writes it; None if it is unknown."""
    if value is None:
        return None
    parts = [f"{value.year:04}", *(f"{part:02}" for part in (value.month, value.day) if part)]
    return ("about " if value.about else "") + "-".join(parts)


_WrittenDate = Annotated[str, Field(pattern=r"^(about )?\d{4}(-\d{2}){0,2}$")]

KnownDate = Annotated[
    PartialDate | None,
    PlainValidator(_partial_date, json_schema_input_type=str),
    PlainSerializer(_written, return_type=_WrittenDate | None),
]
"""``2016``, ``about 2016``, ``2016-05``, ``2016-05-31`` or ``unknown`` (None): unknown is a value, silence is not."""


class Confirmed(Enum):
    """Whether the body that made a promise says it still stands."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def _web_address(value: str) -> str:
    try:
        sound = bool(re.fullmatch(r"https?://[^\s<>\"]+", value)) and "." in (urlsplit(value).hostname or "")
    except ValueError:
        sound = False
    if not sound:
        hint = "write it whole: https://example.org/page"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not a web address", hint)
    return value


WebAddress = Annotated[Text, AfterValidator(_web_address)]
"""An absolute http or https address."""


def quoted(value: object) -> str:
    """A value the way an author would recognise it, short enough for one line."""
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= 60 else f"'{value[:57]}…'"
    return "a list" if isinstance(value, list) else "a group of fields" if isinstance(value, dict) else "nothing"
