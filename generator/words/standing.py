"""Phrases for promises that are withdrawn, unconfirmed, or overdue for confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.standards import StandardSet, Standing
from generator.words.dates import day

ASK = "Ask the organisation that you report to."
"""The advice to the public about a promise that may not be current."""


@dataclass(frozen=True, slots=True)
class StandingWords:
    """The phrases for one standing.

    ``{day}`` is replaced by the last day on which a confirmation counted, ``{sets}`` by the titles of sets.
    """

    these: str
    """A sentence where it applies to every promise on the page."""
    named: str
    """A sentence that names the sets to which it applies."""
    aside: str
    """A clause, in brackets after the title of a set."""
    word: str
    """After "promises" or "some", in the foot of a page."""
    undated: str
    """In the foot of a page with no other date."""
    easy: str
    """A sentence for an easy read where it applies to every promise in it."""
    easy_some: str
    """A sentence for an easy read where it applies to some of them."""


STANDING_WORDS = {
    Standing.WITHDRAWN: StandingWords(
        these="These promises no longer stand.",
        named="The promises of the {sets} no longer stand.",
        aside="they no longer stand",
        word="withdrawn",
        undated="Withdrawn by its owners",
        easy="These promises have ended.",
        easy_some="Some of these promises have ended.",
    ),
    Standing.OVERDUE: StandingWords(
        these="These promises were to be confirmed again by {day}, and nobody has done so.",
        named="The promises of the {sets} were to be confirmed again by {day}, and nobody has done so.",
        aside="they were to be confirmed again by {day}",
        word="overdue for confirmation",
        undated="Overdue for confirmation by its owners",
        easy="It is time to check if these promises are still true.",
        easy_some="It is time to check if some of these promises are still true.",
    ),
    Standing.UNCONFIRMED: StandingWords(
        these="Nobody has confirmed that these promises still stand.",
        named="Nobody has confirmed that the promises of the {sets} still stand.",
        aside="nobody has confirmed that they still stand",
        word="not confirmed",
        undated="Not confirmed by its owners",
        easy="Nobody has confirmed that these promises are still true.",
        easy_some="Nobody has confirmed that some of these promises are still true.",
    ),
}
"""One row for each standing that needs a warning, the gravest first."""


def warning(sets: Iterable[StandardSet], today: date) -> str:
    """Return the warning for promises of ``sets`` on ``today``; empty if all are confirmed.

    If the sets differ, each sentence names its sets. Each overdue set has its own sentence, since its date differs.
    """
    every = tuple(sets)
    groups = _groups(every, today)
    return " ".join(
        (words.these if part == every else words.named).format(sets=_titles(part), day=_confirm_by(part[0]))
        for words, part in groups
    )


def easy_warning(sets: Iterable[StandardSet], today: date) -> tuple[str, ...]:
    """Return the warning for an easy read, which has no room for titles, one sentence for each standing."""
    standings = [one.standing(today) for one in sets]
    return tuple(
        words.easy if standings.count(standing) == len(standings) else words.easy_some
        for standing, words in STANDING_WORDS.items()
        if standing in standings
    )


def aside(one: StandardSet, today: date) -> str:
    """Return the clause for brackets after the title of a set; empty if it is confirmed."""
    words = STANDING_WORDS.get(one.standing(today))
    return words.aside.format(day=_confirm_by(one)) if words else ""


def foot_note(sets: Iterable[StandardSet], today: date) -> str:
    """Return the standing of ``sets`` in a few words, such as: promises not confirmed. Empty if all are confirmed."""
    standings = {one.standing(today) for one in sets}
    words = [words.word for standing, words in STANDING_WORDS.items() if standing in standings]
    if len(standings) == 1:
        return f"promises {words[0]}" if words else ""
    return ", ".join(f"some promises {one}" if n == 0 else f"some {one}" for n, one in enumerate(words))


def undated_note(sets: Iterable[StandardSet], today: date) -> str:
    """Return the standing of ``sets`` for the foot of a page with no other date; empty if all are confirmed."""
    every = tuple(sets)
    standings = {one.standing(today) for one in every}
    words = STANDING_WORDS.get(standings.pop()) if len(standings) == 1 else None
    note = foot_note(every, today)
    return words.undated if words else note[:1].upper() + note[1:]


def _groups(sets: tuple[StandardSet, ...], today: date) -> list[tuple[StandingWords, tuple[StandardSet, ...]]]:
    """Return the sets that share a sentence, in the order of the table."""
    groups = []
    for standing, words in STANDING_WORDS.items():
        part = tuple(one for one in sets if one.standing(today) is standing)
        parts = [(one,) for one in part] if standing is Standing.OVERDUE else [part]
        groups += [(words, one) for one in parts if one]
    return groups


def _titles(sets: tuple[StandardSet, ...]) -> str:
    *before, last = (one.title for one in sets)
    return f"{', '.join(before)} and the {last}" if before else last


def _confirm_by(one: StandardSet) -> str:
    return day(one.confirm_by) if one.confirm_by else ""
