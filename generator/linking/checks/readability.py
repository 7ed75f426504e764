"""Checks the length of sentences on pages for the public, and computes reading figures for each page.

The limit is that of GOV.UK's guidance on writing. The figures are words a sentence, and the age of a reader by the
grade formula of Flesch and Kincaid. Syllables are counted by the hyphenation points of British English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pyphen

from generator.diagnostics import Code, Diagnostic
from generator.linking.name_index import NameIndex
from generator.linking.prose_sentences import ProseSentence, sentences_of
from generator.model.pages import Layout, ProsePage

MAX_WORDS = 25
"""The most words in a sentence."""

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
        for sentence in _public_sentences(page):
            words = len(_WORD.findall(sentence.text))
            if words > MAX_WORDS:
                message = f"a sentence of {words} words: '{sentence.text[:60]}…'"
                hint = f"make 2 sentences of it; the limit on pages for the public is {MAX_WORDS} words"
                names.problems.append(Diagnostic(sentence.span, Code.LONG_SENTENCE, message, hint))


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
    for sentence in _public_sentences(page):
        words = _WORD.findall(sentence.text)
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


def _public_sentences(page: ProsePage) -> Iterable[ProseSentence]:
    return () if page.front.layout is Layout.PAGE else sentences_of(page)
