"""Repair what WeasyPrint 70 leaves out of a tagged PDF.

Each defect below is one of the release that pyproject.toml pins. It fails the named clause of ISO 14289-1 (PDF/UA-1),
or a screen reader says less than the page shows. For each, ``tests/rendering/test_pdf_repair.py`` has a test of the
repair, and one that fails when a release makes the repair unnecessary. ``pdf.tagging`` adds what only the HTML knows
while the PDF is written; the rest is computed from the PDF.

* Running heads and page numbers are marked content that no structure element owns, and are not artifacts: a screen
  reader may read them in the middle of a sentence (7.1, 7.8).
* Decoration, ``alt=""`` or ``aria-hidden``, is a Figure without Alt (7.1, 7.3).
* A paragraph, list, item, table or link that breaks over pages is two elements, and a link over two lines two links;
  the head of such a table is read again (7.1, 7.5, 7.6, 7.18.5).
* A paragraph or heading that contains a block, as a form field may be, contains paragraphs or headings (7.1, 7.4).
* The language of a part of the document is missing (7.2).
* Header cells have no Scope. The IDs that cells name them by are in no ID tree, and are wrong where header cells are
  merged or have no ``scope`` (7.5; ISO 32000-1, 14.7.2).
* List items contain paragraphs without an LBody; a term and its definition are two items; a list in an item comes
  after the item; lists have no ListNumbering (7.2, 7.6).
* A link that contains ``strong`` is several links, and the inner ones are in no Link; an anchor that leads nowhere is
  a Link too (7.18.5).
* The description of a link is its address, not its words (7.18.5).
* A form field in its label has no description; a radio button is both a field and a widget of one (7.18.1, 7.18.4).
* A text field has no appearance, a button none for when it is off: readers make their own, and some cut a long text off
  (``pdf.fields``).

Not repaired: ``figure`` with ``figcaption`` (a Caption on its own is allowed), the Span of each line (harmless), and a
link around blocks, which WeasyPrint gives no annotation (``tests/pdf_faults.py`` reports it).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf

from generator.rendering.pdf.fields import repair_fields
from generator.rendering.pdf.links import repair_links
from generator.rendering.pdf.lists import repair_lists
from generator.rendering.pdf.structure_tree import (
    MarkedContent,
    elements,
    is_element,
    is_type,
    join_fragments,
    kids,
    marked_content,
    rebuild_indexes,
    set_kids,
)
from generator.rendering.pdf.tables import repair_tables


class RepairedPdf(NamedTuple):
    """A repaired file, its number of pages and the base names of its fonts."""

    content: bytes
    pages: int
    fonts: frozenset[str]


def repair_pdf(content: bytes) -> RepairedPdf:
    """Return a PDF with all repairs made. The result depends only on the bytes."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        repair_links(pdf)
        decoration = frozenset(_remove_decoration(root))
        join_fragments(root)
        repair_lists(pdf)
        repair_fields(pdf)
        repair_tables(pdf)
        _remove_private_keys(root, str(pdf.Root.Lang))
        rebuild_indexes(pdf)
        owned = frozenset(sequence for element in elements(root) for sequence in marked_content(element))
        for page in pdf.pages:
            _mark_artifacts(pdf, page, owned, decoration)
        fonts = frozenset(_fonts(pdf))
        output = BytesIO()
        pdf.save(output, deterministic_id=True)
        return RepairedPdf(output.getvalue(), len(pdf.pages), fonts)


def _remove_decoration(parent: Object) -> Iterator[MarkedContent]:
    """Remove Artifact elements from the structure, and yield the marked content that they owned."""
    remaining = []
    for kid in kids(parent):
        if is_type(kid, Name.Artifact):
            for element in (kid, *elements(kid)):
                yield from marked_content(element)
            continue
        if is_element(kid):
            yield from _remove_decoration(kid)
        remaining.append(kid)
    set_kids(parent, remaining)


def _remove_private_keys(parent: Object, language: str) -> None:
    """Remove the keys that ``pdf.tagging`` added, and every Lang that equals the inherited ``language``."""
    for element in kids(parent):
        if not is_element(element):
            continue
        for key in ("/KBSource", "/KBKind"):
            if key in element:
                del element[key]
        own_language = str(element.get("/Lang", language))
        if "/Lang" in element and own_language == language:
            del element["/Lang"]
        _remove_private_keys(element, own_language)


def _mark_artifacts(
    pdf: Pdf, page: Page, owned: frozenset[MarkedContent], decoration: frozenset[MarkedContent]
) -> None:
    """Turn decoration into artifacts, and other marked content that no element owns into pagination artifacts."""
    instructions = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        has_mcid = str(instruction.operator) == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
        sequence = (page.obj.objgen, int(operands[1].MCID)) if has_mcid else None
        if sequence in decoration:
            instructions.append(ContentStreamInstruction([Name.Artifact], Operator("BMC")))
        elif sequence and sequence not in owned:
            properties = Dictionary(Type=Name.Pagination)
            instructions.append(ContentStreamInstruction([Name.Artifact, properties], Operator("BDC")))
        else:
            instructions.append(instruction)  # type: ignore[arg-type]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _fonts(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        resources = page.get("/Resources", Dictionary())
        for font in resources.get("/Font", Dictionary()).values():
            yield str(font.BaseFont)
