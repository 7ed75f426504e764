"""Print views to PDF/UA-1 files. A print never passes through the site engine: it has templates of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.diagnostics import Code, Diagnostic, Span, overheard
from generator.model.vocabulary import PrintFormat
from generator.rendering.artefacts import Artefact, PrintFacts
from generator.rendering.environment import TEMPLATES, environment
from generator.rendering.fonts import WEIGHTS, print_characters, print_font
from generator.rendering.pdf_repair import repaired
from generator.rendering.pdf_tagging import what_html_says
from generator.rendering.print_layout import layout_problems
from generator.rendering.print_rules import markup_problems
from generator.rendering.print_styles import SIZES, limits_of, styles_of
from generator.rendering.printed_prose import prose_problems
from generator.views.pages import PrintView
from generator.views.printed_prose import PrintedProse
from generator.views.site import SiteView

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


def render_print(
    view: PrintView, site: SiteView, pictures: Mapping[str, bytes]
) -> tuple[Artefact, PrintFacts, tuple[Diagnostic, ...]]:
    """One PDF, tagged for PDF/UA-1, with what to say about it and what went wrong in making it."""
    with overheard("weasyprint") as complaints:
        markup, document, options = _laid_out(view, site, pictures)
        with what_html_says():
            content = document.write_pdf(**options)
    lacking = sorted(set(unescape(markup)) - print_characters() - set("\n"))
    written, pages, fonts = repaired(content)
    problems = [f"the print font has no letter '{letter}' (U+{ord(letter):04X})" for letter in lacking]
    if not lacking:
        strangers = sorted(font for font in fonts if _FONT_FAMILY not in font)
        problems = [*complaints, *(f"letters came from a font of this machine's, {font}" for font in strangers)]
    found = (
        *markup_problems(markup, view.path),
        *layout_problems(document, view.path, limits_of(view)),
        *(Diagnostic(Span(view.path), Code.PRINT_PROBLEM, problem, _HINT) for problem in problems),
    )
    prose = tuple(problem for part in _prose(view) for problem in prose_problems(part))
    return Artefact(view.path, written), PrintFacts(pages, len(written)), (*_placed(found, view), *prose)


def _placed(found: tuple[Diagnostic, ...], view: PrintView) -> Iterator[Diagnostic]:
    """The problems of a print at the publication that asks for it, where its author can do something about them."""
    yield from (replace(one, span=view.span, message=f"{view.path}: {one.message}") for one in found)


def _laid_out(view: PrintView, site: SiteView, pictures: Mapping[str, bytes]) -> tuple[str, Any, dict[str, Any]]:
    """The markup, its pages, and how to write them; what is folded gets pages for notes until its sheets are full."""
    options = {"pdf_variant": PDF_VARIANT, "pdf_forms": view.print_format is PrintFormat.FILL_IN}
    folded = limits_of(view).pages_multiple or 1
    markup = print_markup(view, site)
    document = _pages(markup, view, pictures, options)
    if short := -len(document.pages) % folded:
        markup = print_markup(view, site, short)
        document = _pages(markup, view, pictures, options)
    return markup, document, options


def print_markup(view: PrintView, site: SiteView, notes: int = 0) -> str:
    """The HTML of a print, with so many pages for notes at its end; the same HTML makes the same file."""
    template = environment().get_template(f"prints/{view.template}.html.jinja")
    shown = {"page": view, "content": view.content, "around": site.surroundings, "prints": {}, "notes": notes}
    return _loosened(template.render(shown))


def _pages(markup: str, view: PrintView, pictures: Mapping[str, bytes], options: dict[str, Any]) -> Any:
    fonts = FontConfiguration()
    fetcher = _OwnFilesOnly(pictures)
    size = weasyprint.CSS(string=f"@page {{ size: {SIZES.get(view.paper, view.paper)} }}", font_config=fonts)
    sheets = [
        weasyprint.CSS(url=f"kb:style/{name}", font_config=fonts, url_fetcher=fetcher) for name in styles_of(view)
    ]
    html = weasyprint.HTML(string=markup, url_fetcher=fetcher)
    return html.render(stylesheets=[size, *sheets], font_config=fonts, **options)


_BOUND = re.compile(r"(?<!\d)\u00a0(?!\d)|\u00a0(?=<strong>)")


def _loosened(markup: str) -> str:
    """The markup with no-break spaces only beside digits: numbers, dates and their units.

    Where one stands near the end of a stretch of text, WeasyPrint 70 may break the line at an earlier space.
    """
    return _BOUND.sub(" ", markup)


def _prose(view: PrintView) -> Iterator[PrintedProse]:
    yield from (part.content for part in view.parts if isinstance(part.content, PrintedProse))


_HINT = "look at the words or the style that this print uses; the PDF was not published"
