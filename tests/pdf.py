"""Make PDFs for tests, and read them back: structure tree, text, outline and destinations."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from pikepdf import Dictionary, Name, Object, Pdf

from generator.diagnostics import Diagnostic
from generator.model.output_formats import MAIN_OUTPUT
from generator.model.vocabulary import PrintFormat
from generator.rendering.pdf.make import PDF_VARIANT, make_print
from generator.rendering.pdf.repair import repair_pdf
from generator.rendering.pdf.structure_tree import MarkedContent, elements, kids, marked_content
from generator.rendering.pdf.tagging import tags_from_html
from generator.rendering.prints.jobs import print_job
from generator.rendering.prints.make import problems_at_source
from generator.views.shared.pages import PrintView
from generator.views.shared.paths import download_path
from generator.views.site import SiteView

SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect/%3E%3C/svg%3E"


def pdf_views(site: SiteView) -> tuple[PrintView, ...]:
    """Return the views of the prints that are PDFs."""
    return tuple(one for one in site.prints if one.output is MAIN_OUTPUT)


def pdf_path(publication: str, layout: PrintFormat) -> str:
    """Return the path on the site of the PDF of a publication."""
    return download_path(publication, layout, MAIN_OUTPUT)


def weasyprint_pdf(body: str) -> bytes:
    """Return the tagged PDF of a document with this body, as WeasyPrint writes it."""
    html = weasyprint.HTML(string=f"<html lang=en-GB><title>A title</title><h1>One</h1>{body}")
    content = html.write_pdf(pdf_variant=PDF_VARIANT, pdf_forms=True)
    assert isinstance(content, bytes)
    return content


def repaired_pdf(body: str) -> bytes:
    """Return the same PDF with the facts from its HTML added, and all repairs made."""
    with tags_from_html():
        content = weasyprint_pdf(body)
    return repair_pdf(content).content


def print_and_problems(
    view: PrintView, site: SiteView, pictures: Mapping[str, bytes]
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the PDF of a print, and its problems with the place of the publication."""
    pdf = make_print(print_job(view, site, pictures))
    return pdf.content, tuple(problems_at_source(view, pdf.problems))


def print_without_problems(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> bytes:
    """Return the PDF of a print; fail if it has problems."""
    content, problems = print_and_problems(view, site, pictures)
    assert problems == ()
    return content


def pdf_of(content: bytes) -> Pdf:
    return pikepdf.open(BytesIO(content))


def open_pdf(path: Path) -> Pdf:
    return pdf_of(path.read_bytes())


def marked_text(pdf: Pdf) -> dict[MarkedContent, str]:
    """Return the text of all marked content that has an MCID, by each font's ToUnicode map."""
    texts: dict[MarkedContent, str] = {}
    for page in pdf.pages:
        maps = {name: _unicode_map(font) for name, font in page.Resources.get("/Font", Dictionary()).items()}
        mcid, font = None, None
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "BDC":
                properties = operands[1]
                mcid = int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else None
            elif operator == "EMC":
                mcid = None
            elif operator == "Tf":
                font = str(operands[0])
            elif operator in {"Tj", "TJ"} and mcid is not None and font:
                key = (page.obj.objgen, mcid)
                texts[key] = texts.get(key, "") + _decoded(operands[0], maps[font])
    return texts


def _unicode_map(font: Object) -> dict[int, str]:
    stream = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", stream)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs if len(text) % 4 == 0}


def _decoded(operand: Object, unicode_map: dict[int, str]) -> str:
    """Return the text of the operand of Tj or TJ, whose strings have two bytes per letter."""
    strings = (
        [part for part in operand if isinstance(part, pikepdf.String)]
        if isinstance(operand, pikepdf.Array)
        else [operand]
    )
    codes = b"".join(bytes(string) for string in strings)
    return "".join(unicode_map.get(int.from_bytes(codes[n : n + 2], "big"), "?") for n in range(0, len(codes), 2))


def structure(pdf: Pdf) -> str:
    """Return the structure tree as text: an indented line for each element, with its attributes and its own text."""
    return "\n".join(_lines(pdf.Root.StructTreeRoot, marked_text(pdf), 0)) + "\n"


def reading_order(path: Path) -> str:
    """Return the outline and the structure tree of a file as text."""
    with open_pdf(path) as pdf:
        return "\n".join(bookmarks(pdf)) + "\n\n" + structure(pdf)


def _lines(parent: Object, texts: dict[MarkedContent, str], depth: int) -> Iterator[str]:
    for element in kids(parent):
        if not (isinstance(element, Dictionary) and Name.S in element):
            continue
        own = "".join(texts.get(sequence, "") for sequence in marked_content(element))
        attributes = "".join(f" [{one}]" for one in _attributes(element))
        yield "  " * depth + str(element.S)[1:] + attributes + (f": {' '.join(own.split())}" if own.strip() else "")
        yield from _lines(element, texts, depth + 1)


def _attributes(element: Object) -> Iterator[str]:
    attributes = element.get("/A", Dictionary())
    yield from (str(attributes[name])[1:] for name in ("/Scope", "/ListNumbering") if name in attributes)
    yield from (f"{name[1:]} {element[name]}" for name in ("/Lang", "/Alt") if name in element)


def table_rows(pdf: Pdf) -> dict[str, str]:
    """Return the text of every table row without its row header, by the text of the header."""
    texts = marked_text(pdf)
    rows = {}
    for row in elements(pdf.Root.StructTreeRoot):
        cells = [cell for cell in kids(row) if isinstance(cell, Dictionary)] if row.S == Name.TR else []
        if cells and cells[0].S == Name.TH:
            header, *others = (words_of(cell, texts) for cell in cells)
            rows[header] = " ".join(others)
    return rows


def list_items(pdf: Pdf) -> list[str]:
    """Return the text of every list item."""
    texts = marked_text(pdf)
    return [words_of(item, texts) for item in elements(pdf.Root.StructTreeRoot) if item.S == Name.LI]


def destination_pages(pdf: Pdf) -> dict[str, int]:
    """Return the page number, from 1, of every named destination."""
    names = list(pdf.Root.Names.Dests.Names)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {
        str(name): numbers[destination[0].objgen] for name, destination in zip(names[::2], names[1::2], strict=True)
    }


def words_of(element: Object, texts: dict[MarkedContent, str]) -> str:
    """Return the text of an element and of all elements in it, with single spaces."""
    parts = (texts.get(one, "") for part in (element, *elements(element)) for one in marked_content(part))
    return " ".join(" ".join(parts).replace("\u00a0", " ").split())


def bookmarks(pdf: Pdf) -> list[str]:
    """Return the titles of the outline, indented by depth."""

    def walk(items: object, depth: int) -> Iterator[str]:
        for item in items:  # type: ignore[attr-defined]
            yield "  " * depth + item.title
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 0))


def unowned_content(pdf: Pdf) -> int:
    """Return how many marked-content sequences belong neither to a structure element nor to an artifact."""
    owned = {one for element in elements(pdf.Root.StructTreeRoot) for one in marked_content(element)}
    return sum(1 for one in marked_text(pdf) if one not in owned)
