"""When what a publication says was checked: of every record it shows, the oldest check and the newest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import (
    LinkedCourse,
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
from generator.views.training.currency import records_of
from generator.words.text import NO_BREAK, day, known_date


def checked(publication: LinkedPublication, printed: Mapping[str, PrintedPage], base: KnowledgeBase) -> str:
    """When what a publication says was checked: the oldest of its checks, or that nobody has.

    ``printed`` says of each page made from records that can be printed, by its id, which records it shows.
    """
    held = set(_shown(publication, printed, base))
    reviews = [review for review in base.reviews if review.record in held]
    days = sorted({review.last for review in reviews if review.last})
    unconfirmed = any(review.last is None for review in reviews)
    if not days:
        return "Not confirmed by its owners" if unconfirmed else _dated(publication, base)
    said = f"Checked on {day(days[0])}" if len(days) == 1 else f"Checked {_span(days[0], days[-1])}"
    return f"{said}; promises not confirmed" if unconfirmed else said


def _dated(publication: LinkedPublication, base: KnowledgeBase) -> str:
    """Of what holds nothing that goes out of date: when the document is of that it restates."""
    match publication.whole:
        case Paper():
            wanted = publication.whole.source.document
        case GeneratedPage(id="consultation") if base.consultation:
            wanted = base.consultation.document
        case GeneratedPage() if base.strategy:
            wanted = base.strategy.document
        case _:
            wanted = ""
    document = next((one for one in base.documents if one.id == wanted), None)
    return f"Its source is of {known_date(document.published)}" if document else "Nothing in it is a check of ours"


def _span(first: date, last: date) -> str:
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else day(first)
    return f"{start} to{NO_BREAK}{day(last)}"


def _shown(publication: LinkedPublication, printed: Mapping[str, PrintedPage], base: KnowledgeBase) -> Iterator[str]:
    """The ids of the records, of those that must be checked again, that a publication says something of."""
    for part in publication.parts:
        match part:
            case LinkedSet():
                yield part.record.id
            case LinkedCourse():
                yield from records_of(part, base)
            case LinkedPage():
                yield part.page.front.id
                yield from _of_page(part, base)
            case Need():
                yield from for_need(part.id, base)
            case LinkedPoster():
                yield from (one.id for one in (part.call, part.scan) if one)
            case Paper():
                yield from _of_paper(part, base)
            case GeneratedPage():
                yield from (printed[part.id].reviewed(base) if part.id in printed else ())


def _of_page(linked: LinkedPage, base: KnowledgeBase) -> Iterator[str]:
    for reference in linked.page.references:
        target = base.targets.get(reference.target)
        if isinstance(target, LinkedStandard):
            yield target.set_id
        elif reference.kind == "need":
            yield from for_need(reference.target, base)
        elif reference.kind in {"set", "provision"}:
            yield reference.target


def _of_paper(paper: Paper, base: KnowledgeBase) -> Iterator[str]:
    for link in base.named_by(paper.id):
        target = base.targets[link.target]
        yield target.set_id if isinstance(target, LinkedStandard) else link.target


def for_need(need: str, base: KnowledgeBase) -> Iterator[str]:
    """The ids of everyone who meets a need."""
    yield from (record.id for record in base.directory.everyone if need in record.needs)
