"""Put the PDFs of a pack together: its cover and list, then the finished files of its items, which keep their tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import count, pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, String

from generator.rendering.pdf.make import make_print
from generator.rendering.pdf.structure_tree import elements, is_element, kids, rebuild_indexes, set_kids
from generator.rendering.prints.jobs import Printed, PrintJob

_MARGIN = 8 / 25.4 * 72
"""What stays free around a page that is made smaller, in points; most printers cannot print closer to the edge."""


def make_pack(job: PrintJob, items: Sequence[Printed]) -> Printed:
    """Return the PDF of a pack: the pages of ``job``, then those of ``items`` in order.

    The pages of each item stand in the list of the pack. They depend on the number of pages before them, so the cover
    and the list are laid out again if they have other than two pages.
    """
    front = make_print(_with_page_ranges(job, 2, items))
    if front.pages != 2:
        front = make_print(_with_page_ranges(job, front.pages, items))
    page_count = front.pages + sum(item.pages for item in items)
    return Printed(collate(front.content, [item.content for item in items]), page_count, front.problems)


def _with_page_ranges(job: PrintJob, front_pages: int, items: Sequence[Printed]) -> PrintJob:
    """Return the job with pages in place of ``kb:pages/N``, the first and last of item N, and ``kb:pages/all``."""
    ranges, last = [], front_pages
    for item in items:
        first, last = last + 1, last + item.pages
        ranges.append(f"{first}" if first == last else f"{first} to {last}")
    markup = _RANGE.sub(lambda match: ranges[int(match[1]) - 1], job.markup)
    return replace(job, markup=markup.replace(_ALL, _ALL.replace("kb:pages/all", str(last))))


_ALL = '<span class="pack-pages">kb:pages/all</span>'
_RANGE = re.compile(r'(?<=<td class="page-of">)kb:pages/([0-9]{1,3})(?=</td>)')


def collate(front: bytes, items: Sequence[bytes]) -> bytes:
    """Return one tagged PDF of ``front`` and ``items``, with the title, the language and the paper of ``front``.

    A page on larger paper is made smaller to fit. Each item is a Part, and its first bookmark is its title. In
    ``front``, the destination ``item-N`` becomes the first page of item N.
    """
    with pikepdf.open(BytesIO(front)) as pack:
        names = _destinations(pack.Root)
        for n, content in enumerate(items, 1):
            with pikepdf.open(BytesIO(content)) as item:
                names |= _append(pack, item, n)
        _number_marked_content(pack)
        rebuild_indexes(pack)
        tree = (part for name, place in sorted(names.items()) for part in (String(name), place))
        pack.Root.Names = Dictionary(Dests=pack.make_indirect(Dictionary(Names=Array(tree))))
        output = BytesIO()
        pack.save(output, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return output.getvalue()


def _append(pack: Pdf, item: Pdf, n: int) -> dict[str, Object]:
    """Add pages, tags and bookmarks of an item to a pack; return the named destinations of the item."""
    first = len(pack.pages)
    for page in item.pages:
        pack.pages.append(page)
    pages = [pack.pages[place] for place in range(first, len(pack.pages))]
    root = pack.copy_foreign(item.Root)
    names = {f"{n}-{name}": place for name, place in _destinations(root).items()}
    for page in pages:
        for annotation in page.obj.get("/Annots", []):
            if isinstance(destination := annotation.get("/Dest"), String):
                annotation.Dest = String(f"{n}-{destination}")
    bookmarks = list(_bookmarks(root))
    if bookmarks:
        bookmarks[0].Title = String(str(item.docinfo.Title))
    _fit_on_paper(pack, pages, [*names.values(), *(one.Dest for one in _with_descendants(bookmarks))])
    _add_bookmarks(pack, bookmarks)
    _add_tags(pack, root.StructTreeRoot, f"{n}-")
    return names | {f"item-{n}": Array([pages[0].obj, Name.Fit])}


def _destinations(root: Object) -> dict[str, Object]:
    """Return the named destinations of a catalogue."""
    names = list(root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array()))
    return {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}


def _bookmarks(parent: Object) -> Iterator[Object]:
    """Yield the bookmarks directly below a bookmark, or below the outlines of a catalogue."""
    bookmark = parent.get("/Outlines", parent).get("/First")
    while bookmark is not None:
        yield bookmark
        bookmark = bookmark.get("/Next")


def _with_descendants(bookmarks: Iterable[Object]) -> Iterator[Object]:
    for bookmark in bookmarks:
        yield bookmark
        yield from _with_descendants(_bookmarks(bookmark))


def _add_bookmarks(pack: Pdf, bookmarks: list[Object]) -> None:
    """Add bookmarks after those that a pack has, at the top."""
    outlines = pack.Root.Outlines
    for one in bookmarks:
        one.Parent = outlines
    chain = [outlines.Last, *bookmarks]
    for before, after in pairwise(chain):
        before.Next, after.Prev = after, before
    outlines.Last = chain[-1]
    outlines.Count = int(outlines.Count) + sum(1 for _ in _with_descendants(bookmarks))


def _add_tags(pack: Pdf, item_root: Object, prefix: str) -> None:
    """Add the structure of an item to that of a pack as a Part; the prefix keeps its IDs apart from those of others."""
    (document,) = (kid for kid in kids(pack.Root.StructTreeRoot) if is_element(kid))
    parts = [kid for kid in kids(item_root) if is_element(kid)]
    for part in parts:
        part.S = Name.Part
        for element in elements(part):
            if "/ID" in element:
                element.ID = _prefixed(element.ID, prefix)
            attributes = element.get("/A")
            if isinstance(attributes, Dictionary) and "/Headers" in attributes:
                attributes.Headers = Array(_prefixed(one, prefix) for one in attributes.Headers)
    set_kids(document, [*kids(document), *parts])


def _prefixed(identifier: Object, prefix: str) -> String:
    return String((prefix.encode() + bytes(identifier)).decode("latin-1"))


def _number_marked_content(pack: Pdf) -> None:
    """Number pages and annotations anew: in each file the numbers of the parent tree began with 0."""
    numbers = count()
    for page in pack.pages:
        page.obj.StructParents = next(numbers)
        for annotation in page.obj.get("/Annots", []):
            if "/StructParent" in annotation:
                annotation.StructParent = next(numbers)


def _fit_on_paper(pack: Pdf, pages: Iterable[Page], destinations: Iterable[Object]) -> None:
    """Make pages smaller that are larger than the first page of a pack, and turn that paper where they are wide."""
    paper = _size(pack.pages[0])
    placed = {}
    for page in pages:
        width, height = _size(page)
        if all(edge <= limit + 1 for edge, limit in zip(sorted((width, height)), sorted(paper), strict=True)):
            continue
        sheet = sorted(paper, reverse=width > height)
        scale = min((edge - 2 * _MARGIN) / length for edge, length in zip(sheet, (width, height), strict=True))
        x, y = ((edge - scale * length) / 2 for edge, length in zip(sheet, (width, height), strict=True))
        page.contents_add(f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm\n".encode(), prepend=True)
        page.contents_add(b"\nQ")
        page.MediaBox = page.TrimBox = page.BleedBox = Array([0, 0, *(round(edge, 4) for edge in sheet)])
        placed[page.obj.objgen] = (scale, x, y)
        for annotation in page.obj.get("/Annots", []):
            annotation.Rect = Array(_moved(annotation.Rect, scale, x, y))
    for destination in destinations:
        if destination[0].objgen in placed:
            scale, x, y = placed[destination[0].objgen]
            destination[2], destination[3] = _moved(destination[2:4], scale, x, y)


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.MediaBox)
    return right - left, top - bottom


def _moved(points: Iterable[Object], scale: float, x: float, y: float) -> list[float]:
    """Return coordinates, of which every second one is vertical, on the smaller page."""
    return [round(float(one) * scale + (y if place % 2 else x), 4) for place, one in enumerate(points)]
