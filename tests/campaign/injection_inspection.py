"""Read every file of a built site, and say what of a payload is live in it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from icalendar import Calendar
from lxml import etree, html

from generator.build import check
from generator.model.vocabulary import Edition
from generator.publishing.engine.search_index import INDEX_PATH, read_search_index
from generator.rendering.prints.jobs import print_markup
from generator.views.site import view

MARK = re.compile(r"kbq(\d+)z")

# fmt: off
_LIVE_ELEMENTS = frozenset({
    "animate", "applet", "base", "embed", "foreignobject", "frame", "frameset", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "portal", "set", "source", "style", "template", "use", "video", "xmp",
})
# fmt: on
_PRINT_STYLE = re.compile(r"(width|height|background-image|--[a-z-]+|left|top|grid-[a-z-]+)\s*:")
_DRAWING = "data:image/svg+xml,"
_SCHEMES = ("https://", "http://", "tel:", "sms:", "mailto:")
_NAMED_RECORD = re.compile(r"\{[a-z]+:[a-z0-9-]+\}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WORD_AND_PLACES = re.compile(r"[^\W_]+ [a-zA-Z0-9]+")
_NAMES_OF_LINES = re.compile(r"[A-Z-]+(?:;[A-Z-]+=[^:;]*)*:")


def words(text: str) -> str:
    """Return a text without spaces and bold marks, in small letters: in these it may differ on a page."""
    return "".join(text.replace("**", "").split()).casefold()


def _as_shown(typed: str) -> str:
    """Return the part of a text that a page shows letter by letter: not a record named in braces."""
    return _NAMED_RECORD.split(typed)[-1]


class Inspection:
    """Looks at files one after the other; ``findings`` says what is live in them."""

    def __init__(self, typed: dict[int, str]) -> None:
        self.typed = typed
        self.findings: list[str] = []
        self.files = self.exact = 0

    def inspect_folder(self, folder: Path) -> None:
        """Read every file below a folder."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.files += 1
                name = path.relative_to(folder).as_posix()
                try:
                    self._inspect(name, path.read_bytes())
                except Exception as error:  # a file that its reader refuses is a finding
                    self.findings.append(f"{name}: cannot be read: {error!r}")

    def inspect_print(self, name: str, markup: str) -> None:
        """Read the HTML that a PDF is made from."""
        self.files += 1
        self._page(f"print {name}", html.document_fromstring(markup), is_print=True)

    def _inspect(self, name: str, content: bytes) -> None:
        ending = name.rsplit(".", 1)[-1]
        match ending:
            case "html":
                self._page(name, html.document_fromstring(content.decode()))
            case "json":
                self._values(name, json.loads(content))
            case "csv":
                self._table(name, content.decode("utf-8-sig"))
            case "ics":
                self._calendar(name, content.decode())
            case "xml" | "svg":
                root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
                self._no_mark(name, etree.tostring(root, encoding="unicode"))
            case "js" if name.endswith(INDEX_PATH):
                self._index(name, read_search_index(content))
            case "md":
                pass
            case "gz":
                self._no_mark(name, gzip.decompress(content).decode())
            case "js" | "css" | "htaccess" | "_headers":
                self._no_mark(name, content.decode())

    def _no_mark(self, name: str, text: str) -> None:
        if match := MARK.search(text):
            self.findings.append(f"{name}: a payload is in a file that takes no text: {match[0]}")

    def _page(self, name: str, page: Any, *, is_print: bool = False) -> None:
        for element in page.iter():
            if not isinstance(element.tag, str):
                if MARK.search(element.text or ""):
                    self.findings.append(f"{name}: a payload is a comment: {(element.text or '')[:80]}")
                continue
            self.findings += [f"{name}: {fault}" for fault in _element_faults(element, is_print=is_print)]
            if element.tag == "script":
                if MARK.search(element.text or ""):
                    self._values(name, json.loads(element.text))
                continue
            for attribute, value in element.items():
                if is_print and value.startswith(_DRAWING):
                    self._drawing(name, unquote(value.removeprefix(_DRAWING)))
                elif attribute not in {"id", "href", "for", "style", "class"} and not attribute.startswith("aria-l"):
                    self._exact(f"{name} @{attribute}", value)
        for element in page.xpath("//script | //style"):
            element.text = ""
        self._exact(name, page.text_content())

    def _drawing(self, name: str, source: str) -> None:
        """Read a drawing that a print has in an address."""
        root = etree.fromstring(source.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        for element in root.iter():
            tag = etree.QName(element).localname.lower()
            if tag in _LIVE_ELEMENTS | {"script", "a", "image"} or any(
                str(one).startswith("on") for one in element.attrib
            ):
                self.findings.append(f"{name}: a drawing has an element of a payload: <{tag}>")
            self._exact(name, element.text or "")
            for value in element.attrib.values():
                self._exact(name, str(value))

    def _exact(self, name: str, shown: str) -> None:
        """Compare each payload in a text with what was typed."""
        marks = {int(number) for number in MARK.findall(shown)}
        if not marks:
            return
        text = words(shown)
        for n in marks:
            if n not in self.typed:
                self.findings.append(f"{name}: the text of a refused field is here: kbq{n}z")
                continue
            expected = words(_as_shown(self.typed[n]))
            shown_marks = len(MARK.findall(expected)) * text.count(expected)
            if name.startswith("a-to-z"):
                # It lists a title without what is before its last colon, too.
                rest = words(" ".join(self.typed[n].split()).rpartition(": ")[2])
                shown_marks += len(MARK.findall(rest)) * (text.count(rest) - text.count(expected))
            if text.count(f"kbq{n}z") == shown_marks:
                self.exact += 1
            else:
                at = text.index(f"kbq{n}z")
                self.findings.append(
                    f"{name}: not as typed: {expected[:160]!r} shows as {text[max(0, at - 90) : at + 90]!r}"
                )

    def _values(self, name: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                self._values(name, one)
                if MARK.search(key):
                    self.findings.append(f"{name}: a payload is a name: {key[:80]}")
        elif isinstance(value, list):
            for one in value:
                self._values(name, one)
        elif isinstance(value, str):
            self._exact(name, value)

    def _table(self, name: str, text: str) -> None:
        rows = list(csv.reader(StringIO(text, newline=""), strict=True))
        if len({len(row) for row in rows}) > 1:
            self.findings.append(f"{name}: rows differ in length")
        for row in rows:
            for cell in row:
                self._exact(name, cell)
                if MARK.search(cell) and cell.startswith(_FORMULA):
                    self.findings.append(f"{name}: a formula: {cell[:80]!r}")

    def _calendar(self, name: str, text: str) -> None:
        lines = text.replace("\r\n ", "").split("\r\n")
        if "\n" in "".join(lines) or any(line and not _NAMES_OF_LINES.match(line) for line in lines):
            self.findings.append(f"{name}: a line is broken")
        for component in Calendar.from_ical(text).walk():
            if component.name not in {"VCALENDAR", "VEVENT"}:
                self.findings.append(f"{name}: a component of a payload: {component.name}")
            if foreign := {"ATTACH", "X-INJECTED"} & set(component):
                self.findings.append(f"{name}: a line of a payload: {foreign}")

    def _index(self, name: str, index: dict[str, Any]) -> None:
        """Read the search index: texts, and words in letters. Anchors have letters of titles and no other signs."""
        for path, kind, title, description, weight, length, sections in index["pages"]:
            self._values(name, [path, kind, title, description, [heading for _, heading in sections]])
            if not (isinstance(weight, int) and isinstance(length, int)):
                self.findings.append(f"{name}: no number: {weight!r}, {length!r}")
        if odd := [line for line in index["words"].splitlines() if not _WORD_AND_PLACES.fullmatch(line)]:
            self.findings.append(f"{name}: a line is no word: {odd[0]!r}")


def _is_style_of_page(element: Any) -> bool:
    """Return whether a style element is the one that a page has in its head, with nothing of a payload in it."""
    parent = element.getparent()
    own = parent is not None and parent.tag == "head" and len(parent.findall("style")) == 1
    return own and not MARK.search(element.text or "") and "@import" not in (element.text or "")


def _element_faults(element: Any, *, is_print: bool) -> Iterator[str]:
    """Yield what of an element could run, fetch or lead away."""
    tag = element.tag
    is_own_style = tag == "style" and (is_print or _is_style_of_page(element))
    if MARK.search(tag) or (tag in _LIVE_ELEMENTS and not is_own_style):
        yield f"an element of a payload: <{tag}>"
    if tag == "script" and MARK.search(element.text or "") and "json" not in element.get("type", ""):
        yield f"a script: {(element.text or '')[:80]}"
    if tag == "meta" and element.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy":
        yield "a meta element that acts"
    for attribute, value in element.items():
        plain = re.sub(r"[\x00-\x20]", "", value).lower()
        if (
            attribute.startswith("on")
            or attribute in {"srcdoc", "formaction", "action", "ping"}
            or MARK.search(attribute)
        ):
            yield f"an attribute that acts: {attribute}={value[:80]!r}"
        if attribute in {"href", "src", "data", "poster", "xlink:href"}:
            if plain.startswith(("javascript:", "vbscript:", "data:text", "file:", "//")):
                yield f"an address that acts: {value[:80]!r}"
            if MARK.search(value) and tag not in {"a", "link"} and not (is_print and value.startswith(_DRAWING)):
                yield f"an address that a browser fetches: {value[:80]!r}"
            if MARK.search(value) and tag == "a" and ":" in plain and not plain.startswith(_SCHEMES):
                yield f"an address of a payload: {value[:80]!r}"
        if attribute == "style" and (MARK.search(value) or (is_print and not _PRINT_STYLE.match(value))):
            yield f"a style: {value[:80]!r}"


def print_markups(project: Path, today: date, edition: Edition) -> dict[str, str]:
    """Return the HTML of each print of a project, by the path of its PDF."""
    base, problems = check(project, today, edition)
    assert base, "\n".join(map(str, problems))
    site = view(base, with_prints=True)
    return {one.path: print_markup(one, site) for one in site.prints}
