"""The sheets of each file of ``data/``: one for each list of records in it, with a column for each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from generator.editor.schemas import author_schema
from generator.model.kinds import FILES, STAFF_FILES
from generator.model.record import RecordFile

IN, NUMBER, ID = "in", "no.", "id"
"""The titles of the columns that say which record a row is: where it is, its number there, or its id."""

_LONGEST_NAME = 31
"""The most letters that Excel allows for the name of a sheet."""


class Form(Enum):
    """What the values of a column are, as far as a spreadsheet program could have changed them."""

    TEXT = "text"
    WHOLE_NUMBER = "a whole number"
    YES_OR_NO = "yes or no"
    DAY = "a day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the way from a record to a field of text or of a list of texts."""

    path: tuple[str, ...]
    form: Form
    is_list: bool

    @property
    def title(self) -> str:
        """Its title, with a point before each field of a group: ``source.clause``."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """A list of records: the way to it from the file, or from a record of the table ``within``."""

    file: type[RecordFile]
    within: Table | None
    path: tuple[str, ...]
    has_id: bool
    columns: tuple[Column, ...]

    @property
    def key_title(self) -> str:
        """The title of the column that names a record among those it stands with."""
        return ID if self.has_id else NUMBER

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all columns, in order."""
        own = [one.title for one in self.columns if one.title != ID]
        return (*([IN] if self.within else []), self.key_title, *own)


def tables_of(file: type[RecordFile]) -> tuple[Table, ...]:
    """Return the tables of a file, each after the one it is within."""
    return tuple(table for table in tables().values() if table.file is file)


@cache
def tables() -> Mapping[str, Table]:
    """Return every table by the name of its sheet."""
    found = [table for file in FILES for table in _tables_of_file(file)]
    ways = [_ways(table) for table in found]
    counts = [Counter(column) for column in zip(*ways, strict=True)]
    names = [
        next(
            _short(way)
            for way, count in zip(mine, counts, strict=True)
            if count[way] == 1 and len(_short(way)) <= _LONGEST_NAME
        )
        for mine in ways
    ]
    return dict(zip(names, found, strict=True))


def _tables_of_file(file: type[RecordFile]) -> Iterator[Table]:
    schema = author_schema(file, file.file, {})
    yield from _lists(schema, schema["definitions"], file, None, ())


def _ways(table: Table) -> tuple[str, str, str]:
    """Return the names that a sheet could have: by its lists, by its whole way, and with its file."""
    parts: list[tuple[str, ...]] = []
    one: Table | None = table
    while one:
        parts.insert(0, one.path)
        one = one.within
    staff = "staff." if table.file in STAFF_FILES else ""
    lists, whole = ".".join(part[-1] for part in parts), ".".join(name for part in parts for name in part)
    return f"{staff}{lists}", f"{staff}{whole}", f"{table.file.file.replace('/', '.')}.{whole}"


def _short(name: str) -> str:
    """Return a name that fits: the parts in the middle are their first letters where it is too long."""
    if len(name) <= _LONGEST_NAME:
        return name
    first, *middle, last = name.split(".")
    return ".".join((first, *(part[0] for part in middle), last))


def _lists(
    schema: Mapping[str, Any],
    definitions: Mapping[str, Any],
    file: type[RecordFile],
    within: Table | None,
    path: tuple[str, ...],
) -> Iterator[Table]:
    """Yield the tables of the lists in a record and in its groups, each before those within it."""
    for name, field in schema["properties"].items():
        field = _resolved(field, definitions)
        items = _resolved(field.get("items", {}), definitions)
        if "properties" in field:
            yield from _lists(field, definitions, file, within, (*path, name))
        elif "properties" in items:
            columns = tuple(_columns(items, definitions, ()))
            table = Table(file, within, (*path, name), ID in items["properties"], columns)
            yield table
            yield from _lists(items, definitions, file, table, ())


def _columns(schema: Mapping[str, Any], definitions: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Column]:
    for name, field in schema["properties"].items():
        field = _resolved(field, definitions)
        one_or_list = [one for one in field.get("anyOf", ()) if one.get("type") == "array"]
        items = _resolved(field.get("items", {}), definitions)
        if "properties" in field:
            yield from _columns(field, definitions, (*path, name))
        elif "properties" not in items:
            is_list = field.get("type") == "array" or bool(one_or_list)
            yield Column((*path, name), _form(field), is_list)


def _resolved(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    while reference := schema.get("$ref") or next((one.get("$ref") for one in schema.get("allOf", ())), None):
        schema = definitions[reference.rpartition("/")[2]]
    return schema


def _form(schema: Mapping[str, Any]) -> Form:
    if schema.get("format") == "date":
        return Form.DAY
    if {"enum": ["yes", "no"]} in schema.get("anyOf", ()):
        return Form.YES_OR_NO
    return Form.WHOLE_NUMBER if schema.get("type") == ["integer", "string"] else Form.TEXT
