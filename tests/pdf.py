"""Reading a PDF back: its structure as text, its words, its outline, and what is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from pikepdf import Dictionary, Name, Object, Pdf

from generator.diagnostics import Diagnostic
from generator.rendering.pdf.make import PDF_VARIANT, make_print
from generator.rendering.pdf.repair import repaired
from generator.rendering.pdf.structure import Mark, elements, kids, marks
from generator.rendering.pdf.tagging import what_html_says
from generator.rendering.prints.jobs import print_job
from generator.rendering.prints.worker_pool import placed
from generator.views.shared.pages import PrintView
from generator.views.site import SiteView

SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect/%3E%3C/svg%3E"


def raw(body: str) -> bytes:
    """The PDF as WeasyPrint writes it."""
    html = weasyprint.HTML(string=f"<html lang=en-GB><title>A title</title><h1>One</h1>{body}")
    content = html.write_pdf(pdf_variant=PDF_VARIANT, pdf_forms=True)
    assert isinstance(content, bytes)
    return content


def mended(body: str) -> bytes:
    """The PDF as it is published."""
    with what_html_says():
        content = raw(body)
    return repaired(content)[0]


def print_of(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A print, and every complaint about it."""
    made = make_print(print_job(view, site, pictures))
    return made.content, tuple(placed(view, made.problems))


def sound_print(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> bytes:
    """A print that nothing may be wrong with."""
    content, problems = print_of(view, site, pictures)
    assert problems == ()
    return content


def opened(content: bytes) -> Pdf:
    return pikepdf.open(BytesIO(content))


def open_pdf(path: Path) -> Pdf:
    return opened(path.read_bytes())


def marked_text(pdf: Pdf) -> dict[Mark, str]:
    """The words of every mark: (page object, mark number) -> text, through each font's own map to Unicode."""
    words: dict[Mark, str] = {}
    for page in pdf.pages:
        maps = {name: _unicode_map(font) for name, font in page.Resources.get("/Font", Dictionary()).items()}
        mark, font = None, None
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "BDC":
                properties = operands[1]
                mark = int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else None
            elif operator == "EMC":
                mark = None
            elif operator == "Tf":
                font = str(operands[0])
            elif operator in {"Tj", "TJ"} and mark is not None and font:
                key = (page.obj.objgen, mark)
                words[key] = words.get(key, "") + _decoded(operands[0], maps[font])
    return words


def _unicode_map(font: Object) -> dict[int, str]:
    stream = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", stream)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs if len(text) % 4 == 0}


def _decoded(operand: Object, letters: dict[int, str]) -> str:
    strings = (
        [part for part in operand if isinstance(part, pikepdf.String)]
        if isinstance(operand, pikepdf.Array)
        else [operand]
    )
    raw = b"".join(bytes(string) for string in strings)
    return "".join(letters.get(int.from_bytes(raw[n : n + 2], "big"), "?") for n in range(0, len(raw), 2))


def structure(pdf: Pdf) -> str:
    """The structure tree in reading order: one line an element, indented, with its words and attributes."""
    words = marked_text(pdf)
    return "\n".join(_lines(pdf.Root.StructTreeRoot, words, 0)) + "\n"


def reading_order(path: Path) -> str:
    """What a screen reader meets: the outline, then the structure."""
    with open_pdf(path) as pdf:
        return "\n".join(bookmarks(pdf)) + "\n\n" + structure(pdf)


def _lines(parent: Object, words: dict[Mark, str], depth: int) -> Iterator[str]:
    for element in kids(parent):
        if not (isinstance(element, Dictionary) and Name.S in element):
            continue
        own = "".join(words.get(mark, "") for mark in marks(element))
        notes = "".join(f" [{note}]" for note in _notes(element))
        yield "  " * depth + str(element.S)[1:] + notes + (f": {' '.join(own.split())}" if own.strip() else "")
        yield from _lines(element, words, depth + 1)


def _notes(element: Object) -> Iterator[str]:
    attributes = element.get("/A", Dictionary())
    yield from (str(attributes[name])[1:] for name in ("/Scope", "/ListNumbering") if name in attributes)
    yield from (f"{name[1:]} {element[name]}" for name in ("/Lang", "/Alt") if name in element)


def table_rows(pdf: Pdf) -> dict[str, str]:
    """Every table row by the words of its row header; its words in reading order."""
    words = marked_text(pdf)
    rows = {}
    for row in elements(pdf.Root.StructTreeRoot):
        cells = [cell for cell in kids(row) if isinstance(cell, Dictionary)] if row.S == Name.TR else []
        if cells and cells[0].S == Name.TH:
            head, *rest = (words_of(cell, words) for cell in cells)
            rows[head] = " ".join(rest)
    return rows


def list_items(pdf: Pdf) -> list[str]:
    """The words of every item of a list."""
    words = marked_text(pdf)
    return [words_of(item, words) for item in elements(pdf.Root.StructTreeRoot) if item.S == Name.LI]


def stands_on(pdf: Pdf) -> dict[str, int]:
    """The page, counted from 1, of every place that a link can lead to."""
    names = list(pdf.Root.Names.Dests.Names)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


def words_of(element: Object, words: dict[Mark, str]) -> str:
    """The words of an element and of all within it."""
    own = (words.get(mark, "") for part in (element, *elements(element)) for mark in marks(part))
    return " ".join(" ".join(own).replace("\u00a0", " ").split())


def bookmarks(pdf: Pdf) -> list[str]:
    """Titles of the outline, indented by depth."""

    def walk(items: object, depth: int) -> Iterator[str]:
        for item in items:  # type: ignore[attr-defined]
            yield "  " * depth + item.title
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 0))


def unowned_marks(pdf: Pdf) -> int:
    """Marks on a page that neither the structure tree owns nor an artifact holds."""
    owned = {mark for element in elements(pdf.Root.StructTreeRoot) for mark in marks(element)}
    return sum(1 for mark in marked_text(pdf) if mark not in owned)
