"""The limits of a print, for files of every format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a print. Text sizes are in points; None means no limit."""

    pages: int | None = None
    """The maximum number of pages."""
    smallest: float = 10.0
    smallest_in_margins: float = 8.5
    least_fill: float | None = 0.25
    """How much of a page its content must reach down, as a fraction; the first page may be emptier."""
    whole_words: bool = False
    """Whether lines may not even end at a hyphen that is in the text; set for easy read."""
