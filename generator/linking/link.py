"""References become links here and nowhere else."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.checks.citations import check_citations
from generator.linking.checks.currency import check_currency
from generator.linking.checks.figures import check_figures
from generator.linking.checks.gaps import check_gaps, closed_gaps, gaps_of
from generator.linking.checks.prose_links import check_page_references, check_prose_links
from generator.linking.checks.readability import check_readability
from generator.linking.checks.reviews import reviews_of
from generator.linking.history.snapshot import Snapshot, recorded, snapshot
from generator.linking.history.stamps import derived_texts, suspect_problems
from generator.linking.knowledge_base import CitedClause, KnowledgeBase, Link, Version
from generator.linking.linked import (
    LinkedBooklet,
    LinkedEasyRead,
    LinkedPage,
    LinkedPicture,
    LinkedPublication,
    LinkedSet,
    LinkedStandard,
    LinkedStatement,
    Routes,
    Target,
)
from generator.linking.names import Names
from generator.linking.resolve.booklets import link_booklets
from generator.linking.resolve.easy_read import easy_read_names, link_easy_reads, link_pictures
from generator.linking.resolve.publications import link_publications, publication_records
from generator.linking.resolve.references import cited_clauses, link_references, pages_there_are, register_entries
from generator.linking.resolve.routes import check_hidden_visit, link_routes
from generator.linking.resolve.statement import link_statement
from generator.linking.resolve.training import check_courses, link_training, links_of_facts, untaught
from generator.linking.staff.editions import contacts_of, for_edition
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.pages import GeneratedPage, Layout, ProsePage
from generator.model.papers import Paper
from generator.model.powers import PowersFile
from generator.model.references import Relation
from generator.model.sources import SourceDocument
from generator.model.standards import Section, Stage, Standard, StandardSet, StandardsFile, Topic
from generator.model.strategy import StrategyFile
from generator.model.vocabulary import Edition

T = TypeVar("T")


def link(everything: Records, today: date, edition: Edition) -> tuple[KnowledgeBase | None, tuple[Diagnostic, ...]]:
    """Resolve every reference of what ``edition`` may show. None where a file was unreadable or a reference is lost."""
    records, hidden = for_edition(everything, edition)
    names, there = _all_names(records, edition)
    entries, sets = register_entries(records, names), _sets(records.standards, names)
    pages, training = tuple(_page(p, sets, names) for p in records.pages), link_training(records)
    pictures, easy_reads, booklets = _told_easily(records, sets, names)
    publications = link_publications(records, edition, sets, pages, (*easy_reads, *booklets), training.courses, names)
    links, cited, routes, statement, found = _connected(records, names)
    if found or not (records.partnership and records.sources and records.standards and records.publications and routes):
        return None, found
    said, versions = _versions(everything, records, edition)
    base = KnowledgeBase(
        today=today,
        edition=edition,
        hidden=hidden,
        partnership=records.partnership.record,
        routes=routes,
        documents=records.sources.record.documents,
        stages=records.standards.record.stages,
        topics=records.standards.record.topics,
        sets=tuple(sets.values()),
        publications=publications,
        pages=pages,
        targets=_targets(records, there, sets, publications, pages, (*easy_reads, *booklets)) | entries,
        attachments=records.attachments,
        easy_reads=easy_reads,
        booklets=booklets,
        terms=records.glossary.record.terms if records.glossary else (),
        pictures=tuple(pictures.values()),
        strategies=records.strategy.record if records.strategy else StrategyFile(),
        legislation=records.legislation.record if records.legislation else None,
        consultation=records.consultation.record.consultation if records.consultation else None,
        statement=statement,
        training=training,
        papers=_papers(records),
        staff_papers=frozenset(one.id for one in (records.staff_papers.record.papers if records.staff_papers else ())),
        powers=records.powers.record if records.powers else PowersFile(),
        areas=records.areas.record.areas if records.areas else (),
        directory=contacts_of(records),
        bodies=records.partners.record.bodies if records.partners else (),
        links=links,
        cited=cited,
        reviews=reviews_of(records, sets.values(), entries, names.spans),
        snapshot=said,
        versions=versions,
        derived=derived_texts(records, easy_reads, booklets),
        gaps=gaps_of(records, _carried(links), names.spans),
        generated=there,
    )
    return base, _doubts(records, base)


def _doubts(records: Records, base: KnowledgeBase) -> tuple[Diagnostic, ...]:
    """What may have gone stale: law and sources past their time, texts older than what they restate, closed gaps."""
    stale = check_currency(records, base, base.today)
    return (*stale, *suspect_problems(base.derived), *closed_gaps(records, base.gaps), *untaught(records, base))


def _links(records: Records, names: Names) -> tuple[Link, ...]:
    """What marked fields name, then what the texts of courses take facts from."""
    return tuple(dict.fromkeys((*link_references(records, names), *links_of_facts(records))))


def _papers(records: Records) -> tuple[Paper, ...]:
    """Papers for anyone, then those of staff."""
    return tuple(paper for held in (records.papers, records.staff_papers) if held for paper in held.record.papers)


def _told_easily(
    records: Records, sets: dict[str, LinkedSet], names: Names
) -> tuple[dict[str, LinkedPicture], tuple[LinkedEasyRead, ...], tuple[LinkedBooklet, ...]]:
    """The pictures, and the easy reads that stand beside them."""
    pictures = link_pictures(records, names)
    return pictures, link_easy_reads(records, sets, pictures, names), link_booklets(records, pictures, names)


def _carried(links: tuple[Link, ...]) -> frozenset[str]:
    """The ids of the objectives that something carries."""
    return frozenset(link.origin for link in links if link.relation is Relation.CARRIED_BY)


def _connected(
    records: Records, names: Names
) -> tuple[tuple[Link, ...], tuple[CitedClause, ...], Routes | None, LinkedStatement | None, tuple[Diagnostic, ...]]:
    """What leads from record to record, and then everything that was found wrong."""
    links, cited = _links(records, names), cited_clauses(records, names)
    return links, cited, link_routes(records, names), link_statement(records, names), _check(records, names)


def _versions(everything: Records, records: Records, edition: Edition) -> tuple[Snapshot, tuple[Version, ...]]:
    """What this edition says; and what the public one says and said, the newest first."""
    public = snapshot(everything, Edition.PUBLIC)
    said = public if edition is Edition.PUBLIC else snapshot(everything, edition)
    releases = records.releases.record.releases if records.releases else ()
    newest = sorted(releases, key=lambda one: (one.published_on, one.id), reverse=True)
    kept = (Version(one, recorded(records.versions[one.id])) for one in newest if one.id in records.versions)
    return said, (Version(None, public), *kept)


def _check(records: Records, names: Names) -> tuple[Diagnostic, ...]:
    """Everything that was found, with what must hold between records beyond the names they use."""
    check_prose_links(records, names)
    check_page_references(records, names)
    check_hidden_visit(records, names)
    check_readability(records.pages, names)
    if records.standards:
        check_citations(records.standards, names)
    check_figures(records, names)
    check_courses(records, names)
    check_gaps(records, names)
    return (*names.found, *_homes(records))


def _targets(
    records: Records,
    there: frozenset[GeneratedPage],
    sets: dict[str, LinkedSet],
    publications: tuple[LinkedPublication, ...],
    pages: tuple[LinkedPage, ...],
    easy_reads: tuple[LinkedEasyRead | LinkedBooklet, ...],
) -> dict[str, Target]:
    """Everything with an address, by its id."""
    targets: dict[str, Target] = {page.page.front.id: page for page in pages}
    targets |= {document.id: document for document in (records.sources.record.documents if records.sources else ())}
    targets |= {generated.value: generated for generated in there}
    targets |= {publication.record.id: publication for publication in publications}
    targets |= {easy_read.record.id: easy_read for easy_read in easy_reads}
    targets |= {term.id: term for term in (records.glossary.record.terms if records.glossary else ())}
    for linked in sets.values():
        targets[linked.record.id] = linked
        targets |= {standard.record.id: standard for standard in linked.standards}
    return targets


def _all_names(records: Records, edition: Edition) -> tuple[Names, frozenset[GeneratedPage]]:
    """Every name there is, and the generated pages that have something to show."""
    there = pages_there_are(records, edition)
    names = Names(broken=set(records.broken_pages))
    for file in (records.sources, records.standards, records.publications):
        names.broken |= file.broken if file else frozenset()
    if records.sources:
        for n, document in enumerate(records.sources.record.documents):
            names.add("document", document.id, document, records.sources.span("documents", n, "id"))
    else:
        names.unreadable.add("document")
    if records.standards:
        _standards_names(records.standards, names)
    else:
        names.unreadable |= {"stage", "topic", "set", "section", "standard", "point", "support pack"}
    for publication, span in publication_records(records, edition):
        names.add("publication", publication.id, publication, span("id"))
    if not records.publications:
        names.unreadable.add("publication")
    easy_read_names(records, names)
    for generated in GeneratedPage:
        kind = "page" if generated in there else "page without records"
        names.add(kind, generated.value, generated, Span("the generator's own pages"))
    for page in records.pages:
        names.add("page", page.front.id, page, page.id_span)
    return names, there


def _standards_names(located: Located[StandardsFile], names: Names) -> None:
    file = located.record
    for n, stage in enumerate(file.stages):
        names.add("stage", stage.id, stage, located.span("stages", n, "id"))
    for n, topic in enumerate(file.topics):
        names.add("topic", topic.id, topic, located.span("topics", n, "id"))
    for n, record in enumerate(file.sets):
        names.add("set", record.id, record, located.span("sets", n, "id"))
        for m, section in enumerate(record.sections):
            names.add("section", section.id, section, located.span("sets", n, "sections", m, "id"))
        for m, standard in enumerate(record.standards):
            names.add("standard", standard.id, standard, located.span("sets", n, "standards", m, "id"))
            for k, point in enumerate(standard.points):
                names.add("point", point.id, point, located.span("sets", n, "standards", m, "points", k, "id"))
        if pack := record.support_pack:
            names.add("support pack", pack.id, pack, located.span("sets", n, "support_pack", "id"))
            for k, item in enumerate(pack.items):
                names.add("point", item.id, item, located.span("sets", n, "support_pack", "items", k, "id"))


def _found(names: Names, kind: str, identifier: str, span: Span, record_type: type[T]) -> T | None:
    record = names.by_kind.get(kind, {}).get(identifier)
    if isinstance(record, record_type):
        return record
    names.missing(kind, identifier, span)
    return None


def _sets(located: Located[StandardsFile] | None, names: Names) -> dict[str, LinkedSet]:
    sets: dict[str, LinkedSet] = {}
    for n, record in enumerate(located.record.sets if located else ()):
        assert located is not None
        span = located.span("sets", n, "document")
        document = _found(names, "document", record.document, span, SourceDocument)
        linked = [
            _standard(located, ("sets", n, "standards", m), record, standard, names)
            for m, standard in enumerate(record.standards)
        ]
        if document:
            standards = tuple(standard for standard in linked if standard)
            sets[record.id] = LinkedSet(record, document, standards)
    return sets


def _standard(
    located: Located[StandardsFile],
    place: tuple[str | int, ...],
    record_set: StandardSet,
    standard: Standard,
    names: Names,
) -> LinkedStandard | None:
    def span(*below: str) -> Span:
        return located.span(*place, *below)

    stage = _found(names, "stage", standard.stage, span("stage"), Stage)
    topic = _found(names, "topic", standard.topic, span("topic"), Topic)
    document = names.by_kind.get("document", {}).get(standard.source.document)
    sections = {section.id: section for section in record_set.sections}
    section: Section | None = sections.get(standard.section or "")
    if standard.section and not section:
        names.missing("section", standard.section, span("section"))
    if not (stage and topic and isinstance(document, SourceDocument)):
        return None
    return LinkedStandard(standard, record_set.id, stage, topic, section, document)


def _page(page: ProsePage, sets: dict[str, LinkedSet], names: Names) -> LinkedPage:
    wanted = page.front.standard_set
    if wanted and wanted not in names.by_kind.get("set", {}):
        names.missing("set", wanted, page.set_span)
    return LinkedPage(page, sets.get(wanted) if wanted else None)


def _homes(records: Records) -> tuple[Diagnostic, ...]:
    if records.broken_pages or any(p.path == "index.md" and p.front.layout is Layout.HOME for p in records.pages):
        return ()
    hint = "create it with `layout: home` between its --- lines"
    message = "there is no home page: no readable content/index.md with `layout: home`"
    return (Diagnostic(Span("content/index.md"), Code.MISSING_FILE, message, hint),)
