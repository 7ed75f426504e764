"""Find out which table each sheet of a workbook is, and which field each of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.loading.files import printable
from generator.loading.workbooks import SheetRow, Workbook, column_letters
from generator.model.values import quoted
from generator.spreadsheets.cells import CellProblem, cell_text
from generator.spreadsheets.layout import Table, tables
from generator.words.near_names import nearest_name


@dataclass(frozen=True, slots=True)
class Titles:
    """The columns of a sheet: the number of each, from 0, by its title."""

    columns: Mapping[str, int]

    def address(self, title: str, row: int) -> str:
        """Return the address of a cell, such as ``D14``; of the row alone if the sheet has no such column."""
        return f"{column_letters(self.columns[title])}{row}" if title in self.columns else str(row)


Found = dict[str, tuple[Titles, tuple[SheetRow, ...]]]
"""The titles and the other rows of each sheet, by its name."""


def find_sheets(name: str, workbook: Workbook) -> tuple[Found, list[CellProblem]]:
    """Return the sheets of the workbook ``name`` that are tables, and what is wrong; empty sheets are skipped."""
    found: Found = {}
    problems: list[CellProblem] = []
    for sheet, rows in workbook.sheets.items():
        if not rows:
            continue
        place = f"{name}:{printable(sheet)}"
        table = tables().get(sheet)
        if table is None:
            near = nearest_name(sheet, tables())
            hint = f"did you mean '{near}'?" if near else "delete this sheet, or name it as ./kb export does"
            problems.append(CellProblem(place, "no list of records has the name of this sheet", hint))
            continue
        titles, *records = rows
        wrong = [*_wrong_titles(place, titles, table), *_beside(place, titles, records)]
        problems += wrong
        if not wrong:
            found[sheet] = (Titles({cell_text(cell): n for n, cell in titles.cells.items()}), tuple(records))
    return found, problems


def _wrong_titles(place: str, titles: SheetRow, table: Table) -> Iterator[CellProblem]:
    seen: dict[str, str] = {}
    for cell in titles.cells.values():
        title = cell_text(cell)
        if title in seen:
            hint = "keep one of the two columns"
            yield CellProblem(f"{place}!{cell.address}", f"{seen[title]} has the title '{title}' too", hint)
        elif title not in table.titles:
            near = nearest_name(title, table.titles)
            hint = (
                f"did you mean '{near}'?" if near else f"delete this column, or write one of: {', '.join(table.titles)}"
            )
            yield CellProblem(f"{place}!{cell.address}", f"no field has the name {quoted(printable(title))}", hint)
        seen[title] = cell.address
    for title in table.titles[: 2 if table.within else 1]:
        if title not in seen:
            hint = "put it back as ./kb export wrote it; without it, nobody can tell which record a row is"
            yield CellProblem(f"{place}!{titles.number}", f"the column '{title}' is missing", hint)


def _beside(place: str, titles: SheetRow, records: list[SheetRow]) -> Iterator[CellProblem]:
    """Yield a problem for the first cell without a title above it."""
    for row in records:
        for n, cell in row.cells.items():
            if n not in titles.cells:
                message = "this column has no title"
                yield CellProblem(f"{place}!{cell.address}", message, "write the name of its field above, or delete it")
                return
