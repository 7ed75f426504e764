"""Find the pages of a print that are nearly empty, and what could be moved there from the page before."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.rendering.pdf.layout import has_content, heading_kind
from generator.rendering.pdf.page_boxes import Box, PageBoxes, page_boxes
from generator.rendering.prints.limits import Limits
from generator.rendering.prints.markup import HEADINGS


def sparse_pages(document: Any, limits: Limits) -> tuple[int, ...]:
    """Return the numbers of the pages that are emptier than the limit and go on with what the page before began.

    A short chapter that has a page to itself is not among them.
    """
    if limits.least_fill is None:
        return ()
    pages = page_boxes(document)
    return tuple(
        page.number
        for before, page in pairwise(pages)
        if _fill(page) < limits.least_fill and not _begins_anew(page, before)
    )


def _begins_anew(page: PageBoxes, before: PageBoxes) -> bool:
    """Return whether a page begins with an element that asks for a page of its own."""
    first = next((box for box in page.boxes if box.in_flow and has_content(box)), None)
    if first is None:
        return True
    begun = {id(box.element) for box in before.boxes}
    blocks = [box for box in (first, *first.ancestors()) if box.is_block and id(box.element) not in begun]
    starts = any(box.style["break_before"] == "page" for box in blocks)
    ends = any(box.style["break_after"] == "page" for box in before.boxes if box.is_block and box.in_flow)
    return starts or ends


def sparse_page_problems(document: Any, path: str, limits: Limits) -> tuple[Diagnostic, ...]:
    """Return a warning for each page that is emptier than the limit. It is no error: nothing on it is lost."""
    return tuple(
        Diagnostic(
            Span(path),
            Code.PRINT_PROBLEM,
            f"page {number} is nearly empty",
            "shorten the words before it, or add to them; the print was published all the same",
            Severity.WARNING,
        )
        for number in sparse_pages(document, limits)
    )


def block_to_move(document: Any, limits: Limits) -> tuple[str, int] | None:
    """Return a heading or a whole block that would fill the first page that is too empty, if it started that page.

    It is told by its tag and its place among the elements of this tag. None if there is none whose own page stays full
    enough without it.
    """
    pages = page_boxes(document)
    sparse = next(iter(sparse_pages(document, limits)), None)
    if sparse is None or limits.least_fill is None:
        return None
    page = pages[sparse - 2]
    contents = [box for box in page.boxes if box.in_flow and has_content(box)]
    for block in reversed(page.boxes):
        is_apart = block.is_block and (block.tag in HEADINGS or block.style["break_inside"] == "avoid")
        if not is_apart or any(box.style["break_inside"] == "avoid" for box in block.ancestors()):
            continue
        before = [box for box in contents if box.area.bottom <= block.area.top + 1]
        filled = (block.area.top - page.content_area.top) / (page.content_area.bottom - page.content_area.top)
        moves_enough = 2 * limits.least_fill <= filled <= 1 - limits.least_fill + _fill(pages[sparse - 1])
        if block.in_flow and moves_enough and before and not heading_kind(before[-1]):
            root = pages[0].boxes[0].element
            return block.tag, list(root.iter(block.tag)).index(block.element)
    return None


def _fill(page: PageBoxes) -> float:
    """Return how far down the content of a page reaches, as a fraction of the height within its margins."""
    area = page.content_area
    bottoms = [box.area.bottom for box in page.boxes if box.in_flow and (has_content(box) or _has_line_below(box))]
    return (max(bottoms, default=area.top) - area.top) / (area.bottom - area.top)


def _has_line_below(box: Box) -> bool:
    """Return whether a box ends in a line, such as one to write on."""
    return box.is_block and box.style["border_bottom_style"] not in {"none", "hidden"}
