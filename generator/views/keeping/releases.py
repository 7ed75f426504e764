"""What changed from one published version to the next, and since the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.linking.knowledge_base import KnowledgeBase, Version
from generator.linking.linked import LinkedPublication
from generator.model.vocabulary import counted
from generator.views.keeping.changes import TITLES, RecordChange, diff_snapshots
from generator.views.shared.paths import path_of
from generator.words.text import day


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """One record that is not as it was."""

    title: str
    kind: str
    path: str
    """Where it is; empty if it is nowhere any more, or never had a place of its own."""
    whole: str
    """What it says or said, where the whole record came or went."""
    fields: tuple[tuple[str, str, str], ...]
    """What changed in it: the field, what it was, what it is."""


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Changes of one weight."""

    anchor: str
    title: str
    records: tuple[ChangedRecord, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """What changed up to one version since the one before."""

    anchor: str
    title: str
    since: str
    count: str
    lists: tuple[ChangeList, ...]


def version_views(base: KnowledgeBase) -> tuple[VersionView, ...]:
    """From today back to the second version: what changed since the one before each."""
    return tuple(_version(now, was, base) for now, was in pairwise(base.versions))


def _version(now: Version, was: Version, base: KnowledgeBase) -> VersionView:
    assert was.release
    title, anchor = (now.release.title, now.release.id) if now.release else ("these pages today", "today")
    since = f"{was.release.title}, published on {day(was.release.published_on)}"
    found = diff_snapshots(was.said, now.said)
    count = len({change.record for change in found})
    lists = (
        ChangeList(f"{anchor}-{weight.name.lower().replace('_', '-')}", TITLES[weight], _records(held, base))
        for weight, held in groupby(found, key=lambda change: change.weight)
    )
    words = f"{counted(count, 'record')} changed." if count else "Nothing changed."
    return VersionView(f"changes-{anchor}", title, since, words, tuple(lists))


def _records(found: Iterable[RecordChange], base: KnowledgeBase) -> tuple[ChangedRecord, ...]:
    records = []
    for identifier, of_record in groupby(found, key=lambda change: change.record):
        held = list(of_record)
        target = base.targets.get(identifier)
        records.append(
            ChangedRecord(
                title=held[0].title,
                kind=held[0].kind,
                path="" if target is None or isinstance(target, LinkedPublication) else path_of(target),
                whole="; ".join(change.after or change.before for change in held if not change.field),
                fields=tuple((change.field, change.before, change.after) for change in held if change.field),
            )
        )
    return tuple(records)
