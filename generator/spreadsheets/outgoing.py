"""Write the records of files of ``data/`` as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.model.kinds import FILES, STAFF_FILES
from generator.model.record import RecordFile
from generator.rendering.exports.workbook import LONGEST_CELL, Column, Sheet, xlsx
from generator.spreadsheets.layout import ID, IN, NUMBER, Table, tables
from generator.spreadsheets.rows import rows_of, texts_of
from generator.spreadsheets.sources import Source, is_there, read_source

_NARROW, _WIDE = 14, 50
"""The least and the greatest width of a column, in letters."""
_DAY = date(2000, 1, 1)
"""The day that every workbook says it was made on, so that the same records give the same bytes."""


@dataclass(frozen=True, slots=True)
class Export:
    """A workbook, the names of its sheets, and the errors because of which there is none."""

    content: bytes = b""
    sheets: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    refusal: str = ""


def files_with_lists() -> tuple[str, ...]:
    """Return the names of the files that can be in a workbook, as ``./kb export`` takes them."""
    return tuple(dict.fromkeys(table.file.file for table in tables().values()))


def export(project: Path, names: Sequence[str]) -> Export:
    """Return the workbook of files by their names, or of all that the project has and that are public."""
    files = [file for file in FILES if file.file in (names or files_with_lists())]
    if not names:
        files = [file for file in files if file not in STAFF_FILES and is_there(project, file)]
    sources: dict[type[RecordFile], Source] = {}
    problems: list[Diagnostic] = []
    for file in files:
        source = read_source(project, file)
        if isinstance(source, Source):
            sources[file] = source
        else:
            problems += source
    if problems:
        return Export(problems=tuple(problems))
    sheets = [_sheet(name, table, sources[table.file]) for name, table in tables().items() if table.file in sources]
    if not sheets:
        return Export(refusal="the project has no file of records in data/")
    for sheet in sheets:
        for row in sheet.rows:
            if any(len(text.encode("utf-16-le")) // 2 > LONGEST_CELL for text in row):
                return Export(refusal=f"a text of '{row[0]}' in '{sheet.name}' is too long for a cell of a workbook")
    return Export(xlsx(*sheets), tuple(sheet.name for sheet in sheets))


def _sheet(name: str, table: Table, source: Source) -> Sheet:
    rows = []
    columns = {column.title: column for column in table.columns}
    for row in rows_of(table, source.value):
        own = {IN: row.within, NUMBER: row.name, ID: row.name}
        rows.append([own[title] if title in own else texts_of(columns[title], row.record) for title in table.titles])
    widths = [
        min(max(_NARROW, len(title), *(len(line) for row in rows for line in row[n].split("\n")), 0), _WIDE)
        for n, title in enumerate(table.titles)
    ]
    return Sheet(
        name=name,
        title=f"{name}, of {source.path}",
        author="",
        day=_DAY,
        columns=tuple(Column(title, width) for title, width in zip(table.titles, widths, strict=True)),
        rows=tuple(rows),
    )
