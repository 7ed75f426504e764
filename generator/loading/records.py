"""Validate plain values as records, and report every problem with its line and column."""

from __future__ import annotations

import re
import types
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.lost_text import text_with_colon
from generator.loading.value_fixes import field_types, name_fix, value_fix
from generator.loading.yaml_values import Location, Places
from generator.model.record import Identified, Record
from generator.model.references import RefersTo
from generator.model.retired_fields import retired_along, retired_field
from generator.model.values import IdOf, WhenMissing, quoted, slug_of
from generator.words.near_names import nearest_name

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

OF_PACKS = {"instead_of", "listed_after"}
"""Fields that every record may have where a pack has records too. Hints do not list them."""

MOST_PROBLEMS = 200
"""The most problems that are reported of one file."""

_BY_SLUG = {code.slug: code for code in Code}
_LIST_ERRORS = {"tuple_type", "list_type"}
_YES_OR_NO_ERRORS = {"bool_parsing", "bool_type"}
_GROUP_ERRORS = {"model_type", "dict_type", "model_attributes_type"}


@dataclass(frozen=True)
class InvalidReference(Diagnostic):
    """The problem of a value that names another record and cannot be an id. Its hint depends on the ids that exist."""

    value: str = ""
    kinds: frozenset[str] = frozenset()
    """The kinds of record that the field may name."""


@dataclass(slots=True)
class LeftOut:
    """What was left out of a file because of its problems, and so is not known of it."""

    ids: set[str] = field(default_factory=set)
    """The ids in entries that were left out."""
    nameless: set[type[Record]] = field(default_factory=set)
    """The classes of records that were left out and have no readable id."""
    incomplete: set[str] = field(default_factory=set)
    """The ids of records that are there without one of their entries."""
    anything: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Located(Generic[R_co]):
    """A record with the places of its values in its file. Two are equal only if they are the same object."""

    record: R_co
    places: Places
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def broken(self) -> frozenset[str]:
        """The ids of entries that were left out because they have a problem."""
        return frozenset(self.left_out.ids)

    def span(self, *below: str | int) -> Span:
        """Return the place of a value of the record."""
        return self.places.value(below)


def read_record(model: type[R], value: Any, places: Places) -> tuple[Located[R] | None, tuple[Diagnostic, ...]]:
    """Return the value of one file as a record of class ``model``, and every problem.

    List entries with a problem are left out, and the rest is validated again, so that linking can check it. The record
    is None if the problem is outside a list.
    """
    empty = dict(_empty_values(value, places))
    left_out = LeftOut()
    problems: list[Diagnostic] = []
    invalid: set[Location] = set(empty)
    for attempt in count():
        size = len(places.values)
        try:
            record = model.model_validate(value, by_alias=True, by_name=False)
        except ValidationError as error:
            details = _without_consequences(error.errors(include_url=False))
            if attempt == 0:
                reported = [detail for detail in details if detail["loc"] not in empty][:MOST_PROBLEMS]
                reported = _without_misspelt(model, reported)
                problems = [_with_fix(_diagnostic(model, detail, places), model, detail) for detail in reported]
            invalid |= {detail["loc"] for detail in details}
        else:
            if not invalid:
                return Located(record, places, left_out), (*empty.values(), *problems)
        entries = {_entry(location, places) for location in invalid}
        if () in entries:
            return None, (*empty.values(), *problems)
        _note_left_out(model, entries, value, left_out)
        value, places = without_entries(entries, value, places)
        invalid = set()
        if len(places.values) == size:
            # Nothing was left out, so the next look would find the same.
            return None, (*empty.values(), *problems)
    raise AssertionError


