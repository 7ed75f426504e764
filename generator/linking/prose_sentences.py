"""The sentences of a prose page, each with its place and the records that it links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.model.easy_read import sentences
from generator.model.pages import ProsePage

_LINK = re.compile(r"\[([^\[\]]*)\]\(([^)\[]*)\)")
_BLOCK = re.compile(r"^[ \t]*(?:#{2,6} |[-*+][ \t]|\d+\.[ \t]|\|)")
_MARKUP = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]*>|\{:?[^{}]*\}")


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """A sentence without markup, and the place of its paragraph or field."""

    text: str
    span: Span
    records: frozenset[str] = frozenset()
    """The ids that it links, or those of the promises of its step."""
    is_heading: bool = False
    is_advice: bool = False
    """Whether it stands where an author writes only advice."""


def sentences_of(page: ProsePage) -> Iterator[ProseSentence]:
    """Yield each sentence of a page: its lead, its steps, then its body."""
    front = page.front
    for sentence in _texts(front.lead):
        yield ProseSentence(sentence, page.id_span)
    for step in front.steps:
        for sentence in _texts(step.text):
            yield ProseSentence(sentence, page.id_span, frozenset(step.promises))
        for sentence in _texts(step.advice):
            yield ProseSentence(sentence, page.id_span, is_advice=True)
    for block, line, is_heading in _blocks(page.body):
        span = Span(page.file, page.first_line + line)
        for sentence in sentences(block.replace("**", "")):
            targets = (match[2].strip() for match in _LINK.finditer(sentence))
            linked = frozenset(target.removeprefix("ref:") for target in targets if target.startswith("ref:"))
            yield ProseSentence(_MARKUP.sub("", _LINK.sub(r"\1", sentence)), span, linked, is_heading)


def _texts(text: str | None) -> tuple[str, ...]:
    return sentences(text.replace("**", "")) if text else ()


def _blocks(body: str) -> Iterator[tuple[str, int, bool]]:
    """Yield each paragraph, heading and list item as one line: its text, its first line from 0, if it is a heading."""
    lines: list[str] = []
    first, ended = 0, False
    for number, line in enumerate(body.split("\n")):
        if lines and (ended or not line.strip() or _BLOCK.match(line)):
            yield " ".join(lines), first, ended
            lines = []
        ended = line.startswith("##")
        if line.strip():
            first = first if lines else number
            lines.append(_BLOCK.sub("", line).strip())
    if lines:
        yield " ".join(lines), first, ended
