"""Validate plain values as records, and report every problem with its line and column."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.yaml_values import Location, Places
from generator.model.record import Record
from generator.model.values import WhenMissing, quoted, slug_of

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

MOST_PROBLEMS = 200
"""The most problems that are reported of one file."""

_BY_SLUG = {code.slug: code for code in Code}
_LIST_ERRORS = {"tuple_type", "list_type"}
_YES_OR_NO_ERRORS = {"bool_parsing", "bool_type"}
_GROUP_ERRORS = {"model_type", "dict_type", "model_attributes_type"}


@dataclass(frozen=True, slots=True)
class Located(Generic[R_co]):
    """A record with the places of its values in its file."""

    record: R_co
    places: Places
    broken: frozenset[str] = frozenset()
    """The ids of entries that were left out because they have a problem."""

    def span(self, *below: str | int) -> Span:
        """Return the place of a value of the record."""
        return self.places.value(below)


def read_record(model: type[R], value: Any, places: Places) -> tuple[Located[R] | None, tuple[Diagnostic, ...]]:
    """Return the value of one file as a record of class ``model``, and every problem.

    List entries with a problem are left out, and the rest is validated again, so that linking can check it. The record
    is None if the problem is outside a list.
    """
    empty = dict(_empty_values(value, places))
    broken: set[str] = set()
    problems: list[Diagnostic] = []
    invalid: set[Location] = set(empty)
    for attempt in count():
        try:
            record = model.model_validate(value)
        except ValidationError as error:
            details = _without_consequences(error.errors(include_url=False))
            if attempt == 0:
                reported = [detail for detail in details if detail["loc"] not in empty][:MOST_PROBLEMS]
                problems = [_diagnostic(model, detail, places) for detail in reported]
            invalid |= {detail["loc"] for detail in details}
        else:
            if not invalid:
                return Located(record, places, frozenset(broken)), (*empty.values(), *problems)
        entries = {_entry(location, places) for location in invalid}
        if () in entries:
            return None, (*empty.values(), *problems)
        value, places = _without(entries, value, places, broken)
        invalid = set()
    raise AssertionError


def _without_consequences(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors without those of lists that are too short and have an entry with an error."""
    parents = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in parents]


def _entry(location: Location, places: Places) -> Location:
    """Return the location of the innermost list entry of the file around a location; () if there is none.

    A field that takes one text for a list of one has a location in a list that the file does not have.
    """
    ends = (n for n, part in enumerate(location, 1) if isinstance(part, int) and location[:n] in places.values)
    return location[: max(ends, default=0)]


def _without(entries: set[Location], value: Any, places: Places, broken: set[str]) -> tuple[Any, Places]:
    """Return the value and its places without ``entries``; the ids in these are added to ``broken``."""
    remaining = Places(places.path)

    def copy(part: Any, old: Location, new: Location) -> Any:
        if old in places.values:
            remaining.values[new] = places.values[old]
        if old in places.keys:
            remaining.keys[new] = places.keys[old]
        if isinstance(part, dict):
            return {key: copy(child, (*old, key), (*new, key)) for key, child in part.items()}
        if not isinstance(part, list):
            return part
        entries_left: list[Any] = []
        for n, child in enumerate(part):
            if (*old, n) in entries:
                broken.update(_ids(child))
            else:
                entries_left.append(copy(child, (*old, n), (*new, len(entries_left))))
        return entries_left

    return copy(value, (), ()), remaining


