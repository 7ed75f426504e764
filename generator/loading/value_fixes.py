"""The fix of a value that is wrong in one way only: its letters' case, curly quotes, or the form of its date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

from pydantic.fields import FieldInfo

from generator.diagnostics import Code, Diagnostic, Fix
from generator.model.values import PartialDate, Slug, slug_of
from generator.model.written_dates import readings

DATE = "date in another form"
LETTERS = "capital or small letters"
MISSING_SPACE = "missing space after a colon"
QUOTES = "curly quotes"

CURLY = "\u201c\u201d\u201e\u201f"
_CURLY_QUOTED = re.compile(rf'[{CURLY}"]([^{CURLY}"\\]+)[{CURLY}"]')
_ABOUT = re.compile(r"(?:about|circa|c\.) ", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_IN_ORDER = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAY, MONTH = "2021-04-01", "2021-04"
"""The forms of a date as precise as a day, and as a month."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_IS_ID = get_args(Slug)[-1]
"""The marker of fields that hold ids."""


def value_fix(problem: Diagnostic, value: object, types: Iterable[Any]) -> Fix | None:
    """Return how to write ``value``, which has a problem, in a field of these types; None if that is not certain.

    ``types`` are the classes and markers in the annotation of the field.
    """
    if not isinstance(value, str):
        return None
    known = tuple(types)
    quoted = _CURLY_QUOTED.fullmatch(value.strip())
    plain = quoted[1] if quoted else value
    after, kind, only_if_id = _corrected(problem, plain, known)
    if quoted:
        return Fix(value, f'"{after or plain}"', QUOTES, only_if_id)
    return Fix(value, after, kind, only_if_id) if after and after != value else None


def _corrected(problem: Diagnostic, value: str, types: tuple[Any, ...]) -> tuple[str, str, bool]:
    """Return the value as it should be written, what is wrong with it, and whether it must be the id of a record."""
    if problem.code is Code.IMPOSSIBLE_DATE:
        return _date(value, partial=PartialDate in types), DATE, False
    if members := [str(m.value) for c in types if hasattr(c, "__members__") for m in c]:
        return _same_letters(value, members), LETTERS, False
    if _IS_ID in types:
        lower = value.strip().lower()
        return (lower if lower == slug_of(lower) else ""), LETTERS, True
    return "", "", False


def _date(value: str, *, partial: bool) -> str:
    """Return a date as ``2021-04-01``, or if ``partial`` as precise as it is written; empty if that is not certain."""
    plain = value.strip()
    if not partial:
        return only_reading(plain, DAY)
    if plain.lower() == "unknown":
        return "unknown"
    about = _ABOUT.match(plain)
    rest = plain[about.end() :] if about else plain
    found = only_reading(rest, DAY) or only_reading(rest, MONTH) or (rest if _YEAR.fullmatch(rest) else "")
    return f"about {found}" if found and about else found


def only_reading(text: str, form: str) -> str:
    """Return the one date that a text can mean, as precise as ``form``; empty if there is none, or another.

    ``form`` is ``DAY`` or ``MONTH``. A year without its four digits could be another, and a day of the week that is not
    that of the date shows a slip.
    """
    found = readings(text)
    if len(found) != 1 or len(found[0]) != len(form) or _IN_ORDER.fullmatch(text) or ":" in text:
        return ""
    if not _YEAR.search(text):
        return ""
    name = text[:3].lower()
    if name in _WEEKDAYS and (form != DAY or date.fromisoformat(found[0]).weekday() != _WEEKDAYS.index(name)):
        return ""
    return found[0]


def _same_letters(value: str, members: list[str]) -> str:
    """Return the one member that differs in capital and small letters, or in spaces around it; else empty."""
    matches = [member for member in members if member.lower() == value.strip().lower()]
    return matches[0] if len(matches) == 1 else ""


def name_fix(name: str, field_names: Iterable[str]) -> Fix | None:
    """Return how to write an unknown ``name`` of a field: in other letters, or with a space after its colon."""
    names = tuple(field_names)
    if known := _same_letters(name, list(names)):
        return Fix(name, known, LETTERS)
    before, _, after = name.partition(":")
    return Fix(name, f"{before}: {after.lstrip()}", MISSING_SPACE) if after and before in names else None


def field_types(field: FieldInfo | None, candidates: Iterable[Any]) -> tuple[Any, ...]:
    """Return the classes and markers of a field: of its annotation, and of the field itself."""
    return (*candidates, *(field.metadata if field else ()))
