"""A print that does not fit is refused: what ran off, ran over, was torn or shrank, measured on its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Code, Diagnostic, Span, sort_diagnostics
from generator.rendering.pdf.sheets import MM, Area, Placed, Sheet, sheets
from generator.rendering.prints.markup import FIELDS, HEADINGS


@dataclass(frozen=True, slots=True)
class Limits:
    """What the prints of one template must keep to. Sizes are in points."""

    pages: int | None = None
    pages_multiple: int | None = None
    """4 for what is folded and stapled."""
    smallest: float = 10.0
    smallest_in_margins: float = 8.5
    whole_words: bool = False
    """Whether no line may end at a hyphen that its author wrote, either."""


_Found = Iterator[tuple[str, str]]
_SLACK = 0.5 * MM
_UNSEEN_SLACK = 2 * MM
"""Beyond a box that nobody sees: WeasyPrint leaves margins within a line out when it breaks lines."""
_OVERLAP = 0.4 * MM
_PICTURE = 38 * MM
_WHOLE = ("row", "word", "slide")
"""Classes of what nobody should have to turn over for, however long it is."""
_TOLD = 5
"""How many faults of one kind are told each by itself."""


def layout_problems(document: Any, path: str, limits: Limits) -> tuple[Diagnostic, ...]:
    """What went wrong on the pages of the print at ``path``, which WeasyPrint laid out as ``document``."""
    pages = sheets(document)
    found = [problem for check in _CHECKS for problem in _first(check(pages, limits))]
    return sort_diagnostics(Diagnostic(Span(path), Code.PRINT_PROBLEM, message, hint) for message, hint in found)


def _first(found: _Found) -> _Found:
    told = list(dict.fromkeys(found))
    yield from told[:_TOLD]
    if len(told) > _TOLD:
        message, hint = told[_TOLD]
        more = len(told) - _TOLD - 1
        yield (f"{message}; and {more} more like it" if more else message), hint


def _length(pages: tuple[Sheet, ...], limits: Limits) -> _Found:
    count = len(pages)
    if limits.pages is not None and count > limits.pages:
        yield f"it has {count} pages, and {limits.pages} is the most", "shorten the words, or set them closer"
    if limits.pages_multiple and count % limits.pages_multiple:
        more = limits.pages_multiple - count % limits.pages_multiple
        hint = f"add {more}, or take {count % limits.pages_multiple} away"
        yield f"it has {count} pages, which do not fold into sheets of {limits.pages_multiple}", hint


def _off_the_page(pages: tuple[Sheet, ...], _: Limits) -> _Found:
    for page in pages:
        for words in page.words:
            side = _beyond(words.area, page.body if words.in_flow else page.paper)
            if side:
                where = "edge of the text" if words.in_flow else "edge of the paper"
                hint = "shorten the words, or give them room in the style"
                yield f"page {page.number}: text runs over the {side} {where}: {_quoted(words)}", hint


def _out_of_its_box(pages: tuple[Sheet, ...], _: Limits) -> _Found:
    for page in pages:
        for words in page.words:
            for box, side in _fixed_around(words):
                edge = _beyond(words.area, box.room(_UNSEEN_SLACK), (side,))
                if edge:
                    message = f"page {page.number}: text runs over the {edge} of its {_named(box)}: {_quoted(words)}"
                    yield message, "shorten the words, or let the box grow with them"
                    break


def _fixed_around(words: Placed) -> Iterator[tuple[Placed, str]]:
    """The nearest box whose height was set, and the nearest whose width was."""
    around = [box for box in words.around() if box.is_block and box.tag not in {"html", "body"}]
    for side in ("height", "width"):
        yield from [(box, side) for box in around if box.style[side] != "auto"][:1]


def _beyond(inner: Area, outer: Area, sides: tuple[str, ...] = ("width", "height")) -> str:
    """The edge that one area crosses of the other, if any."""
    edges = {
        "right": ("width", inner.right - outer.right),
        "left": ("width", outer.left - inner.left),
        "bottom": ("height", inner.bottom - outer.bottom),
        "top": ("height", outer.top - inner.top),
    }
    return next((edge for edge, (side, over) in edges.items() if side in sides and over > _SLACK), "")


def _torn(pages: tuple[Sheet, ...], _: Limits) -> _Found:
    parts: dict[int, dict[Sheet, Placed]] = {}
    for page in pages:
        for box in page.boxes:
            if box.is_block and not box.repeated:
                parts.setdefault(id(box.element), {}).setdefault(page, box)
    for places in parts.values():
        (page, box), *rest = places.items()
        if rest and _must_be_whole(box, places):
            words = next((one for one in page.words if box in one.around()), box)
            where = f"pages {page.number} and {rest[0][0].number}"
            message = f"{where}: one {_named(box)} is torn apart: {_quoted(words)}"
            yield message, "shorten it, or start a page before it"


def _must_be_whole(box: Placed, places: dict[Sheet, Placed]) -> bool:
    """A row of a table always; else what asked for it, if a page can hold it."""
    if box.tag == "tr" or any(box.has_class(name) for name in _WHOLE):
        return True
    if box.style["break_inside"] not in {"avoid", "avoid-page"}:
        return False
    page = next(iter(places))
    return sum(_filled(part, on) for on, part in places.items()) < page.body.bottom - page.body.top


def _filled(box: Placed, page: Sheet) -> float:
    """How much of its height it uses: before a page break, a box reaches down to the foot of the page."""
    within = [one.area.bottom for one in page.boxes if box in one.around() and _is_solid(one)]
    return max(within, default=box.area.top) - box.area.top


def _too_small(pages: tuple[Sheet, ...], limits: Limits) -> _Found:
    for page in pages:
        for words in page.words:
            least = limits.smallest_in_margins if words.in_margin else limits.smallest
            if words.size < least - 0.01:
                message = f"page {page.number}: text of {words.size:.4g} pt, and {least:g} pt is the least"
                yield f"{message}: {_quoted(words)}", "make it larger in the style, and shorten what does not fit then"


def _on_top_of_each_other(pages: tuple[Sheet, ...], _: Limits) -> _Found:
    for page in pages:
        words = sorted(page.words, key=lambda one: one.area.top)
        for n, upper in enumerate(words):
            for lower in words[n + 1 :]:
                if lower.area.top > upper.area.bottom - _OVERLAP:
                    break
                if upper.line is not lower.line and _share(upper.area, lower.area):
                    message = f"page {page.number}: {_quoted(upper)} and {_quoted(lower)} lie on top of each other"
                    yield message, "shorten the words, or let one follow the other in the style"


def _share(one: Area, other: Area) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > _OVERLAP


def _stranded(pages: tuple[Sheet, ...], _: Limits) -> _Found:
    for page in pages[:-1]:
        solid = [box for box in page.boxes if box.in_flow and _is_solid(box)]
        heads = [_heads(box) for box in solid]
        if solid and heads[-1] and not all(heads):
            message = f"page {page.number}: {heads[-1]} is the last thing on the page: {_quoted(solid[-1])}"
            yield message, "set `break-after: avoid` on it, or start a page before it"


def _is_solid(box: Placed) -> bool:
    is_cell = box.kind == "TableCellBox" and not box.repeated
    return bool(box.text.strip()) or "Replaced" in box.kind or box.tag in FIELDS or is_cell


def _heads(box: Placed) -> str:
    """What it announces, if it announces what comes."""
    for around in (box, *box.around()):
        if around.tag in HEADINGS:
            return "a heading"
        if around.tag == "caption" or (around.repeated and around.tag == "thead"):
            return "the head of a table"
    return ""


def _uneven(pages: tuple[Sheet, ...], limits: Limits) -> _Found:
    for page in pages:
        ends: dict[Placed, Placed] = {}
        for words in page.words:
            line = words.line
            if line is None:
                continue
            ends[line] = words
            if words.style["text_align_all"] == "justify":
                yield f"page {page.number}: text is justified: {_quoted(words)}", "write `text-align: left`"
        for words in ends.values():
            if words.text.rstrip().endswith(("\u00ad", "\u2010", *("-" for _ in range(limits.whole_words)))):
                message = f"page {page.number}: a line ends in the middle of a word: {_quoted(words)}"
                yield message, "write `hyphens: none`, and no-break hyphens (U+2011) in words that have them"


def _pictures_beside_words(pages: tuple[Sheet, ...], _: Limits) -> _Found:
    for page in pages:
        for row in (box for box in page.boxes if box.has_class("row")):
            within = [box for box in page.boxes if row in box.around()]
            pictures = [box.area for box in within if box.has_class("pic")]
            said = [box for box in within if box.has_class("say")]
            if not (pictures and said):
                continue
            picture, beside = pictures[0], said[0].area
            words = next((box for box in within if box.text.strip()), row)
            if picture.right > beside.left or picture.top > beside.bottom or picture.bottom < beside.top:
                message = f"page {page.number}: the picture is not left of its words: {_quoted(words)}"
                yield message, "give picture and words a column each, the picture's first"
            elif picture.right - picture.left < _PICTURE - 0.1:
                width = f"{(picture.right - picture.left) / MM:.0f} mm"
                message = f"page {page.number}: a picture is {width} wide, and 38 mm is the least: {_quoted(words)}"
                yield message, "give its column 38 mm or more"


def _quoted(words: Placed) -> str:
    text = " ".join(words.text.split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59]}…'"


def _named(box: Placed) -> str:
    classes = box.element.get("class", "").split()
    return f"<{box.tag}>" if not classes else f"<{box.tag} class={' '.join(classes)}>"


_CHECKS: tuple[Callable[[tuple[Sheet, ...], Limits], _Found], ...] = (
    _length,
    _off_the_page,
    _out_of_its_box,
    _torn,
    _too_small,
    _on_top_of_each_other,
    _stranded,
    _uneven,
    _pictures_beside_words,
)