def _ids(value: Any) -> Iterator[str]:
    """Yield every id in a value, and the valid id nearest to it."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        yield from (value["id"], slug_of(value["id"]))
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _ids(child)


def _empty_values(value: Any, places: Places, location: Location = ()) -> Iterator[tuple[Location, Diagnostic]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        below = (*location, key)
        if child is None:
            what = (
                f"nothing is written after '{key}:'" if isinstance(key, str) else "nothing is written after this dash"
            )
            hint = "write a value, or take the line away"
            yield below, Diagnostic(places.key(below), Code.INVALID_VALUE, what, hint)
        else:
            yield from _empty_values(child, places, below)


def _diagnostic(model: type[Record], detail: ErrorDetails, places: Places) -> Diagnostic:
    kind, location = detail["type"], detail["loc"]
    name = str(location[-1]) if location else ""
    if kind == "missing":
        return _missing(_field(model, location), name, places.value(location[:-1]))
    if kind == "extra_forbidden":
        known = sorted(_fields(_model_at(model, location[:-1])))
        hint = suggestion(name, known) or f"the fields here are {', '.join(known)}"
        return Diagnostic(places.key(location), Code.UNKNOWN_FIELD, f"there is no field '{name}' here", hint)
    span = places.value(location)
    if kind in _BY_SLUG:
        return Diagnostic(span, _BY_SLUG[kind], detail["msg"], str(detail.get("ctx", {}).get("hint", "")))
    if kind == "enum":
        return _not_in_list(_field(model, location), detail["input"], span)
    if kind in _LIST_ERRORS:
        hint = "write each entry on a line of its own that starts with `- `"
        return Diagnostic(span, Code.WRONG_TYPE, f"this should be a list, not {quoted(detail['input'])}", hint)
    if kind in _GROUP_ERRORS:
        fields = ", ".join(sorted(_fields(_model_at(model, location))))
        hint = f"write its fields under it, each as `name: value`: {fields}"
        message = f"this should be a group of fields, not {quoted(detail['input'])}"
        return Diagnostic(span, Code.WRONG_TYPE, message, hint)
    if kind == "too_short":
        return _too_short(detail, span)
    if kind in _YES_OR_NO_ERRORS:
        return Diagnostic(
            span, Code.INVALID_VALUE, f"{quoted(detail['input'])} is neither yes nor no", "write yes or no"
        )
    return Diagnostic(span, Code.INVALID_VALUE, detail["msg"], "")


def _missing(field: FieldInfo | None, name: str, span: Span) -> Diagnostic:
    for mark in field.metadata if field else ():
        if isinstance(mark, WhenMissing):
            return Diagnostic(span, mark.code, mark.message, mark.hint)
    about = f" ({field.description})" if field and field.description else ""
    return Diagnostic(span, Code.MISSING_FIELD, f"the field '{name}' is missing", f"add `{name}:`{about}")


def _not_in_list(field: FieldInfo | None, value: object, span: Span) -> Diagnostic:
    members = _members(field.annotation) if field else []
    hint = suggestion(str(value), members) or f"choose one of {', '.join(members)}"
    return Diagnostic(span, Code.INVALID_VALUE, f"{quoted(value)} is not a value this field knows", hint)


def suggestion(name: str, known: list[str]) -> str:
    """Return "did you mean …?" for a name that is nearly one of ``known``; empty if none is close."""
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""


def _fields(model: type[Record] | None) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def _field(model: type[Record], location: Location) -> FieldInfo | None:
    """Return the field of the value at ``location``; of an entry of a list, that of the list."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    return _fields(_model_at(model, location[:-1])).get(str(location[-1])) if location else None


def _model_at(model: type[Record], location: Location) -> type[Record] | None:
    """Return the record class of the value at ``location``, through lists and optional fields."""
    current: type[Record] | None = model
    for part in location:
        if isinstance(part, str):
            field = _fields(current).get(part)
            current = _record_class(field.annotation) if field else None
    return current


def _candidates(annotation: Any) -> Iterator[Any]:
    """Yield the annotation and every type in it, through Annotated, unions and containers."""
    yield annotation
    if get_origin(annotation) in {Annotated, Union, types.UnionType, tuple, list}:
        for inner in get_args(annotation):
            yield from _candidates(inner)


def _record_class(annotation: Any) -> type[Record] | None:
    classes = (c for c in _candidates(annotation) if isinstance(c, type) and issubclass(c, Record))
    return next(classes, None)


def _members(annotation: Any) -> list[str]:
    return [str(m.value) for c in _candidates(annotation) if hasattr(c, "__members__") for m in c]


def _too_short(detail: ErrorDetails, span: Span) -> Diagnostic:
    limits = detail.get("ctx", {})
    least, count = limits.get("min_length", 1), limits.get("actual_length", 0)
    if not count:
        return Diagnostic(span, Code.INVALID_VALUE, "this list is empty", "add at least one entry")
    message = f"this list needs {least} entries or more, and has {count}"
    return Diagnostic(span, Code.INVALID_VALUE, message, "add what is missing")
