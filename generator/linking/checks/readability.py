"""How easy the public route is to read: no sentence is longer than people can follow, and figures for each page.

The limit is that of GOV.UK's guidance on writing. The figures are words a sentence, and the age of a reader by the
grade formula of Flesch and Kincaid, syllables being counted where British English may be hyphenated.
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
"""Words in a sentence; people who read well lose the thread of a longer one."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BLOCK = re.compile(r"^(?:#{2,6} |[-*] |\d+\. |\|)")
_WORD = re.compile(r"[A-Za-z0-9][\w'’.,:@/-]*")


@dataclass(frozen=True, slots=True)
class Readability:
    """The figures of one page: how many sentences and words, the longest sentence, and a reading age in years."""

    path: str
    sentences: int
    words: int
    longest: int
    age: float


def check_readability(pages: Iterable[ProsePage], names: NameIndex) -> None:
    """Add a diagnostic to ``names`` for each sentence that is too long on a page of the public route."""
    for page in pages:
        for sentence, span in _sentences(page):
            words = len(_WORD.findall(sentence))
            if words > MAX_WORDS:
                message = f"a sentence of {words} words: '{sentence[:60]}…'"
                hint = f"make 2 sentences of it; {MAX_WORDS} words is the most on a page for the public"
                names.problems.append(Diagnostic(span, Code.LONG_SENTENCE, message, hint))


def readability_of(pages: Iterable[ProsePage]) -> tuple[Readability, ...]:
    """The figures of every page of the public route, in the order of their paths."""
    return tuple(found for page in sorted(pages, key=lambda page: page.path) if (found := _figures(page)))


def summary(figures: Sequence[Readability]) -> str:
    """One line on the whole public route, and the page that asks most of its readers."""
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
    """About how many syllables a word has; a number has one, as most are short where they are read."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    return len(_hyphens().positions(letters)) + 1 if letters else 1


def _sentences(page: ProsePage) -> Iterator[tuple[str, Span]]:
    """Every sentence of a page that the public reads first, as it is read, and where its block begins."""
    front = page.front
    if front.layout is Layout.PAGE:
        return
    for text in (front.lead or "", *(step.text for step in front.steps)):
        for sentence in sentences(text.replace("**", "")) if text else ():
            yield sentence, page.id_span
    for block, line in _blocks(page.body):
        for sentence in sentences(_LINK.sub(r"\1", block).replace("**", "")):
            yield sentence, Span(f"content/{page.path}", page.first_line + line)


def _blocks(body: str) -> Iterator[tuple[str, int]]:
    """Each paragraph, heading and list item as one line, with the number of its first."""
    held: list[str] = []
    first = 0
    for number, line in enumerate(body.split("\n")):
        if (not line.strip() or _BLOCK.match(line)) and held:
            yield " ".join(held), first
            held = []
        if line.strip():
            first = first if held else number
            held.append(_BLOCK.sub("", line).strip())
    if held:
        yield " ".join(held), first
