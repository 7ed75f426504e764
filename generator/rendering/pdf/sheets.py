"""Where WeasyPrint put everything: its boxes, which are its private matter, read into plain records in one place.

``Page._page_box`` is not for others to use; the release is pinned, and the tests of print_layout.py fail where a new
one keeps its boxes differently. All lengths are CSS pixels, 96 to an inch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MM = 96 / 25.4
PT = 96 / 72

_ASCENT, _DESCENT = 0.71, 0.21
"""How far Source Sans draws above and below the line that letters stand on, as a part of its size."""
_INLINE = frozenset({"LineBox", "InlineBox", "TextBox"})


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page, from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, eq=False, slots=True)
class Placed:
    """A box on a page. Of words the area is what their letters cover, of anything else what its border encloses."""

    tag: str
    kind: str
    """The name of WeasyPrint's class for it."""
    element: Any
    style: Any
    area: Area
    margin: Area
    """The area with its margins."""
    parent: Placed | None
    text: str = ""
    repeated: bool = False
    """Whether it is the head or foot of a table, which comes again on every page."""

    def around(self) -> Iterator[Placed]:
        """What it lies in, the nearest first."""
        parent = self.parent
        while parent:
            yield parent
            parent = parent.parent

    @property
    def line(self) -> Placed | None:
        """The line that words stand in."""
        return next((box for box in self.around() if box.kind == "LineBox"), None)

    @property
    def in_margin(self) -> bool:
        """Whether it is a running head or foot."""
        return any(box.kind == "MarginBox" for box in self.around())

    @property
    def in_flow(self) -> bool:
        """Whether it stands where the text goes, not where a style pinned it."""
        return not self.in_margin and not any(
            box.style["position"] in {"absolute", "fixed"} for box in (self, *self.around())
        )

    @property
    def size(self) -> float:
        """The size of its letters in points."""
        return float(self.style["font_size"]) / PT

    @property
    def is_block(self) -> bool:
        """Whether it is the box of an element that begins a line of its own, or a part of a table."""
        return self.kind not in _INLINE and self.element is not None and "::" not in self.tag

    def room(self, beyond: float) -> Area:
        """What its text may cover: up to the edge if there is one to see, else its margins and a little beyond."""
        colour = self.style["background_color"]
        edges = [self.style[f"border_{side}_style"] for side in ("left", "top", "right", "bottom")]
        if getattr(colour, "alpha", 1) > 0 or any(edge not in {"none", "hidden"} for edge in edges):
            return self.area
        outer = self.margin
        return Area(outer.left - beyond, outer.top - beyond, outer.right + beyond, outer.bottom + beyond)

    def has_class(self, name: str) -> bool:
        """Whether it is the box of an element with this class."""
        return self.is_block and name in self.element.get("class", "").split()


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """One page: its paper, the part of it that the text has, and all that lies on it, in reading order."""

    number: int
    paper: Area
    body: Area
    boxes: tuple[Placed, ...]

    @property
    def words(self) -> tuple[Placed, ...]:
        """The words on the page, a box for each line or run of one style."""
        return tuple(box for box in self.boxes if box.text.strip())


def sheets(document: Any) -> tuple[Sheet, ...]:
    """The pages of a document that WeasyPrint rendered."""
    return tuple(_sheet(page, number) for number, page in enumerate(document.pages, 1))


def _sheet(page: Any, number: int) -> Sheet:
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    body = Area(left, top, left + box.width, top + box.height)
    boxes = tuple(placed for child in box.children for placed in _placed(child, None, repeated=False))
    return Sheet(number, Area(0, 0, page.width, page.height), body, boxes)


def _placed(box: Any, parent: Placed | None, *, repeated: bool) -> Iterator[Placed]:
    box = getattr(box, "_box", box)
    repeated = repeated or getattr(box, "is_header", False) or getattr(box, "is_footer", False)
    if box.style["transform"]:
        return
    text = getattr(box, "text", "")
    kind, area = type(box).__name__, _letters(box) if text else _border(box)
    left, top = box.position_x, box.position_y
    margin = area if text else Area(left, top, left + box.margin_width(), top + box.margin_height())
    one = Placed(box.element_tag or "", kind, box.element, box.style, area, margin, parent, text, repeated)
    yield one
    for child in box.children:
        yield from _placed(child, one, repeated=repeated)


def _letters(box: Any) -> Area:
    size, foot = box.style["font_size"], box.position_y + box.baseline
    trailing = len(box.text) - len(box.text.rstrip())
    width = box.width * (1 - trailing / len(box.text))
    return Area(box.position_x, foot - _ASCENT * size, box.position_x + width, foot + _DESCENT * size)


def _border(box: Any) -> Area:
    left, top = box.border_box_x(), box.border_box_y()
    return Area(left, top, left + box.border_width(), top + box.border_height())
