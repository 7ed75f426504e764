"""Plain values to one typed record, every problem at its own line and column."""

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
"""Problems told per file; nobody reads further before mending the first."""

_BY_SLUG = {code.slug: code for code in Code}
_LIST_ERRORS = {"tuple_type", "list_type"}
_GROUP_ERRORS = {"model_type", "dict_type", "model_attributes_type"}


@dataclass(frozen=True, slots=True)
class Located(Generic[R_co]):
    """A record with the places of everything in it."""

    record: R_co
    places: Places
    broken: frozenset[str] = frozenset()
    """The ids of entries that were left out because something in them is wrong."""

    def span(self, *below: str | int) -> Span:
        """Where a value of the record was written."""
        return self.places.value(below)


def read_record(model: type[R], value: Any, places: Places) -> tuple[Located[R] | None, tuple[Diagnostic, ...]]:
    """Validate one file's value against its model.

    A list entry with something wrong in it is left out and the rest is read, so that one mistake hides no other; None
    where nothing sound is left.
    """
    empty = dict(_empty_values(value, places))
    broken: set[str] = set()
    told: list[Diagnostic] = []
    wrong: set[Location] = set(empty)
    for attempt in count():
        try:
            record = model.model_validate(value)
        except ValidationError as error:
            details = _without_consequences(error.errors(include_url=False))
            if attempt == 0:
                shown_first = [detail for detail in details if detail["loc"] not in empty][:MOST_PROBLEMS]
                told = [_diagnostic(model, detail, places) for detail in shown_first]
            wrong |= {detail["loc"] for detail in details}
        else:
            if not wrong:
                return Located(record, places, frozenset(broken)), (*empty.values(), *told)
        entries = {_entry(location) for location in wrong}
        if () in entries:
            return None, (*empty.values(), *told)
        value, places = _without(entries, value, places, broken)
        wrong = set()
    raise AssertionError


def _without_consequences(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Drop the complaint that a list is too short where that is only because its entries have problems of their own."""
    holders = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in holders]


def _entry(location: Location) -> Location:
    """The innermost list entry that holds a location; the whole file if none does."""
    last = max((n for n, part in enumerate(location) if isinstance(part, int)), default=-1)
    return location[: last + 1]


def _without(entries: set[Location], value: Any, places: Places, broken: set[str]) -> tuple[Any, Places]:
    """The value and its places without some list entries; the ids inside them are added to ``broken``."""
    kept = Places(places.path)

    def copied(part: Any, old: Location, new: Location) -> Any:
        if old in places.values:
            kept.values[new] = places.values[old]
        if old in places.keys:
            kept.keys[new] = places.keys[old]
        if isinstance(part, dict):
            return {key: copied(child, (*old, key), (*new, key)) for key, child in part.items()}
        if not isinstance(part, list):
            return part
        left: list[Any] = []
        for n, child in enumerate(part):
            if (*old, n) in entries:
                broken.update(_ids(child))
            else:
                left.append(copied(child, (*old, n), (*new, len(left))))
        return left

    return copied(value, (), ()), kept


def _ids(value: Any) -> Iterator[str]:
    """Every id written inside a value, and the id that a malformed one was meant to be."""
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
        return Diagnostic(span, Code.INVALID_VALUE, "this list is empty", "add at least one entry")
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


def suggestion(written: str, known: list[str]) -> str:
    """Return "did you mean …?" for a name that is nearly one of ``known``; empty if none is close."""
    close = get_close_matches(written, known, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""


def _fields(model: type[Record] | None) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def _field(model: type[Record], location: Location) -> FieldInfo | None:
    return _fields(_model_at(model, location[:-1])).get(str(location[-1])) if location else None


def _model_at(model: type[Record], location: Location) -> type[Record] | None:
    """The record class that describes the value at ``location``, going down through lists and optional fields."""
    current: type[Record] | None = model
    for part in location:
        if isinstance(part, str):
            field = _fields(current).get(part)
            current = _record_class(field.annotation) if field else None
    return current


def _candidates(annotation: Any) -> Iterator[Any]:
    """The annotation and every type inside it, through Annotated, unions and containers."""
    yield annotation
    if get_origin(annotation) in {Annotated, Union, types.UnionType, tuple, list}:
        for inner in get_args(annotation):
            yield from _candidates(inner)


def _record_class(annotation: Any) -> type[Record] | None:
    found = (c for c in _candidates(annotation) if isinstance(c, type) and issubclass(c, Record))
    return next(found, None)


def _members(annotation: Any) -> list[str]:
    return [str(m.value) for c in _candidates(annotation) if hasattr(c, "__members__") for m in c]
