"""Finds the name that an author probably meant: one that differs by a slip of the keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_MOST_SLIPS = ((10, 3), (6, 2), (3, 1))
"""The most slips in a name of at least so many letters. A shorter name has too few letters to compare."""


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the name in ``known`` that is nearest to ``name`` in its letters; empty if none is near.

    Capitals, spaces, hyphens and underscores count for nothing. Names that differ in a number are two names, and so
    are ``contact-police`` and ``contact-desk``: of names in several words, the words that differ must be alike.
    """
    letters = _letters(name)
    bag = Counter(letters)
    slips_by_name = {}
    for other in known:
        most = _most_slips(letters, other_letters := _letters(other))
        if abs(len(letters) - len(other_letters)) > most or _surplus(bag, other_letters) > most:
            continue
        slips = _slips(letters, other_letters)
        if slips <= most and _words_are_alike(name, other):
            slips_by_name[other] = slips
    return min(slips_by_name, key=lambda other: (slips_by_name[other], other), default="")


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _most_slips(one: str, other: str) -> int:
    length = max(len(one), len(other))
    return next((slips for letters, slips in _MOST_SLIPS if length >= letters), 0)


def _surplus(bag: Counter[str], other: str) -> int:
    """Return a lower bound of the slips between two names: the letters of one that the other lacks."""
    other_bag = Counter(other)
    return max((bag - other_bag).total(), (other_bag - bag).total())


def _words_are_alike(name: str, other: str) -> bool:
    """Return whether the words in which two names differ are alike, and not numbers."""
    ours, theirs = (re.split(r"[\W_]+", one.casefold()) for one in (name, other))
    while ours and theirs and ours[0] == theirs[0]:
        ours, theirs = ours[1:], theirs[1:]
    while ours and theirs and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    one, another = "".join(ours), "".join(theirs)
    if re.sub(r"[0-9]", "", one) == re.sub(r"[0-9]", "", another) and one != another:
        return False
    return not (one and another) or _slips(one, another) <= max(1, max(len(one), len(another)) // 3)


def _slips(one: str, other: str) -> int:
    """Return the slips that turn one text into another: a letter too many, missing, wrong, or two in the wrong order.

    This is the distance of optimal string alignment (Damerau, 1964, without a letter moved twice).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [n]
        for m, other_letter in enumerate(other, start=1):
            slips = min(row[m - 1] + 1, before[m] + 1, before[m - 1] + (letter != other_letter))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == other_letter:
                slips = min(slips, earlier[m - 2] + 1)
            row.append(slips)
    return row[-1]