def _without_consequences(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors without those of lists that are too short and have an entry with an error."""
    parents = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in parents]


def _without_misspelt(model: type[Record], details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors without those of fields that are missing because their name is misspelt beside them.

    Fields that went with a retired one are left out too, where that one is there.
    """
    unknown = {detail["loc"] for detail in details if detail["type"] == "extra_forbidden"}
    meant = {(*at[:-1], _field_meant(model, at)) for at in unknown}
    along = {at for at in unknown if (by := _retired_beside(model, at)) and (*at[:-1], by) in unknown}
    left_out = {"missing": meant, "extra_forbidden": along}
    return [detail for detail in details if detail["loc"] not in left_out.get(detail["type"], ())]


def _retired_beside(model: type[Record], location: Location) -> str:
    """Return the retired field that the one at ``location`` went with; empty if there is none."""
    return retired_along(_model_at(model, location[:-1]), str(location[-1]))


def _field_meant(model: type[Record], location: Location) -> str:
    """Return the field that took the place of the key at ``location``, or whose name it nearly is; empty if none."""
    owner, name = _model_at(model, location[:-1]), str(location[-1])
    retired = retired_field(owner, name)
    return retired.now if retired else nearest_name(name, _fields(owner))


def _entry(location: Location, places: Places) -> Location:
    """Return the location of the innermost list entry of the file around a location; () if there is none."""
    ends = (n for n, part in enumerate(location, 1) if isinstance(part, int) and location[:n] in places.values)
    return location[: max(ends, default=0)]


def _note_left_out(model: type[Record], entries: set[Location], value: Any, left_out: LeftOut) -> None:
    """Add to ``left_out`` the ids in ``entries``, the classes of records without one, and the records around them."""
    left_out.anything = True
    for entry in entries:
        part = value
        for n, key in enumerate(entry):
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                left_out.incomplete.add(part["id"])
            part = part[key]
            if n == len(entry) - 1:
                left_out.ids.update(_ids(part))
                left_out.nameless.update(_nameless(_model_at(model, entry), part))


def _nameless(model: type[Record] | None, value: Any) -> Iterator[type[Record]]:
    """Yield the class of each record in ``value`` that should have an id and has no valid one."""
    if model is None:
        return
    if isinstance(value, list):
        for child in value:
            yield from _nameless(model, child)
        return
    fields = value if isinstance(value, dict) else {}
    if issubclass(model, Identified) and slug_of(str(fields.get("id") or "")) != fields.get("id"):
        yield model
    for name, one in _fields(model).items():
        if name in fields or one.is_required():
            yield from _nameless(record_class(one.annotation), fields.get(name) or None)


def without_entries(entries: set[Location], value: Any, places: Places) -> tuple[Any, Places]:
    """Return the value and its places without ``entries``."""
    remaining = Places(places.path, places.text, places.first_line, places.pack_texts)

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
            if (*old, n) not in entries:
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
        if retired := retired_field(_model_at(model, location[:-1]), name):
            hint = retired.hint(str(detail["input"]))
            return Diagnostic(places.key(location), Code.UNKNOWN_FIELD, retired.message, hint)
        known = sorted(_fields(_model_at(model, location[:-1])))
        hint = (
            suggestion(name, known) or f"the fields here are {', '.join(one for one in known if one not in OF_PACKS)}"
        )
        return Diagnostic(places.key(location), Code.UNKNOWN_FIELD, f"there is no field '{name}' here", hint)
    span = places.value(location)
    if kind in _BY_SLUG and "invalid_id" in detail.get("ctx", {}) and name != "id":
        return _invalid_reference(_field(model, location), detail["ctx"]["invalid_id"], span)
    if kind == Code.WRONG_TYPE.slug and (text := text_with_colon(detail["input"])):
        message = "a colon in this text: a text with a colon must be in quotes"
        return Diagnostic(span, Code.WRONG_TYPE, message, f"write it like this: `{text}`")
    if kind in _BY_SLUG:
        context = detail.get("ctx", {})
        span = places.value((*location, context["field"])) if context.get("field") else span
        return Diagnostic(span, _BY_SLUG[kind], detail["msg"], str(context.get("hint", "")))
    if kind == "enum":
        return _not_in_list(_field(model, location), detail["input"], span)
    if kind in _LIST_ERRORS:
        hint = _as_list(detail["input"]) or "write each entry on a line of its own that starts with `- `"
        return Diagnostic(span, Code.WRONG_TYPE, f"this should be a list, not {quoted(detail['input'])}", hint)
    if kind in _GROUP_ERRORS:
        fields = ", ".join(sorted(_fields(_model_at(model, location))))
        hint = f"write its fields under it, each as `name: value`: {fields}"
        message = f"this should be a group of fields, not {quoted(detail['input'])}"
        return Diagnostic(span, Code.WRONG_TYPE, message, hint)
    if kind in _YES_OR_NO_ERRORS:
        return Diagnostic(
            span, Code.INVALID_VALUE, f"{quoted(detail['input'])} is neither yes nor no", "write yes or no"
        )
    if kind == "too_short":
        return _too_short(detail["ctx"]["min_length"], detail["ctx"]["actual_length"], span)
    if kind == "too_long":
        return _too_long(detail["ctx"]["max_length"], detail["ctx"]["actual_length"], span)
    return Diagnostic(span, Code.INVALID_VALUE, detail["msg"], "")


_IDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\s*[,;]\s*[a-z0-9]+(?:-[a-z0-9]+)*)*")


