"""What a campaign is given, what it returns, and the table of campaigns."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a campaign may go on: until ``seconds`` have passed, or for a number of rounds.

    What a round is, each campaign says. The same seed and rounds try the same things.
    """

    seed: int = 2016
    seconds: float | None = None
    rounds: int | None = None
    start: float = field(default_factory=time.monotonic)

    def allows(self, rounds_done: int) -> bool:
        """Return whether another round may begin."""
        if self.rounds is not None:
            return rounds_done < self.rounds
        return self.seconds is not None and time.monotonic() - self.start < self.seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a campaign tried and found."""

    counts: dict[str, int]
    """How many of each thing were tried, by its name in the plural: ``{"inputs": 50_000}``."""
    findings: tuple[str, ...] = ()
    """A line for each failure, with how to repeat it."""
    measures: dict[str, str] = field(default_factory=dict)
    """Extremes that were seen, in words: ``{"longest": "1.2 s"}``."""


CAMPAIGNS = ("fuzz", "injection", "faults", "leaks", "mutation")
"""The modules of this package with a function ``run``."""


def campaign(name: str) -> Callable[[Budget], Outcome]:
    """Return the function that runs a campaign."""
    run: Callable[[Budget], Outcome] = import_module(f"tests.campaign.{name}").run
    return run
