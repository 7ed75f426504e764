"""The body of a prose page: its letters with their places, without its code, and its HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.loading.prose_links import links
from generator.model.allowed_html import ExtraHtml

CODE = "\0"
"""What stands for each letter of a code span. No text file has it."""

_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n)){1,2000}?(?<!`)\1(?!`)")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^\n`]*)$")
_INDENTED_FENCE = re.compile(r"[ \t]+(`{3,}|~{3,})")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s\"'<>@/=]{0,60})(?=[\s/>\"'])(?!//)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]{0,1000}\"|'[^']{0,1000}'){0,2000})>"
)
"""A tag as a browser reads it, up to the first ``>`` outside quotation marks. The numbers bound the work."""
_ATTRIBUTE = re.compile(r"([^\s\"'=<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>]+)))?")
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!]")


@dataclass(frozen=True, slots=True)
class Fence:
    """The line that begins a block of code: its signs, the language after them, and whether a page understands it."""

    start: int
    signs: str
    language: str
    is_closed: bool
    is_indented: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of HTML: its name in small letters, its attributes, and their positions in the body."""

    name: str
    is_end: bool
    start: int
    end: int
    attributes: dict[str, tuple[str, int]]
    """Name to value and position of the value; of a name without a value, the position of the name."""
    places: dict[str, tuple[int, int]]
    """Name to where the attribute begins and ends."""

    def value(self, name: str) -> str:
        """Return the value of an attribute; empty if it has none."""
        return self.attributes.get(name, ("", 0))[0]


class Body:
    """The body of a page, with the place of each letter in the file.

    ``text`` is the body without code and remarks: spaces for blocks of code, ``CODE`` for code spans. ``words`` is the
    text without tags of HTML, addresses of links and escaped signs too. Positions are the same in all of them.
    ``extra`` is the HTML that the settings allow.
    """

    def __init__(self, path: str, body: str, first_line: int, extra: frozenset[ExtraHtml] = frozenset()) -> None:
        self.path, self.body, self.first_line, self.extra = path, body, first_line, extra
        self.fences: list[Fence] = []
        self.remarks: list[tuple[int, int]] = []
        self.text = self._without_comments(self._without_code())
        self.links = tuple(links(self.text, body))
        self.tags = tuple(_tags(self.text)) if "<" in self.text else ()
        self.words = self._words()
        self._starts = [0, *(n + 1 for n, letter in enumerate(body) if letter == "\n")]

    def span(self, offset: int) -> Span:
        """Return the place in the file of a position in the body."""
        line = bisect_right(self._starts, offset) - 1
        return Span(self.path, self.first_line + line, offset - self._starts[line] + 1)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield the position of each line in the body, and the line without code."""
        return zip(self._starts, self.text.split("\n"), strict=True)

    def typed(self, start: int, end: int | None = None) -> str:
        """Return what is typed at a position, to its end or else the end of its line."""
        if end is None:
            end = self.body.find("\n", start)
        return self.body[start : end if end >= 0 else None].strip()

    def without_remarks(self) -> str:
        """Return the body with spaces in its remarks, which stay between their signs: no reader may read them."""
        pieces, position = [], 0
        for start, end in self.remarks:
            first, last = start + len("<!--"), max(end - len("-->"), start + len("<!--"))
            pieces += [self.body[position:first], _blank(self.body[first:last])]
            position = last
        return "".join((*pieces, self.body[position:]))

    def _without_code(self) -> str:
        """Return the body without code, and record the fences. Python-Markdown reads fences at the margin only."""
        if "`" not in self.body and "~~~" not in self.body:
            return self.body
        lines, position = self.body.split("\n"), 0
        last, closings = -1, _closing_lines(lines)
        for n, line in enumerate(lines):
            if n > last and ("`" in line or "~" in line) and (fence := self._fence(line, n, position, closings)):
                last = fence
            if n <= last:
                lines[n] = " " * len(line)
            position += len(line) + 1
        return _SPAN.sub(lambda match: re.sub(r"[^\n]", CODE, match[0]), "\n".join(lines))

    def _fence(self, line: str, number: int, position: int, closings: _Closings) -> int | None:
        """Return the number of the line that closes a fence, or its own if nothing does; None without a fence."""
        is_indented = bool(_INDENTED_FENCE.match(line))
        opening = _FENCE.match(line.lstrip() if is_indented else line)
        if not opening:
            return None
        numbers = closings.get((opening[1], is_indented), [])
        later = bisect_right(numbers, number)
        is_closed = later < len(numbers)
        start = position + len(line) - len(line.lstrip())
        self.fences.append(Fence(start, opening[1], opening[2].strip(), is_closed, is_indented))
        return numbers[later] if is_closed else number

    def _without_comments(self, text: str) -> str:
        pieces, position = [], 0
        while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
            pieces += [text[position:start], _blank(text[start : end + 3])]
            position = end + 3
            self.remarks.append((start, position))
        return "".join((*pieces, text[position:]))

    def _words(self) -> str:
        hidden = [(tag.start, tag.end) for tag in self.tags]
        hidden += [(link.target_start, link.end) for link in self.links]
        if "\\" in self.text:
            hidden += [match.span() for match in _ESCAPE.finditer(self.text)]
        pieces, position = [], 0
        for start, end in sorted(hidden):
            if start >= position:
                pieces += [self.text[position:start], re.sub(r"[^\n]", CODE, self.text[start:end])]
                position = end
        return "".join((*pieces, self.text[position:]))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


_Closings = dict[tuple[str, bool], list[int]]
"""The numbers of the lines that can close a fence, by its signs and whether it is indented."""


def _closing_lines(lines: list[str]) -> _Closings:
    closings: _Closings = {}
    for n, line in enumerate(lines):
        signs = line.strip()
        if signs[:3] in {"```", "~~~"} and not signs.strip(signs[0]):
            closings.setdefault((signs, True), []).append(n)
            if line.startswith(signs):
                closings.setdefault((signs, False), []).append(n)
    return closings


def _tags(text: str) -> Iterator[Tag]:
    for match in _TAG.finditer(text):
        attributes: dict[str, tuple[str, int]] = {}
        places: dict[str, tuple[int, int]] = {}
        first = match.start("attributes")
        for one in _ATTRIBUTE.finditer(match["attributes"]):
            group = next((n for n in (2, 3, 4) if one[n] is not None), 0)
            value = one[group] if group else ""
            attributes.setdefault(one[1].lower(), (value, first + one.start(group)))
            places.setdefault(one[1].lower(), (first + one.start(), first + one.end()))
        yield Tag(match["name"].lower(), bool(match["close"]), match.start(), match.end(), attributes, places)
