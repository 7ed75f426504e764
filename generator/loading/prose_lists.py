"""Find lists and indented lines that a page reads otherwise than they look.

Python-Markdown counts indentation in steps of four spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.loading.prose_body import Body
from generator.loading.prose_html import raw_blocks
from generator.model.markdown import Finding, UnknownMarkdown, matches, unknown_markdown

_STEP = 4
_ITEM = re.compile(r"(?:([-*+])|(\d{1,9})\.)(?:[ \t]+\S|$)")
_LINE = re.compile(r"(?:[-*_][ \t]*){3,}$")
_NO_HTML = (-1, -1)
_HEADING = re.compile(r"#{1,6} ")
_BOXES: tuple[UnknownMarkdown, ...] = tuple(
    map(unknown_markdown, ("box", "fold", "tab", "block", "definition", "footnote"))
)
"""Rows whose text below is indented; what is wrong is their first line."""


@dataclass(frozen=True, slots=True)
class _Item:
    indent: int
    is_numbered: bool


@dataclass(slots=True)
class _Reader:
    """Reads line after line, and knows which lists are open."""

    items: list[_Item] = field(default_factory=list)
    """The last item of each open list, the outermost first."""
    blank: bool = True
    """Whether the line before is empty."""
    text: bool = False
    """Whether the line before is of a paragraph outside any list."""
    item_text: bool = False
    """Whether the line before is of a paragraph of an item, below an empty line."""
    block_indent: int = 0
    """The indentation of the first line since the last empty one."""
    box: bool = False
    """Whether the lines are the indented text of a box."""
    code: bool = False
    """Whether indented text has been reported, and goes on."""

    def item(self, indent: int, is_numbered: bool, number: int) -> Iterator[str]:
        """Yield the keys of what is wrong with a line that begins an item."""
        if not self.items:
            if self.text:
                if not is_numbered or number == 1:
                    yield "list-after-text"
                return
            if indent >= _STEP:
                yield from self._indented()
                return
            self._open(indent, is_numbered)
            if is_numbered and number != 1:
                yield "list-number"
            return
        level, depth = indent // _STEP, len(self.items) - 1
        if level > depth + 1:
            yield "deep-list"
            return
        if self.item_text and indent >= _STEP:
            yield "list-after-text"
            return
        if level == depth + 1:
            self.items.append(_Item(indent, is_numbered))
            if is_numbered and number != 1:
                yield "list-number"
            return
        base = self.items[level]
        del self.items[level + 1 :]
        if indent - base.indent >= 2:
            yield "flat-list"
        elif is_numbered != base.is_numbered:
            self.items[level] = _Item(base.indent, is_numbered)
            yield "mixed-list"
        elif not self.blank and self.block_indent >= _STEP * (level + 1):
            yield "loose-list"

    def other(self, indent: int, is_heading: bool) -> Iterator[str]:
        """Yield the key of what is wrong with a line that does not begin an item."""
        if is_heading:
            if self.items and not self.blank and self.block_indent >= _STEP:
                yield "loose-heading"
            self.items, self.text = [], False
        elif self.items and self.blank:
            if not indent:
                self.items = []
            elif indent < _STEP:
                yield "short-indent"
                self.items = []
            elif indent >= _STEP * (len(self.items) + 1):
                yield from self._indented()
            else:
                del self.items[indent // _STEP :]
                self.item_text = True
        elif not self.items and not self.text and indent >= _STEP:
            yield from self._indented()
        if not self.items and not is_heading and not self.code:
            self.text = True

    def _open(self, indent: int, is_numbered: bool) -> None:
        self.items, self.text = [_Item(indent, is_numbered)], False

    def _indented(self) -> Iterator[str]:
        if not self.code and not self.box:
            yield "indented-text"
        self.code = True


def list_findings(body: Body) -> Iterator[Finding]:
    """Yield each line of a list, or indented line, that a page reads otherwise than it looks."""
    reader = _Reader()
    raw_html = iter([(tag.start, end) for tag, end in raw_blocks(body)])
    html_start, html_end = next(raw_html, _NO_HTML)
    boxes = {body.text.rfind("\n", 0, match.start("at")) + 1 for _, match in matches(body.text, _BOXES)}
    for start, raw in body.lines():
        line = raw.expandtabs(_STEP) if "\t" in raw else raw
        content = line.strip()
        while html_end <= start and (html_start, html_end) != _NO_HTML:
            html_start, html_end = next(raw_html, _NO_HTML)
        if not content or html_start <= start < html_end:
            reader.blank, reader.text, reader.item_text = True, False, False
            continue
        indent = len(line) - len(line.lstrip())
        if reader.blank:
            reader.block_indent = indent
        if start in boxes:
            reader.box, reader.items, reader.text = True, [], True
        else:
            reader.box = reader.box and indent >= _STEP
            reader.code = reader.code and indent >= _STEP
            yield from _line_findings(reader, start, raw, indent, content)
        reader.blank = False


def _line_findings(reader: _Reader, start: int, raw: str, indent: int, content: str) -> Iterator[Finding]:
    item = _ITEM.match(content)
    if _LINE.match(content) or content[0] in ">|<":
        keys: Iterator[str] = iter(())
        reader.text = False
        if not indent and reader.blank:
            reader.items = []
    elif reader.items and indent >= _STEP and _HEADING.match(content):
        keys = iter(("list-heading",))
    elif item:
        keys = reader.item(indent, bool(item[2]), int(item[2] or 1))
    else:
        keys = reader.other(indent, is_heading=content[0] == "#" and not indent)
    at = start + len(raw) - len(raw.lstrip())
    for key in keys:
        words = _instead(key, content, indent)
        yield Finding.of(key, at, start + len(raw), words=words)


def _instead(key: str, content: str, indent: int) -> str:
    """Return the line as it should be typed."""
    match key:
        case "flat-list" | "short-indent":
            return " " * _STEP * (indent // _STEP + 1) + content
        case "list-number":
            return re.sub(r"^(\d+)\.", r"\1\\.", content)
        case _:
            return content
