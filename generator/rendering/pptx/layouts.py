"""The layouts of slides in PowerPoint: where words go, and the grounds and lines behind them.

Lengths are in em of 24 points; a slide is 40 wide and 22.5 high. What only decorates is in the layout, not on a slide,
so that no screen reader meets it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.views.training.slides import SlideLayout

WIDTH, HEIGHT = 40.0, 22.5
_LEFT, _TOP, _WIDE, _HIGH = 2.0, 4.3, 36.0, 15.6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place for words, and how they are set unless a slide says otherwise. Colours are named as in the theme."""

    box: Box
    size: int
    bold: bool = False
    colour: str = "tx1"
    fill: str = ""
    anchor: str = "ctr"
    shape: str = "rect"


@dataclass(frozen=True, slots=True)
class Decoration:
    """A shape behind the words: filled, or for ``path`` only a line."""

    box: Box
    colour: str
    shape: str = "rect"


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its name, the title, the other places in reading order, and what decorates it."""

    name: str
    title: Place
    places: tuple[Place, ...]
    decorations: tuple[Decoration, ...] = ()
    ground: str = "bg1"
    foot: Place | None = field(default=Place(Box(2, 21, 20, 1), 16, colour="tx1"))
    picture: Box | None = None


Key = tuple[SlideLayout, int, str]
"""A layout, how many items it has, and which of its variants it is: the name, or an empty string."""
PICTURE, SAID, FACTS = "picture", "said", "facts"
"""The variants: a title with a picture, panels with what somebody says, and panels with facts that have titles."""

_TITLE = Place(Box(2, 0.9, 36, 3.3), 34, bold=True, anchor="t")
_CAVEAT = Place(Box(2, 18.55, 36, 2.2), 18, anchor="b")


def layouts() -> dict[Key, Layout]:
    """Return all layouts."""
    figures = {(SlideLayout.FIGURE, n, ""): _figures(n) for n in range(1, 4)}
    panels = {(SlideLayout.PANELS, n, variant): _panels(n, variant) for variant in ("", SAID) for n in range(1, 6)}
    facts = {(SlideLayout.PANELS, n, FACTS): _panels(n, FACTS) for n in range(1, 4)}
    numbers = {(SlideLayout.NUMBERS, n, ""): _numbers(n) for n in range(1, 4)}
    return {
        (SlideLayout.TITLE, 0, ""): _title(picture=False),
        (SlideLayout.TITLE, 0, PICTURE): _title(picture=True),
        (SlideLayout.QUESTION, 0, ""): _question(),
        (SlideLayout.PICTURE, 0, ""): _picture(),
        **figures,
        **panels,
        **facts,
        **numbers,
    }


def _title(*, picture: bool) -> Layout:
    width = 20.5 if picture else 32
    circle = Decoration(Box(25.6, 2.6, 12.6, 12.6), "bg1", "ellipse")
    return Layout(
        name="Title with a picture" if picture else "Title",
        title=Place(Box(4, 0.5, width, 10.8), 62, bold=True, colour="bg1", anchor="b"),
        places=(
            Place(Box(4, 11.6, width + 0.5, 6.4), 24, colour="bg1", anchor="t"),
            Place(Box(2, 19.3, 36, 2.6), 18, colour="bg1"),
        ),
        decorations=(Decoration(Box(2, -1, 40, 19.6), "bg2", "path"), *([circle] if picture else [])),
        ground="accent1",
        foot=None,
        picture=Box(27.6, 4.6, 8.6, 8.6),
    )


def _question() -> Layout:
    return Layout(
        name="Question",
        title=Place(Box(2, 0.9, 36, 2), 26, bold=True, colour="bg2", anchor="t"),
        places=(Place(Box(2, 3.2, 36, 16.6), 58, bold=True, colour="bg1"),),
        ground="accent1",
        foot=Place(Box(2, 21, 20, 1), 16, colour="bg2"),
    )


def _picture() -> Layout:
    return Layout(
        name="Picture and words",
        title=Place(Box(16, 0.9, 22.5, 3.4), 34, bold=True, anchor="t"),
        places=(Place(Box(16, 4.4, 22.5, 15.6), 32),),
        decorations=(Decoration(Box(0, 0, 14, HEIGHT), "bg2"),),
        foot=Place(Box(16, 21, 16, 1), 16),
        picture=Box(0.8, 5.05, 12.4, 12.4),
    )


def _figures(count: int) -> Layout:
    boxes = _columns(count)
    return Layout(
        name=f"Figures: {count}",
        title=_TITLE,
        places=(*(Place(box, 28, fill="accent4") for box in boxes), _CAVEAT),
        decorations=tuple(Decoration(Box(box.left, box.top - 0.35, box.width, 0.35), "accent5") for box in boxes),
    )


def _panels(count: int, variant: str) -> Layout:
    boxes, is_speech = _grid(count), variant == SAID
    anchor = "t" if variant == FACTS and count == 2 else "ctr"
    name = {SAID: "Voices", FACTS: "Facts"}.get(variant, "Side by side")
    return Layout(
        name=f"{name}: {count}",
        title=_TITLE,
        places=tuple(
            Place(box, 32, bold=is_speech, fill="bg2", anchor=anchor, shape="roundRect" if is_speech else "rect")
            for box in boxes
        ),
        decorations=()
        if is_speech
        else tuple(Decoration(Box(b.left - 0.35, b.top, 0.35, b.height), "accent1") for b in boxes),
    )


def _numbers(count: int) -> Layout:
    height = {1: 12.0, 2: 7.0, 3: 4.7}[count]
    tops = [3.8 + height * n for n in range(count)]
    rows = (
        (
            Place(Box(2, top + 0.1, 13.6, height - 0.2), 27, bold=True),
            Place(Box(16.5, top + 0.1, 21.5, height - 0.2), 80, bold=True, colour="accent1"),
        )
        for top in tops
    )
    return Layout(
        name=f"Numbers to ring: {count}",
        title=_TITLE,
        places=(*(place for row in rows for place in row), _CAVEAT),
        decorations=tuple(Decoration(Box(_LEFT, top, _WIDE, 0.08), "accent1") for top in tops),
    )


def _columns(count: int) -> list[Box]:
    gap = 1.0
    width = (_WIDE - gap * (count - 1)) / count
    return [Box(_LEFT + n * (width + gap), _TOP, width, _HIGH) for n in range(count)]


def _rows(count: int) -> list[Box]:
    gap = 0.55
    height = (_HIGH - gap * (count - 1)) / count
    return [Box(_LEFT, _TOP + n * (height + gap), _WIDE, height) for n in range(count)]


def _grid(count: int) -> list[Box]:
    """Return the boxes of panels: two side by side, four in a square, else one in a row."""
    if count == 4:
        halves = ((column, top) for top in (_TOP, _TOP + 8.3) for column in _columns(2))
        return [Box(column.left, top, column.width, 7.3) for column, top in halves]
    return _columns(count) if count == 2 else _rows(count)
