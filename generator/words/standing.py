"""How it is worded that the promises of a set are withdrawn, unconfirmed, or overdue for confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.standards import StandardSet, Standing
from generator.words.dates import day

ASK = "Ask the organisation that you report to."
"""What a member of the public can do about a promise that may not hold."""


@dataclass(frozen=True, slots=True)
class StandingWords:
    """The forms of one warning.

    ``{day}`` stands for the last day on which a confirmation counted, ``{sets}`` for the titles of sets.
    """

    these: str
    """A sentence where it is true of every promise that a reader sees."""
    named: str
    """A sentence that names the sets it is true of."""
    aside: str
    """A clause in brackets after the title of a set."""
    word: str
    """After "promises" or "some", for the foot of a page."""
    undated: str
    """For the foot of a page that shows nothing else with a day of its own."""
    easy: str
    """A sentence of an easy read where it is true of every promise in it."""
    easy_some: str
    """A sentence of an easy read where it is true of some of them."""


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
"""One row for each standing that a reader must know of, the gravest first."""


def warning(sets: Iterable[StandardSet], today: date) -> str:
    """Return what a reader of promises of ``sets`` must know on ``today``; empty where all are confirmed.

    Where the sets differ, each sentence names the sets that it is true of. A confirmation has a day of its own, so each
    set that is overdue has its own sentence, unless it is the only set.
    """
    members = tuple(sets)
    groups = _groups(members, today)
    return " ".join(
        (words.these if len(part) == len(members) else words.named).format(sets=_titles(part), day=_confirm_by(part[0]))
        for words, part in groups
    )


def easy_warning(sets: Iterable[StandardSet], today: date) -> tuple[str, ...]:
    """Return the sentences of :func:`warning` for an easy read, which has no room for titles."""
    members = tuple(sets)
    standings = [one.standing(today) for one in members]
    return tuple(
        words.easy if standings.count(standing) == len(standings) else words.easy_some
        for standing, words in STANDING_WORDS.items()
        if standing in standings
    )


def aside(one: StandardSet, today: date) -> str:
    """Return a clause to put in brackets after the title of a set; empty where it is confirmed."""
    words = STANDING_WORDS.get(one.standing(today))
    return words.aside.format(day=_confirm_by(one)) if words else ""


def foot_note(sets: Iterable[StandardSet], today: date) -> str:
    """Return the standing of ``sets`` in a few words: promises not confirmed. Empty where all are confirmed."""
    members = tuple(sets)
    standings = [one.standing(today) for one in members]
    words = [words.word for standing, words in STANDING_WORDS.items() if standing in standings]
    if len(set(standings)) == 1:
        return f"promises {words[0]}" if words else ""
    return ", ".join(f"some promises {one}" if n == 0 else f"some {one}" for n, one in enumerate(words))


def undated_note(sets: Iterable[StandardSet], today: date) -> str:
    """Return :func:`foot_note` as words that stand alone, for what shows nothing else with a day of its own."""
    members = tuple(sets)
    standings = {one.standing(today) for one in members}
    words = STANDING_WORDS.get(standings.pop()) if len(standings) == 1 else None
    note = foot_note(members, today)
    return words.undated if words else note[:1].upper() + note[1:]


def _groups(sets: tuple[StandardSet, ...], today: date) -> list[tuple[StandingWords, tuple[StandardSet, ...]]]:
    """The sets that share a sentence, in the order of the table."""
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
