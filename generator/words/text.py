"""Sentences as runs, bold or not, with no-break spaces where a line must not end; the order of clauses and titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.vocabulary import AMOUNT_OF_TIME

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence, bold or not."""

    text: str
    strong: bool = False


Sentence = tuple[Run, ...]


def bind(text: str) -> str:
    """Bind a number to its unit, and the last two words to each other, with no-break spaces."""
    tied = re.sub(AMOUNT_OF_TIME, lambda match: match[0].replace(" ", NO_BREAK), text)
    head, space, last = tied.rpartition(" ")
    return f"{head}{NO_BREAK}{last}" if space and " " in head and len(last) < 14 else tied


def sentence(text: str) -> Sentence:
    """Plain wording with ``**bold**`` phrases as runs, its parts bound."""
    parts = bind(text).split("**")
    return tuple(Run(part, strong=n % 2 == 1) for n, part in enumerate(parts) if part)


def plain(text: str) -> str:
    """Wording without its bold marks."""
    return text.replace("**", "")


def clause_order(clause: str) -> tuple[tuple[int, str], ...]:
    """Sorts clause 9.1.2 before 9.1.10, and numbers before words."""
    parts = re.findall(r"[0-9]+|[^0-9.]+", clause)
    return tuple((int(part), "") if part.isdigit() else (10**6, part) for part in parts)


def without_article(title: str) -> str:
    """The words of a title that people look for: without the article in front."""
    return re.sub(r"^(An?|The) ", "", title)
