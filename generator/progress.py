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


class StageTimes:
    """Measures how long each stage took, and passes each report on.

    A report without a number of items starts a stage; one with a number is about an item of the present stage.
    """

    def __init__(self, progress: Progress, clock: Callable[[], float] = time.monotonic) -> None:
        self._progress, self._clock = progress, clock
        self._stage, self._start = "", clock()
        self._seconds: dict[str, float] = {}

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Start a stage, unless the report is about an item."""
        if not total:
            self._end_stage()
            self._stage = step
        self._progress(step, done, total)

    def _end_stage(self) -> None:
        now = self._clock()
        if self._stage:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0) + now - self._start
        self._start = now

    def lines(self) -> list[str]:
        """End the last stage and return a line for each stage, in the order of their starts, and one for all."""
        self._end_stage()
        self._stage = ""
        rows = [*self._seconds.items(), ("in all", sum(self._seconds.values()))]
        return [f"{seconds:8.1f} s  {stage}" for stage, seconds in rows]


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
