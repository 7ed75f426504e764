"""Repair the tables of a tagged PDF: every header cell has a Scope (PDF/UA-1, 7.5)."""

from __future__ import annotations

from pikepdf import Dictionary, Name, Object, Pdf

from generator.rendering.pdf.structure_tree import elements, is_type, kids


def repair_tables(pdf: Pdf) -> None:
    """Give every header cell its Scope, and remove the Headers of cells where WeasyPrint computes them wrongly.

    WeasyPrint takes a header cell without scope to head its column, and a merged one to head its first row or column.
    """
    for table in elements(pdf.Root.StructTreeRoot):
        if is_type(table, Name.Table):
            row_headers = [cell for section in kids(table) for row in kids(section) for cell in _scope(row, section)]
            merged = [cell for cell in elements(table) if is_type(cell, Name.TH) and _is_merged(cell)]
            if row_headers or merged:
                _remove_headers(table)


def _scope(row: Object, section: Object) -> list[Object]:
    """Set the Scope of the row's header cells whose HTML has none; return those that got Row.

    In a THead, or in a row of header cells only, the scope is Column; elsewhere it is Row.
    """
    cells = kids(row) if is_type(row, Name.TR) else []
    heads_columns = is_type(section, Name.THead) or all(is_type(cell, Name.TH) for cell in cells)
    row_headers = []
    for cell in cells:
        if is_type(cell, Name.TH) and "/Scope" not in cell.get("/A", Dictionary()):
            attributes = cell.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if heads_columns else Name.Row
            cell.A = attributes
            row_headers += [] if heads_columns else [cell]
    return row_headers


def _is_merged(cell: Object) -> bool:
    return "/ColSpan" in cell.A or "/RowSpan" in cell.A


def _remove_headers(table: Object) -> None:
    for cell in elements(table):
        if is_type(cell, Name.TD) and "/Headers" in cell.get("/A", Dictionary()):
            del cell.A["/Headers"]
