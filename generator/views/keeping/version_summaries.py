"""What each published version changed for a reader: promises, time limits, law, and ways to reach people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.linking.knowledge_base import KnowledgeBase, Version
from generator.linking.linked import LinkedPublication
from generator.views.keeping.changes import RecordChange, Weight, diff_snapshots
from generator.views.shared.paths import path_of
from generator.words.dates import day

_SENTENCES = {
    Weight.PROMISE_ADDED: ("1 promise is new", "{} promises are new"),
    Weight.PROMISE_WITHDRAWN: ("1 promise was taken away", "{} promises were taken away"),
    Weight.TIME_LIMIT: ("The time limit of 1 promise changed", "The time limits of {} promises changed"),
    Weight.STRENGTH: ("1 promise was made firmer or weaker", "{} promises were made firmer or weaker"),
    # The register may change its mind: the law itself need not have changed.
    Weight.LAW: ("We changed what we say of the status of 1 law", "We changed what we say of the status of {} laws"),
    Weight.CONTACT: (
        "We changed what we say of how to reach 1 contact",
        "We changed what we say of how to reach {} contacts",
    ),
}
"""What a reader is told of, in this order: one sentence for 1 record and one for several."""

_NAMED = 6
"""The most records that a sentence names; of more it gives the number of the others."""


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record that changed: its title, its address, and its text before and after where that is a time limit."""

    title: str
    path: str
    """Empty if the record is gone or never had an address."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence on changes of one weight, and the records it names."""

    words: str
    records: tuple[NamedRecord, ...]
    others: int
    """The number of records that it does not name."""


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """What one version changed since the one before."""

    anchor: str
    title: str
    published: str
    """The day it was published, in words; empty for the version being built."""
    since: str
    """The version before, with its day; empty for the first version."""
    sentences: tuple[SummarySentence, ...]


def version_summaries(base: KnowledgeBase) -> tuple[VersionSummary, ...]:
    """Return a summary of each version, the newest first; the last is the first version that was published."""
    later = tuple(_summary(newer, older, base) for newer, older in pairwise(base.versions))
    return (*later, _summary(base.versions[-1], None, base))


def _summary(newer: Version, older: Version | None, base: KnowledgeBase) -> VersionSummary:
    release = newer.release
    since = ""
    sentences: tuple[SummarySentence, ...] = ()
    if older and older.release:
        since = f"{older.release.title}, published on {day(older.release.published_on)}"
        sentences = tuple(_sentences(diff_snapshots(older.snapshot, newer.snapshot), base))
    return VersionSummary(
        anchor=f"version-{release.id}" if release else "version-today",
        title=release.title if release else "these pages today",
        published=day(release.published_on) if release else "",
        since=since,
        sentences=sentences,
    )


def _sentences(changes: tuple[RecordChange, ...], base: KnowledgeBase) -> Iterable[SummarySentence]:
    for weight, group in groupby(changes, key=lambda change: change.weight):
        if weight in _SENTENCES:
            records = {change.record: change for change in group}
            one, several = _SENTENCES[weight]
            named = tuple(_named(change, base) for change in list(records.values())[:_NAMED])
            yield SummarySentence(
                one if len(records) == 1 else several.format(len(records)), named, len(records) - len(named)
            )


def _named(change: RecordChange, base: KnowledgeBase) -> NamedRecord:
    target = base.targets.get(change.record)
    has_limit = change.weight is Weight.TIME_LIMIT
    return NamedRecord(
        title=change.title,
        path="" if target is None or isinstance(target, LinkedPublication) else path_of(target),
        before=change.before if has_limit else "",
        after=change.after if has_limit else "",
    )
