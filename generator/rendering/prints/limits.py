"""What a print must keep to, whatever kind of file it is made as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a print. Text sizes are in points; None means no limit."""

    pages: int | None = None
    """The most pages."""
    pages_multiple: int | None = None
    """4 for what is folded and stapled: the number of pages must be a multiple."""
    smallest: float = 10.0
    smallest_in_margins: float = 8.5
    whole_words: bool = False
    """Whether a line may not end at a hyphen of the text either; set for easy read."""
