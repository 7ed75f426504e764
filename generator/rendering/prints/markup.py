"""Parse the HTML of a print into elements with line and column, and check what a whole document must have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.diagnostics import Code, Diagnostic, Span, sort_diagnostics

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FIELDS = frozenset({"input", "textarea", "select"})


@dataclass(eq=False, slots=True)
class Element:
    """One element; ``line`` and ``column`` count from 1 and are those of its start tag."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    text: str = ""
    """Its text, with that of its descendants."""

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements around it, innermost first."""
        parent = self.parent
        while parent:
            yield parent
            parent = parent.parent

    def within(self, tag: str) -> bool:
        """Return whether an element with this tag is around it."""
        return any(ancestor.tag == tag for ancestor in self.ancestors())


class _ElementParser(HTMLParser):
    """Collects the elements of a document. An end tag closes the nearest open element with its tag, if any."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, offset = self.getpos()
        parent = self.open[-1] if self.open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, line, offset + 1, parent)
        if parent:
            parent.children.append(element)
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        positions = [n for n, element in enumerate(self.open) if element.tag == tag]
        if positions:
            del self.open[positions[-1] :]

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements_of(markup: str) -> list[Element]:
    """Return all elements in document order."""
    parser = _ElementParser()
    parser.feed(markup)
    parser.close()
    return parser.elements


def document_problems(markup: str, path: str) -> tuple[Diagnostic, ...]:
    """Return the problems that only finished markup shows, sorted: language, title, headings, table rows, ids, links
    and labels. ``path`` is the print's path on the site.
    """
    elements = elements_of(markup)
    checks = (_language_and_title, _headings, _rows, _ids, _links, _labels)
    problems = [problem for check in checks for problem in check(elements)]
    return sort_diagnostics(
        Diagnostic(Span(path, element.line, element.column), Code.PRINT_PROBLEM, message, hint)
        for element, message, hint in problems
    )


_Problems = Iterator[tuple[Element, str, str]]
"""Element, message and hint."""
_NO_ELEMENT = Element("", {}, 1, 1)


def _language_and_title(elements: list[Element]) -> _Problems:
    root = next((e for e in elements if e.tag == "html"), _NO_ELEMENT)
    if not root.attributes.get("lang", "").strip():
        yield (
            root,
            "this print has no language",
            "write <html lang=…>: screen readers read it out in that language",
        )
    if not any(e.text.strip() for e in elements if e.tag == "title"):
        yield (
            root,
            "this print has no title",
            "write a <title> in the head: it is shown instead of the file name",
        )


def _headings(elements: list[Element]) -> _Problems:
    previous_level = 0
    for heading in (e for e in elements if e.tag in HEADINGS):
        level = HEADINGS.index(heading.tag) + 1
        words = _shortened(heading.text)
        if not words:
            yield heading, f"an <{heading.tag}> has no words", "write its words, or take it away"
        if level > previous_level + 1:
            position = f"follows <h{previous_level}>" if previous_level else "is the first heading"
            hint = f"write <h{previous_level + 1}>: levels go down one at a time"
            yield heading, f"<{heading.tag}> '{words}' {position}", hint
        previous_level = level
    titles = [e for e in elements if e.tag == "h1"]
    if not titles:
        yield _NO_ELEMENT, "this print has no <h1>", "write its title as the one <h1>"
    for title in titles[1:]:
        yield title, f"a second <h1>: '{_shortened(title.text)}'", "write <h2>; the title is the one <h1>"


def _rows(elements: list[Element]) -> _Problems:
    tables: dict[Element, list[Element]] = {}
    for row in (e for e in elements if e.tag == "tr"):
        table = next((a for a in row.ancestors() if a.tag == "table"), _NO_ELEMENT)
        tables.setdefault(table, []).append(row)
    for rows in tables.values():
        width = len(rows[0].children)
        for row in rows:
            if len(row.children) != width:
                message = f"a row of {len(row.children)} cells in a table of {width}: '{_shortened(row.text)}'"
                yield row, message, "give every row as many cells as the first, empty ones too"
                break


def _ids(elements: list[Element]) -> _Problems:
    counts = Counter(e.attributes["id"] for e in elements if "id" in e.attributes)
    seen: set[str] = set()
    for element in elements:
        name = element.attributes.get("id")
        if name is not None and name in seen and counts[name] > 1:
            yield element, f"the id '{name}' is used {counts[name]} times", "give each element an id of its own"
            counts[name] = 1
        seen.add(name or "")


def _links(elements: list[Element]) -> _Problems:
    for link in elements:
        if link.tag == "a" and not link.text.strip():
            yield (
                link,
                f"a link without words, to '{link.attributes.get('href', '')}'",
                "write where it leads between <a> and </a>",
            )


def _labels(elements: list[Element]) -> _Problems:
    labelled_ids = {e.attributes.get("for") for e in elements if e.tag == "label" and e.text.strip()}
    for element in elements:
        has_name = element.attributes.get("title") or element.attributes.get("id") in labelled_ids
        if element.tag in FIELDS and not has_name:
            name = element.attributes.get("name", "")
            yield element, f"the field '{name}' has no name to read out", "write a <label for=…> with words, or a title"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
