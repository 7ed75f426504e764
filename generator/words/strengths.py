"""Phrases for the strength of promises."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.vocabulary import Strength


@dataclass(frozen=True, slots=True)
class StrengthWords:
    """The name of a strength, and its meaning for a reader."""

    name: str
    meaning: str
    """Empty for a promise, which needs no explanation."""


STRENGTH_WORDS = {
    Strength.WILL: StrengthWords("A promise", ""),
    Strength.AIM: StrengthWords("An aim", "The source aims to do this. It does not promise it."),
    Strength.WHERE_APPROPRIATE: StrengthWords(
        "Where appropriate", "The source does this where it fits the case. It does not say in which cases."
    ),
    Strength.OFFER: StrengthWords("An offer", "This can be done, or is offered. Nobody has to take it up."),
}
"""One row for each strength."""