def _as_list(value: object) -> str:
    """Return the hint that has a text as a list of one line: ids apart, other words as one entry; empty if unlike."""
    if not isinstance(value, str) or not value.strip("() "):
        return ""
    words = value.strip("() ") if value.startswith("(") else value
    if _IDS.fullmatch(words):
        return f"write it in square brackets: [{', '.join(re.findall(r'[a-z0-9-]+', words))}]"
    is_plain = not re.search(r"[\[\]{},#:\"'*&!|>%@`]", words)
    return f"write it in square brackets: [{words}]" if is_plain and len(words) <= 60 else ""


def _too_short(least: int, have: int, span: Span) -> Diagnostic:
    if not have:
        return Diagnostic(span, Code.INVALID_VALUE, "this list is empty", "add at least one entry")
    message = f"this list needs at least {least} entries, and has {have}"
    return Diagnostic(span, Code.INVALID_VALUE, message, f"add {least - have} more")


def _too_long(most: int, have: int, span: Span) -> Diagnostic:
    message = f"this list has {have} entries, and there is room for {most}"
    return Diagnostic(span, Code.INVALID_VALUE, message, f"take {have - most} away")


def _invalid_reference(field: FieldInfo | None, value: str, span: Span) -> Diagnostic:
    marks = field.metadata if field else ()
    kinds = next((mark.kinds for mark in marks if isinstance(mark, IdOf | RefersTo)), frozenset[str]())
    hint = "write the id of a record: small letters, digits and single hyphens"
    return InvalidReference(
        span, Code.INVALID_VALUE, f"{quoted(value)} cannot be an id", hint, value=value, kinds=kinds
    )


def _with_fix(problem: Diagnostic, model: type[Record], detail: ErrorDetails) -> Diagnostic:
    """Return the problem with its fix, if there is only one way to put the value right."""
    location, value = detail["loc"], detail["input"]
    name = detail.get("ctx", {}).get("field")
    if name and isinstance(value, dict):
        location, value = (*location, name), value.get(name)
    if detail["type"] == "extra_forbidden":
        return replace(problem, fix=name_fix(str(location[-1]), _fields(_model_at(model, location[:-1]))))
    names = [n for n, part in enumerate(location) if isinstance(part, str)]
    field = _field(model, location[: names[-1] + 1]) if names else None
    types = field_types(field, _candidates(field.annotation)) if field else ()
    return replace(problem, fix=value_fix(problem, value, types))


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
    """Return "did you mean …?" for a name that is nearly one of ``known``; empty if none is near."""
    near = nearest_name(name, known)
    return f"did you mean '{near}'?" if near else ""


def _fields(model: type[Record] | None) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def _field(model: type[Record], location: Location) -> FieldInfo | None:
    """Return the field of the value at ``location``, or of the list that it is in."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    return _fields(_model_at(model, location[:-1])).get(str(location[-1])) if location else None


def _model_at(model: type[Record], location: Location) -> type[Record] | None:
    """Return the record class of the value at ``location``, through lists and optional fields."""
    current: type[Record] | None = model
    for part in location:
        if isinstance(part, str):
            field = _fields(current).get(part)
            current = record_class(field.annotation) if field else None
    return current


def fields_at(model: type[Record], location: Location) -> frozenset[str]:
    """Return the names of the fields of the record, or of the records of the list, at ``location``."""
    return frozenset(_fields(_model_at(model, location)))


def is_list_at(model: type[Record], location: Location) -> bool:
    """Return whether the field at ``location`` is a list."""
    field = _field(model, location)
    return field is not None and any(get_origin(c) in {tuple, list} for c in _candidates(field.annotation))


def _candidates(annotation: Any) -> Iterator[Any]:
    """Yield the annotation and every type in it, through Annotated, unions and containers."""
    yield annotation
    if get_origin(annotation) in {Annotated, Union, types.UnionType, tuple, list}:
        for inner in get_args(annotation):
            yield from _candidates(inner)


def record_class(annotation: Any) -> type[Record] | None:
    """Return the class of the records in a field with this annotation; None if it has none."""
    return next(iter(record_classes(annotation)), None)


def record_classes(annotation: Any) -> tuple[type[Record], ...]:
    """Return the classes of the records that a field with this annotation may have."""
    return _record_classes(annotation)


@cache
def _record_classes(annotation: Hashable) -> tuple[type[Record], ...]:
    return tuple(c for c in _candidates(annotation) if isinstance(c, type) and issubclass(c, Record))


def _members(annotation: Any) -> list[str]:
    return [str(m.value) for c in _candidates(annotation) if hasattr(c, "__members__") for m in c]
