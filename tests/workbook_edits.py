"""Edits of an exported workbook, as an officer makes them in a spreadsheet program."""

from __future__ import annotations

import warnings
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import load_workbook

from generator.spreadsheets.layout import tables

WORDS = (
    "The desk",
    "01632 960055",
    "0016",
    "=1+1",
    "+44 1632 960055",
    "@desk",
    "- a dash",
    "yes",
    "null",
    "2026-11-21",
    'a "quoted" word',
    "it's # no comment",
    "a: b",
    "[brackets], {braces}",
    "back\\slash",
    "Where the text is long it is folded, so that no line has more letters than a screen shows beside its neighbour.",
)


def open_for_edits(path: Path) -> Any:
    """Return a workbook that can be changed and saved."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path)


def columns_of(sheet: Any) -> dict[str, int]:
    """Return the number of each column of a sheet, from 1, by its title."""
    return {cell.value: cell.column for cell in sheet[1]}


def row_of(sheet: Any, **keys: str) -> int:
    """Return the number of the only row with these values, by the titles of their columns (``no`` is ``no.``)."""
    columns = columns_of(sheet)
    wanted = {columns["no." if title == "no" else "in" if title == "within" else title]: keys[title] for title in keys}
    found = [n for n in range(2, sheet.max_row + 1) if all(sheet.cell(n, c).value == v for c, v in wanted.items())]
    assert len(found) == 1, (keys, found)
    return found[0]


def set_text(sheet: Any, row: int, title: str, text: str) -> str:
    """Write a text into a cell, as into one of the format Text, and return its address."""
    cell = sheet.cell(row, columns_of(sheet)[title])
    cell.value = text or None
    if text:
        cell.data_type = "s"
    return str(cell.coordinate)


def add_row(sheet: Any, **texts: str) -> int:
    """Add a row below the table, and return its number."""
    row = sheet.max_row + 1
    for title, text in texts.items():
        set_text(sheet, row, {"no": "no.", "within": "in"}.get(title, title), text)
    return int(row)


def edit_at_random(book: Any, random: Random, count: int, *, only_texts: bool = False) -> None:
    """Change, empty, add and remove cells and rows; with ``only_texts``, write another text where there is one."""
    names = [name for name in book.sheetnames if book[name].max_row > 2]
    for _ in range(count):
        sheet, table = book[name := random.choice(names)], tables()[name]
        rows = [n for n in range(2, sheet.max_row + 1) if any(cell.value for cell in sheet[n])]
        fields = [column for column in table.columns if column.title != "id"]
        if not rows:
            continue
        row, column, what = random.choice(rows), random.choice(fields), random.random()
        if only_texts:
            if not column.is_list and sheet.cell(row, columns_of(sheet)[column.title]).value:
                set_text(sheet, row, column.title, random.choice(WORDS))
        elif what < 0.6:
            text = (
                "\n".join(random.sample(WORDS, 2)) if column.is_list and random.random() < 0.7 else random.choice(WORDS)
            )
            set_text(sheet, row, column.title, text)
        elif what < 0.75:
            # A row with nothing in it is refused, as a test of its own shows.
            if sum(bool(sheet.cell(row, columns_of(sheet)[one.title]).value) for one in fields) > 1:
                set_text(sheet, row, column.title, "")
        elif what < 0.9:
            values = {cell.value: n for n, cell in enumerate(sheet[1], start=1)}
            new = sheet.max_row + 1
            for title, n in values.items():
                sheet.cell(new, n).value = sheet.cell(row, n).value
                sheet.cell(new, n).data_type = "s"
                if title == table.key_title:
                    set_text(sheet, new, title, f"new-{new}" if table.has_id else "")
        else:
            children = [n for n, one in tables().items() if one.within is table]
            if not children:
                sheet.delete_rows(row)
