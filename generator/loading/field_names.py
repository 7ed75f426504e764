"""The names of all fields that an author can write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.model import kinds, pages  # noqa: F401  (with every class of record)
from generator.model.record import Record


@cache
def field_names() -> frozenset[str]:
    """Return the name of every field of every record."""
    fields = ((name, field) for model in _below(Record) for name, field in model.model_fields.items())
    return frozenset(field.alias or name for name, field in fields)


def _below(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for child in model.__subclasses__():
        yield from _below(child)
