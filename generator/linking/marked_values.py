"""Finds the values of a file whose fields have a marker in their type, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from generator.diagnostics import Span
from generator.loading.records import Located
from generator.loading.yaml_values import Location
from generator.model.record import Record


@dataclass(frozen=True, slots=True)
class MarkedValue:
    """A value of a field with a marker, the field's description, and the record that has it."""

    value: object
    mark: object
    description: str
    record: Record
    span: Span


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    yaml_name: str
    description: str
    mark: object | None
    below: bool
    """Whether a record in it can have a marked value."""


def marked_values(located: Located[Record], *marks: type) -> Iterator[MarkedValue]:
    """Yield every value of a field with one of these markers, in the order of the fields."""
    yield from _in_record(located, located.record, (), marks)


def _in_record(
    located: Located[Record], record: Record, place: Location, marks: tuple[type, ...]
) -> Iterator[MarkedValue]:
    for field in _fields(type(record), marks):
        value = getattr(record, field.name)
        if value is None:
            continue
        below = (*place, field.yaml_name)
        if field.mark is None:
            yield from _below(located, value, below, marks)
        elif isinstance(value, tuple):
            for n, one in enumerate(value):
                yield MarkedValue(one, field.mark, field.description, record, located.span(*below, n))
        else:
            yield MarkedValue(value, field.mark, field.description, record, located.span(*below))


def _below(located: Located[Record], value: object, place: Location, marks: tuple[type, ...]) -> Iterator[MarkedValue]:
    if isinstance(value, Record):
        yield from _in_record(located, value, place, marks)
    elif isinstance(value, tuple):
        for n, child in enumerate(value):
            yield from _below(located, child, (*place, n), marks)


@cache
def _fields(model: type[Record], marks: tuple[type, ...]) -> tuple[_Field, ...]:
    """Return the fields of a model that have a marker, or records in which a field has one."""
    fields = []
    for name, field in model.model_fields.items():
        inside = (*field.metadata, *_parts(field.annotation))
        mark = next((part for part in inside if isinstance(part, marks)), None)
        below = any(isinstance(part, type) and issubclass(part, Record) and _fields(part, marks) for part in inside)
        if mark is not None or below:
            fields.append(_Field(name, field.alias or name, field.description or "", mark, below))
    return tuple(fields)


def _parts(annotation: Any) -> Iterator[object]:
    """Yield a type, the types in it, and their metadata."""
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _parts(inner)
