"""Find faults in the structure of a tagged PDF, many of which veraPDF does not check."""

import re
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Pdf

from generator.rendering.pdf.structure_tree import (
    elements,
    is_element,
    is_object_reference,
    is_type,
    kids,
    marked_content,
)
from tests.pdf import bookmarks, marked_text, unowned_content, words_of

_VAGUE = re.compile(r"(click )?here|(read )?more|link|this|page( \d+)?", re.IGNORECASE)
_HEADING = re.compile(r"/H([1-6])")


def structure_faults(pdf: Pdf) -> list[str]:
    """Return the faults that would mislead or stop a reader with a screen reader or a keyboard."""
    faults = [*_item_faults(pdf), *_link_faults(pdf), *_heading_faults(pdf), *_table_faults(pdf)]
    faults += [*_annotation_faults(pdf), *index_faults(pdf)]
    for element in elements(pdf.Root.StructTreeRoot):
        if is_type(element, Name.Figure) and not str(element.get("/Alt", "")).strip():
            faults.append("Figure without Alt")
        if any(name.startswith("/KB") for name in element.keys()):  # noqa: SIM118 -- iterating gives no names
            faults.append(f"{element.S} has a private key")
    if unowned_content(pdf):
        faults.append(f"{unowned_content(pdf)} marked-content sequences are in no element and no artifact")
    return faults


def index_faults(pdf: Pdf) -> list[str]:
    """Return the places where the parent tree, or the P of an element, does not match the structure."""
    root = pdf.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    tree = {int(number): entry for number, entry in zip(numbers[::2], numbers[1::2], strict=True)}
    pages = {page.obj.objgen: int(page.obj.StructParents) for page in pdf.pages}
    stated: dict[object, tuple[int, int]] = {}
    for page, number in pages.items():
        stated |= {(page, mcid): owner.objgen for mcid, owner in enumerate(tree[number]) if owner is not None}
    stated |= {number: entry.objgen for number, entry in tree.items() if number not in pages.values()}
    actual: dict[object, tuple[int, int]] = {}
    faults = []
    for element in elements(root):
        owned = [
            *marked_content(element),
            *(int(kid.Obj.StructParent) for kid in kids(element) if is_object_reference(kid)),
        ]
        for key in owned:
            faults += [f"{key} has two owners"] if key in actual else []
            actual[key] = element.objgen
        faults += [f"{kid.S} names another parent" for kid in kids(element) if is_element(kid) and element != kid.P]
    differing = [key for key in actual | stated if actual.get(key) != stated.get(key)]
    return faults + [f"the parent tree is wrong about {key}" for key in differing]


def _item_faults(pdf: Pdf) -> Iterator[str]:
    texts = marked_text(pdf)
    for element in elements(pdf.Root.StructTreeRoot):
        kid_types = [str(kid.get("/S", kid.get("/Type"))) if is_element(kid) else "words" for kid in kids(element)]
        if is_type(element, Name.LI) and [kind for kind in kid_types if kind != "/Lbl"] != ["/LBody"]:
            yield f"LI of {kid_types}: {words_of(element, texts)}"
        if is_type(element, Name.L) and set(kid_types) - {"/LI", "/Caption"}:
            yield f"L of {sorted(set(kid_types))}"


def _link_faults(pdf: Pdf) -> Iterator[str]:
    texts = marked_text(pdf)
    for element in elements(pdf.Root.StructTreeRoot):
        if not is_type(element, Name.Link):
            continue
        text = words_of(element, texts)
        has_picture = any(is_type(one, Name.Figure) for one in elements(element))
        if (not text and not has_picture) or _VAGUE.fullmatch(text):
            yield f"Link with the text '{text}'"
        if not any(is_object_reference(kid) for kid in kids(element)):
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
    ids = {str(cell.ID) for cell in elements(pdf.Root.StructTreeRoot) if "/ID" in cell}
    for element in elements(pdf.Root.StructTreeRoot):
        if is_type(element, Name.TH) and "/Scope" not in element.get("/A", Dictionary()):
            yield "TH without Scope"
        if is_type(element, Name.TD):
            unknown = {str(name) for name in element.get("/A", Dictionary()).get("/Headers", [])} - ids
            yield from (f"TD with a header that does not exist: {name}" for name in sorted(unknown))
        if is_type(element, Name.Table):
            widths = _widths([row for row in elements(element) if is_type(row, Name.TR)])
            if len(set(widths)) > 1:
                yield f"Table with rows of {sorted(set(widths))} cells"


def _widths(rows: list[Object]) -> list[int]:
    """Return the number of columns of each row, with the cells that span down from rows above."""
    widths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in kids(row):
            spans = cell.get("/A", Dictionary())
            for below in range(number, min(number + int(spans.get("/RowSpan", 1)), len(rows))):
                widths[below] += int(spans.get("/ColSpan", 1))
    return widths


def _annotation_faults(pdf: Pdf) -> Iterator[str]:
    types = {"/Link": Name.Link, "/Widget": Name.Form}
    owners = {
        kid.Obj.objgen: element.S
        for element in elements(pdf.Root.StructTreeRoot)
        for kid in kids(element)
        if is_object_reference(kid)
    }
    for number, page in enumerate(pdf.pages, 1):
        annotations = list(page.get("/Annots", []))
        if annotations and page.get("/Tabs") != Name.S:
            yield f"page {number} is not tabbed through in the order of its structure"
        for annotation in annotations:
            subtype = str(annotation.Subtype)
            if owners.get(annotation.objgen) != types[subtype]:
                yield f"{subtype} on page {number} is in {owners.get(annotation.objgen)}"
            if subtype == "/Link" and not str(annotation.get("/Contents", "")).strip():
                yield f"a link on page {number} has no Contents"
            if subtype == "/Widget":
                name = str(annotation.get("/T", annotation.get("/Parent", Dictionary()).get("/T", ""))).strip()
                if not name or str(annotation.get("/TU", "")).strip() in {"", name}:
                    yield f"a field on page {number} has no name or no description: {name}"
