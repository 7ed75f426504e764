"""Make PDF/UA-1 files of print jobs. Prints have templates of their own and do not pass through the site engine."""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.diagnostics import Code, Diagnostic, Span, captured_log
from generator.loading.svg import read_svg
from generator.rendering.fonts import WEIGHTS, print_characters, print_font
from generator.rendering.pdf.layout import layout_problems
from generator.rendering.pdf.repair import repair_pdf
from generator.rendering.pdf.rules import markup_problems
from generator.rendering.pdf.sparse_pages import blocks_to_move, sparse_page_problems, sparse_pages
from generator.rendering.pdf.tagging import tags_from_html
from generator.rendering.prints.jobs import Printed, PrintJob

PDF_VARIANT = "pdf/ua-1"
_DRAWING_START = "data:image/svg+xml,"
_SVG_HEADERS = {"Content-Type": "image/svg+xml"}
_FONT_FAMILY = "Source-Sans-KB"


class PackageFetcher(URLFetcher):  # type: ignore[misc]
    """Fetch fonts of this package, the pictures it is given and drawings in the address itself; refuse all else.

    ``kb:font/WEIGHT`` is a font, ``kb:picture/FILE`` one of ``pictures`` by its exact name, and
    ``data:image/svg+xml,…`` a drawing that is read as those of a project are. No file and no server is ever asked.
    """

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=[])
        self._pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the content at an address. Raises ``ValueError`` if it may not be in a print."""
        del headers
        kind, _, name = url.partition("/")
        if kind == "kb:font" and name in WEIGHTS:
            return URLFetcherResponse(url, print_font(name))
        if kind == "kb:picture" and name in self._pictures:
            return URLFetcherResponse(url, self._pictures[name], _SVG_HEADERS)
        if url.startswith(_DRAWING_START):
            return URLFetcherResponse(url, _drawing_in(url), _SVG_HEADERS)
        raise ValueError("a print shows only what belongs to it")


@cache
def _drawing_in(url: str) -> bytes:
    """Return the drawing that is written in an address. Raises ``ValueError`` if no drawing may be so."""
    drawing, problems = read_svg("", unquote_to_bytes(url.removeprefix(_DRAWING_START)))
    if drawing is None:
        raise ValueError(problems[0].message)
    return drawing


def make_print(job: PrintJob) -> Printed:
    """Return the PDF of a job, with its problems: of the markup, of the layout, and those that WeasyPrint logs."""
    collecting = gc.isenabled()
    gc.disable()  # nearly all objects of a layout live until it is written: collection finds nothing
    try:
        return _print(job)
    finally:
        if collecting:
            gc.enable()


def _print(job: PrintJob) -> Printed:
    with captured_log("weasyprint") as warnings:
        markup, document, sparse, options = _document(job)
        with tags_from_html():
            content = document.write_pdf(**options)
    pdf = repair_pdf(content)
    problems = (
        *markup_problems(markup, job.path),
        *layout_problems(document, job.path, job.limits),
        *sparse_page_problems(sparse, job.path),
        *(
            Diagnostic(Span(job.path), Code.PRINT_PROBLEM, message, f"{hint}; the PDF was not published")
            for message, hint in _writing_problems(markup, warnings, pdf.fonts)
        ),
    )
    return Printed(pdf.content, pdf.pages, problems)


def _writing_problems(markup: str, warnings: list[str], fonts: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield message and hint of each letter that the print font lacks; if none, of each warning and each foreign font.

    A missing letter also causes a warning and a foreign font, so these are then left out.
    """
    missing = sorted(set(unescape(markup)) - print_characters() - set("\n"))
    for letter in missing:
        message = f"the print font has no letter '{letter}' (U+{ord(letter):04X})"
        yield message, "write it in letters that Source Sans Pro has"
    if not missing:
        yield from ((warning, "correct the words or the style of this print") for warning in warnings)
        for font in sorted(font for font in fonts if _FONT_FAMILY not in font):
            yield f"letters are set in {font}, a font of this machine", f"use only {_FONT_FAMILY} in the style"


def _document(job: PrintJob) -> tuple[str, Any, tuple[int, ...], dict[str, Any]]:
    """Return the markup of a job, its ``weasyprint.Document``, its nearly empty pages and the options to write it with.

    Where a page would be nearly empty, the lines are set closer, so that its few lines fit on the page before; if that
    is not enough, the block before them starts the page. A layout costs most of a print, so each is tried once.
    """
    options = {"pdf_variant": PDF_VARIANT, "pdf_forms": job.fill_in}
    markup, styles = job.markup, ""
    document = _render(markup, job, styles, options)
    sparse = sparse_pages(document, job.limits)
    if sparse:
        closer = _closer_style(job.limits.smallest)
        other = _render(markup, job, closer, options)
        if len(left := sparse_pages(other, job.limits)) < len(sparse):
            document, sparse, styles = other, left, closer
    while sparse and (blocks := blocks_to_move(document, sparse, job.limits)):
        moved = _with_breaks(markup, blocks)
        other = _render(moved, job, styles, options)
        if len(left := sparse_pages(other, job.limits)) >= len(sparse):
            break
        document, sparse, markup = other, left, moved
    return markup, document, sparse, options


def _closer_style(smallest: float) -> str:
    """Return the style sheet that sets lines or rows closer for a print of letters of this size, in points.

    Lines less than 1.3 apart are hard to read; for readers who need large letters, less than 1.36.
    """
    if smallest >= _LARGE_PRINT:
        return _LINES.format(1.36, 2.2)
    if smallest >= _EASY_READ:
        return _ROWS
    return _LINES.format(1.3, 1.6)


_LARGE_PRINT, _EASY_READ = 18, 14
_LINES = (
    "html, p, li, dd, th, td {{ line-height: {} }} p {{ margin-bottom: {}mm }} "
    ".handout .asked--lines {{ padding-bottom: 11mm }}"
)
_ROWS = ".row, .word { padding: 1.8mm 0 } .about { margin-top: 4mm; padding-top: 2mm } .about p { margin-bottom: 1mm }"


def _with_breaks(markup: str, blocks: Collection[tuple[str, int]]) -> str:
    """Return the markup with a new page before each block, told by its tag and its place among those of its tag."""
    starts = {tag: [match.end() for match in re.finditer(rf"<{tag}\b", markup)] for tag, _ in blocks}
    for end in sorted((starts[tag][place] for tag, place in blocks), reverse=True):
        markup = f"{markup[:end]} data-starts-page{markup[end:]}"
    return markup


def _render(markup: str, job: PrintJob, styles: str, options: dict[str, Any]) -> Any:
    fonts, style_sheets = _style_sheets((f"@page {{ size: {job.size} }}", *job.styles, styles))
    html = weasyprint.HTML(string=markup, url_fetcher=PackageFetcher(dict(job.pictures)))
    return html.render(stylesheets=style_sheets, font_config=fonts, **options)


@cache
def _style_sheets(styles: tuple[str, ...]) -> tuple[Any, list[Any]]:
    """Return the font configuration and the parsed style sheets. Each process parses the same texts once.

    Other style sheets have another font configuration, so that a print cannot use a font that its styles do not
    name.
    """
    fonts, fetcher = FontConfiguration(), PackageFetcher({})
    return fonts, [weasyprint.CSS(string=text, font_config=fonts, url_fetcher=fetcher) for text in styles]
