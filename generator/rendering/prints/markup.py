"""The markup of a print, read as a tree with the place of every element, and what a whole document must have."""

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
    """One element, where it starts, and what it holds."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    text: str = ""
    """All words in it, those of its descendants too."""

    def ancestors(self) -> Iterator[Element]:
        """What it stands in, the nearest first."""
        parent = self.parent
        while parent:
            yield parent
            parent = parent.parent

    def within(self, tag: str) -> bool:
        """Whether it stands in such an element."""
        return any(ancestor.tag == tag for ancestor in self.ancestors())


class _Reader(HTMLParser):
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
        matching = [n for n, element in enumerate(self.open) if element.tag == tag]
        if matching:
            del self.open[matching[-1] :]

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements_of(markup: str) -> list[Element]:
    """Every element, in the order of the text."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.elements


def document_problems(markup: str, path: str) -> tuple[Diagnostic, ...]:
    """What only the finished markup of a print can show: its language, its headings, its rows, its ids, its links."""
    elements = elements_of(markup)
    checks = (_names, _headings, _rows, _ids, _links, _labels)
    found = [problem for check in checks for problem in check(elements)]
    return sort_diagnostics(
        Diagnostic(Span(path, place.line, place.column), Code.PRINT_PROBLEM, message, hint)
        for place, message, hint in found
    )


_Found = Iterator[tuple[Element, str, str]]
_NOWHERE = Element("", {}, 1, 1)


def _names(elements: list[Element]) -> _Found:
    root = next((e for e in elements if e.tag == "html"), _NOWHERE)
    if not root.attributes.get("lang", "").strip():
        yield (
            root,
            "this print does not say its language",
            "write <html lang=…>, so that it is read out in that language",
        )
    if not any(e.text.strip() for e in elements if e.tag == "title"):
        yield root, "this print has no title", "write <title> in the head; readers show it instead of the file name"


def _headings(elements: list[Element]) -> _Found:
    above = 0
    for heading in (e for e in elements if e.tag in HEADINGS):
        level = HEADINGS.index(heading.tag) + 1
        words = _short(heading.text)
        if not words:
            yield heading, f"an <{heading.tag}> has no words", "write its words, or take it away"
        if level > above + 1:
            before = f"follows <h{above}>" if above else "is the first heading"
            yield heading, f"<{heading.tag}> '{words}' {before}", f"write <h{above + 1}>: levels go down one at a time"
        above = level
    titles = [e for e in elements if e.tag == "h1"]
    if not titles:
        yield _NOWHERE, "this print has no <h1>", "write its title as the one <h1>"
    for again in titles[1:]:
        yield again, f"a second <h1>: '{_short(again.text)}'", "write <h2>; the title is the one <h1>"


def _rows(elements: list[Element]) -> _Found:
    tables: dict[Element, list[Element]] = {}
    for row in (e for e in elements if e.tag == "tr"):
        table = next((a for a in row.ancestors() if a.tag == "table"), _NOWHERE)
        tables.setdefault(table, []).append(row)
    for rows in tables.values():
        usual = len(rows[0].children)
        for row in rows:
            if len(row.children) != usual:
                message = f"a row of {len(row.children)} cells in a table of {usual}: '{_short(row.text)}'"
                yield row, message, "give every row as many cells as the first, empty ones too"
                break


def _ids(elements: list[Element]) -> _Found:
    used = Counter(e.attributes["id"] for e in elements if "id" in e.attributes)
    seen: set[str] = set()
    for element in elements:
        name = element.attributes.get("id")
        if name is not None and name in seen and used[name] > 1:
            yield element, f"the id '{name}' is used {used[name]} times", "give each place an id of its own"
            used[name] = 1
        seen.add(name or "")


def _links(elements: list[Element]) -> _Found:
    for link in elements:
        if link.tag == "a" and not link.text.strip():
            yield (
                link,
                f"a link without words, to '{link.attributes.get('href', '')}'",
                "write what it leads to inside it",
            )


def _labels(elements: list[Element]) -> _Found:
    labelled = {e.attributes.get("for") for e in elements if e.tag == "label" and e.text.strip()}
    for element in elements:
        named = element.attributes.get("title") or element.attributes.get("id") in labelled
        if element.tag in FIELDS and not named:
            name = element.attributes.get("name", "")
            yield element, f"the field '{name}' has no name to read out", "write a <label for=…> with words, or a title"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
