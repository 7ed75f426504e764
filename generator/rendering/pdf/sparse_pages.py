"""Find the pages of a print that are nearly empty, and what could be moved there from the page before."""

from __future__ import annotations

from collections.abc import Iterable
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


def sparse_page_problems(sparse: Iterable[int], path: str) -> tuple[Diagnostic, ...]:
    """Return a warning for each of the pages that are emptier than the limit. It is no error: nothing on it is lost."""
    return tuple(
        Diagnostic(
            Span(path),
            Code.PRINT_PROBLEM,
            f"page {number} is nearly empty",
            "shorten the words before it, or add to them; the print was published all the same",
            Severity.WARNING,
        )
        for number in sparse
    )


def blocks_to_move(document: Any, sparse: Iterable[int], limits: Limits) -> tuple[tuple[str, int], ...]:
    """Return headings or whole blocks that would fill the pages that are too empty, if they started these pages.

    Each is told by its tag and its place among the elements of this tag. A page for which there is no block, or none
    whose own page stays full enough without it, has none.
    """
    pages = page_boxes(document)
    root = pages[0].boxes[0].element
    blocks = (_block_to_move(pages[number - 2], pages[number - 1], limits) for number in sparse)
    return tuple((block.tag, list(root.iter(block.tag)).index(block.element)) for block in blocks if block is not None)


def _block_to_move(page: PageBoxes, sparse: PageBoxes, limits: Limits) -> Box | None:
    """Return the last block of a page that would fill the page after it, and leave its own full enough."""
    least = limits.least_fill or 0.0
    contents = [box for box in page.boxes if box.in_flow and has_content(box)]
    for block in reversed(page.boxes):
        is_apart = block.is_block and (block.tag in HEADINGS or block.style["break_inside"] == "avoid")
        if not is_apart or any(box.style["break_inside"] == "avoid" for box in block.ancestors()):
            continue
        before = [box for box in contents if box.area.bottom <= block.area.top + 1]
        filled = (block.area.top - page.content_area.top) / (page.content_area.bottom - page.content_area.top)
        moves_enough = 2 * least <= filled <= 1 - least + _fill(sparse)
        if block.in_flow and moves_enough and before and not heading_kind(before[-1]):
            return block
    return None


def _fill(page: PageBoxes) -> float:
    """Return how far down the content of a page reaches, as a fraction of the height within its margins."""
    area = page.content_area
    bottoms = [box.area.bottom for box in page.boxes if box.in_flow and (has_content(box) or _has_line_below(box))]
    return (max(bottoms, default=area.top) - area.top) / (area.bottom - area.top)


def _has_line_below(box: Box) -> bool:
    """Return whether a box ends in a line, such as one to write on."""
    return box.is_block and box.style["border_bottom_style"] not in {"none", "hidden"}
