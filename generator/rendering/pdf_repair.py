"""What WeasyPrint 70 leaves out of a tagged PDF, put in afterwards.

Each repair is a defect of the release that pyproject.toml pins; its test fails when a release makes it unnecessary.

* Running heads and page numbers carry marks the structure tree does not own, and are not artifacts: a reader may speak
  them in the middle of a sentence (ISO 14289-1, 7.1 and 7.8).
* Header cells carry no Scope (ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf


def repaired(content: bytes) -> tuple[bytes, int, frozenset[str]]:
    """The repaired file, how many pages it has, and the base names of its fonts. Same bytes in, same bytes out."""
    with pikepdf.open(BytesIO(content)) as pdf:
        _scope_header_cells(pdf)
        owned = _owned_marks(pdf)
        for page in pdf.pages:
            _unowned_marks_to_artifacts(pdf, page, owned.get(page.obj.objgen, set()))
        fonts = frozenset(_fonts(pdf))
        written = BytesIO()
        pdf.save(written, deterministic_id=True)
        return written.getvalue(), len(pdf.pages), fonts


def elements(parent: Object) -> Iterator[Object]:
    """The structure elements under one, in reading order."""
    for kid in kids(parent):
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid
            yield from elements(kid)


def kids(element: Object) -> list[Object]:
    """What a structure element holds: elements, marks and references."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _scope_header_cells(pdf: Pdf) -> None:
    for section in elements(pdf.Root.StructTreeRoot):
        if section.S not in {Name.THead, Name.TBody}:
            continue
        scope = Name.Column if Name.THead == section.S else Name.Row
        for cell in elements(section):
            if cell.S == Name.TH:
                attributes = cell.get("/A", Dictionary(O=Name.Table))
                attributes.Scope = scope
                cell.A = attributes


def _owned_marks(pdf: Pdf) -> dict[tuple[int, int], set[int]]:
    """For each page, the marks its structure tree owns."""
    owned: dict[tuple[int, int], set[int]] = {}
    for element in elements(pdf.Root.StructTreeRoot):
        for kid in kids(element):
            if isinstance(kid, int):
                owned.setdefault(element.Pg.objgen, set()).add(kid)
            elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
                page = kid.Pg if Name.Pg in kid else element.Pg
                owned.setdefault(page.objgen, set()).add(int(kid.MCID))
    return owned


def _unowned_marks_to_artifacts(pdf: Pdf, page: Page, owned: set[int]) -> None:
    instructions = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        marks = str(instruction.operator) == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
        if marks and int(operands[1].MCID) not in owned:
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
