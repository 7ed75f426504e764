"""Views of the A to Z and of the list of source documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.contacts import ContactState, Reachable
from generator.model.kinds import kind_named
from generator.model.legislation import Case, Subject
from generator.model.powers import Power
from generator.model.record import Identified
from generator.model.sources import SourceDocument
from generator.views.law.status import instrument_status
from generator.views.shared.links import LinkGroup, backlinks
from generator.views.shared.pages import SearchSection
from generator.views.shared.paths import course_path, path_of, quiz_path
from generator.views.shared.publications import Download, downloads
from generator.views.shared.titles import title_of
from generator.words.dates import known_date
from generator.words.text import Sentence, clause_order, sentence, without_article


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A word to look up and the address it leads to. ``where`` distinguishes entries with the same word."""

    word: str
    path: str
    where: str = ""
    section: SearchSection = SearchSection.ABOUT
    """What search calls it, which decides its place among what search finds."""
    is_repeated: bool = False
    """Whether another entry has the same word."""
    lang: str = ""
    """The code of the language of the word; empty if that is the language of the site."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one letter."""

    letter: str
    anchor: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class CitingRecord:
    """A record or promise that restates a clause of a document."""

    clause: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A source document and everything that cites it."""

    anchor: str
    title: str
    publisher: str
    published: str
    clauses: str
    web: str
    note: Sentence | None
    cited_by: tuple[CitingRecord, ...]
    backlinks: tuple[LinkGroup, ...]
    """The records that restate the whole document."""


def a_to_z(base: KnowledgeBase, today: date, *, with_prints: bool) -> tuple[Letter, ...]:
    """Return everything that has an address, by first letter, under every word it can be looked up by.

    Files to print are included ``with_prints``. What does not begin with a letter is under "0".
    """
    promises, easy, law_section = SearchSection.PROMISES, SearchSection.EASY_READ, SearchSection.LAW
    entries = {IndexEntry(document.title, path_of(document), "the document") for document in base.documents}
    for linked in base.sets:
        entries.add(IndexEntry(linked.record.title, path_of(linked), section=promises))
        for standard in linked.standards:
            record, path = standard.record, path_of(standard)
            whose = linked.record.short_title if len(base.sets) > 1 else ""
            entries.add(IndexEntry(record.title, path, whose, promises))
            where = f"{whose}: {record.title}" if whose else record.title
            entries |= {IndexEntry(word, path, where, promises) for word in (standard.topic.title, *record.also_under)}
    for publication in base.publications if with_prints else ():
        entries |= {
            IndexEntry(_file_name(file), file.path, file.output.name, SearchSection.FORMS)
            for file in downloads(publication)
        }
    for easy_read in base.easy_reads:
        name = easy_read.standard_set.record.title
        entries |= {
            IndexEntry(f"Easy read: {name}", path_of(easy_read), section=easy),
            IndexEntry(f"{name} in easy read", path_of(easy_read), section=easy),
        }
    for booklet in base.booklets:
        entries.add(IndexEntry(f"Easy read: {booklet.record.title}", path_of(booklet), section=easy))
    entries |= {
        IndexEntry(term.term[0].upper() + term.term[1:], path_of(term), "what it means", SearchSection.WORDS)
        for term in base.terms
    }
    for course in (one.record for one in base.courses):
        entries.add(IndexEntry(course.title, course_path(course.id), "a course", SearchSection.TRAINING))
        if course.questions:
            entries.add(IndexEntry(f"{course.title}: quiz", quiz_path(course.id), section=SearchSection.TRAINING))
    entries |= _records(base)
    if (law := base.legislation) and law.instruments:
        entries |= {
            IndexEntry(
                one.title,
                path_of(base.targets[one.id]),
                instrument_status(one, today, law.review_every).word,
                law_section,
            )
            for one in law.instruments
        }
    for page in base.pages:
        front = page.page.front
        entries.add(IndexEntry(front.title, path_of(page)))
        entries |= {IndexEntry(word, path_of(page), front.title) for word in front.also_under}
    ordered = sorted(entries, key=lambda entry: (without_article(entry.word).casefold(), entry.where, entry.path))
    counts = Counter(entry.word for entry in ordered)
    ordered = [replace(entry, is_repeated=counts[entry.word] > 1 and bool(entry.where)) for entry in ordered]
    letters = sorted({_initial(entry.word) for entry in ordered})
    return tuple(
        Letter(letter, f"letter-{letter.lower()}", tuple(e for e in ordered if _initial(e.word) == letter))
        for letter in letters
    )


def _records(base: KnowledgeBase) -> set[IndexEntry]:
    """Return entries for generated pages, for records that people look up by name, and for short names of bodies.

    A contact that is closed has none: nobody there answers.
    """
    records = (one for one in base.targets.values() if isinstance(one, Entry) and not _is_closed(one))
    entries = {
        IndexEntry(
            target.title.rpartition(": ")[2],
            path_of(target),
            where,
            _section(target.record),
            lang=(target.record.lang or "") if isinstance(target.record, Reachable) else "",
        )
        for target in records
        if (where := kind_named(target.kind).a_to_z) is not None
    }
    entries |= {IndexEntry(page.title, path_of(page)) for page in base.generated_pages if page.id != "a-to-z"}
    bodies = (body for body in base.bodies if body.short_name)
    return entries | {IndexEntry(body.short_name or "", path_of(base.targets[body.id]), body.name) for body in bodies}


def _section(record: Identified) -> SearchSection:
    if isinstance(record, Reachable):
        return SearchSection.HELP
    return SearchSection.LAW if isinstance(record, Power | Case | Subject) else SearchSection.STRATEGY


def _is_closed(entry: Entry) -> bool:
    return isinstance(entry.record, Reachable) and entry.record.state is ContactState.CLOSED


def _file_name(file: Download) -> str:
    """Return the words that name a file to print; the title of a Word file says what it is."""
    return file.title if file.output.title_suffix else f"{file.title} to print"


def _initial(word: str) -> str:
    first = next((character for character in without_article(word) if character.isalnum()), "0").upper()
    return first if first.isalpha() else "0"


def _cited_by(document: SourceDocument, base: KnowledgeBase) -> tuple[CitingRecord, ...]:
    promises = (
        CitingRecord(s.record.source.clause, s.record.title, path_of(s)) for s in base.standards_citing(document)
    )
    others = [
        CitingRecord(cited.clause, title_of(base.targets[cited.cited_by], base), path_of(base.targets[cited.cited_by]))
        for cited in base.cited_clauses
        if cited.document == document.id
    ]
    return (*promises, *sorted(others, key=lambda cited: clause_order(cited.clause)))


def document_views(base: KnowledgeBase) -> tuple[DocumentView, ...]:
    """Return every source document, with what cites it."""
    return tuple(
        DocumentView(
            anchor=document.id,
            title=document.title,
            publisher=document.publisher,
            published=known_date(document.published),
            clauses=document.clauses,
            web=document.web or "",
            note=sentence(document.note) if document.note else None,
            cited_by=_cited_by(document, base),
            backlinks=backlinks(document.id, base),
        )
        for document in base.documents
    )
