"""Print jobs to PDF/UA-1 files. A print never passes through the site engine: it has templates of its own."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cache
from html import unescape
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.diagnostics import Code, Diagnostic, Span, captured_log
from generator.rendering.environment import TEMPLATES
from generator.rendering.fonts import WEIGHTS, print_characters, print_font
from generator.rendering.pdf.layout import layout_problems
from generator.rendering.pdf.repair import repaired
from generator.rendering.pdf.tagging import what_html_says
from generator.rendering.prints.jobs import Printed, PrintJob
from generator.rendering.prints.rules import markup_problems

PDF_VARIANT = "pdf/ua-1"
_FONT_FAMILY = "Source-Sans-KB"


class _OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Serves ``kb:`` addresses from the package and refuses every other, so that a print depends on nothing else."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["data"])
        self._pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme != "kb":
            return super().fetch(url, headers)
        kind, _, name = name.partition("/")
        if kind == "picture":
            return URLFetcherResponse(url, self._pictures[name], {"Content-Type": "image/svg+xml"})
        content = print_font(name) if kind == "font" and name in WEIGHTS else (TEMPLATES / "styles" / name).read_bytes()
        return URLFetcherResponse(url, content)


def make_print(job: PrintJob) -> Printed:
    """The PDF that a job asks for."""
    collecting = gc.isenabled()
    gc.disable()  # a layout is a great many objects that live until it is written: looking for dead ones finds none
    try:
        return _made(job)
    finally:
        if collecting:
            gc.enable()


def _made(job: PrintJob) -> Printed:
    with captured_log("weasyprint") as log_messages:
        markup, document, options = _laid_out(job)
        with what_html_says():
            content = document.write_pdf(**options)
    lacking = sorted(set(unescape(markup)) - print_characters() - set("\n"))
    written, pages, fonts = repaired(content)
    problems = [f"the print font has no letter '{letter}' (U+{ord(letter):04X})" for letter in lacking]
    if not lacking:
        strangers = sorted(font for font in fonts if _FONT_FAMILY not in font)
        problems = [*log_messages, *(f"letters came from a font of this machine's, {font}" for font in strangers)]
    found = (
        *markup_problems(markup, job.path),
        *layout_problems(document, job.path, job.limits),
        *(Diagnostic(Span(job.path), Code.PRINT_PROBLEM, problem, _HINT) for problem in problems),
    )
    return Printed(written, pages, found)


def _laid_out(job: PrintJob) -> tuple[str, Any, dict[str, Any]]:
    """The markup, its pages, and how to write them; what is folded gets pages for notes until its sheets are full."""
    options = {"pdf_variant": PDF_VARIANT, "pdf_forms": job.fill_in}
    markup = job.markups[0]
    document = _pages(markup, job, options)
    if short := -len(document.pages) % len(job.markups):
        markup = job.markups[short]
        document = _pages(markup, job, options)
    return markup, document, options


def _pages(markup: str, job: PrintJob, options: dict[str, Any]) -> Any:
    fonts, sheets = _look((f"@page {{ size: {job.size} }}", *job.styles))
    html = weasyprint.HTML(string=markup, url_fetcher=_OwnFilesOnly(dict(job.pictures)))
    return html.render(stylesheets=sheets, font_config=fonts, **options)


@cache
def _look(styles: tuple[str, ...]) -> tuple[Any, list[Any]]:
    """Fonts and style sheets of all prints that look the same, read once for as long as this process lives.

    Fonts are not shared any further: what one style sheet names, another must not find by chance.
    """
    fonts, fetcher = FontConfiguration(), _OwnFilesOnly({})
    return fonts, [weasyprint.CSS(string=text, font_config=fonts, url_fetcher=fetcher) for text in styles]


_HINT = "look at the words or the style that this print uses; the PDF was not published"
