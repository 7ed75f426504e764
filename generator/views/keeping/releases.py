"""Views of the changes from each published version to the next, and since the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.linking.knowledge_base import KnowledgeBase, Version
from generator.linking.linked import LinkedPublication
from generator.model.vocabulary import counted
from generator.views.keeping.changes import TITLES, RecordChange, diff_snapshots
from generator.views.shared.paths import path_of
from generator.words.dates import day


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that changed, was added or was removed."""

    title: str
    kind: str
    path: str
    """Its address; empty if it is gone or never had one."""
    whole: str
    """Its text, if the whole record was added or removed."""
    fields: tuple[tuple[str, str, str], ...]
    """Triples of a field, its text before and its text after."""


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Changes of one weight."""

    anchor: str
    title: str
    records: tuple[ChangedRecord, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """The changes in one version since the one before."""

    anchor: str
    title: str
    since: str
    count: str
    lists: tuple[ChangeList, ...]


def version_views(base: KnowledgeBase) -> tuple[VersionView, ...]:
    """Return the changes in each version since the one before, from today back to the second version."""
    return tuple(_version(newer, older, base) for newer, older in pairwise(base.versions))


def _version(newer: Version, older: Version, base: KnowledgeBase) -> VersionView:
    assert older.release
    title, anchor = (newer.release.title, newer.release.id) if newer.release else ("these pages today", "today")
    since = f"{older.release.title}, published on {day(older.release.published_on)}"
    record_changes = diff_snapshots(older.snapshot, newer.snapshot)
    count = len({change.record for change in record_changes})
    lists = (
        ChangeList(f"{anchor}-{weight.name.lower().replace('_', '-')}", TITLES[weight], _records(group, base))
        for weight, group in groupby(record_changes, key=lambda change: change.weight)
    )
    words = f"{counted(count, 'record')} changed." if count else "Nothing changed."
    return VersionView(f"changes-{anchor}", title, since, words, tuple(lists))


def _records(record_changes: Iterable[RecordChange], base: KnowledgeBase) -> tuple[ChangedRecord, ...]:
    records = []
    for identifier, group in groupby(record_changes, key=lambda change: change.record):
        group_changes = list(group)
        target = base.targets.get(identifier)
        records.append(
            ChangedRecord(
                title=group_changes[0].title,
                kind=group_changes[0].kind,
                path="" if target is None or isinstance(target, LinkedPublication) else path_of(target),
                whole="; ".join(change.after or change.before for change in group_changes if not change.field),
                fields=tuple((change.field, change.before, change.after) for change in group_changes if change.field),
            )
        )
    return tuple(records)
