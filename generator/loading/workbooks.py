"""Read an Excel workbook as cells, and refuse what is none or is too large. The only place for ``openpyxl``."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from generator.diagnostics import Diagnostic
from generator.loading.files import read_file

LARGEST_WORKBOOK = 20_000_000
"""Bytes of a workbook as it is on the disk."""
_LARGEST_UNPACKED = 100_000_000
_MOST_PARTS = 2_000
MOST_ROWS = 20_000
"""The most rows of a sheet."""
_MOST_CELLS = 4_000_000
MOST_COLUMNS = 200
"""The most columns of a sheet."""
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"


class CellForm(Enum):
    """What a spreadsheet program holds in a cell."""

    TEXT = "a text"
    NUMBER = "a number"
    TRUE_OR_FALSE = "true or false"
    DATE = "a date"
    FORMULA = "a formula"
    ERROR = "an error"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it: its address in the sheet, such as ``D14``, what it holds, and that as text."""

    address: str
    form: CellForm
    text: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet, by its number as the program shows it; its cells by the number of their column, from 0."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook by their names, each with its rows that are not empty, the titles among them."""

    sheets: dict[str, tuple[SheetRow, ...]]


class _RefusalError(Exception):
    """Ends the reading of a workbook; its text says why, and what to do."""


def read_workbook(path: Path) -> Workbook | str:
    """Return the cells of a workbook, or why it cannot be read, with what to do instead."""
    content = read_file(path.parent, path.name, LARGEST_WORKBOOK, anywhere=True)
    if isinstance(content, Diagnostic):
        return content.message
    try:
        _inspect(content)
        return Workbook(dict(_sheets(content)))
    except _RefusalError as refusal:
        return str(refusal)
    except (MemoryError, RecursionError):
        return "this workbook is too large to read; keep only the sheets that you changed"
    except Exception:
        # The library raises whatever a broken part leads to: a missing key, a number that is none, a wrong class.
        return f"this workbook is damaged; {_SAVE_AGAIN}"


def column_letters(number: int) -> str:
    """Return the letters of a column, counted from 0."""
    return str(get_column_letter(number + 1))


_SAVE_AGAIN = "open it in your spreadsheet program and save it again as an Excel workbook (.xlsx)"


def _inspect(content: bytes) -> None:
    """Refuse what is no workbook, has macros, or would take too much room, before a part is read."""
    if content.startswith(_OLD_FORMAT):
        raise _RefusalError(f"this is a workbook of the old format, or has a password; {_SAVE_AGAIN}")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _RefusalError(f"this is not an Excel workbook; {_SAVE_AGAIN}") from None
    with archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            raise _RefusalError("this workbook would be too large when unpacked; check that it is the file you meant")
        if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
            raise _RefusalError(f"this is not an Excel workbook; {_SAVE_AGAIN}")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise _RefusalError(f"this workbook has macros, which are never read; {_SAVE_AGAIN}, which drops them")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _has_declarations(_unpacked(archive, part)):
                raise _RefusalError(f"this workbook has declarations that no spreadsheet program writes; {_SAVE_AGAIN}")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(part)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        raise _RefusalError(f"this workbook is damaged; {_SAVE_AGAIN}") from None


def _has_declarations(part: bytes) -> bool:
    """Return whether XML could define entities, which can grow without end."""
    plain = part.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _sheets(content: bytes) -> Iterator[tuple[str, tuple[SheetRow, ...]]]:
    with warnings.catch_warnings():
        # The library says what it leaves out, such as pictures, which are no records.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                yield sheet.title, tuple(_rows(sheet))
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[SheetRow]:
    # What the sheet says of its own size may be wrong.
    sheet.reset_dimensions()
    count = size = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        size += len(row) + 1
        if number > 10 * MOST_ROWS or count > MOST_ROWS or size > _MOST_CELLS:
            message = f"the sheet {sheet.title!r} has more than {MOST_ROWS:,} rows, or as many empty cells"
            raise _RefusalError(f"{message}; copy the table to a new sheet, and delete this one")
        cells = {n: cell for n, one in enumerate(row) if (cell := _cell(one, number, n))}
        if cells and max(cells) >= MOST_COLUMNS:
            message = f"the sheet {sheet.title!r} has something in column {column_letters(max(cells))}"
            raise _RefusalError(f"{message}; delete what is beside the table")
        if cells:
            count += 1
            yield SheetRow(number, cells)


def _cell(one: Any, row: int, column: int) -> Cell | None:
    value = one.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    address = f"{column_letters(column)}{row}"
    if one.data_type == "f":
        return Cell(address, CellForm.FORMULA, str(value))
    if one.data_type == "e":
        return Cell(address, CellForm.ERROR, str(value))
    if isinstance(value, bool):
        return Cell(address, CellForm.TRUE_OR_FALSE, str(value).upper())
    if isinstance(value, int | float):
        is_whole = isinstance(value, int) or value.is_integer()
        return Cell(address, CellForm.NUMBER, str(int(value)) if is_whole and abs(value) < 1e15 else repr(value))
    if isinstance(value, str):
        return Cell(address, CellForm.TEXT, value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return Cell(address, CellForm.DATE, value.isoformat() if isinstance(value, date | time) else str(value))
