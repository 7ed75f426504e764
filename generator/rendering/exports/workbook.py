"""Write a table as an Excel workbook whose cells are all text, so that no program reads words as dates or numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.rendering.zip_files import packed, unpacked
from generator.words.text import shortened

LONGEST_CELL = 32_000
"""A little less than the 32,767 UTF-16 units that a cell of Excel can hold."""
_AS_TEXT = 49
"""The number of the built-in format ``@``, text: what somebody types into such a cell later stays text too."""
_A4 = 9
_LINE, _HIGHEST_ROW = 15, 409
"""The height of a line and the most that Excel allows for a row, in points."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, and its width in letters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the name of its sheet (31 letters at most), its title, its maker, and the day of its newest content."""

    name: str
    title: str
    author: str
    day: date
    columns: tuple[Column, ...]
    rows: tuple[Sequence[str], ...]


def xlsx(sheet: Sheet, *more: Sheet) -> bytes:
    """Return a workbook, which has the title, the maker and the day of its first sheet.

    The first row of each sheet has the titles, stays in sight, and is on every printed page.
    """
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {"title": sheet.title, "author": sheet.author, "created": datetime.combine(sheet.day, time())}
        )
        cell = workbook.add_format({"num_format": _AS_TEXT, "text_wrap": True, "valign": "top"})
        head = workbook.add_format({"num_format": _AS_TEXT, "text_wrap": True, "valign": "top", "bold": True})
        for one in (sheet, *more):
            _add(workbook.add_worksheet(one.name), one, cell, head)
    return packed(unpacked(stream.getvalue()))


def _add(table: Worksheet, sheet: Sheet, cell: Format, head: Format) -> None:
    last_row, last_column = len(sheet.rows), len(sheet.columns) - 1
    for n, one in enumerate(sheet.columns):
        table.set_column(n, n, one.width + 2, cell)
    table.add_table(
        0,
        0,
        # A table has one row at least, which may be empty.
        max(last_row, 1),
        last_column,
        {
            "name": f"Table_{sheet.name}",
            "title": sheet.title,
            "columns": [{"header": one.title, "header_format": head} for one in sheet.columns],
            "style": "Table Style Light 1",
        },
    )
    for row, texts in enumerate(sheet.rows, start=1):
        # LibreOffice does not make a row higher by itself.
        table.set_row(row, _height(texts, sheet.columns))
        for n, text in enumerate(texts):
            table.write_string(row, n, shortened(text, LONGEST_CELL), cell)
    table.freeze_panes(1, 0)
    table.repeat_rows(0)
    table.set_landscape()
    table.set_paper(_A4)
    # Excel would put a green corner on 999.
    table.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})


def _height(texts: Sequence[str], columns: Sequence[Column]) -> int:
    """Return the height of a row in points, by its cell with the most lines."""
    lines = max(len(wrap(text, one.width)) for text, one in zip(texts, columns, strict=True))
    return min(max(lines, 1) * _LINE, _HIGHEST_ROW)
