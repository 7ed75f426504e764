"""Read the text of a cell, and turn back, or refuse, what a spreadsheet program made of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.loading.files import printable
from generator.loading.workbooks import Cell, CellForm
from generator.loading.yaml_splices import one_line
from generator.model.values import quoted
from generator.spreadsheets.layout import Column, Form

_AS_TEXT = "give the cell the format Text, then type it again as it should be"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why a workbook is refused: where, such as ``contacts.xlsx:contacts!D14``, what is wrong and what to do."""

    place: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.place}: error: {self.message}\n  hint: {self.hint}"


def cell_text(cell: Cell | None, *, is_list: bool = False) -> str:
    """Return the text of a cell: one line, or each entry of a list on a line of its own."""
    if cell is None:
        return ""
    if is_list:
        return "\n".join(text for line in cell.text.splitlines() if (text := one_line(line)))
    return one_line(cell.text)


def read_cell(cell: Cell | None, column: Column, now: str, place: str) -> tuple[str, str] | CellProblem:
    """Return the text of a cell of a field, and what to say of it where it was turned back; or why it is refused.

    ``now`` is the text of the field as it is written.
    """
    text = cell_text(cell, is_list=column.is_list)
    if cell is None or cell.form is CellForm.TEXT:
        return text, ""
    shown = quoted(printable(text))
    if cell.form is CellForm.FORMULA:
        return CellProblem(place, f"this is a formula, {shown}", f"to write its result, {_AS_TEXT}")
    if cell.form is CellForm.ERROR:
        return CellProblem(place, f"this is an error, {shown}", f"undo what led to it; or {_AS_TEXT}")
    if cell.form is CellForm.NUMBER:
        if text == now or column.form is Form.WHOLE_NUMBER:
            return text, ""
        message = f"this is the number {text}, and a 0, a + or spaces that were typed at its start are lost"
        return CellProblem(place, message, _AS_TEXT)
    if cell.form is CellForm.TRUE_OR_FALSE:
        if column.form is Form.YES_OR_NO:
            word = "yes" if text == "TRUE" else "no"
            return word, f"{place}: {text} is read as {word}"
        return CellProblem(place, f"this is {text}, which the program made of a word", _AS_TEXT)
    if column.form is Form.DAY and len(text) == len("2026-11-21"):
        return text, "" if text == now else f"{place}: this date is read as {text}"
    message = f"this is a date or a time, {text}, which the program made of what was typed"
    return CellProblem(place, message, _AS_TEXT)
