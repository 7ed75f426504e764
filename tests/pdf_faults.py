"""What is wrong with the structure of a tagged PDF, in words; the reference check passes much of it."""

import re
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Pdf

from generator.rendering.pdf.structure import elements, is_a, is_element, is_reference, kids, marks
from tests.pdf import bookmarks, marked_text, unowned_marks, words_of

_SAYS_NOTHING = re.compile(r"(click )?here|(read )?more|link|this|page( \d+)?", re.IGNORECASE)
_HEADING = re.compile(r"/H([1-6])")


def structure_faults(pdf: Pdf) -> list[str]:
    """Everything that would mislead or stop somebody who listens to it, or who uses the keyboard."""
    found = [*_item_faults(pdf), *_link_faults(pdf), *_heading_faults(pdf), *_table_faults(pdf)]
    found += [*_annotation_faults(pdf), *index_faults(pdf)]
    for element in elements(pdf.Root.StructTreeRoot):
        if is_a(element, Name.Figure) and not str(element.get("/Alt", "")).strip():
            found.append("Figure without Alt")
        if any(name.startswith("/KB") for name in element.keys()):  # noqa: SIM118 -- iterating gives no names
            found.append(f"{element.S} keeps a note of ours")
    if unowned_marks(pdf):
        found.append(f"{unowned_marks(pdf)} marks are in no element and no artifact")
    return found


def index_faults(pdf: Pdf) -> list[str]:
    """Where the parent tree and the structure disagree: who owns a mark or an annotation, and who is whose parent."""
    root = pdf.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    tree = {int(number): entry for number, entry in zip(numbers[::2], numbers[1::2], strict=True)}
    pages = {page.obj.objgen: int(page.obj.StructParents) for page in pdf.pages}
    said: dict[object, tuple[int, int]] = {}
    for page, number in pages.items():
        said |= {(page, mark): owner.objgen for mark, owner in enumerate(tree[number]) if owner is not None}
    said |= {number: entry.objgen for number, entry in tree.items() if number not in pages.values()}
    true: dict[object, tuple[int, int]] = {}
    found = []
    for element in elements(root):
        held = [*marks(element), *(int(kid.Obj.StructParent) for kid in kids(element) if is_reference(kid))]
        for key in held:
            found += [f"{key} has two owners"] if key in true else []
            true[key] = element.objgen
        found += [f"{kid.S} names another parent" for kid in kids(element) if is_element(kid) and element != kid.P]
    return found + [f"the parent tree is wrong of {key}" for key in true | said if true.get(key) != said.get(key)]


def _item_faults(pdf: Pdf) -> Iterator[str]:
    words = marked_text(pdf)
    for element in elements(pdf.Root.StructTreeRoot):
        inside = [str(kid.get("/S", kid.get("/Type"))) if is_element(kid) else "words" for kid in kids(element)]
        if is_a(element, Name.LI) and [kind for kind in inside if kind != "/Lbl"] != ["/LBody"]:
            yield f"LI of {inside}: {words_of(element, words)}"
        if is_a(element, Name.L) and set(inside) - {"/LI", "/Caption"}:
            yield f"L of {sorted(set(inside))}"


def _link_faults(pdf: Pdf) -> Iterator[str]:
    words = marked_text(pdf)
    for element in elements(pdf.Root.StructTreeRoot):
        if not is_a(element, Name.Link):
            continue
        text = words_of(element, words)
        pictured = any(is_a(one, Name.Figure) for one in elements(element))
        if (not text and not pictured) or _SAYS_NOTHING.fullmatch(text):
            yield f"Link that says '{text}'"
        if not any(is_reference(kid) for kid in kids(element)):
            yield f"Link that leads nowhere: {text}"


def _heading_faults(pdf: Pdf) -> Iterator[str]:
    level = 0
    for element in elements(pdf.Root.StructTreeRoot):
        if heading := _HEADING.fullmatch(str(element.S)):
            if int(heading[1]) > level + 1:
                yield f"H{heading[1]} after H{level}"
            level = int(heading[1])
    if level and not bookmarks(pdf):
        yield "headings, and no bookmarks"


def _table_faults(pdf: Pdf) -> Iterator[str]:
    known = {str(cell.ID) for cell in elements(pdf.Root.StructTreeRoot) if "/ID" in cell}
    for element in elements(pdf.Root.StructTreeRoot):
        if is_a(element, Name.TH) and "/Scope" not in element.get("/A", Dictionary()):
            yield "TH without Scope"
        if is_a(element, Name.TD):
            strangers = {str(name) for name in element.get("/A", Dictionary()).get("/Headers", [])} - known
            yield from (f"TD under a header that is not there: {name}" for name in sorted(strangers))
        if is_a(element, Name.Table):
            widths = _widths([row for row in elements(element) if is_a(row, Name.TR)])
            if len(set(widths)) > 1:
                yield f"Table with rows of {sorted(set(widths))} cells"


def _widths(rows: list[Object]) -> list[int]:
    """How many columns each row fills, with what hangs down from the rows above."""
    widths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in kids(row):
            spans = cell.get("/A", Dictionary())
            for below in range(number, min(number + int(spans.get("/RowSpan", 1)), len(rows))):
                widths[below] += int(spans.get("/ColSpan", 1))
    return widths


def _annotation_faults(pdf: Pdf) -> Iterator[str]:
    kinds = {"/Link": Name.Link, "/Widget": Name.Form}
    held = {
        kid.Obj.objgen: element.S
        for element in elements(pdf.Root.StructTreeRoot)
        for kid in kids(element)
        if is_reference(kid)
    }
    for number, page in enumerate(pdf.pages, 1):
        notes = list(page.get("/Annots", []))
        if notes and page.get("/Tabs") != Name.S:
            yield f"page {number} is not tabbed through in the order of its structure"
        for note in notes:
            kind = str(note.Subtype)
            if held.get(note.objgen) != kinds[kind]:
                yield f"{kind} on page {number} is in {held.get(note.objgen)}"
            if kind == "/Link" and not str(note.get("/Contents", "")).strip():
                yield f"a link on page {number} has no Contents"
            if kind == "/Widget":
                name = str(note.get("/T", note.get("/Parent", Dictionary()).get("/T", ""))).strip()
                if not name or str(note.get("/TU", "")).strip() in {"", name}:
                    yield f"a field on page {number} has no name or no description: {name}"
