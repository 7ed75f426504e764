"""Check the layout of a print before it is published: overflow, split boxes, overlaps, small text, page counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.diagnostics import Code, Diagnostic, Span, sort_diagnostics
from generator.rendering.pdf.page_boxes import MM, Box, PageBoxes, Rectangle, page_boxes
from generator.rendering.prints.limits import Limits
from generator.rendering.prints.markup import FIELDS, HEADINGS

_Problems = Iterator[tuple[str, str]]
"""Pairs of message and hint."""
_TOLERANCE = 0.5 * MM
_MARGIN_TOLERANCE = 2 * MM
"""For boxes without a visible edge: WeasyPrint leaves out inline margins when it breaks lines."""
_OVERLAP = 0.4 * MM
_PICTURE_WIDTH = 38 * MM
"""The least width of a picture in easy read."""
_UNBREAKABLE = ("row", "word", "slide")
"""Classes whose boxes may not be split over pages, however long they are."""
_REPORTED = 5
"""How many problems of one check are reported one by one; the rest are counted."""


def layout_problems(document: Any, path: str, limits: Limits) -> tuple[Diagnostic, ...]:
    """Return the layout problems of a ``weasyprint.Document``, sorted. ``path`` is the print's path on the site."""
    pages = page_boxes(document)
    problems = [problem for check in _CHECKS for problem in _shortened(check(pages, limits))]
    return sort_diagnostics(Diagnostic(Span(path), Code.PRINT_PROBLEM, message, hint) for message, hint in problems)


def _shortened(problems: _Problems) -> _Problems:
    """Yield the first problems without duplicates; the last one yielded says how many more there are."""
    unique = list(dict.fromkeys(problems))
    yield from unique[:_REPORTED]
    if len(unique) > _REPORTED:
        message, hint = unique[_REPORTED]
        more = len(unique) - _REPORTED - 1
        yield (f"{message}; and {more} more like it" if more else message), hint


def _page_count(pages: tuple[PageBoxes, ...], limits: Limits) -> _Problems:
    count = len(pages)
    if limits.pages is not None and count > limits.pages:
        yield f"it has {count} pages; the limit is {limits.pages}", "shorten the words, or set them closer in the style"


def _page_overflow(pages: tuple[PageBoxes, ...], _: Limits) -> _Problems:
    for page in pages:
        for text in page.texts:
            edge = _crossed_edge(text.area, page.content_area if text.in_flow else page.paper)
            if edge:
                of = "edge of the text" if text.in_flow else "edge of the paper"
                hint = "shorten the words, or give them room in the style"
                yield f"page {page.number}: text runs over the {edge} {of}: {_quoted(text)}", hint


def _box_overflow(pages: tuple[PageBoxes, ...], _: Limits) -> _Problems:
    for page in pages:
        for text in page.texts:
            for box, dimension in _boxes_of_fixed_size(text):
                edge = _crossed_edge(text.area, box.text_area(_MARGIN_TOLERANCE), (dimension,))
                if edge:
                    message = f"page {page.number}: text runs over the {edge} of its {_start_tag(box)}: {_quoted(text)}"
                    yield message, "shorten the words, or let the box grow with them"
                    break


def _boxes_of_fixed_size(text: Box) -> Iterator[tuple[Box, str]]:
    """Yield the nearest box around the text with a set height, and the nearest with a set width."""
    blocks = [box for box in text.ancestors() if box.is_block and box.tag not in {"html", "body"}]
    for dimension in ("height", "width"):
        yield from [(box, dimension) for box in blocks if box.style[dimension] != "auto"][:1]


def _crossed_edge(inner: Rectangle, outer: Rectangle, dimensions: tuple[str, ...] = ("width", "height")) -> str:
    """Return the edge of ``outer`` that ``inner`` crosses in one of the dimensions, or an empty string."""
    edges = {
        "right": ("width", inner.right - outer.right),
        "left": ("width", outer.left - inner.left),
        "bottom": ("height", inner.bottom - outer.bottom),
        "top": ("height", outer.top - inner.top),
    }
    return next((edge for edge, (of, excess) in edges.items() if of in dimensions and excess > _TOLERANCE), "")


def _split_boxes(pages: tuple[PageBoxes, ...], _: Limits) -> _Problems:
    fragments: dict[int, dict[PageBoxes, Box]] = {}
    for page in pages:
        for box in page.boxes:
            if box.is_block and not box.repeated:
                fragments.setdefault(id(box.element), {}).setdefault(page, box)
    for by_page in fragments.values():
        (page, box), *rest = by_page.items()
        if rest and _is_unbreakable(box, by_page):
            text = next((one for one in page.texts if box in one.ancestors()), box)
            where = f"pages {page.number} and {rest[0][0].number}"
            yield f"{where}: {_start_tag(box)} is split: {_quoted(text)}", "shorten it, or start a page before it"


def _is_unbreakable(box: Box, fragments: dict[PageBoxes, Box]) -> bool:
    """Return whether a box may not be split: table rows never; boxes that avoid breaks if one page can hold them."""
    if box.tag == "tr" or any(box.has_class(name) for name in _UNBREAKABLE):
        return True
    if box.style["break_inside"] not in {"avoid", "avoid-page"}:
        return False
    page = next(iter(fragments))
    height = sum(_used_height(fragment, on) for on, fragment in fragments.items())
    return height < page.content_area.bottom - page.content_area.top


