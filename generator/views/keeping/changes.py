"""The differences between two snapshots, the weightiest first, in plain English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from generator.linking.history.snapshot import Snapshot, SnapshotRecord
from generator.words.field_text import field_text


class Weight(IntEnum):
    """The weight of a change to somebody who relies on a record; the lowest value weighs most."""

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

_PROMISE_KINDS = frozenset({"promise", "point", "support pack"})
_CONTACT_KINDS = frozenset({"contact", "partnership", "service", "venue"})
_CONTACT_FIELDS = frozenset({"address", "channels", "emergency", "non_emergency", "state", "without_speaking"})
_LAW_STATUS_FIELDS = frozenset({"status", "from", "until", "by", "replaced_by", "use_instead"})
_TEXT_FIELDS = frozenset(
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
"""Fields whose changes are rewording. A change of any other field is one of substance."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A change of one field of a record, or the addition or removal of a whole record."""

    weight: Weight
    kind: str
    record: str
    title: str
    field: str
    """The field in words; empty if the whole record was added or removed."""
    before: str
    after: str


def diff_snapshots(before: Snapshot, after: Snapshot) -> tuple[RecordChange, ...]:
    """Return every difference, the weightiest first, then in the order of the files."""
    positions = {identifier: n for n, identifier in enumerate((*after, *(one for one in before if one not in after)))}
    all_changes = [*_added_and_removed(before, after), *_field_changes(before, after)]
    return tuple(sorted(all_changes, key=lambda change: (change.weight, positions[change.record], change.field)))


def _added_and_removed(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for identifier, recorded in after.items():
        if identifier not in before:
            weight = Weight.PROMISE_ADDED if recorded.kind in _PROMISE_KINDS else Weight.ADDED
            yield RecordChange(weight, recorded.kind, identifier, recorded.title, "", "", _record_text(recorded))
    for identifier, recorded in before.items():
        if identifier not in after:
            weight = Weight.PROMISE_WITHDRAWN if recorded.kind in _PROMISE_KINDS else Weight.WITHDRAWN
            yield RecordChange(weight, recorded.kind, identifier, recorded.title, "", _record_text(recorded), "")


def _field_changes(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    for identifier, record_after in after.items():
        record_before = before.get(identifier)
        if record_before is None or record_before.fields == record_after.fields:
            continue
        for name in dict.fromkeys((*record_after.fields, *record_before.fields)):
            value_before, value_after = record_before.fields.get(name), record_after.fields.get(name)
            if value_before != value_after:
                weight, field = _weight(record_after.kind, name), name.replace("_", " ")
                for entry, text_before, text_after in _field_differences(name, value_before, value_after):
                    yield RecordChange(
                        weight,
                        record_after.kind,
                        identifier,
                        record_after.title,
                        f"{field}{entry}",
                        text_before,
                        text_after,
                    )


def _weight(kind: str, field: str) -> Weight:
    if field == "deadline":
        return Weight.TIME_LIMIT
    if kind in _PROMISE_KINDS and field == "strength":
        return Weight.STRENGTH
    if kind == "provision" and field in _LAW_STATUS_FIELDS:
        return Weight.LAW
    if kind in _CONTACT_KINDS and field in _CONTACT_FIELDS:
        return Weight.CONTACT
    return Weight.WORDING if field in _TEXT_FIELDS else Weight.SUBSTANCE


def _field_differences(name: str, before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the differences within a field as triples: place in a list, value before, value after, each in words.

    Lists of equal length are compared entry by entry; of others, the entries removed and added are given.
    """
    if not (isinstance(before, list) and isinstance(after, list)):
        yield "", field_text(name, before), field_text(name, after)
        return
    if len(before) == len(after):
        for n, (one, other) in enumerate(zip(before, after, strict=True), start=1):
            if one != other:
                yield (f", entry {n}" if len(after) > 1 else ""), field_text(name, one), field_text(name, other)
        return
    removed, added = [one for one in before if one not in after], [one for one in after if one not in before]
    yield "", "; ".join(field_text(name, one) for one in removed), "; ".join(field_text(name, one) for one in added)


def _record_text(recorded: SnapshotRecord) -> str:
    """Return the text of a record in one line, with its time limit in brackets if it has one."""
    text = next(
        (recorded.fields[name] for name in ("text", "what", "what_for", "about", "means") if name in recorded.fields),
        "",
    )
    limit = field_text("deadline", recorded.fields.get("deadline"))
    words = field_text("text", text)
    return f"{words} ({limit})" if limit else words
