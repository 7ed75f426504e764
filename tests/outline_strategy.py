"""The outline of the final strategy: each clause, organisation and listed law by number and hash, without the words.

Clauses 2 and 6 are lists: their items are counted from 1 in the order of the document. A law listed twice counts twice.
``python -m tests.outline_strategy DOCUMENT FILE`` prints the outline as JSON.
"""

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

from tests.outline import digest

FIRST_WORDS = (
    "BeNCH",
    "Borough Council of",
    "Corby Borough",
    "Corby Clinical",
    "Daventry",
    "East Northants",
    "Kettering",
    "National Probation",
    "Nene",
    "Northampton Borough",
    "Northamptonshire County",
    "Northamptonshire Fire",
    "Northamptonshire Police",
    "Northamptonshire Rights",
    "Northamptonshire Youth",
    "Police and Crime",
    "South Northamptonshire",
    "Voluntary and",
    "Voice",
)
"""The first words of each supporting organisation. They are needed because the document has all names on one line."""

_NUMBER = re.compile(r"^(?:- )?(?:\*\*)?(?P<clause>\d(?:\.\d+){0,2})\.?(?:\*\*)?(?=\s)", re.MULTILINE)
_LATE_NUMBER = re.compile(r"^- (?P<before>[^*\d].*?) (?P<number>9\.\d\.\d+) ", re.MULTILINE)
_NO_WORDS = re.compile(r"</?u>|^Figure \d+\..*$", re.MULTILINE)
_LISTED = re.compile(r"^- (.+)$", re.MULTILINE)
_HEADINGS_ONLY = {"2", "7", "9"}


def strategy_outline(document: str, text: str) -> list[dict[str, str]]:
    """Return an entry for each clause, supporting organisation and listed law, in the order of the document."""
    entries = []
    for clause, words in _clauses(text):
        items = _items(clause, words)
        if clause not in _HEADINGS_ONLY:
            entries.append((clause, _LISTED.sub("", words) if items else words))
        entries += [(f"{clause}.{n}", item) for n, item in enumerate(items, 1)]
    return [{"document": document, "clause": clause, "hash": digest(words)} for clause, words in entries]


def _clauses(text: str) -> list[tuple[str, str]]:
    """Return each clause number after the contents page, with the words up to the next one."""
    body = "1. " + text[text.index("JOINT VISION") :]
    body = _LATE_NUMBER.sub(r"- \g<number> \g<before> ", _NO_WORDS.sub("", body))
    starts = list(_NUMBER.finditer(body))
    ends = [after.start() for _, after in pairwise(starts)] + [len(body)]
    return [(start["clause"], body[start.end() : end]) for start, end in zip(starts, ends, strict=True)]


def _items(clause: str, words: str) -> list[str]:
    """Return the items that a clause lists: the organisations of clause 2, the law of clause 6."""
    if clause == "6":
        return _LISTED.findall(words)
    if clause != "2":
        return []
    places = [words.index(first) for first in FIRST_WORDS]
    return [words[start:end] for start, end in pairwise([*places, len(words)])]


if __name__ == "__main__":
    print(json.dumps(strategy_outline(sys.argv[1], Path(sys.argv[2]).read_text()), indent=2))