def _used_height(box: Box, page: PageBoxes) -> float:
    """Return the height of the content: before a page break, the box itself reaches to the foot of the page."""
    bottoms = [one.area.bottom for one in page.boxes if box in one.ancestors() and has_content(one)]
    return max(bottoms, default=box.area.top) - box.area.top


def _small_text(pages: tuple[PageBoxes, ...], limits: Limits) -> _Problems:
    for page in pages:
        for text in page.texts:
            smallest = limits.smallest_in_margins if text.in_margin else limits.smallest
            if text.font_size < smallest - 0.01:
                message = f"page {page.number}: text of {text.font_size:.4g} pt; the minimum is {smallest:g} pt"
                yield f"{message}: {_quoted(text)}", "make it larger in the style, and shorten what does not fit then"


def _overlaps(pages: tuple[PageBoxes, ...], _: Limits) -> _Problems:
    for page in pages:
        texts = sorted(page.texts, key=lambda one: one.area.top)
        for n, upper in enumerate(texts):
            for lower in texts[n + 1 :]:
                if lower.area.top > upper.area.bottom - _OVERLAP:
                    break
                if upper.line is not lower.line and _overlap_in_width(upper.area, lower.area):
                    message = f"page {page.number}: {_quoted(upper)} and {_quoted(lower)} overlap"
                    yield message, "shorten the words, or let one follow the other in the style"


def _overlap_in_width(one: Rectangle, other: Rectangle) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > _OVERLAP


def _stranded_headings(pages: tuple[PageBoxes, ...], _: Limits) -> _Problems:
    for page in pages[:-1]:
        boxes = [box for box in page.boxes if box.in_flow and has_content(box)]
        headings = [heading_kind(box) for box in boxes]
        if boxes and headings[-1] and not all(headings):
            message = f"page {page.number}: {headings[-1]} is the last thing on the page: {_quoted(boxes[-1])}"
            yield message, "set `break-after: avoid` on it, or start a page before it"


def has_content(box: Box) -> bool:
    """Return whether a box is text, a picture, a form field or a table cell outside a repeated head."""
    is_cell = box.box_type == "TableCellBox" and not box.repeated
    return bool(box.text.strip()) or "Replaced" in box.box_type or box.tag in FIELDS or is_cell


def heading_kind(box: Box) -> str:
    """Return what kind of heading a box is in, for the message; an empty string if it is in none."""
    for one in (box, *box.ancestors()):
        if one.tag in HEADINGS:
            return "a heading"
        if one.tag == "caption" or (one.repeated and one.tag == "thead"):
            return "the head of a table"
    return ""


def _line_setting(pages: tuple[PageBoxes, ...], limits: Limits) -> _Problems:
    """Yield justified text, against RNIB's clear print guidance, and words broken at the end of a line."""
    hyphens = ("\u00ad", "\u2010", *("-" for _ in range(limits.whole_words)))
    for page in pages:
        last_of_line: dict[Box, Box] = {}
        for text in page.texts:
            line = text.line
            if line is None:
                continue
            last_of_line[line] = text
            if text.style["text_align_all"] == "justify":
                yield f"page {page.number}: text is justified: {_quoted(text)}", "write `text-align: left`"
        for text in last_of_line.values():
            if text.text.rstrip().endswith(hyphens):
                message = f"page {page.number}: a line ends in the middle of a word: {_quoted(text)}"
                yield message, "write `hyphens: none`, and no-break hyphens (U+2011) in words that have them"


def _easy_read_pictures(pages: tuple[PageBoxes, ...], _: Limits) -> _Problems:
    """Yield easy-read rows (``.row``) whose picture (``.pic``) is narrow, or not left of its words (``.say``)."""
    for page in pages:
        for row in (box for box in page.boxes if box.has_class("row")):
            boxes = [box for box in page.boxes if row in box.ancestors()]
            pictures = [box.area for box in boxes if box.has_class("pic")]
            columns = [box.area for box in boxes if box.has_class("say")]
            if not (pictures and columns):
                continue
            picture, words = pictures[0], columns[0]
            text = next((box for box in boxes if box.text.strip()), row)
            if picture.right > words.left or picture.top > words.bottom or picture.bottom < words.top:
                message = f"page {page.number}: the picture is not left of its words: {_quoted(text)}"
                yield message, "give the picture and the words a column each, the picture first"
            elif picture.right - picture.left < _PICTURE_WIDTH - 0.1:
                width = f"{(picture.right - picture.left) / MM:.0f} mm"
                message = f"page {page.number}: a picture is {width} wide; the minimum is 38 mm: {_quoted(text)}"
                yield message, "give its column 38 mm or more"


def _quoted(box: Box) -> str:
    text = " ".join(box.text.split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59]}…'"


def _start_tag(box: Box) -> str:
    classes = box.element.get("class", "").split()
    return f"<{box.tag}>" if not classes else f"<{box.tag} class={' '.join(classes)}>"


_CHECKS: tuple[Callable[[tuple[PageBoxes, ...], Limits], _Problems], ...] = (
    _page_count,
    _page_overflow,
    _box_overflow,
    _split_boxes,
    _small_text,
    _overlaps,
    _stranded_headings,
    _line_setting,
    _easy_read_pictures,
)
