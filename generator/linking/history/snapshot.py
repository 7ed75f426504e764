"""Everything a project says, record by record, in a form that two of them can be compared in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from generator.linking.staff.editions import for_edition
from generator.linking.walk import VisitedRecord, walk
from generator.loading.project import Records
from generator.model.accessibility import AccessibilityFile
from generator.model.kinds import FILES, kind_of, kinds_in, title_of_record
from generator.model.pages import ProsePage
from generator.model.partnership import Partnership
from generator.model.record import Identified
from generator.model.vocabulary import Edition

RECORD_FILES = tuple(file for file in FILES if any(kind.snapshot for kind in kinds_in(file)))
"""The files whose records stand in a snapshot."""


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """One record: its kind and title in words, and its own fields in JSON's terms, without the records inside it."""

    kind: str
    title: str
    fields: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """The same for the same fields, and for no others: 16 hexadecimal digits."""
        written = dumps(self.fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(written.encode()).hexdigest()[:16]


Snapshot = dict[str, SnapshotRecord]
"""Records by their ids, in the order of the files."""


def snapshot_from_json(read: Mapping[str, Any]) -> Snapshot:
    """A snapshot from what an export of one says."""
    return {name: SnapshotRecord(one["kind"], one["title"], one["fields"]) for name, one in read.items()}


def snapshot(everything: Records, edition: Edition) -> Snapshot:
    """Every record that ``edition`` may show, and the pages its authors wrote."""
    records, _ = for_edition(everything, edition)
    found: Snapshot = {}
    for identifier, recorded in (*_records(records), *_pages(records.pages), *_alone(records)):
        found.setdefault(identifier, recorded)
    return found


def _records(records: Records) -> Iterator[tuple[str, SnapshotRecord]]:
    for file in RECORD_FILES:
        located = records.files[file]
        for met in walk(located) if located else ():
            if isinstance(met, VisitedRecord) and (kind := kind_of(type(met.record)).snapshot):
                yield met.record.id, _recorded(met, kind)


def _recorded(met: VisitedRecord, kind: str) -> SnapshotRecord:
    record = met.record
    own = (name for name in type(record).model_fields if name != "id" and not _holds_records(getattr(record, name)))
    return SnapshotRecord(kind, title_of_record(record, met.within), _said(record.json_fields(own)))


def _alone(records: Records) -> Iterator[tuple[str, SnapshotRecord]]:
    """What there is one of, and what therefore has no id of its own: the numbers on every page, the statement."""
    if partnership := records.get(Partnership):
        yield "partnership", SnapshotRecord("partnership", partnership.name, _said(partnership.json_fields()))
    file = records.get(AccessibilityFile)
    if statement := file.statement if file else None:
        yield (
            "accessibility",
            SnapshotRecord("statement", "The accessibility statement", _said(statement.json_fields())),
        )


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields that say something; a field left out and one that says no are the same."""
    return {name: value for name, value in fields.items() if value not in (None, [], False)}


def _holds_records(value: object) -> bool:
    """Whether a field holds records of their own, which are told apart."""
    held = value if isinstance(value, tuple) else (value,)
    return any(isinstance(one, Identified) for one in held)


def _pages(pages: Iterable[ProsePage]) -> Iterator[tuple[str, SnapshotRecord]]:
    for page in pages:
        fields = {name: value for name, value in _said(page.front.json_fields()).items() if name != "id"}
        paragraphs = [" ".join(paragraph.split()) for paragraph in page.body.split("\n\n") if paragraph.strip()]
        yield page.front.id, SnapshotRecord("page", page.front.title, fields | {"body": paragraphs})
