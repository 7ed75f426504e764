"""The looks of prints, as tables: the style sheets of each document and part, and what each format must keep to."""

from __future__ import annotations

from generator.model.vocabulary import PrintFormat
from generator.rendering.print_layout import Limits
from generator.views.pages import PrintView

_BASE = ("tokens.css", "print.css")
STYLES = {
    "book": (*_BASE, "book.css"),
    "leaflet": (*_BASE, "leaflet.css"),
    "poster": (*_BASE, "poster.css"),
    "course": (*_BASE, "book.css", "status-print.css", "course.css"),
    "easy_read": (*_BASE, "easy-read.css"),
    "strategy_in_brief": (*_BASE, "book.css", "strategy-print.css"),
    "comparison": (*_BASE, "matrix.css"),
    "deadlines": (*_BASE, "wall-chart.css"),
    "paper": (*_BASE, "paper.css"),
    "powers_pocket_card": (*_BASE, "status-print.css", "pocket-card.css"),
    "standard_set_pocket_card": (*_BASE, "pocket-card.css"),
}
"""The styles of each document, in order."""

PART_STYLES = {
    "course_cards": ("course-cards.css",),
    "course_reference": ("course-cards.css",),
    "course_slides": ("course-slides.css",),
    "consultation": ("figures.css", "strategy-print.css"),
    "contacts": ("contacts-print.css",),
    "law": ("status-print.css", "law-print.css"),
    "need": ("prose-print.css",),
    "powers": ("status-print.css", "law-print.css", "powers-print.css"),
    "prose": ("status-print.css", "prose-print.css"),
    "spocs": ("contacts-print.css",),
    "strategy": ("figures.css", "strategy-print.css"),
}
"""What each kind of part needs besides, in a book, a leaflet or a course."""

SIZES = {"slide": "338.67mm 190.5mm"}
"""The size of a sheet that CSS has no name for: a slide is 16 wide to 9 high."""


def styles_of(view: PrintView) -> tuple[str, ...]:
    """The style sheets of a print, in order: its document's, its parts', then those of large print."""
    held = [name for part in view.parts for name in PART_STYLES.get(part.template, ())]
    bound = view.template in {"book", "leaflet", "course"}
    last = ("large-print.css",) if view.large else ()
    return tuple(dict.fromkeys((*STYLES[view.template], *(held if bound else ()), *last)))


def all_styles() -> tuple[str, ...]:
    """Every style sheet that a print may use."""
    held = {name for styles in (*STYLES.values(), *PART_STYLES.values()) for name in styles}
    return tuple(sorted(held | {"large-print.css"}))


LIMITS = {
    PrintFormat.EASY_READ: Limits(pages=24, smallest=14, smallest_in_margins=14, whole_words=True),
    PrintFormat.LARGE_PRINT: Limits(smallest=18, smallest_in_margins=18),
    PrintFormat.LEAFLET: Limits(pages=8, pages_multiple=4, smallest=10, smallest_in_margins=8.5),
    PrintFormat.POCKET_CARD: Limits(pages=16, smallest=9.5, smallest_in_margins=8),
    PrintFormat.POSTER: Limits(pages=1),
    PrintFormat.SLIDES: Limits(smallest=18, smallest_in_margins=14),
    PrintFormat.QUICK_REFERENCE: Limits(pages=1, smallest_in_margins=8),
    PrintFormat.SIGN_IN: Limits(pages=1),
}
"""What each format must keep to. Easy read: "Accessible communication formats" of the UK Government, 24 pages of 14
points; large print: 18 points, as RNIB's clear print guidance asks of it."""


def limits_of(view: PrintView) -> Limits:
    """What a print must keep to."""
    return LIMITS.get(view.print_format, Limits())
