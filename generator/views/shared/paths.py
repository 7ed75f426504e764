"""The addresses of pages, files and records on the site; no other module builds one.

A path is relative to the root of the site, uses ``/``, and may end in ``#anchor``.
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
from generator.model.output_formats import MAIN_OUTPUT, OutputFormat
from generator.model.pages import GeneratedPage
from generator.model.print_formats import layout_of
from generator.model.sources import SourceDocument
from generator.model.vocabulary import PrintFormat

DOWNLOADS = "downloads/"
"""The folder of all prints."""

COPIES = "copies/"
"""The folder of the pages on printed copies."""

HOME = "index.html"
"""The home page."""


def set_path(identifier: str) -> str:
    """Return the path of the page of a set of standards."""
    return f"promises/{identifier}.html"


def easy_read_path(identifier: str) -> str:
    """Return the path of an easy read, by the id of its set of standards or of its booklet."""
    return f"easy-read/{identifier.removeprefix('easy-read-')}.html"


def course_path(identifier: str) -> str:
    """Return the path of the page of a course."""
    return f"training/{identifier.removeprefix('course-')}.html"


def quiz_path(identifier: str) -> str:
    """Return the path of the page with the quiz of a course."""
    return f"training/{identifier.removeprefix('course-')}-quiz.html"


def copies_path(publication: str) -> str:
    """Return the path of the page that says whether a printed copy of a publication is still right."""
    return f"{COPIES}{publication}.html"


def picture_path(file: str) -> str:
    """Return the path of a picture, by its file name."""
    return f"assets/pictures/{file}"


def page_path(identifier: str) -> str:
    """Return the path of a page generated from records, by its id in the table of pages."""
    return f"{identifier}.html"


def record_path(page: str, identifier: str) -> str:
    """Return the path of the page of one record; ``page`` is the id of the page that lists its kind."""
    return f"{page}/{identifier}.html"


def prose_path(path: str) -> str:
    """Return the path of the page written at ``path`` in ``content/``."""
    return posixpath.splitext(path)[0] + ".html"


def download_path(publication: str, layout: PrintFormat, output: OutputFormat, size: str = "") -> str:
    """Return the path of a publication in one format; ``size`` names the paper where there are several."""
    return (
        f"{DOWNLOADS}{publication}{layout_of(layout).file_suffix}{'-' if size else ''}{size.lower()}{output.extension}"
    )


def path_of(target: Target) -> str:
    """Return the path of anything that a page can link to."""
    match target:
        case LinkedStandard():
            return f"{set_path(target.set_id)}#{target.record.id}"
        case LinkedSet():
            return set_path(target.record.id)
        case LinkedPublication():
            return download_path(target.record.id, target.record.formats[0], MAIN_OUTPUT)
        case LinkedPage():
            return prose_path(target.page.path)
        case LinkedBooklet():
            return easy_read_path(target.record.id)
        case LinkedEasyRead():
            return easy_read_path(target.standard_set.record.id)
        case Entry() if target.course:
            return course_path(target.course)
        case Entry() if target.own_page:
            own = record_path(target.page, target.own_page)
            return own if target.own_page == target.record.id else f"{own}#{target.record.id}"
        case Entry():
            return f"{page_path(target.page)}#{target.record.id}"
        case Term() | SourceDocument():
            return f"{page_path(kind_of(type(target)).page or '')}#{target.id}"
        case GeneratedPage():
            return page_path(target.id)


def full_address(path: str, website: str | None) -> str:
    """Return the address of ``path`` on the website; empty while the website has none."""
    return f"{website.rstrip('/')}/{path}" if website else ""


def relative(path: str, *, from_page: str) -> str:
    """Return ``path`` relative to ``from_page``, or only its anchor if it is on that page."""
    page, _, anchor = path.partition("#")
    if page == from_page and anchor:
        return f"#{anchor}"
    link = posixpath.relpath(page, posixpath.dirname(from_page) or ".")
    return f"{link}#{anchor}" if anchor else link
