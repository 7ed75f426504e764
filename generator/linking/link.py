"""Links the records of a project into a knowledge base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.checks.addresses import check_addresses
from generator.linking.checks.areas import check_areas
from generator.linking.checks.citations import check_citations
from generator.linking.checks.claims import check_claims
from generator.linking.checks.currency import check_currency
from generator.linking.checks.dates import check_dates
from generator.linking.checks.figures import check_figures
from generator.linking.checks.gaps import check_gaps, closed_gap_problems, gaps_of
from generator.linking.checks.home_page import check_home_page
from generator.linking.checks.jurisdiction import check_jurisdiction
from generator.linking.checks.pages_of_records import check_pages_of_records
from generator.linking.checks.printed_prose import check_printed_prose
from generator.linking.checks.prose_links import check_page_references, check_prose_links
from generator.linking.checks.readability import check_readability
from generator.linking.checks.reviews import reviews_of
from generator.linking.checks.site_settings import check_site_settings
from generator.linking.checks.time_limits import check_time_limits, time_limit_warnings
from generator.linking.checks.unknown_references import Deletions, no_deletions, unknown_reference_problems
from generator.linking.history.derived_text import DerivedText
from generator.linking.history.former_ids import current_ids, former_ids
from generator.linking.history.stamps import derived_texts, suspect_problems
from generator.linking.knowledge_base import CitedClause, KnowledgeBase, Link
from generator.linking.linked import (
    LinkedBooklet,
    LinkedEasyRead,
    LinkedPage,
    LinkedPicture,
    LinkedPublication,
    LinkedSet,
    LinkedStandard,
    LinkedStatement,
    LinkedTraining,
    Routes,
    Target,
)
from generator.linking.name_index import PAGE_WITHOUT_RECORDS, NameIndex
from generator.linking.resolve.booklets import link_booklets
from generator.linking.resolve.easy_read import link_easy_reads, link_pictures
from generator.linking.resolve.publications import link_publications
from generator.linking.resolve.references import cited_clauses, link_references, register_records
from generator.linking.resolve.routes import check_area_and_hide_visit_page, link_routes
from generator.linking.resolve.statement import link_statement
from generator.linking.resolve.strands import strands_apart
from generator.linking.resolve.training import check_courses, link_training, links_of_facts, untaught_problems
from generator.linking.staff.editions import contacts_of, for_edition
from generator.loading.project import DeclaredPage, Records
from generator.loading.records import Located
from generator.loading.yaml_values import Location
from generator.model.bodies import Body
from generator.model.consultation import ConsultationFile
from generator.model.contacts import Area
from generator.model.glossary import Term
from generator.model.jurisdiction import Jurisdiction
from generator.model.legislation import LegislationFile
from generator.model.pages import GeneratedPage, ProsePage
from generator.model.papers import Paper, StaffPapersFile
from generator.model.partnership import Partnership
from generator.model.powers import PowersFile
from generator.model.references import Relation
from generator.model.sources import SourceDocument
from generator.model.standards import Section, Stage, Standard, StandardSet, StandardsFile, Topic
from generator.model.strands import Strand
from generator.model.strategy import StrategyFile
from generator.model.subject import SubjectFile
from generator.model.vocabulary import Edition

R = TypeVar("R")


def link(
    everything: Records,
    today: date,
    edition: Edition,
    pages: Iterable[DeclaredPage],
    deletions: Deletions = no_deletions,
) -> tuple[KnowledgeBase | None, tuple[Diagnostic, ...]]:
    """Return the knowledge base of ``edition`` and its warnings; or None and the errors, if there are any.

    Errors are files that could not be read, references to nothing, and records that contradict one another.
    ``pages`` is the table of generated pages. Their ids are reserved, and others can link to them. ``deletions`` is
    asked about records that others name and that do not exist.
    """
    records, staff_values = for_edition(everything, edition)
    table = tuple(pages)
    generated = tuple(row.page for row in table if row.exists(records, edition))
    names = NameIndex(
        invalid_ids=set(records.broken_pages), unreadable_kinds={"page"} if records.nameless_pages else set()
    )
    entries = register_records(records, edition, names)
    _register_pages(records, [row.page for row in table], generated, names)
    former = former_ids(records, names)
    check_addresses(
        everything, lambda public: [row.page.id for row in table if row.exists(public, Edition.PUBLIC)], names, former
    )
    linked = _link_records(records, edition, generated, names)
    derived, dates = derived_texts(records, linked.easy_reads, linked.booklets), check_dates(records, today)
    _check(records, linked, derived, generated, names)
    unknown = tuple(unknown_reference_problems(records, names, deletions))
    problems = (*names.problems, *unknown, *(one for one in dates if one.severity is Severity.ERROR))
    partnership, standards = records.get(Partnership), records.get(StandardsFile) or StandardsFile()
    consultation, staff_papers = records.get(ConsultationFile), records.get(StaffPapersFile)
    jurisdiction = records.get(Jurisdiction)
    if problems or not everything.is_complete or not (partnership and jurisdiction and linked.routes):
        return None, problems
    links = tuple(dict.fromkeys((*linked.links, *links_of_facts(records))))
    base = KnowledgeBase(
        today=today,
        edition=edition,
        staff_values=staff_values,
        records=records,
        partnership=partnership,
        jurisdiction=jurisdiction,
        subject=records.get(SubjectFile) or SubjectFile(),
        routes=linked.routes,
        documents=records.all(SourceDocument),
        stages=standards.stages,
        topics=standards.topics,
        sets=linked.sets,
        publications=linked.publications,
        pages=linked.pages,
        targets={**entries, **_targets(records, generated, linked)},
        attachments=records.attachments,
        easy_reads=linked.easy_reads,
        booklets=linked.booklets,
        terms=records.all(Term),
        pictures=linked.pictures,
        strands=records.all(Strand),
        strands_apart=strands_apart(records),
        strategies=records.get(StrategyFile) or StrategyFile(),
        legislation=records.get(LegislationFile),
        consultation=consultation.consultation if consultation else None,
        statement=linked.statement,
        training=linked.training,
        papers=records.all(Paper),
        staff_papers=frozenset(paper.id for paper in (staff_papers.papers if staff_papers else ())),
        powers=records.get(PowersFile) or PowersFile(),
        areas=records.all(Area),
        directory=contacts_of(records),
        bodies=records.all(Body),
        links=links,
        cited_clauses=linked.cited_clauses,
        reviews=reviews_of(records),
        everything=everything,
        successors=former.successors(current_ids(names)),
        first_ids=former.first,
        derived_texts=derived,
        gaps=gaps_of(records, _carried_objectives(links), names.spans),
        generated_pages=generated,
    )
    return base, (*_warnings(records, base), *dates)


@dataclass(frozen=True, slots=True)
class _LinkedRecords:
    """Linked records that have not been checked yet."""

    sets: tuple[LinkedSet, ...]
    pages: tuple[LinkedPage, ...]
    pictures: tuple[LinkedPicture, ...]
    easy_reads: tuple[LinkedEasyRead, ...]
    booklets: tuple[LinkedBooklet, ...]
    training: LinkedTraining
    publications: tuple[LinkedPublication, ...]
    links: tuple[Link, ...]
    cited_clauses: tuple[CitedClause, ...]
    routes: Routes | None
    statement: LinkedStatement | None


def _link_records(
    records: Records, edition: Edition, generated: tuple[GeneratedPage, ...], names: NameIndex
) -> _LinkedRecords:
    sets = _link_sets(records.located(StandardsFile), names)
    pages = tuple(_link_page(page, sets, names) for page in records.pages)
    pictures, training = link_pictures(records, names), link_training(records)
    easy_reads, booklets = link_easy_reads(records, sets, pictures, names), link_booklets(records, pictures, names)
    texts: tuple[LinkedEasyRead | LinkedBooklet, ...] = (*easy_reads, *booklets)
    publications = link_publications(records, edition, sets, pages, generated, texts, training.courses, pictures, names)
    return _LinkedRecords(
        sets=tuple(sets.values()),
        pages=pages,
        pictures=tuple(pictures.values()),
        easy_reads=easy_reads,
        booklets=booklets,
        training=training,
        publications=publications,
        links=link_references(records, names),
        cited_clauses=cited_clauses(records, names),
        routes=link_routes(records, names),
        statement=link_statement(records, names),
    )


def _warnings(records: Records, base: KnowledgeBase) -> tuple[Diagnostic, ...]:
    """Return the warnings on what is out of date, suspect texts, closed gaps, untaught promises and limits on pages."""
    outdated = check_currency(records, base, base.today)
    return (
        *outdated,
        *suspect_problems(base.derived_texts),
        *closed_gap_problems(records, base.gaps),
        *untaught_problems(records, base),
        *time_limit_warnings(records),
    )


def _carried_objectives(links: tuple[Link, ...]) -> frozenset[str]:
    """Return the ids of the objectives that something carries out."""
    return frozenset(link.origin for link in links if link.relation is Relation.CARRIED_BY)


def _check(
    records: Records,
    linked: _LinkedRecords,
    derived: tuple[DerivedText, ...],
    generated: tuple[GeneratedPage, ...],
    names: NameIndex,
) -> None:
    """Add to ``names`` the problems of rules between records."""
    check_areas(records, names)
    check_pages_of_records(records, generated, names)
    check_printed_prose(linked.publications, names)
    check_time_limits(records, derived, names)
    check_prose_links(records, names)
    check_page_references(records, names)
    check_area_and_hide_visit_page(records, names)
    check_home_page(records, names)
    check_readability(records.pages, names)
    check_claims(records.pages, names)
    check_citations(records, names)
    check_figures(records, names)
    check_courses(records, names)
    check_gaps(records, names)
    check_site_settings(records, names)
    check_jurisdiction(records, names)


def _targets(records: Records, generated: tuple[GeneratedPage, ...], linked: _LinkedRecords) -> dict[str, Target]:
    """Return by its id each page, document, publication, easy read, term, set and standard."""
    targets: dict[str, Target] = {page.page.front.id: page for page in linked.pages}
    targets |= {document.id: document for document in records.all(SourceDocument)}
    targets |= {page.id: page for page in generated}
    targets |= {publication.record.id: publication for publication in linked.publications}
    targets |= {easy_read.record.id: easy_read for easy_read in linked.easy_reads}
    targets |= {booklet.record.id: booklet for booklet in linked.booklets}
    targets |= {term.id: term for term in records.all(Term)}
    for one in linked.sets:
        targets[one.record.id] = one
        targets |= {standard.record.id: standard for standard in one.standards}
    return targets


def _register_pages(
    records: Records, table: Iterable[GeneratedPage], generated: tuple[GeneratedPage, ...], names: NameIndex
) -> None:
    """Add the generated pages, with and without records to show, and the prose pages."""
    for page in table:
        kind = "page" if page in generated else PAGE_WITHOUT_RECORDS
        names.add(kind, page.id, page, Span("the generator's own pages"))
    for prose in records.pages:
        names.add("page", prose.front.id, prose, prose.id_span)


def _resolve(names: NameIndex, kind: str, identifier: str, span: Span, model: type[R]) -> R | None:
    record = names.record(identifier, model, kind)
    if record is None:
        names.report_missing(kind, identifier, span)
    return record


def _link_sets(located: Located[StandardsFile] | None, names: NameIndex) -> dict[str, LinkedSet]:
    sets: dict[str, LinkedSet] = {}
    for n, record in enumerate(located.record.sets if located else ()):
        assert located is not None
        span = located.span("sets", n, "document")
        document = _resolve(names, "document", record.document, span, SourceDocument)
        linked = [
            _link_standard(located, ("sets", n, "standards", m), record, standard, names)
            for m, standard in enumerate(record.standards)
        ]
        if document:
            standards = tuple(standard for standard in linked if standard)
            sets[record.id] = LinkedSet(record, document, standards)
    return sets


def _link_standard(
    located: Located[StandardsFile],
    place: Location,
    record_set: StandardSet,
    standard: Standard,
    names: NameIndex,
) -> LinkedStandard | None:
    def span(*below: str) -> Span:
        return located.span(*place, *below)

    stage = _resolve(names, "stage", standard.stage, span("stage"), Stage)
    topic = _resolve(names, "topic", standard.topic, span("topic"), Topic)
    document = names.record(standard.source.document, SourceDocument, "document")
    sections = {section.id: section for section in record_set.sections}
    section: Section | None = sections.get(standard.section or "")
    if standard.section and names.has(["section"], standard.section) and not section:
        message = f"'{standard.section}' is not a section of the set '{record_set.id}'"
        hint = f"the sections of this set are: {', '.join(sorted(sections)) or 'none yet'}"
        names.problems.append(Diagnostic(span("section"), Code.UNKNOWN_REFERENCE, message, hint))
    elif standard.section and not section:
        names.report_missing("section", standard.section, span("section"))
    if not (stage and topic and document):
        return None
    return LinkedStandard(standard, record_set.id, stage, topic, section, document)


def _link_page(page: ProsePage, sets: dict[str, LinkedSet], names: NameIndex) -> LinkedPage:
    identifier = page.front.standard_set
    if identifier:
        names.report_missing("set", identifier, page.set_span)
    return LinkedPage(page, sets.get(identifier) if identifier else None)
