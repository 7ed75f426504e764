"""Tables of Word files: a row of headings that is repeated on each page, rows that are not divided, no merged cells."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from generator.rendering.docx import controls
from generator.rendering.docx.content import Cell, EmptyCell, Table
from generator.rendering.docx.elements import element, paragraph, run, runs
from generator.rendering.docx.styles import twips
from generator.words.text import Sentence

_HEAD, _ROW_HEADERS, _NO_BANDS = 0x20, 0x80, 0x600
"""The bits by which Word knows which parts of a table its style is for."""
_ROW_HEIGHT = 11
"""The least height in millimetres of a row to write in."""


def table_element(table: Table, width: int) -> BaseOxmlElement:
    """Return a table as wide as the text; ``width`` is in twentieths of a point."""
    look = _HEAD | _NO_BANDS | (_ROW_HEADERS if table.has_row_headers else 0)
    widths = [width * share // 100 for share in table.shares]
    properties = element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val=f"{look:04X}"),
        element("tblCaption", val=table.title),
        element("tblDescription", val=f"A table with the columns {', '.join(table.headings)}."),
    )
    grid = element("tblGrid", *(element("gridCol", w=one) for one in widths))
    head = element("trPr", element("cantSplit"), element("tblHeader"))
    headings = (
        _cell([paragraph("TableHeading", [run(one)])], width) for one, width in zip(table.headings, widths, strict=True)
    )
    rows = (_row(row, widths, table) for row in table.rows)
    return element("tbl", properties, grid, element("tr", head, *headings), *rows)


def _row(row: tuple[Cell, ...], widths: list[int], table: Table) -> BaseOxmlElement:
    to_write = any(isinstance(one, EmptyCell) for one in row)
    height = [element("trHeight", val=twips(_ROW_HEIGHT), hRule="atLeast")] if to_write else []
    cells = (
        _cell(_content(one, is_header=table.has_row_headers and not n), width)
        for n, (one, width) in enumerate(zip(row, widths, strict=True))
    )
    return element("tr", element("trPr", element("cantSplit"), *height), *cells)


def _content(cell: Cell, *, is_header: bool) -> list[BaseOxmlElement]:
    if isinstance(cell, EmptyCell):
        return [paragraph("TableText", [controls.cell(cell)])]
    return [_words(sentence, "TableRowHeading" if is_header else "TableText") for sentence in cell]


def _words(sentence: Sentence, style: str) -> BaseOxmlElement:
    return paragraph(style, runs(sentence))


def _cell(content: list[BaseOxmlElement], width: int) -> BaseOxmlElement:
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa")), *content)
