"""Where everything lives on the site. Addresses are decided here and nowhere else.

A path is relative to the site's top, with ``/``, and may end in ``#anchor``.
"""

from __future__ import annotations

import posixpath

from generator.linking.linked import (
    LinkedBooklet,
    LinkedEasyRead,
    LinkedPage,
    LinkedPublication,
    LinkedSet,
    LinkedStandard,
    Target,
)
from generator.linking.resolve.entries import Entry
from generator.model.glossary import Term
from generator.model.kinds import kind_of
from generator.model.output_formats import OutputFormat, outputs_of
from generator.model.pages import GeneratedPage
from generator.model.sources import SourceDocument
from generator.model.vocabulary import PrintFormat

DOWNLOADS = "downloads/"
"""The folder of all files to print."""

LAYOUT_SUFFIX = {
    PrintFormat.PRINT: "",
    PrintFormat.LARGE_PRINT: "-large-print",
    PrintFormat.EASY_READ: "-easy-read",
    PrintFormat.FILL_IN: "-fill-in",
    PrintFormat.LEAFLET: "",
    PrintFormat.POCKET_CARD: "",
    PrintFormat.POSTER: "",
    PrintFormat.TRAINERS_GUIDE: "-guide",
    PrintFormat.SLIDES: "-slides",
    PrintFormat.HANDOUTS: "-handouts",
    PrintFormat.SCENARIO_CARDS: "-cards",
    PrintFormat.QUICK_REFERENCE: "-quick-reference",
    PrintFormat.QUIZ: "-quiz",
    PrintFormat.ANSWERS: "-quiz-answers",
    PrintFormat.SIGN_IN: "-sign-in",
    PrintFormat.EVALUATION: "-evaluation",
    PrintFormat.PACK: "-pack",
}
"""What a format adds to a publication's file name."""


def set_path(identifier: str) -> str:
    """The page of a set of standards."""
    return f"promises/{identifier}.html"


def easy_read_path(identifier: str) -> str:
    """An easy read: of a set of standards by the set's id, any other by its own."""
    return f"easy-read/{identifier.removeprefix('easy-read-')}.html"


def course_path(identifier: str) -> str:
    """The page of a course."""
    return f"training/{identifier.removeprefix('course-')}.html"


def quiz_path(identifier: str) -> str:
    """The page on which anybody can take the quiz of a course."""
    return f"training/{identifier.removeprefix('course-')}-quiz.html"


def picture_path(file: str) -> str:
    """A drawing."""
    return f"assets/pictures/{file}"


def page_path(identifier: str) -> str:
    """A page made wholly from records, by its id in the table of pages."""
    return f"{identifier}.html"


def prose_path(path: str) -> str:
    """The page an author wrote at ``path`` in ``content/``."""
    return posixpath.splitext(path)[0] + ".html"


def download_path(publication: str, layout: PrintFormat, output: OutputFormat, size: str = "") -> str:
    """A publication's file in one format; ``size`` tells apart the same on another paper."""
    return f"{DOWNLOADS}{publication}{LAYOUT_SUFFIX[layout]}{'-' if size else ''}{size.lower()}{output.extension}"


def path_of(target: Target) -> str:
    """The address of anything a page can refer to."""
    match target:
        case LinkedStandard():
            return f"{set_path(target.set_id)}#{target.record.id}"
        case LinkedSet():
            return set_path(target.record.id)
        case LinkedPublication():
            layout = target.record.formats[0]
            return download_path(target.record.id, layout, outputs_of(layout)[0])
        case LinkedPage():
            return prose_path(target.page.path)
        case LinkedBooklet():
            return easy_read_path(target.record.id)
        case LinkedEasyRead():
            return easy_read_path(target.standard_set.record.id)
        case Entry() if target.course:
            return course_path(target.course)
        case Entry():
            return f"{page_path(target.page)}#{target.record.id}"
        case Term() | SourceDocument():
            return f"{page_path(kind_of(type(target)).page or '')}#{target.id}"
        case GeneratedPage():
            return page_path(target.id)


def relative(path: str, *, from_page: str) -> str:
    """``path`` as a link on ``from_page``; only the anchor if it is on that page."""
    page, _, anchor = path.partition("#")
    if page == from_page and anchor:
        return f"#{anchor}"
    link = posixpath.relpath(page, posixpath.dirname(from_page) or ".")
    return f"{link}#{anchor}" if anchor else link
