"""Everything a project says, record by record, in a form that two of them can be compared in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any, cast

from generator.linking.resolve.entries import entry
from generator.linking.staff.editions import for_edition
from generator.linking.walk import Met, walk
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.easy_read import Booklet, EasyRead
from generator.model.glossary import Term
from generator.model.pages import ProsePage
from generator.model.posters import Poster
from generator.model.publications import Publication
from generator.model.record import Identified, Record
from generator.model.sources import SourceDocument
from generator.model.standards import Point, Section, Stage, Standard, StandardSet, SupportPack, Topic
from generator.model.vocabulary import Edition

RECORD_FILES = (
    "standards",
    "strategy",
    "legislation",
    "powers",
    "contacts",
    "staff_contacts",
    "areas",
    "partners",
    "consultation",
    "easy_read",
    "glossary",
    "sources",
    "publications",
    "papers",
    "posters",
    "training",
)
"""The files that hold records, by the name each has among what was loaded."""

_KINDS: dict[type[Identified], str] = {
    Booklet: "easy read",
    EasyRead: "easy read",
    Point: "point",
    Poster: "poster",
    Publication: "publication",
    Section: "section",
    SourceDocument: "document",
    Stage: "stage",
    Standard: "promise",
    StandardSet: "set of promises",
    SupportPack: "support pack",
    Term: "word",
    Topic: "topic",
}


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
    for name in RECORD_FILES:
        located = cast(Located[Record] | None, getattr(records, name))
        for met in walk(located) if located else ():
            if isinstance(met, Met):
                yield met.record.id, _recorded(met)


def _recorded(met: Met) -> Recorded:
    record = met.record
    standing = entry(record, met.within)
    kind = standing.kind if standing else _KINDS.get(type(record), type(record).__name__.lower())
    title = standing.title if standing else _title(record)
    own = (name for name in type(record).model_fields if name != "id" and not _holds_records(getattr(record, name)))
    return Recorded(kind, title, _said(record.json_fields(own)))


def _title(record: Identified) -> str:
    for name in ("title", "term", "name", "text"):
        if title := getattr(record, name, None):
            return str(title)
    return record.id


def _alone(records: Records) -> Iterator[tuple[str, Recorded]]:
    """What there is one of, and what therefore has no id of its own: the numbers on every page, the statement."""
    if records.partnership:
        partnership = records.partnership.record
        yield "partnership", Recorded("partnership", partnership.name, _said(partnership.json_fields()))
    if records.accessibility and (statement := records.accessibility.record.statement):
        yield "accessibility", Recorded("statement", "The accessibility statement", _said(statement.json_fields()))


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields that say something; a field left out and one that says no are the same."""
    return {name: value for name, value in fields.items() if value not in (None, [], False)}


def _holds_records(value: object) -> bool:
    """Whether a field holds records of their own, which are told apart."""
    held = value if isinstance(value, tuple) else (value,)
    return any(isinstance(one, Identified) for one in held)


def _pages(pages: Iterable[ProsePage]) -> Iterator[tuple[str, Recorded]]:
    for page in pages:
        fields = {name: value for name, value in _said(page.front.json_fields()).items() if name != "id"}
        paragraphs = [" ".join(paragraph.split()) for paragraph in page.body.split("\n\n") if paragraph.strip()]
        yield page.front.id, Recorded("page", page.front.title, fields | {"body": paragraphs})
