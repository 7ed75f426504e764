"""The looks of prints, as tables: the style sheets of each document and part, and what each format must keep to."""

from __future__ import annotations

from generator.model.vocabulary import PrintFormat
from generator.rendering.pdf.layout import Limits
from generator.views.shared.pages import PrintView

_BASE = ("shared/tokens.css", "prints/print.css")
STYLES = {
    "book": (*_BASE, "prints/book.css"),
    "leaflet": (*_BASE, "prints/leaflet.css"),
    "poster": (*_BASE, "prints/poster.css"),
    "course": (*_BASE, "prints/book.css", "prints/status.css", "prints/course.css"),
    "easy_read": (*_BASE, "prints/easy-read.css"),
    "strategy_in_brief": (*_BASE, "prints/book.css", "prints/strategy.css"),
    "comparison": (*_BASE, "prints/matrix.css"),
    "deadlines": (*_BASE, "prints/wall-chart.css"),
    "paper": (*_BASE, "prints/paper.css"),
    "powers_pocket_card": (*_BASE, "prints/status.css", "prints/pocket-card.css"),
    "standard_set_pocket_card": (*_BASE, "prints/pocket-card.css"),
}
"""The styles of each document, in order."""

PART_STYLES = {
    "course_cards": ("prints/course-cards.css",),
    "course_reference": ("prints/course-cards.css",),
    "course_slides": ("prints/course-slides.css",),
    "consultation": ("shared/figures.css", "prints/strategy.css"),
    "contacts": ("prints/contacts.css",),
    "law": ("prints/status.css", "prints/law.css"),
    "need": ("prints/prose.css",),
    "powers": ("prints/status.css", "prints/law.css", "prints/powers.css"),
    "prose": ("prints/status.css", "prints/prose.css"),
    "spocs": ("prints/contacts.css",),
    "strategy": ("shared/figures.css", "prints/strategy.css"),
}
"""What each kind of part needs besides, in a book, a leaflet or a course."""

SIZES = {"slide": "338.67mm 190.5mm"}
"""The size of a sheet that CSS has no name for: a slide is 16 wide to 9 high."""


def styles_of(view: PrintView) -> tuple[str, ...]:
    """The style sheets of a print, in order: its document's, its parts', then those of large print."""
    held = [name for part in view.parts for name in PART_STYLES.get(part.template, ())]
    bound = view.template in {"book", "leaflet", "course"}
    last = ("prints/large.css",) if view.large else ()
    return tuple(dict.fromkeys((*STYLES[view.template], *(held if bound else ()), *last)))


def all_styles() -> tuple[str, ...]:
    """Every style sheet that a print may use."""
    held = {name for styles in (*STYLES.values(), *PART_STYLES.values()) for name in styles}
    return tuple(sorted(held | {"prints/large.css"}))


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
