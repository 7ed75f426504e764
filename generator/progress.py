"""What a long piece of work says of itself: what it is at, how far it is, and how much it did not have to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TextIO

WIPED = "\r\033[K"
"""Takes a terminal back to the start of a line and wipes it."""
_WIDEST = 78


class Progress(Protocol):
    """Hears what is being done; ``of`` is how many there are to do, or nought where nobody counts."""

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """Hear of one step."""


def silent(step: str, done: int = 0, of: int = 0) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things were made, and how many were there already."""

    made: int = 0
    reused: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What a build did, and what it did not have to do again."""

    pages: Tally = Tally()
    prints: Tally = Tally()
    files: Tally = Tally()
    """Of the published folder: new ones, and those that say what they said."""


class ProgressLine:
    """One line of a terminal, written over again: what is being done, how much of it, and how long it will take."""

    def __init__(self, terminal: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._terminal, self._clock = terminal, clock
        self._of, self._begun = 0, clock()

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """Show one step."""
        if of != self._of:
            self._of, self._begun = of, self._clock()
        counted = f", {done} of {of}{self._left(done, of)}" if of else ""
        line = f"{step[: _WIDEST - len(counted) - 2]} …{counted}"
        print(f"{WIPED}{line}", end="", file=self._terminal, flush=True)

    def _left(self, done: int, of: int) -> str:
        if not 0 < done < of:
            return ""
        seconds = (self._clock() - self._begun) / done * (of - done)
        return f", about {round(seconds)} s left" if seconds < 90 else f", about {round(seconds / 60)} min left"
