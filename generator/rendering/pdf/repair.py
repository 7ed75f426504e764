"""What WeasyPrint 70 leaves out of a tagged PDF, put in: defect by defect.

Each is a defect of the release that pyproject.toml pins, and fails the clause named here of ISO 14289-1 (PDF/UA-1), or
says to those who listen less than the page shows. For each, tests/test_pdf_repair.py has a test of the repair, and one
that fails when a release makes it unnecessary. What only the HTML knows is noted by ``pdf_tagging`` while the PDF is
written; the rest is found in the PDF.

* Running heads and page numbers carry marks that the structure tree does not own, and are not artifacts: a reader may
  speak them in the middle of a sentence (7.1, 7.8).
* What is only decoration, ``alt=""`` or ``aria-hidden``, is a figure without a description (7.1, 7.3).
* A paragraph, list, item, table or link that goes on over the page becomes two, and a link over two lines two links;
  the head of a table that goes on is read again (7.1, 7.5, 7.6, 7.18.5).
* A paragraph or heading with a block in it, as a field may be, holds paragraphs or headings (7.1, 7.4).
* The language of a part is lost (7.2).
* Header cells carry no Scope; the names that cells call them by are in no IDTree, and are wrong where header cells are
  merged or their HTML gives no scope (7.5; ISO 32000-1, 14.7.2).
* List items hold paragraphs without a body; a term and its meaning are two items; a list within an item stands beside
  it; no list says its numbering (7.2, 7.6).
* A link with strong words in it is several, and the inner ones stand outside any Link; an anchor that leads nowhere is
  a Link too (7.18.5).
* A link is described by its address, not its words (7.18.5).
* A field in its label has no description; a radio button is both a field and a part of one (7.18.1, 7.18.4).

Left as it is: ``figure`` and ``figcaption`` (a loose Caption, allowed), a Span for each line (harmless), and a link
around blocks, of which WeasyPrint makes nothing that can be pressed (``tests/pdf_faults.py`` tells).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf

from generator.rendering.pdf.links import gather_link_references, repair_fields
from generator.rendering.pdf.lists import repair_lists
from generator.rendering.pdf.structure import (
    Mark,
    elements,
    hold,
    is_a,
    is_element,
    join_continued,
    kids,
    marks,
    rebuild_indexes,
)
from generator.rendering.pdf.tables import repair_tables


def repaired(content: bytes) -> tuple[bytes, int, frozenset[str]]:
    """The repaired file, how many pages it has, and the base names of its fonts. Same bytes in, same bytes out."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        gather_link_references(pdf)
        decoration = frozenset(_decoration(root))
        join_continued(root)
        repair_lists(pdf)
        repair_fields(pdf)
        repair_tables(pdf)
        _forget_notes(root, str(pdf.Root.Lang))
        rebuild_indexes(pdf)
        owned = frozenset(mark for element in elements(root) for mark in marks(element))
        for page in pdf.pages:
            _unowned_marks_to_artifacts(pdf, page, owned, decoration)
        fonts = frozenset(_fonts(pdf))
        written = BytesIO()
        pdf.save(written, deterministic_id=True)
        return written.getvalue(), len(pdf.pages), fonts


def _decoration(parent: Object) -> Iterator[Mark]:
    """Take the decoration out of the structure; its marks."""
    kept = []
    for kid in kids(parent):
        if is_a(kid, Name.Artifact):
            for element in (kid, *elements(kid)):
                yield from marks(element)
            continue
        if is_element(kid):
            yield from _decoration(kid)
        kept.append(kid)
    hold(parent, kept)


def _forget_notes(parent: Object, language: str) -> None:
    """Take away what was noted only for the repairs, and a language that goes without saying."""
    for element in kids(parent):
        if not is_element(element):
            continue
        for note in ("/KBSource", "/KBKind"):
            if note in element:
                del element[note]
        spoken = str(element.get("/Lang", language))
        if "/Lang" in element and spoken == language:
            del element["/Lang"]
        _forget_notes(element, spoken)


def _unowned_marks_to_artifacts(pdf: Pdf, page: Page, owned: frozenset[Mark], decoration: frozenset[Mark]) -> None:
    instructions = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        marked = str(instruction.operator) == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
        mark = (page.obj.objgen, int(operands[1].MCID)) if marked else None
        if mark in decoration:
            instructions.append(ContentStreamInstruction([Name.Artifact], Operator("BMC")))
        elif mark and mark not in owned:
            kind = Dictionary(Type=Name.Pagination)
            instructions.append(ContentStreamInstruction([Name.Artifact, kind], Operator("BDC")))
        else:
            instructions.append(instruction)  # type: ignore[arg-type]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _fonts(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        resources = page.get("/Resources", Dictionary())
        for font in resources.get("/Font", Dictionary()).values():
            yield str(font.BaseFont)
