"""Tables of a tagged PDF: every header cell says what it heads."""

from __future__ import annotations

from pikepdf import Dictionary, Name, Object, Pdf

from generator.rendering.pdf.structure import elements, is_a, kids


def repair_tables(pdf: Pdf) -> None:
    """Give every header cell its Scope, and take away the names of headers where WeasyPrint gets them wrong."""
    for table in elements(pdf.Root.StructTreeRoot):
        if is_a(table, Name.Table):
            guessed = [cell for section in kids(table) for row in kids(section) for cell in _scope(row, section)]
            merged = [cell for cell in elements(table) if is_a(cell, Name.TH) and _is_merged(cell)]
            if guessed or merged:
                _rely_on_scope(table)


def _scope(row: Object, section: Object) -> list[Object]:
    """Where HTML says nothing: a head, or a row of nothing but headers, heads columns; else a cell heads its row."""
    cells = kids(row) if is_a(row, Name.TR) else []
    heads = is_a(section, Name.THead) or all(is_a(cell, Name.TH) for cell in cells)
    rows = []
    for cell in cells:
        if is_a(cell, Name.TH) and "/Scope" not in cell.get("/A", Dictionary()):
            attributes = cell.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if heads else Name.Row
            cell.A = attributes
            rows += [] if heads else [cell]
    return rows


def _is_merged(cell: Object) -> bool:
    return "/ColSpan" in cell.A or "/RowSpan" in cell.A


def _rely_on_scope(table: Object) -> None:
    """WeasyPrint takes a cell without scope to head its column, and a merged one to head its first row or column."""
    for cell in elements(table):
        if is_a(cell, Name.TD) and "/Headers" in cell.get("/A", Dictionary()):
            del cell.A["/Headers"]
