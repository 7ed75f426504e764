"""How values read in plain English: dates, counts, sentences whose parts stay together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.model.values import PartialDate
from generator.model.vocabulary import AMOUNT_OF_TIME

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
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


def day(value: date) -> str:
    """A day as ``1 April 2021``, its parts bound."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}".replace(" ", NO_BREAK)


def known_date(value: PartialDate | None) -> str:
    """A date as exactly as it is known."""
    if value is None:
        return "not known"
    parts = [
        str(value.day) if value.day else "",
        _MONTHS[value.month - 1] if value.month else "",
        str(value.year),
    ]
    return ("about " if value.about else "") + NO_BREAK.join(part for part in parts if part)


def clause_order(clause: str) -> tuple[tuple[int, str], ...]:
    """Sorts clause 9.1.2 before 9.1.10, and numbers before words."""
    parts = re.findall(r"[0-9]+|[^0-9.]+", clause)
    return tuple((int(part), "") if part.isdigit() else (10**6, part) for part in parts)


def without_article(title: str) -> str:
    """The words of a title that people look for: without the article in front."""
    return re.sub(r"^(An?|The) ", "", title)
