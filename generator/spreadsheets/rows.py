"""The rows of a table: the records of a file as it is now, each with its key and its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.loading.yaml_splices import one_line
from generator.spreadsheets.layout import ID, Column, Table

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its key, the key of the record it is in, its number or id there, and where it is in its file."""

    key: str
    within: str
    name: str
    location: Location
    record: Mapping[str, Any]


def key_of(table: Table, within: str, name: str) -> str:
    """Return the key of a record: its id, or its number after the key of what it is in."""
    return name if table.has_id or not within else f"{within}/{name}"


def rows_of(table: Table, value: Any) -> Iterator[Row]:
    """Yield the records of a table in the value of its file, in order."""
    parents = rows_of(table.within, value) if table.within else [Row("", "", "", (), value)]
    for parent in parents:
        entries: Any = parent.record
        for name in table.path:
            entries = entries.get(name, {}) if isinstance(entries, dict) else {}
        for n, record in enumerate(entries if isinstance(entries, list) else ()):
            name = str(record.get(ID, "")) if table.has_id else str(n + 1)
            location = (*parent.location, *table.path, n)
            yield Row(key_of(table, parent.key, name), parent.key, name, location, record)


def texts_of(column: Column, record: Mapping[str, Any]) -> str:
    """Return what a cell says: the text of a field; of a list, each text on a line; empty if it is not written."""
    value: Any = record
    for name in column.path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, list):
        return "\n".join(one_line(str(one)) for one in value)
    return one_line(value) if isinstance(value, str) else ""
