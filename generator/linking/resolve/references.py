"""References between records become links, each with its way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Code, Diagnostic
from generator.linking.knowledge_base import CitedClause, Link
from generator.linking.name_index import NameIndex
from generator.linking.resolve.entries import Entry, entry_of
from generator.linking.walk import Visit, VisitedCitation, VisitedRecord, VisitedReference, walk
from generator.loading.project import Records
from generator.loading.records import Located, suggestion
from generator.model.kinds import FILES, KINDS, kind_of, kinds_in
from generator.model.publications import Publication
from generator.model.record import RecordFile
from generator.model.vocabulary import Edition


def files(records: Records) -> Iterator[Located[RecordFile]]:
    """Yield every file that could be read, in the order of the table of kinds."""
    yield from (located for file in FILES if (located := records.files[file]))


def register_records(records: Records, edition: Edition, names: NameIndex) -> dict[str, Entry]:
    """Add every record to ``names`` whose id others can name, and return those that stand on a page, by their ids."""
    entries: dict[str, Entry] = {}
    for file in FILES:
        located = records.files[file]
        if located is None:
            names.unreadable |= {kind.key for kind in kinds_in(file)}
            continue
        names.broken |= located.broken
        for met in walk(located):
            if isinstance(met, VisitedRecord) and kind_of(type(met.record)).shared_id and _in_edition(met, edition):
                entry = entry_of(met.record, met.within)
                names.add(entry.kind, met.record.id, entry, met.span)
                if entry.page:
                    entries.setdefault(met.record.id, entry)
    return entries


def _in_edition(met: VisitedRecord, edition: Edition) -> bool:
    """Whether an edition has the record: a publication may be for staff although its file is public."""
    return edition is Edition.STAFF or not isinstance(met.record, Publication) or met.record.edition is edition


def link_references(records: Records, names: NameIndex) -> tuple[Link, ...]:
    """Every reference of a marked field as a link; a diagnostic for each that leads nowhere."""
    links: list[Link] = []
    for met in _met(records):
        if isinstance(met, VisitedReference) and _resolves(met, names):
            links.append(Link(met.owner.id, met.target, met.relation, met.how))
    return tuple(dict.fromkeys(links))


def cited_clauses(records: Records, names: NameIndex) -> tuple[CitedClause, ...]:
    """Every citation by a record on a page made from records; a diagnostic for each of a document that is not there."""
    cited = []
    entries = set(names.known(kind.key for kind in KINDS if kind.page))
    for met in _met(records):
        if isinstance(met, VisitedCitation) and met.owner.id in entries:
            if names.has(["document"], met.source.document):
                cited.append(CitedClause(met.source.document, met.source.clause, met.owner.id))
            else:
                names.missing("document", met.source.document, met.span)
    return tuple(dict.fromkeys(cited))


def _met(records: Records) -> Iterable[Visit]:
    for located in files(records):
        yield from walk(located)


def _resolves(met: VisitedReference, names: NameIndex) -> bool:
    if names.has(met.kinds, met.target):
        return True
    if met.target not in names.broken and not met.kinds & names.unreadable:
        hint = suggestion(met.target, names.known(met.kinds))
        hint = hint or f"it can be the id of one of these: {', '.join(sorted(met.kinds))}"
        message = f"nothing that can be named here has the id '{met.target}'"
        if len(met.kinds) == 1:
            message = f"there is no {' '.join(met.kinds)} '{met.target}'"
        names.problems.append(Diagnostic(met.span, Code.UNKNOWN_REFERENCE, message, hint))
    return False
