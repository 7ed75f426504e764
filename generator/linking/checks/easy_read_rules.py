"""Checks texts for easy read against a table of rules, each with what to write instead.

The rules are those of the UK Government's "Accessible communication formats", of "Making written information easier to
understand" (Department of Health, 2010) and of Inclusion Europe's "Information for all".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic, Span
from generator.model.easy_read import sentences
from generator.model.glossary import Term

MAX_SENTENCES = 2
EXPLANATION_START = "This means"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that no sentence may match. If ``consumes`` is true, later rules do not see the text it matches."""

    pattern: re.Pattern[str]
    message: str
    hint: str
    consumes: bool = True


_NEGATIVE = r"(?:not|never|no|nobody|none|nothing|nowhere|neither|nor|without|cannot)"
# Addresses are exempt from the rules on signs and numbers.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<![^\s@])[^\s@]+@[^\s@]+\.\w+")
# These describe people, not what is done to them, as "intimidated" does in law. The last two are not verbs.
_ADJECTIVES = (
    r"(?:scared|intimidated|worried|hurt|tired|disabled|married|divorced|interested|confused|pleased|retired|excited|"
    r"indeed|hundred)"
)
_PARTICIPLES = (
    r"(?:\w{3,}ed|given|made|done|taken|seen|sent|told|kept|shown|written|held|put|found|known|said|paid|lost|broken|"
    r"brought|bought|caught|chosen|heard|led|left|met|set|built|spoken|stolen|thrown|driven)"
)

RULES = (
    Rule(
        re.compile(r"^(?:\S+\s+){15}\S.*"),
        "a sentence of {count} words: '{words}'",
        "make 2 sentences of it; the limit is 15 words",
        consumes=False,
    ),
    Rule(
        re.compile(rf"\b{_NEGATIVE}\b.*?\b(?:{_NEGATIVE}|un\w{{4,}})\b", re.IGNORECASE),
        "two negative words in one sentence: '{words}'",
        "say what is true instead, or make 2 sentences of it",
        consumes=False,
    ),
    Rule(
        re.compile(r"(?<!\S)\S+,[^,]*,"),
        "more than 1 comma in a sentence: '{words}'",
        "make 2 sentences of it, or give each thing a row",
        consumes=False,
    ),
    Rule(
        re.compile(
            rf"\b(?:is|are|was|were|be|been|being|gets?|got)\b(?: \w+ly| not)? (?!{_ADJECTIVES}\b){_PARTICIPLES}\b",
            re.I,
        ),
        "'{words}' does not say who does it",
        'name who does it: "we keep", not "is kept"',
    ),
    Rule(
        re.compile(r"(?<!\d)\d+(?:\.\d+)? ?%|\bper ?cent(?:age)?\b|%", re.IGNORECASE),
        "'{words}' is a percentage",
        'say "1 in 4", or "some"',
    ),
    Rule(
        re.compile(r"\b\d{1,2}([/.-])\d{1,2}(?:\1\d{2,4})\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)\b"),
        "'{words}' is a short date",
        "write the date in full: 1 March 2026",
    ),
    Rule(
        re.compile(
            r"\b(?:0\d|1[3-9]|2[0-4])[:.][0-5]\d\b|\b[012]\d[0-5]\d (?:hours|hrs)\b|\b\d{1,2}:\d\d\b(?! ?[ap]m)"
        ),
        "'{words}' is a time on the 24-hour clock",
        "write it as people say it: 5pm",
    ),
    Rule(
        re.compile(
            r"\b\w+(?:n['’]t|['’](?:ll|ve|re|d|m))\b|\b(?:it|he|she|that|what|who|where|there|here|let|how)['’]s\b",
            re.I,
        ),
        "'{words}' is two words in one",
        "write both words in full: do not, you will, it is",
    ),
    Rule(
        re.compile(r"(?<![\w'’])(?:[IVX]{2,}|[ivx]{2,}|[VX])(?![\w'’])"),
        "'{words}' is a roman numeral",
        "write it in digits: 4",
    ),
    Rule(
        re.compile(r"\b[A-Z][A-Z]+s?\b|\b(?:[A-Z]\.){2,}"),
        "'{words}' is in capital letters",
        "write the whole words in small letters: British Sign Language",
    ),
    Rule(
        re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE),
        "'{words}' is a number in words",
        "write it in digits: 5",
    ),
    # A hyphen inside a word stays: "drop-in" and "face-to-face" are read as words. Curly quotes name a word.
    Rule(
        re.compile(r"[&/\\;()\[\]{}…–—*†‡§#+=<>|~^_@\"!•]|\.{2,}|(?<!\d):|:(?!\d)|(?<!\w)-|-(?!\w)"),
        "the sign '{words}' is hard to read",
        "say it in words, or make 2 sentences of it",
    ),
)


@dataclass(frozen=True, slots=True)
class LocatedText:
    """A text and the span it was written at."""

    text: str
    span: Span


def text_problems(row: LocatedText, most: int = MAX_SENTENCES) -> Iterator[Diagnostic]:
    """Yield a problem for each rule that the text of a row breaks, and one if it has more sentences than ``most``."""
    parts = sentences(row.text)
    if len(parts) > most:
        hint = f"keep {most} at most; give the next idea a row and a picture of its own"
        yield Diagnostic(row.span, Code.EASY_READ, f"{len(parts)} sentences beside one picture", hint)
    for part in parts:
        rest = _ADDRESS.sub(lambda match: "a" * len(match[0]), part)
        for rule in RULES:
            for match in rule.pattern.finditer(rest):
                words = part[match.start() : match.end()]
                message = rule.message.format(words=words, count=len(words.split()))
                yield Diagnostic(row.span, Code.EASY_READ, message, rule.hint)
            if rule.consumes:
                rest = rule.pattern.sub(lambda match: " " * len(match[0]), rest)


def unexplained_terms(rows: tuple[LocatedText, ...], terms: tuple[Term, ...]) -> Iterator[Diagnostic]:
    """Yield a problem for each term that is not explained in the row that first uses it or in the next row."""
    for term in terms:
        first = next((n for n, row in enumerate(rows) if term.pattern.search(row.text)), None)
        if first is None:
            continue
        near = (part for row in rows[first : first + 2] for part in sentences(row.text))
        if not any(part.startswith(EXPLANATION_START) for part in near):
            message = f"nothing explains '{term.term}' where it is first used"
            hint = f'write after it: "{term.easy}"'
            yield Diagnostic(rows[first].span, Code.EASY_READ, message, hint)


def term_problems(term: Term, span: Span) -> Iterator[Diagnostic]:
    """Yield the problems of a term's own easy explanation."""
    if not term.easy.startswith(f"{EXPLANATION_START} "):
        message = f"the easy meaning of '{term.term}' does not start with \"{EXPLANATION_START}\""
        yield Diagnostic(
            span, Code.EASY_READ, message, f"start it so: {EXPLANATION_START} we check what harm could happen."
        )
    yield from text_problems(LocatedText(term.easy, span), most=1)
