"""Tables of prints: the style sheets of each document and part, and the limits of each format."""

from __future__ import annotations

from generator.model.vocabulary import PrintFormat
from generator.rendering.prints.limits import Limits
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
"""Document template to its style sheets, below ``templates/styles``, in order."""

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
"""Part template to the further style sheets that it needs in a book or a course."""

SIZES = {"slide": "338.67mm 190.5mm"}
"""Paper to page size, where CSS has no name for it; a slide is 16:9."""


def styles_of(view: PrintView) -> tuple[str, ...]:
    """Return the style sheets of a print in order: of its document, its parts, large print and crop marks."""
    of_parts = [name for part in view.parts for name in PART_STYLES.get(part.template, ())]
    has_parts = view.template in {"book", "course"}
    large = ("prints/large.css",) if view.large else ()
    public = ("prints/public.css",) if _is_public_book(view) else ()
    marks = ("prints/crop-marks.css",) if view.print_format is PrintFormat.POSTER_WITH_MARKS else ()
    return tuple(dict.fromkeys((*STYLES[view.template], *(of_parts if has_parts else ()), *public, *large, *marks)))


def _is_public_book(view: PrintView) -> bool:
    """Return whether a print is read like a book by anyone, and not only by staff or trainers."""
    return view.for_public and view.print_format is PrintFormat.PRINT and view.template in _BOOKS


def all_styles() -> tuple[str, ...]:
    """Return every style sheet that a print may use, sorted."""
    names = {name for styles in (*STYLES.values(), *PART_STYLES.values()) for name in styles}
    return tuple(sorted(names | {"prints/public.css", "prints/large.css", "prints/crop-marks.css"}))


_BOOKS = ("book", "strategy_in_brief")
_PUBLIC_BOOK = Limits(smallest=12, smallest_in_margins=12)
LIMITS = {
    PrintFormat.EASY_READ: Limits(pages=16, smallest=14, smallest_in_margins=14, whole_words=True),
    PrintFormat.LARGE_PRINT: Limits(smallest=18, smallest_in_margins=18),
    PrintFormat.LEAFLET: Limits(pages=4, smallest=12),
    PrintFormat.POCKET_CARD: Limits(pages=16, smallest=9.5, smallest_in_margins=8),
    PrintFormat.POSTER: Limits(pages=1),
    PrintFormat.POSTER_WITH_MARKS: Limits(pages=1),
    PrintFormat.SLIDES: Limits(smallest=18, smallest_in_margins=14, least_fill=None),
    PrintFormat.QUICK_REFERENCE: Limits(pages=1, smallest_in_margins=8),
    PrintFormat.SIGN_IN: Limits(pages=1),
}
"""Format to its limits. Easy read: "Accessible communication formats" (UK Government) allows 24 pages of at least 14
points; who reads slowly gives up sooner, so 16 here, and 12 is the aim. Large print: at least 18 points, and what
anyone reads at least 12 (RNIB, clear print)."""


def limits_of(view: PrintView) -> Limits:
    """Return the limits of a print."""
    return _PUBLIC_BOOK if _is_public_book(view) else LIMITS.get(view.print_format, Limits())
