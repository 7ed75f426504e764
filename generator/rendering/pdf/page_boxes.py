"""Read WeasyPrint's layout boxes, which are private to it, into plain records.

``Page._page_box`` is not a public API. So pyproject.toml pins the release, and ``tests/rendering/test_print_layout.py``
fails if a new one stores its boxes differently. All lengths are CSS pixels, 96 to an inch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MM = 96 / 25.4
"""One millimetre in pixels."""
PT = 96 / 72
"""One point in pixels."""

_ASCENT, _DESCENT = 0.71, 0.21
"""How far Source Sans extends above and below its baseline, as a fraction of the font size."""
_INLINE = frozenset({"LineBox", "InlineBox", "TextBox"})


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a page; the origin is the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, eq=False, slots=True)
class Box:
    """One layout box. Boxes are compared by identity."""

    tag: str
    box_type: str
    """The name of WeasyPrint's class."""
    element: Any
    """The HTML element, or None."""
    style: Any
    """The computed style, by property name with underscores."""
    area: Rectangle
    """What the letters cover if the box is text, else the border box."""
    margin_area: Rectangle
    """The margin box; for text the same as ``area``."""
    parent: Box | None
    text: str = ""
    repeated: bool = False
    """Whether it is in a table head or foot, which is repeated on every page of the table."""

    def ancestors(self) -> Iterator[Box]:
        """Yield the boxes around this one, innermost first."""
        parent = self.parent
        while parent:
            yield parent
            parent = parent.parent

    @property
    def line(self) -> Box | None:
        """The line box around this one, or None."""
        return next((box for box in self.ancestors() if box.box_type == "LineBox"), None)

    @property
    def in_margin(self) -> bool:
        """Whether it is in a running head or foot."""
        return any(box.box_type == "MarginBox" for box in self.ancestors())

    @property
    def in_flow(self) -> bool:
        """Whether it is in the flow of the text: not in a margin, and not positioned absolutely."""
        return not self.in_margin and not any(
            box.style["position"] in {"absolute", "fixed"} for box in (self, *self.ancestors())
        )

    @property
    def font_size(self) -> float:
        """The font size in points."""
        return float(self.style["font_size"]) / PT

    @property
    def is_block(self) -> bool:
        """Whether it is the block box of an element, or a part of a table."""
        return self.box_type not in _INLINE and self.element is not None and "::" not in self.tag

    def text_area(self, tolerance: float) -> Rectangle:
        """Return the area that text in this box may cover.

        It is the border box if the box has a background or a border, else the margin box and ``tolerance`` around it.
        """
        colour = self.style["background_color"]
        borders = [self.style[f"border_{side}_style"] for side in ("left", "top", "right", "bottom")]
        if getattr(colour, "alpha", 1) > 0 or any(border not in {"none", "hidden"} for border in borders):
            return self.area
        outer = self.margin_area
        return Rectangle(
            outer.left - tolerance, outer.top - tolerance, outer.right + tolerance, outer.bottom + tolerance
        )

    def has_class(self, name: str) -> bool:
        """Return whether it is the block box of an element with this class."""
        return self.is_block and name in self.element.get("class", "").split()


@dataclass(frozen=True, eq=False, slots=True)
class PageBoxes:
    """One page: its number from 1, its paper, the area within its margins, and its boxes in reading order."""

    number: int
    paper: Rectangle
    content_area: Rectangle
    boxes: tuple[Box, ...]

    @property
    def texts(self) -> tuple[Box, ...]:
        """The text boxes that are not blank: one for each run of one style on a line."""
        return tuple(box for box in self.boxes if box.text.strip())


def page_boxes(document: Any) -> tuple[PageBoxes, ...]:
    """Return the pages of a ``weasyprint.Document``."""
    return tuple(_page(page, number) for number, page in enumerate(document.pages, 1))


def _page(page: Any, number: int) -> PageBoxes:
    page_box = page._page_box
    left, top = page_box.content_box_x(), page_box.content_box_y()
    content_area = Rectangle(left, top, left + page_box.width, top + page_box.height)
    boxes = tuple(box for child in page_box.children for box in _boxes(child, None, repeated=False))
    return PageBoxes(number, Rectangle(0, 0, page.width, page.height), content_area, boxes)


def _boxes(weasy_box: Any, parent: Box | None, *, repeated: bool) -> Iterator[Box]:
    """Yield a box and all within it. Transformed boxes are left out: their position is not where they are drawn."""
    inner = getattr(weasy_box, "_box", weasy_box)
    repeated = repeated or getattr(inner, "is_header", False) or getattr(inner, "is_footer", False)
    if inner.style["transform"]:
        return
    text = getattr(inner, "text", "")
    box_type, area = type(inner).__name__, _letter_area(inner) if text else _border_box(inner)
    left, top = inner.position_x, inner.position_y
    margin_area = area if text else Rectangle(left, top, left + inner.margin_width(), top + inner.margin_height())
    tag = inner.element_tag or ""
    box = Box(tag, box_type, inner.element, inner.style, area, margin_area, parent, text, repeated)
    yield box
    for child in inner.children:
        yield from _boxes(child, box, repeated=repeated)


def _letter_area(text_box: Any) -> Rectangle:
    size, baseline = text_box.style["font_size"], text_box.position_y + text_box.baseline
    trailing = len(text_box.text) - len(text_box.text.rstrip())
    right = text_box.position_x + text_box.width * (1 - trailing / len(text_box.text))
    return Rectangle(text_box.position_x, baseline - _ASCENT * size, right, baseline + _DESCENT * size)


def _border_box(weasy_box: Any) -> Rectangle:
    left, top = weasy_box.border_box_x(), weasy_box.border_box_y()
    return Rectangle(left, top, left + weasy_box.border_width(), top + weasy_box.border_height())
