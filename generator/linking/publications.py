"""What each publication prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.entries import Entry
from generator.linking.knowledge_base import LinkedPublication, LinkedSet
from generator.linking.names import Names
from generator.loading.project import Records
from generator.loading.records import suggestion
from generator.model.pages import PRINTABLE, GeneratedPage
from generator.model.papers import Paper
from generator.model.publications import Publication
from generator.model.vocabulary import Paper as Sheet
from generator.model.vocabulary import PrintFormat


def publication_records(records: Records) -> Iterator[tuple[Publication, Callable[[str], Span]]]:
    """Every publication, those of staff last, and where each of its fields was written."""
    for located in (records.publications, records.staff_publications):
        for n, record in enumerate(located.record.publications if located else ()):
            assert located is not None
            yield record, partial(located.span, "publications", n)


def link_publications(records: Records, sets: dict[str, LinkedSet], names: Names) -> tuple[LinkedPublication, ...]:
    """Each publication with what it prints; a diagnostic for each that prints nothing, or in a form it cannot have."""
    linked: list[LinkedPublication] = []
    papers = names.by_kind.get("paper", {})
    for record, span in publication_records(records):
        pages = names.by_kind.get("page", {})
        page = pages.get(record.shows)
        paper = papers.get(record.shows)
        if isinstance(paper, Entry) and isinstance(paper.record, Paper):
            linked.append(LinkedPublication(record, paper.record))
        elif record.shows in sets:
            linked.append(LinkedPublication(record, sets[record.shows]))
        elif isinstance(page, GeneratedPage) and page in PRINTABLE:
            linked.append(LinkedPublication(record, page))
        elif record.shows not in names.by_kind.get("set", {}):
            _nothing_to_print(record.shows, span("shows"), names)
        _fits_a_pocket(record, span, names)
        if PrintFormat.FILL_IN in record.formats and paper is None:
            hint = "take fill-in out here, or name a paper of data/staff/papers.yml under `shows:`"
            message = f"there is nothing to fill in on '{record.shows}'"
            names.found.append(Diagnostic(span("formats"), Code.INVALID_VALUE, message, hint))
    return tuple(linked)


def _fits_a_pocket(record: Publication, span: Callable[..., Span], names: Names) -> None:
    """A diagnostic for a pocket card of anything but the powers, or beside other formats."""
    if PrintFormat.POCKET_CARD in record.formats and (
        record.shows != GeneratedPage.POWERS.value or len(record.formats) > 1 or record.paper is not Sheet.A6
    ):
        hint = "write `shows: powers`, `formats: [pocket-card]` and `paper: A6`, as a publication of its own"
        message = "a pocket card is of the powers, alone and on A6"
        names.found.append(Diagnostic(span("formats"), Code.INVALID_VALUE, message, hint))


def _nothing_to_print(identifier: str, span: Span, names: Names) -> None:
    lacks_records = identifier in names.by_kind.get("page without records", {})
    if "set" in names.unreadable or identifier in names.broken or (lacks_records and names.broken):
        return
    pages = (page.value for page in PRINTABLE if page.value in names.by_kind.get("page", {}))
    known = sorted((*names.by_kind.get("set", {}), *pages))
    hint = suggestion(identifier, known) or f"what can be printed: {', '.join(known) or 'nothing yet'}"
    message = f"there is no set or page '{identifier}' that can be printed"
    names.found.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))
