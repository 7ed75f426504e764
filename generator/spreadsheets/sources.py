"""The files of ``data/`` as they are on the disk: their bytes, what they say, and where."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Code, Diagnostic, Span, has_errors
from generator.loading.files import decode, read_file
from generator.loading.records import read_record, without_entries
from generator.loading.yaml_nodes import Node, plain_value, read_nodes
from generator.loading.yaml_splices import Edit, applied, edits_of
from generator.loading.yaml_values import Location, Places, compose
from generator.model.record import RecordFile
from generator.spreadsheets.layout import tables_of
from generator.spreadsheets.rows import rows_of

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose records can be read: its bytes, its text with every line ended by a line feed, and its values."""

    path: str
    content: bytes
    text: str
    top: Node
    value: Any

    def with_values(self, wanted: dict[str, Any]) -> bytes | None:
        """Return its bytes with other values; None if they cannot be written without a change elsewhere.

        Every line that is not changed keeps its end.
        """
        edits = edits_of(self.text, self.top, wanted)
        value, _, problems = compose(self.path, applied(self.text, edits))
        if has_errors(problems) or not _says(value, wanted):
            return None
        return applied_to_bytes(self.content, edits)


def applied_to_bytes(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file after edits of its text, in which every line ended by a line feed."""
    mark = _BOM if content.startswith(_BOM) else b""
    raw = content.removeprefix(_BOM).decode()
    if "\r" in raw:
        # The place in the file of each letter of the text.
        places = [match.start() for match in re.finditer(r"\r\n|[\s\S]", raw)] + [len(raw)]
        line_end = "\r\n" if raw.count("\r\n") * 2 >= raw.count("\n") else "\n"
        edits = [(places[start], places[end], new.replace("\n", line_end)) for start, end, new in edits]
    return mark + applied(raw, edits).encode()


def path_of_file(file: type[RecordFile]) -> str:
    """Return the path of a file below the project."""
    return f"data/{file.file}.yml"


def is_there(project: Path, file: type[RecordFile]) -> bool:
    """Return whether the project has a file, be it readable or not."""
    return os.path.lexists(project / path_of_file(file))


def read_source(project: Path, file: type[RecordFile]) -> Source | tuple[Diagnostic, ...]:
    """Return a file, or its errors, which have to be put right before its records can be in a workbook."""
    path = path_of_file(file)
    content = read_file(project, path)
    if isinstance(content, Diagnostic):
        return (content,)
    text, problems = decode(path, content)
    if text is None:
        return problems
    value, places, more = compose(path, text)
    problems += more
    if value is not None and not has_errors(problems) and "builds_on" not in value:
        problems += read_record(file, *_without_parts_of_packs(value, places))[1]
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    top = None if has_errors(problems) or value is None else read_nodes(text)
    if top is None:
        return tuple(problems)
    source = Source(path, content, text, top, plain_value(top))
    return tuple(_doubles(file, source)) or source


def _without_parts_of_packs(value: Any, places: Places) -> tuple[Any, Places]:
    """Return a value without the records that have some fields of their own only: a pack has the others."""
    lists = value.items() if isinstance(value, dict) else ()
    entries: set[Location] = {
        (name, n)
        for name, entries in lists
        if isinstance(entries, list)
        for n, entry in enumerate(entries)
        if isinstance(entry, dict) and "instead_of" in entry
    }
    return without_entries(entries, value, places) if entries else (value, places)


def _doubles(file: type[RecordFile], source: Source) -> Iterator[Diagnostic]:
    """Yield a problem for each id that two records of a table have: no row could say which is meant."""
    for table in tables_of(file):
        keys = Counter(row.key for row in rows_of(table, source.value))
        for key in sorted(key for key, count in keys.items() if count > 1):
            message = f"more than one record has the id '{key}'"
            yield Diagnostic(Span(source.path), Code.DUPLICATE_IDENTIFIER, message, "give each an id of its own")


def _says(value: Any, wanted: Any) -> bool:
    """Return whether a value is what is wanted, with white space as fields read it."""
    if isinstance(wanted, dict):
        return (
            isinstance(value, dict)
            and value.keys() == wanted.keys()
            and all(_says(value[name], one) for name, one in wanted.items())
        )
    if isinstance(wanted, list):
        return isinstance(value, list) and len(value) == len(wanted) and all(map(_says, value, wanted))
    return isinstance(value, str) and value.split() == str(wanted).split()
