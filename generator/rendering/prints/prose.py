"""The body of a prose page as print HTML: the few elements that stay accessible in a PDF, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import markdown
from markupsafe import Markup

from generator.diagnostics import Code, Diagnostic, Span
from generator.views.prints.prose import PrintedProse

_KEPT = {"p": "p", "ul": "ul", "ol": "ol", "li": "li", "h2": "h3", "h3": "h4", "strong": "strong", "em": "strong"}
"""What each element of a page becomes in print; headings stand one lower, under the page's own title."""

_REFUSED = (
    (re.compile(r"!\["), "a picture", "say in words what it shows"),
    (re.compile(r"^\s*\|.*\|\s*$"), "a table", "write it as a list"),
    (re.compile(r"^(?:```|~~~| {4}\S)"), "code", "write it as a sentence"),
    (re.compile(r"^\s*>"), "a quotation", "say it in your own words"),
    (re.compile(r"<(?!!--)/?[A-Za-z]"), "HTML", "write it in Markdown: paragraphs, lists, headings, **bold**, links"),
)


def printed_body(view: PrintedProse) -> Markup:
    """The body as HTML for paper."""
    reader = _Reader()
    reader.feed(markdown.markdown(view.body, extensions=["attr_list"]))
    reader.close()
    return Markup("".join(reader.out))


def prose_problems(view: PrintedProse) -> Iterator[Diagnostic]:
    """What stands on a page that is printed and cannot be read out from a PDF."""
    told: set[str] = set()
    for number, line in enumerate(view.body.split("\n"), start=view.first_line):
        for pattern, what, hint in _REFUSED:
            if (match := pattern.search(line)) and what not in told:
                told.add(what)
                span = Span(view.source, number, match.start() + 1)
                message = f"{what} on a page that is printed, which a PDF would not read out right"
                yield Diagnostic(span, Code.PRINT_PROBLEM, message, hint)


class _Reader(HTMLParser):
    """Keeps what print knows, drops every other element and keeps its words."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.leads = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KEPT:
            self.out.append(f"<{_KEPT[tag]}>")
        elif tag == "a":
            self.leads = dict(attrs).get("href") or ""
            self.out.append(f'<a href="{escape(self.leads)}">')

    def handle_endtag(self, tag: str) -> None:
        if tag in _KEPT:
            self.out.append(f"</{_KEPT[tag]}>")
        elif tag == "a":
            self.out.append(f'</a> (page <span class="page" data-to="{escape(self.leads)}"></span>)')

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data, quote=False))
