"""Print views to PDF/UA-1 files. A print never passes through the site engine: it has templates of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape

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
from generator.rendering.print_layout import Limits, layout_problems
from generator.rendering.print_rules import markup_problems
from generator.rendering.printed_prose import prose_problems
from generator.views.pages import PrintView
from generator.views.printed_prose import PrintedProse
from generator.views.site import SiteView

_BASE = ("tokens.css", "print.css")
STYLES = {
    "book": (*_BASE, "book.css"),
    "leaflet": (*_BASE, "leaflet.css"),
    "poster": (*_BASE, "poster.css"),
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
    "consultation": ("figures.css", "strategy-print.css"),
    "contacts": ("contacts-print.css",),
    "law": ("status-print.css", "law-print.css"),
    "need": ("prose-print.css",),
    "powers": ("status-print.css", "law-print.css", "powers-print.css"),
    "prose": ("status-print.css", "prose-print.css"),
    "spocs": ("contacts-print.css",),
    "strategy": ("figures.css", "strategy-print.css"),
}
"""What each kind of part needs besides, in a book or a leaflet."""


def styles_of(view: PrintView) -> tuple[str, ...]:
    """The style sheets of a print, in order: its document's, its parts', then those of large print."""
    held = [name for part in view.parts for name in PART_STYLES.get(part.template, ())]
    bound = view.template in {"book", "leaflet"}
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
}
"""What each format must keep to. Easy read: "Accessible communication formats" of the UK Government, 24 pages of 14
points; large print: 18 points, as RNIB's clear print guidance asks of it."""


def limits_of(view: PrintView) -> Limits:
    """What a print must keep to."""
    return LIMITS.get(view.print_format, Limits())


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
    template = environment().get_template(f"prints/{view.template}.html.jinja")
    markup = _loosened(template.render(page=view, content=view.content, around=site.surroundings, prints={}))
    lacking = sorted(set(unescape(markup)) - print_characters() - set("\n"))
    with overheard("weasyprint") as complaints:
        content, misfits = _pdf(markup, view, pictures)
    written, pages, fonts = repaired(content)
    problems = [f"the print font has no letter '{letter}' (U+{ord(letter):04X})" for letter in lacking]
    if not lacking:
        strangers = sorted(font for font in fonts if _FONT_FAMILY not in font)
        problems = [*complaints, *(f"letters came from a font of this machine's, {font}" for font in strangers)]
    found = (
        *markup_problems(markup, view.path),
        *misfits,
        *(Diagnostic(Span(view.path), Code.PRINT_PROBLEM, problem, _HINT) for problem in problems),
    )
    found += tuple(problem for prose in _prose(view) for problem in prose_problems(prose))
    return Artefact(view.path, written), PrintFacts(pages, len(written)), found


def _loosened(markup: str) -> str:
    """The markup with a plain space before every bold word.

    Where a no-break space stands before an element, WeasyPrint 70 sets every earlier word of the line on its own.
    """
    return markup.replace("\u00a0<strong>", " <strong>")


def _prose(view: PrintView) -> Iterator[PrintedProse]:
    yield from (part.content for part in view.parts if isinstance(part.content, PrintedProse))


_HINT = "look at the words or the style that this print uses; the PDF was not published"


def _pdf(markup: str, view: PrintView, pictures: Mapping[str, bytes]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    fonts = FontConfiguration()
    fetcher = _OwnFilesOnly(pictures)
    size = weasyprint.CSS(string=f"@page {{ size: {view.paper} }}", font_config=fonts)
    sheets = [
        weasyprint.CSS(url=f"kb:style/{name}", font_config=fonts, url_fetcher=fetcher) for name in styles_of(view)
    ]
    options = {"pdf_variant": PDF_VARIANT, "pdf_forms": view.print_format is PrintFormat.FILL_IN}
    html = weasyprint.HTML(string=markup, url_fetcher=fetcher)
    document = html.render(stylesheets=[size, *sheets], font_config=fonts, **options)
    with what_html_says():
        content = document.write_pdf(**options)
    assert isinstance(content, bytes)
    return content, layout_problems(document, view.path, limits_of(view))
