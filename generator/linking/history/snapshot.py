"""Snapshots: every record of a project in a form that can be exported and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from generator.linking.staff.editions import edition_records
from generator.linking.walk import VisitedRecord, walk
from generator.loading.project import Records
from generator.model.accessibility import AccessibilityFile
from generator.model.kinds import FILES, kind_of, kinds_in, title_of_record
from generator.model.pages import ProsePage
from generator.model.partnership import Partnership
from generator.model.record import Identified
from generator.model.vocabulary import Edition

SNAPSHOT_FILES = tuple(file for file in FILES if any(kind.snapshot for kind in kinds_in(file)))
"""The files whose records are in a snapshot."""


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """One record: its kind and title in words, and its fields as JSON values, without the records that it contains."""

    kind: str
    title: str
    fields: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the fields as JSON."""
        text = dumps(self.fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()[:16]


Snapshot = dict[str, SnapshotRecord]
"""Records by their ids, in the order of the files."""


def snapshot_from_json(exported: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot that was exported as these JSON values."""
    return {name: SnapshotRecord(one["kind"], one["title"], one["fields"]) for name, one in exported.items()}


def snapshot(everything: Records, edition: Edition) -> Snapshot:
    """Return every record and prose page that ``edition`` may show."""
    records = edition_records(everything, edition)
    entries: Snapshot = {}
    for identifier, record in (*_records(records), *_pages(records.pages), *_single_records(records)):
        entries.setdefault(identifier, record)
    return entries


def _records(records: Records) -> Iterator[tuple[str, SnapshotRecord]]:
    for file in SNAPSHOT_FILES:
        located = records.files[file]
        for visit in walk(located) if located else ():
            if isinstance(visit, VisitedRecord) and (kind := kind_of(type(visit.record)).snapshot):
                yield visit.record.id, _snapshot_record(visit, kind)


def _snapshot_record(visit: VisitedRecord, kind: str) -> SnapshotRecord:
    record = visit.record
    own = (name for name in type(record).model_fields if name != "id" and not _has_records(getattr(record, name)))
    return SnapshotRecord(kind, title_of_record(record, visit.within), _nonempty(record.json_fields(own)))


def _single_records(records: Records) -> Iterator[tuple[str, SnapshotRecord]]:
    """Yield the records without an id, of which a project has one: the partnership and the accessibility statement."""
    if partnership := records.get(Partnership):
        yield "partnership", SnapshotRecord("partnership", partnership.name, _nonempty(partnership.json_fields()))
    file = records.get(AccessibilityFile)
    if statement := file.statement if file else None:
        yield (
            "accessibility",
            SnapshotRecord("statement", "The accessibility statement", _nonempty(statement.json_fields())),
        )


def _nonempty(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields without those that are empty or false, which mean the same as a field left out."""
    return {name: value for name, value in fields.items() if value not in (None, [], False)}


def _has_records(value: object) -> bool:
    """Return whether a field contains records with ids, which have entries of their own."""
    values = value if isinstance(value, tuple) else (value,)
    return any(isinstance(one, Identified) for one in values)


_UNSEEN_FIELDS = frozenset({"id", "search_words"})
"""The fields of a page that no reader sees, so that a change of one is no news."""


def _pages(pages: Iterable[ProsePage]) -> Iterator[tuple[str, SnapshotRecord]]:
    for page in pages:
        fields = {
            name: value for name, value in _nonempty(page.front.json_fields()).items() if name not in _UNSEEN_FIELDS
        }
        paragraphs = [" ".join(paragraph.split()) for paragraph in page.body.split("\n\n") if paragraph.strip()]
        yield page.front.id, SnapshotRecord("page", page.front.title, fields | {"body": paragraphs})
