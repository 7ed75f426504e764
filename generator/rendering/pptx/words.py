"""The words of slides as paragraphs: their sizes, and what is bold or coloured."""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering.pptx.layouts import FACTS, SAID, Key
from generator.views.training.slides import SlideItem, SlideLayout, SlideView, TypeSize
from generator.words.text import Run, Sentence

_SIZES = {
    SlideLayout.QUESTION: {TypeSize.LARGE: 70, TypeSize.MEDIUM: 60, TypeSize.SMALL: 50},
    SlideLayout.PICTURE: {TypeSize.LARGE: 38, TypeSize.MEDIUM: 31, TypeSize.SMALL: 27},
    SlideLayout.PANELS: {TypeSize.LARGE: 40, TypeSize.MEDIUM: 32, TypeSize.SMALL: 27},
}
"""The size of words in points, for layouts where it follows how many there are."""
_ONE_PANEL = {TypeSize.LARGE: 56, TypeSize.MEDIUM: 40, TypeSize.SMALL: 30}
"""The same for the words of a panel that is alone."""
_ROW_OF_FACT = 24
_SHORT, _MEDIUM, _LONG = 4, 8, 16
"""Letters of a figure."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words, their size in points, and the name of their colour if it is not that of the place."""

    words: Sentence
    size: float
    bold: bool = False
    colour: str = ""
    bullet: bool = False
    space: int = 0
    """The space before it, in points."""


Words = tuple[Paragraph, ...]


def layout_of(slide: SlideView) -> Key:
    """Return the key of the layout of a slide."""
    if slide.layout in {SlideLayout.QUESTION, SlideLayout.PICTURE}:
        return slide.layout, 0, ""
    if slide.layout is SlideLayout.PANELS and slide.points:
        return slide.layout, len(slide.points), SAID if slide.quoted else ""
    return slide.layout, len(slide.items), FACTS if slide.layout is SlideLayout.PANELS else ""


def words_of(slide: SlideView) -> tuple[Words, ...]:
    """Return the words for each place of the layout of a slide; empty for a place that the slide does not use."""
    caveat = (Paragraph((Run(slide.caveat),), 18),) if slide.caveat else ()
    match slide.layout:
        case SlideLayout.QUESTION:
            return ((Paragraph(slide.question, _SIZES[slide.layout][slide.size], bold=True),),)
        case SlideLayout.PICTURE:
            return (_beside_picture(slide),)
        case SlideLayout.NUMBERS:
            return (*(words for item in slide.items for words in _number(item, len(slide.items))), caveat)
        case SlideLayout.FIGURE:
            return (*(_figure(item, len(slide.items)) for item in slide.items), caveat)
        case _:
            return _panels(slide)


def _beside_picture(slide: SlideView) -> Words:
    size = _SIZES[slide.layout][slide.size]
    if slide.points:
        return tuple(
            Paragraph(point, size, bullet=True, space=round(size * 0.4) if n else 0)
            for n, point in enumerate(slide.points)
        )
    return tuple(paragraph for item in slide.items for paragraph in _fact(item, size))


def _panels(slide: SlideView) -> tuple[Words, ...]:
    alone = len(slide.points or slide.items) == 1
    size = (_ONE_PANEL if alone else _SIZES[slide.layout])[slide.size]
    if slide.points:
        return tuple((Paragraph(point, size, bold=slide.quoted),) for point in slide.points)
    in_rows = len(slide.items) > 2
    return tuple(_fact(item, _ROW_OF_FACT if in_rows else size) for item in slide.items)


def _fact(item: SlideItem, size: float) -> Words:
    parts = (
        Paragraph((Run(item.title),), size if size == _ROW_OF_FACT else round(size * 1.2), bold=True, colour="tx2"),
        Paragraph((Run(f"{item.figure} {item.unit}".strip()),), size, bold=True),
        Paragraph(item.text, size, space=0 if size == _ROW_OF_FACT else 8),
    )
    return tuple(part for part in parts if any(run.text for run in part.words))


def _figure(item: SlideItem, count: int) -> Words:
    largest = 150 if count < 3 else 110
    length = len(item.figure)
    size = largest if length <= _SHORT else largest * 0.45 if length <= _MEDIUM else largest * 0.28
    parts = (
        Paragraph((Run(item.figure),), round(size), bold=True, colour="accent3"),
        Paragraph((Run(item.unit),), 36, bold=True, colour="accent3"),
        Paragraph(item.text if not item.figure else (), 32, bold=True, colour="accent3"),
        Paragraph((Run(item.title),), 27, space=10),
    )
    return tuple(part for part in parts if any(run.text for run in part.words))


def _number(item: SlideItem, count: int) -> tuple[Words, Words]:
    length = len(item.figure)
    short = 80 if count == 3 else 100
    size = short if length <= _MEDIUM else 50 if length <= _LONG else 28
    name = (Paragraph((Run(item.title),), 27, bold=True), *([Paragraph(item.text, 24)] if item.text else []))
    return name, (Paragraph((Run(item.figure),), size, bold=True, colour="accent1"),)
