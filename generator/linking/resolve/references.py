"""Registers the ids of records and turns references between records into links."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking.knowledge_base import CitedClause, Link
from generator.linking.name_index import NameIndex
from generator.linking.resolve.entries import Entry, entry_of
from generator.linking.resolve.strands import strands_apart
from generator.linking.walk import Visit, VisitedCitation, VisitedRecord, VisitedReference, walk
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.kinds import FILES, KINDS, kind_of, kinds_in
from generator.model.publications import Publication
from generator.model.record import RecordFile
from generator.model.retired_fields import RETIRED_FIELDS
from generator.model.vocabulary import Edition


def readable_files(records: Records) -> Iterator[Located[RecordFile]]:
    """Yield every file that could be read, in the order of the table of kinds."""
    yield from (located for file in FILES if (located := records.files[file]))


def register_records(records: Records, edition: Edition, names: NameIndex) -> dict[str, Entry]:
    """Add every record with a shared id to ``names``, and return the entries that are on a page, by their ids."""
    entries: dict[str, Entry] = {}
    apart = {strand.id for strand in strands_apart(records)}
    for file in FILES:
        located = records.files[file]
        if located is None:
            names.unreadable_kinds |= {kind.key for kind in kinds_in(file)}
            names.unreadable_kinds |= {one.kind for one in RETIRED_FIELDS if one.model is file and one.kind}
            continue
        names.invalid_ids |= located.left_out.ids
        names.incomplete_ids |= located.left_out.incomplete
        names.unreadable_kinds |= {kind_of(model).key for model in located.left_out.nameless}
        for visit in walk(located):
            if (
                isinstance(visit, VisitedRecord)
                and kind_of(type(visit.record)).shared_id
                and in_edition(visit, edition)
            ):
                entry = entry_of(visit.record, visit.within, apart)
                names.add(entry.kind, visit.record.id, entry, visit.span)
                if entry.page:
                    entries.setdefault(visit.record.id, entry)
    return entries


def in_edition(visit: VisitedRecord, edition: Edition) -> bool:
    """Return whether an edition has the record. A publication may be for staff although its file is public."""
    return edition is Edition.STAFF or not isinstance(visit.record, Publication) or visit.record.edition is edition


def link_references(records: Records, names: NameIndex) -> tuple[Link, ...]:
    """Return every reference of a marked field as a link. Add to ``names`` a problem for each to an unknown id."""
    links: list[Link] = []
    for visit in _visits(records):
        if isinstance(visit, VisitedReference) and _resolves(visit, names):
            links.append(Link(visit.owner.id, visit.target, visit.relation, visit.how))
    return tuple(dict.fromkeys(links))


def cited_clauses(records: Records, names: NameIndex) -> tuple[CitedClause, ...]:
    """Return every citation by a record on a generated page. Add to ``names`` a problem for each unknown document."""
    cited = []
    entries = set(names.ids_of(kind.key for kind in KINDS if kind.page))
    for visit in _visits(records):
        if isinstance(visit, VisitedCitation) and visit.owner.id in entries:
            if names.has(["document"], visit.source.document):
                cited.append(CitedClause(visit.source.document, visit.source.clause, visit.owner.id))
            else:
                names.report_missing("document", visit.source.document, visit.span)
    return tuple(dict.fromkeys(cited))


def _visits(records: Records) -> Iterator[Visit]:
    for located in readable_files(records):
        yield from walk(located)


def _resolves(visit: VisitedReference, names: NameIndex) -> bool:
    if names.has(visit.kinds, visit.target):
        return True
    message = f"there is no record '{visit.target}' of a kind that can be named here"
    if len(visit.kinds) == 1:
        message = f"there is no {' '.join(visit.kinds)} '{visit.target}'"
    names.report_unknown(visit.kinds, visit.target, visit.span, message)
    return False
