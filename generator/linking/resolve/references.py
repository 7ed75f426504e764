"""References between records become links, each with its way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from generator.diagnostics import Code, Diagnostic
from generator.linking.knowledge_base import CitedClause, Link
from generator.linking.names import Names
from generator.linking.resolve.entries import ENTRY_KINDS, Entry, entry
from generator.linking.walk import CitationMet, Meeting, Met, ReferenceMet, walk
from generator.loading.project import Records
from generator.loading.records import Located, suggestion
from generator.model.pages import GeneratedPage
from generator.model.record import Record
from generator.model.standards import StandardSet
from generator.model.vocabulary import Edition

_KINDS_IN = {
    "strategy": {
        "aim",
        "chapter",
        "change",
        "definition",
        "figures",
        "level",
        "objective",
        "part",
        "pyramid",
        "strand",
        "strategy",
    },
    "legislation": {"case", "instrument", "provision", "subject"},
    "consultation": {"consultation", "group asked", "missing group", "question", "theme"},
    "partners": {"body"},
    "areas": {"area"},
    "contacts": {"contact", "need", "service", "venue"},
    "powers": {"happening", "power", "user"},
    "staff_contacts": {"contact", "need", "service", "venue"},
    "papers": {"paper"},
    "training": {"activity", "course", "guidance", "handout", "module", "quiz question", "scenario"},
    "staff_papers": {"paper"},
    "easy_read": set(),
}


def files(records: Records) -> Iterator[Located[Record]]:
    """The files whose records link to one another by marked fields."""
    for name in ("standards", *_KINDS_IN):
        located = getattr(records, name)
        if located:
            yield cast(Located[Record], located)


def register_entries(records: Records, names: Names) -> dict[str, Entry]:
    """Every record that stands on a page made from records, by its id."""
    entries: dict[str, Entry] = {}
    for name, kinds in _KINDS_IN.items():
        located = getattr(records, name)
        if located is None:
            names.unreadable |= kinds
            continue
        names.broken |= located.broken
        for met in walk(located):
            found = entry(met.record, met.within) if isinstance(met, Met) else None
            if found and isinstance(met, Met):
                names.add(found.kind, met.record.id, found, met.span)
                entries.setdefault(met.record.id, found)
    return entries


def pages_there_are(records: Records, edition: Edition) -> frozenset[GeneratedPage]:
    """The pages made from records that this project has the records for, and that ``edition`` has."""
    there = {GeneratedPage.SOURCES, GeneratedPage.A_TO_Z, GeneratedPage.TO_PRINT}
    if edition is Edition.STAFF:
        there.add(GeneratedPage.REVIEWS)
        if records.staff_contacts and any(contact.role for contact in records.staff_contacts.record.contacts):
            there.add(GeneratedPage.SPOCS)
    if records.standards and len(records.standards.record.sets) > 1:
        there.add(GeneratedPage.COMPARISON)
    if any(record.has_time_limits for record in _local_sets(records)):
        there.add(GeneratedPage.DEADLINES)
    if records.glossary and records.glossary.record.terms:
        there.add(GeneratedPage.WORDS)
    if records.pictures and records.pictures.record.pictures:
        there.add(GeneratedPage.PICTURES)
    if strategy := records.strategy and records.strategy.record.strategy:
        there |= {GeneratedPage.STRATEGY, GeneratedPage.STRATEGY_IN_BRIEF, GeneratedPage.TRACEABILITY}
        if strategy.redraft:
            there.add(GeneratedPage.REDRAFT)
    if records.legislation and records.legislation.record.instruments:
        there.add(GeneratedPage.LAW)
    if records.consultation and records.consultation.record.consultation:
        there.add(GeneratedPage.CONSULTATION)
    if records.contacts and (records.contacts.record.contacts or records.contacts.record.services):
        there.add(GeneratedPage.CONTACTS)
    if records.powers and records.powers.record.powers:
        there.add(GeneratedPage.POWERS)
        there.add(GeneratedPage.DEPENDENTS)
    if any(located and located.record.papers for located in (records.papers, records.staff_papers)):
        there.add(GeneratedPage.PAPERS)
    if records.training and records.training.record.courses:
        there |= {GeneratedPage.TRAINING, GeneratedPage.TAUGHT}
    if records.versions:
        there.add(GeneratedPage.CHANGES)
    if records.partners and records.partners.record.bodies:
        there.add(GeneratedPage.ORGANISATIONS)
    if records.accessibility and records.accessibility.record.statement:
        there.add(GeneratedPage.ACCESSIBILITY)
    return frozenset(there)


def _local_sets(records: Records) -> Iterator[StandardSet]:
    """The sets of promises for the partnership's own area."""
    area = records.partnership.record.area if records.partnership else ""
    return (record for record in (records.standards.record.sets if records.standards else ()) if record.area == area)


def link_references(records: Records, names: Names) -> tuple[Link, ...]:
    """Every reference of a marked field as a link; a diagnostic for each that leads nowhere."""
    links: list[Link] = []
    for met in _met(records):
        if isinstance(met, ReferenceMet) and _resolves(met, names):
            links.append(Link(met.owner.id, met.target, met.relation, met.how))
    return tuple(dict.fromkeys(links))


def cited_clauses(records: Records, names: Names) -> tuple[CitedClause, ...]:
    """Every citation by a record that is no promise, and a diagnostic for each of a document that is not there."""
    cited = []
    entries = {identifier for kind in ENTRY_KINDS for identifier in names.by_kind.get(kind, {})}
    for met in _met(records):
        if isinstance(met, CitationMet) and met.owner.id in entries:
            if met.source.document in names.by_kind.get("document", {}):
                cited.append(CitedClause(met.source.document, met.source.clause, met.owner.id))
            else:
                names.missing("document", met.source.document, met.span)
    return tuple(dict.fromkeys(cited))


def _met(records: Records) -> Iterable[Meeting]:
    for located in files(records):
        yield from walk(located)


def _resolves(met: ReferenceMet, names: Names) -> bool:
    if any(met.target in names.by_kind.get(kind, {}) for kind in met.kinds):
        return True
    if met.target not in names.broken and not met.kinds & names.unreadable:
        known = sorted(identifier for kind in met.kinds for identifier in names.by_kind.get(kind, {}))
        hint = suggestion(met.target, known) or f"it can be the id of one of these: {', '.join(sorted(met.kinds))}"
        message = f"nothing that can be named here has the id '{met.target}'"
        if len(met.kinds) == 1:
            message = f"there is no {' '.join(met.kinds)} '{met.target}'"
        names.found.append(Diagnostic(met.span, Code.UNKNOWN_REFERENCE, message, hint))
    return False
