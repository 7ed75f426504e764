"""Checks the length of sentences on pages for the public, and computes reading figures for each page.

The limit is that of GOV.UK's guidance on writing. The figures are words a sentence, and the age of a reader by the
grade formula of Flesch and Kincaid. Syllables are counted by the hyphenation points of British English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pyphen

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import NameIndex
from generator.model.easy_read import sentences
from generator.model.pages import Layout, ProsePage

MAX_WORDS = 25
"""The most words in a sentence."""

_LINK = re.compile(r"\[([^\[\]]*)\]\([^)\[]*\)")
_BLOCK = re.compile(r"^[ \t]*(?:#{2,6} |[-*+][ \t]|\d+\.[ \t]|\|)")
_MARKUP = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]*>|\{:?[^{}]*\}")
_WORD = re.compile(r"[A-Za-z0-9][\w'’.,:@/-]*")


@dataclass(frozen=True, slots=True)
class Readability:
    """The figures of one page: sentences, words, words of the longest sentence, and reading age in years."""

    path: str
    sentences: int
    words: int
    longest: int
    age: float


def check_readability(pages: Iterable[ProsePage], names: NameIndex) -> None:
    """Add to ``names`` a problem for each sentence of more than ``MAX_WORDS`` words on a page for the public."""
    for page in pages:
        for sentence, span in _sentences(page):
            words = len(_WORD.findall(sentence))
            if words > MAX_WORDS:
                message = f"a sentence of {words} words: '{sentence[:60]}…'"
                hint = f"make 2 sentences of it; the limit on pages for the public is {MAX_WORDS} words"
                names.problems.append(Diagnostic(span, Code.LONG_SENTENCE, message, hint))


def readability_of(pages: Iterable[ProsePage]) -> tuple[Readability, ...]:
    """Return the figures of every page for the public, sorted by path."""
    return tuple(figures for page in sorted(pages, key=lambda page: page.path) if (figures := _figures(page)))


def summary(figures: Sequence[Readability]) -> str:
    """Return one line with the figures of all pages together and the hardest page."""
    words, count = sum(one.words for one in figures), sum(one.sentences for one in figures)
    hardest = max(figures, key=lambda one: (one.age, one.path))
    age = sum(one.age * one.words for one in figures) / words
    return (
        f"Public route: {len(figures)} {'page' if len(figures) == 1 else 'pages'}, {words / count:.1f} words a sentence"
        f" (longest {max(one.longest for one in figures)}), reading age {age:.1f};"
        f" hardest {hardest.path}, {hardest.age}."
    )


def _figures(page: ProsePage) -> Readability | None:
    lengths, syllables = [], 0
    for sentence, _ in _sentences(page):
        words = _WORD.findall(sentence)
        if words:
            lengths.append(len(words))
            syllables += sum(map(syllables_in, words))
    if not lengths:
        return None
    total = sum(lengths)
    grade = 0.39 * total / len(lengths) + 11.8 * syllables / total - 15.59
    return Readability(page.path, len(lengths), total, max(lengths), round(grade + 5, 1))


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB", left=1, right=1)


def syllables_in(word: str) -> int:
    """Return the approximate number of syllables of a word; 1 for a number."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    return len(_hyphens().positions(letters)) + 1 if letters else 1


def _sentences(page: ProsePage) -> Iterator[tuple[str, Span]]:
    """Yield each sentence of a page for the public without markup, and the span of its block."""
    front = page.front
    if front.layout is Layout.PAGE:
        return
    for text in (front.lead or "", *(step.text for step in front.steps)):
        for sentence in sentences(text.replace("**", "")) if text else ():
            yield sentence, page.id_span
    for block, line in _blocks(page.body):
        for sentence in sentences(_MARKUP.sub("", _LINK.sub(r"\1", block)).replace("**", "")):
            yield sentence, Span(f"content/{page.path}", page.first_line + line)


def _blocks(body: str) -> Iterator[tuple[str, int]]:
    """Yield each paragraph, heading and list item as one line, with the number of its first line from 0."""
    lines: list[str] = []
    first, ended = 0, False
    for number, line in enumerate(body.split("\n")):
        if lines and (ended or not line.strip() or _BLOCK.match(line)):
            yield " ".join(lines), first
            lines = []
        ended = line.startswith("##")
        if line.strip():
            first = first if lines else number
            lines.append(_BLOCK.sub("", line).strip())
    if lines:
        yield " ".join(lines), first
