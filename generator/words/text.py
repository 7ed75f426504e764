"""Sentences as runs, bold or not, with no-break spaces where a line must not end; the order of clauses and titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.vocabulary import Unit

NO_BREAK = "\u00a0"

_NUMBER_AND_UNIT = re.compile(rf"\b\d+ (?:{'|'.join(unit.noun for unit in Unit)})s?\b")
"""What no line may divide. Which amounts are time limits is said in :mod:`generator.words.time_limits`."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence, bold or not."""

    text: str
    strong: bool = False


Sentence = tuple[Run, ...]


def bind(text: str) -> str:
    """Return the text with a no-break space between a number and its unit, and before the last word."""
    text = _NUMBER_AND_UNIT.sub(lambda match: match[0].replace(" ", NO_BREAK), text)
    head, space, last = text.rpartition(" ")
    return f"{head}{NO_BREAK}{last}" if space and " " in head and len(last) < 14 else text


def sentence(text: str) -> Sentence:
    """Return wording with ``**bold**`` phrases as runs, with no-break spaces as in :func:`bind`."""
    parts = bind(text).split("**")
    return tuple(Run(part, strong=n % 2 == 1) for n, part in enumerate(parts) if part)


def plain(text: str) -> str:
    """Return wording without its bold marks."""
    return text.replace("**", "")


def shortened(text: str, most: int) -> str:
    """Return the text with ``most`` characters at most; a longer one ends after a word, with ``…``."""
    if len(text) <= most:
        return text
    words, space, _ = text[:most].rpartition(" ")
    return f"{(words if space else text[: most - 1]).rstrip(' ,;:(')}…"


def clause_order(clause: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key for a clause: 9.1.2 before 9.1.10, and numbers before words."""
    parts = re.findall(r"[0-9]+|[^0-9.]+", clause)
    return tuple((int(part), "") if part.isdigit() else (10**6, part) for part in parts)


def without_article(title: str) -> str:
    """Return a title without the article in front, for sorting."""
    return re.sub(r"^(An?|The) ", "", title)
