"""What changed between two snapshots, the weightiest first, in plain English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from generator.linking.history.snapshot import Recorded, Snapshot
from generator.words.field_text import said


class Weight(IntEnum):
    """How much a change matters to somebody who relies on a record; the first matters most."""

    PROMISE_ADDED = 0
    PROMISE_WITHDRAWN = 1
    TIME_LIMIT = 2
    STRENGTH = 3
    LAW = 4
    CONTACT = 5
    ADDED = 6
    WITHDRAWN = 7
    SUBSTANCE = 8
    WORDING = 9


TITLES = {
    Weight.PROMISE_ADDED: "Promises added",
    Weight.PROMISE_WITHDRAWN: "Promises withdrawn",
    Weight.TIME_LIMIT: "Time limits changed",
    Weight.STRENGTH: "Promises made firmer or weaker",
    Weight.LAW: "Law whose standing changed",
    Weight.CONTACT: "Ways to reach people changed",
    Weight.ADDED: "Added",
    Weight.WITHDRAWN: "Taken away",
    Weight.SUBSTANCE: "Changed",
    Weight.WORDING: "Reworded",
}

_PROMISES = frozenset({"promise", "point", "support pack"})
_REACHED = frozenset({"contact", "partnership", "service", "venue"})
_WAYS = frozenset({"address", "channels", "emergency", "non_emergency", "state", "without_speaking"})
_STANDING = frozenset({"status", "from", "until", "by", "replaced_by", "use_instead"})
_WORDS = frozenset(
    {"about", "also", "also_under", "body", "can_require", "description", "easy", "evidence", "examples", "first_do"}
    | {
        "heading",
        "help",
        "introduction",
        "lead",
        "means",
        "menu",
        "must_be_shown",
        "name",
        "note",
        "points",
        "promises",
    }
    | {"speed", "standard_of_proof", "steps", "subject", "subtitle", "summary", "text", "title", "what", "what_for"}
)
"""Fields that hold words; everything else is substance."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One field of one record that is not what it was; of a record that came or went, the whole."""

    weight: Weight
    kind: str
    record: str
    title: str
    field: str
    """In words; empty where the whole record came or went."""
    before: str
    after: str


def diff_snapshots(before: Snapshot, after: Snapshot) -> tuple[RecordChange, ...]:
    """Every difference, the weightiest first, then in the order of the files."""
    place = {identifier: n for n, identifier in enumerate((*after, *(one for one in before if one not in after)))}
    found = [*_gone_and_come(before, after), *_altered(before, after)]
    return tuple(sorted(found, key=lambda change: (change.weight, place[change.record], change.field)))


def _gone_and_come(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for identifier, recorded in after.items():
        if identifier not in before:
            weight = Weight.PROMISE_ADDED if recorded.kind in _PROMISES else Weight.ADDED
            yield RecordChange(weight, recorded.kind, identifier, recorded.title, "", "", _essence(recorded))
    for identifier, recorded in before.items():
        if identifier not in after:
            weight = Weight.PROMISE_WITHDRAWN if recorded.kind in _PROMISES else Weight.WITHDRAWN
            yield RecordChange(weight, recorded.kind, identifier, recorded.title, "", _essence(recorded), "")


def _altered(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for identifier, new in after.items():
        old = before.get(identifier)
        if old is None or old.fields == new.fields:
            continue
        for name in dict.fromkeys((*new.fields, *old.fields)):
            was, now = old.fields.get(name), new.fields.get(name)
            if was != now:
                weight, field = _weight(new.kind, name), name.replace("_", " ")
                for part, one, other in _differences(name, was, now):
                    yield RecordChange(weight, new.kind, identifier, new.title, f"{field}{part}", one, other)


def _weight(kind: str, field: str) -> Weight:
    if field == "deadline":
        return Weight.TIME_LIMIT
    if kind in _PROMISES and field == "strength":
        return Weight.STRENGTH
    if kind == "provision" and field in _STANDING:
        return Weight.LAW
    if kind in _REACHED and field in _WAYS:
        return Weight.CONTACT
    return Weight.WORDING if field in _WORDS else Weight.SUBSTANCE


def _differences(name: str, was: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    """What differs within a field: where, what it was and what it is. A list is compared entry by entry."""
    if not (isinstance(was, list) and isinstance(now, list)):
        yield "", said(name, was), said(name, now)
        return
    if len(was) == len(now):
        for n, (one, other) in enumerate(zip(was, now, strict=True), start=1):
            if one != other:
                yield (f", entry {n}" if len(now) > 1 else ""), said(name, one), said(name, other)
        return
    gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
    yield "", "; ".join(said(name, one) for one in gone), "; ".join(said(name, one) for one in come)


def _essence(recorded: Recorded) -> str:
    """What a record that came or went said, in one line: its text, and its time limit if it has one."""
    text = next(
        (recorded.fields[name] for name in ("text", "what", "what_for", "about", "means") if name in recorded.fields),
        "",
    )
    limit = said("deadline", recorded.fields.get("deadline"))
    words = said("text", text)
    return f"{words} ({limit})" if limit else words
