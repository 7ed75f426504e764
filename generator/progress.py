"""Progress reports, and counts of what a build created or reused."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TextIO

CLEAR_LINE = "\r\033[K"
"""Moves a terminal's cursor to the start of the line and clears the line."""
_MAX_WIDTH = 78


class Progress(Protocol):
    """A callback for progress. ``total`` is the number of items in the step, or 0 if it is unknown."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Report the current step."""


def no_progress(step: str, done: int = 0, total: int = 0) -> None:
    """Ignore a progress report."""


@dataclass(frozen=True, slots=True)
class ReuseCount:
    """How many items are new, and how many were reused."""

    new: int = 0
    reused: int = 0

    @property
    def total(self) -> int:
        """The number of all items."""
        return self.new + self.reused


@dataclass(frozen=True, slots=True)
class BuildCounts:
    """The pages, prints and files of a build."""

    pages: ReuseCount = ReuseCount()
    prints: ReuseCount = ReuseCount()
    files: ReuseCount = ReuseCount()
    """Files of the published folder. A reused file has the same content as before."""


class ProgressLine:
    """Shows the current step, its count and the remaining time on one line of a terminal."""

    def __init__(self, terminal: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._terminal, self._clock = terminal, clock
        self._total, self._start = 0, clock()

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Replace the line with the current step."""
        if total != self._total:
            self._total, self._start = total, self._clock()
        count = f", {done} of {total}{self._remaining(done, total)}" if total else ""
        line = f"{step[: _MAX_WIDTH - len(count) - 2]} …{count}"
        print(f"{CLEAR_LINE}{line}", end="", file=self._terminal, flush=True)

    def _remaining(self, done: int, total: int) -> str:
        if not 0 < done < total:
            return ""
        seconds = (self._clock() - self._start) / done * (total - done)
        return f", about {round(seconds)} s left" if seconds < 90 else f", about {round(seconds / 60)} min left"
