"""What a print says, paragraph by paragraph, so that two versions of it can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser

from generator.rendering.prints.jobs import PrintJob
from generator.words.text import Run

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time"}
)
"""The elements within a paragraph; every other one begins a new one."""

_SILENT = frozenset({"style", "title", "svg"})
_VERSION = re.compile(
    r"(?:This is v|\bV)ersion [A-Z0-9]{6}"
    r"(?:, released on \d{1,2} [A-Z][a-z]{2,8} \d{4}|, a draft that is not released)?\. ?"
)
"""The sentence of a print that names its version."""

_SPOKEN = ("alt", "aria-label", "data-made")


def paragraphs(job: PrintJob) -> tuple[str, ...]:
    """Return what a print says, without the sentence that names its version."""
    found = _of_markup(job.markup) if job.markup else _of_content(job.content)
    told = (_VERSION.sub("", " ".join(text.split())) for text in found)
    return tuple(text.replace(job.version, "its code") for text in told if text)


class _Reader(HTMLParser):
    """Collects the paragraphs of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._text = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag not in _INLINE:
            self.end()
        self.found += [value for name, value in attrs if value and name in _SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag not in _INLINE:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text += data

    def end(self) -> None:
        """End the paragraph."""
        self.found.append(self._text)
        self._text = ""


def _of_markup(markup: str) -> list[str]:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end()
    return reader.found


def _of_content(value: object) -> Iterator[str]:
    """Yield the texts in the content of a Word or PowerPoint file: those with a space, which no name of a style has."""
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, tuple) and value and all(isinstance(one, Run) for one in value):
        yield "".join(one.text for one in value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _of_content(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _of_content(getattr(value, one.name))
