"""Print views to PDF/UA-1 files. A print never passes through the site engine: it has templates of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from generator.views.pages import PrintView
from generator.views.site import SiteView


@dataclass(frozen=True, slots=True)
class Format:
    """How the prints of one template are set."""

    styles: tuple[str, ...]


_BOOK = Format(("tokens.css", "print.css", "book.css"))
FORMATS = {
    "standard_set": _BOOK,
    "easy_read": Format(("tokens.css", "print.css", "easy-read.css")),
    "strategy": Format((*_BOOK.styles, "figures.css", "strategy-print.css")),
    "strategy_in_brief": Format((*_BOOK.styles, "strategy-print.css")),
    "contacts": Format((*_BOOK.styles, "contacts-print.css")),
    "spocs": Format((*_BOOK.styles, "contacts-print.css")),
    "powers": Format((*_BOOK.styles, "law-print.css", "powers-print.css")),
    "powers_pocket_card": Format(("tokens.css", "print.css", "law-print.css", "pocket-card.css")),
    "deadlines": Format(("tokens.css", "print.css", "wall-chart.css")),
    "paper": Format(("tokens.css", "print.css", "paper.css")),
    "law": Format((*_BOOK.styles, "law-print.css")),
}

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
    style = FORMATS[view.template]
    template = environment().get_template(f"prints/{view.template}.html.jinja")
    markup = template.render(page=view, content=view.content, around=site.surroundings, prints={})
    lacking = sorted(set(unescape(markup)) - print_characters() - set("\n"))
    with overheard("weasyprint") as complaints:
        content = _pdf(markup, style, pictures, forms=view.print_format is PrintFormat.FILL_IN)
    written, pages, fonts = repaired(content)
    problems = [f"the print font has no letter '{letter}' (U+{ord(letter):04X})" for letter in lacking]
    if not lacking:
        strangers = sorted(font for font in fonts if _FONT_FAMILY not in font)
        problems = [*complaints, *(f"letters came from a font of this machine's, {font}" for font in strangers)]
    found = tuple(Diagnostic(Span(view.path), Code.PRINT_PROBLEM, problem, _HINT) for problem in problems)
    return Artefact(view.path, written), PrintFacts(pages, len(written)), found


_HINT = "look at the words or the style that this print uses; the PDF was not published"


def _pdf(markup: str, style: Format, pictures: Mapping[str, bytes], *, forms: bool) -> bytes:
    fonts = FontConfiguration()
    fetcher = _OwnFilesOnly(pictures)
    sheets = [weasyprint.CSS(url=f"kb:style/{name}", font_config=fonts, url_fetcher=fetcher) for name in style.styles]
    document = weasyprint.HTML(string=markup, url_fetcher=fetcher)
    with what_html_says():
        content = document.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant=PDF_VARIANT, pdf_forms=forms)
    assert isinstance(content, bytes)
    return content
