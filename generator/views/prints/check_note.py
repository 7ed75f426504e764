"""The note in the foot of a print on when its records were checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import (
    LinkedCourse,
    LinkedLeaflet,
    LinkedPage,
    LinkedPoster,
    LinkedPublication,
    LinkedSet,
    LinkedStandard,
)
from generator.model.contacts import Need
from generator.model.pages import GeneratedPage
from generator.model.papers import Paper
from generator.views.shared.pages import PrintedPage
from generator.views.standards.standing import sets_of
from generator.views.training.currency import course_records
from generator.words.dates import day, known_date
from generator.words.standing import foot_note, undated_note
from generator.words.text import NO_BREAK


def check_note(publication: LinkedPublication, printed: Mapping[str, PrintedPage], base: KnowledgeBase) -> str:
    """Return the days of the oldest and the newest check of what a publication shows, and any doubt, in words.

    ``printed`` has, by id of each generated page that can be printed, the records it shows.
    """
    ids = set(_reviewed_ids(publication, printed, base))
    sets = sets_of(ids, base)
    days = sorted({review.last for review in base.reviews if review.record in ids and review.last})
    if not days:
        return undated_note(sets, base.today) or _source_date_note(publication, printed, base)
    words = f"Checked on {day(days[0])}" if len(days) == 1 else f"Checked {_span(days[0], days[-1])}"
    doubt = foot_note(sets, base.today)
    return f"{words}; {doubt}" if doubt else words


def _source_date_note(publication: LinkedPublication, printed: Mapping[str, PrintedPage], base: KnowledgeBase) -> str:
    """Return the date of the document that a publication restates, for one that shows no record with a review."""
    match publication.first_part:
        case Paper():
            restated: str | None = publication.first_part.source.document
        case GeneratedPage(id=page) if page in printed:
            restated = printed[page].source_document(base)
        case _:
            restated = None
    document = next((one for one in base.documents if one.id == restated), None)
    if document is None:
        return "Nothing in it is a check of ours"
    published = document.published
    return f"Its source is of {known_date(published)}" if published else "It is not known when its source was published"


def _span(first: date, last: date) -> str:
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else day(first)
    return f"{start} to{NO_BREAK}{day(last)}"


def _reviewed_ids(
    publication: LinkedPublication, printed: Mapping[str, PrintedPage], base: KnowledgeBase
) -> Iterator[str]:
    """Yield the ids of the records with reviews that a publication shows."""
    for part in publication.parts:
        match part:
            case LinkedSet():
                yield part.record.id
            case LinkedCourse():
                yield from course_records(part, base)
            case LinkedPage():
                yield part.page.front.id
                yield from _ids_of_page(part, base)
            case Need():
                yield from contacts_for_need(part.id, base)
            case LinkedPoster():
                yield from (one.id for one in (part.call, part.scan) if one)
            case LinkedLeaflet():
                yield from part.contacts
                yield from (one.id for one in sets_of(part.promises, base))
            case Paper():
                yield from _ids_of_paper(part, base)
            case GeneratedPage():
                yield from (printed[part.id].review_ids(base) if part.id in printed else ())


def _ids_of_page(linked: LinkedPage, base: KnowledgeBase) -> Iterator[str]:
    for reference in linked.page.references:
        target = base.targets.get(reference.target)
        if isinstance(target, LinkedStandard):
            yield target.set_id
        elif reference.kind == "need":
            yield from contacts_for_need(reference.target, base)
        elif reference.kind in {"set", "provision"}:
            yield reference.target


def _ids_of_paper(paper: Paper, base: KnowledgeBase) -> Iterator[str]:
    for link in base.links_from(paper.id):
        target = base.targets[link.target]
        yield target.set_id if isinstance(target, LinkedStandard) else link.target


def contacts_for_need(need: str, base: KnowledgeBase) -> Iterator[str]:
    """Yield the ids of the contacts, services and venues for a need."""
    yield from (record.id for record in base.directory.everyone if need in record.needs)
