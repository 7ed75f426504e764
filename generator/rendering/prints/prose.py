"""Convert the body of a prose page to print HTML, with only the elements that stay accessible in a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import markdown
from markupsafe import Markup

from generator.diagnostics import Code, Diagnostic, Span
from generator.model.markdown import EXTENSIONS
from generator.views.prints.prose import PrintedProse

_PRINT_TAGS = {"p": "p", "ul": "ul", "ol": "ol", "li": "li", "h2": "h3", "h3": "h4", "strong": "strong", "em": "strong"}
"""HTML tag of the page to tag in print. Headings go one level down, below the page's own title."""

_UNPRINTABLE = (
    (re.compile(r"!\["), "a picture", "write in words what it shows"),
    (re.compile(r"^\s*\|.*\|\s*$"), "a table", "write it as a list"),
    (re.compile(r"^(?:```|~~~| {4}\S)"), "code", "write it as a sentence"),
    (re.compile(r"^\s*>"), "a quotation", "write it in your own words"),
    (re.compile(r"<(?!!--)/?[A-Za-z]"), "HTML", "write it in Markdown: paragraphs, lists, headings, **bold**, links"),
)


def printed_body(view: PrintedProse) -> Markup:
    """Return the body as print HTML."""
    html = _PrintHtml()
    html.feed(markdown.markdown(view.body, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS))
    html.close()
    return Markup("".join(html.output))


def prose_problems(view: PrintedProse) -> Iterator[Diagnostic]:
    """Yield a problem for the first line of each construct that is not accessible in a PDF."""
    reported: set[str] = set()
    for number, line in enumerate(view.body.split("\n"), start=view.first_line):
        for pattern, construct, hint in _UNPRINTABLE:
            if (match := pattern.search(line)) and construct not in reported:
                reported.add(construct)
                span = Span(view.source, number, match.start() + 1)
                message = f"{construct} on a page that is printed: a print would not be read out correctly"
                yield Diagnostic(span, Code.PRINT_PROBLEM, message, hint)


class _PrintHtml(HTMLParser):
    """Copies HTML to ``output``: the tags of _PRINT_TAGS, links with their page number, and all text."""

    def __init__(self) -> None:
        super().__init__()
        self.output: list[str] = []
        self.target = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PRINT_TAGS:
            self.output.append(f"<{_PRINT_TAGS[tag]}>")
        elif tag == "a":
            self.target = dict(attrs).get("href") or ""
            self.output.append(f'<a href="{escape(self.target)}">')

    def handle_endtag(self, tag: str) -> None:
        if tag in _PRINT_TAGS:
            self.output.append(f"</{_PRINT_TAGS[tag]}>")
        elif tag == "a":
            self.output.append(f'</a> (page <span class="page" data-to="{escape(self.target)}"></span>)')

    def handle_data(self, data: str) -> None:
        self.output.append(escape(data, quote=False))
