"""Everything a project says, record by record, in a form that two of them can be compared in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from generator.linking.staff.editions import for_edition
from generator.linking.walk import Met, walk
from generator.loading.project import Records
from generator.model.accessibility import AccessibilityFile
from generator.model.kinds import FILES, kind_of, kinds_in, title_of_record
from generator.model.pages import ProsePage
from generator.model.partnership import Partnership
from generator.model.plain import plain
from generator.model.record import Identified
from generator.model.vocabulary import Edition

RECORD_FILES = tuple(file for file in FILES if any(kind.snapshot for kind in kinds_in(file)))
"""The files whose records stand in a snapshot."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One record: its kind and title in words, and its own fields in JSON's terms, without the records inside it."""

    kind: str
    title: str
    fields: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """The same for the same fields, and for no others: 16 hexadecimal digits."""
        written = dumps(self.fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(written.encode()).hexdigest()[:16]


Snapshot = dict[str, Recorded]
"""Records by their ids, in the order of the files."""


def recorded(read: Mapping[str, Any]) -> Snapshot:
    """A snapshot from what an export of one says."""
    return {name: Recorded(one["kind"], one["title"], one["fields"]) for name, one in read.items()}


def snapshot(everything: Records, edition: Edition) -> Snapshot:
    """Every record that ``edition`` may show, and the pages its authors wrote."""
    records, _ = for_edition(everything, edition)
    found: Snapshot = {}
    for identifier, recorded in (*_records(records), *_pages(records.pages), *_alone(records)):
        found.setdefault(identifier, recorded)
    return found


def _records(records: Records) -> Iterator[tuple[str, Recorded]]:
    for file in RECORD_FILES:
        located = records.files[file]
        for met in walk(located) if located else ():
            if isinstance(met, Met) and (kind := kind_of(type(met.record)).snapshot):
                yield met.record.id, _recorded(met, kind)


def _recorded(met: Met, kind: str) -> Recorded:
    record = met.record
    fields = {
        field.alias or name: plain(getattr(record, name))
        for name, field in type(record).model_fields.items()
        if name != "id" and not _holds_records(getattr(record, name))
    }
    return Recorded(kind, title_of_record(record, met.within), _said(fields))


def _alone(records: Records) -> Iterator[tuple[str, Recorded]]:
    """What there is one of, and what therefore has no id of its own: the numbers on every page, the statement."""
    if partnership := records.get(Partnership):
        yield "partnership", Recorded("partnership", partnership.name, _said(plain(partnership)))
    file = records.get(AccessibilityFile)
    if statement := file.statement if file else None:
        yield "accessibility", Recorded("statement", "The accessibility statement", _said(plain(statement)))


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields that say something; a field left out and one that says no are the same."""
    return {name: value for name, value in fields.items() if value not in (None, [], False)}


def _holds_records(value: object) -> bool:
    """Whether a field holds records of their own, which are told apart."""
    held = value if isinstance(value, tuple) else (value,)
    return any(isinstance(one, Identified) for one in held)


def _pages(pages: Iterable[ProsePage]) -> Iterator[tuple[str, Recorded]]:
    for page in pages:
        fields = {name: value for name, value in _said(plain(page.front)).items() if name != "id"}
        paragraphs = [" ".join(paragraph.split()) for paragraph in page.body.split("\n\n") if paragraph.strip()]
        yield page.front.id, Recorded("page", page.front.title, fields | {"body": paragraphs})
