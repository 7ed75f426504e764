"""Checks that every record of a kind with a page of its own appears on one. Links to the others would lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Code, Diagnostic
from generator.linking.name_index import NameIndex
from generator.linking.resolve.entries import Entry
from generator.loading.project import Records
from generator.loading.records import record_class
from generator.model.kinds import KINDS, Kind
from generator.model.pages import GeneratedPage
from generator.model.strategy import StrategyFile


def check_pages_of_records(records: Records, generated: Iterable[GeneratedPage], names: NameIndex) -> None:
    """Add to ``names`` a problem for each page that records are on and the project lacks, and for each empty chapter.

    ``generated`` are the pages of the edition that are made from records.
    """
    if names.unreadable_kinds or names.invalid_ids or names.unknown_references:
        return  # they may be why a page has nothing to show
    names.problems += _records_without_page({page.id for page in generated}, names)
    names.problems += _empty_chapters(records)


def _records_without_page(pages: set[str], names: NameIndex) -> Iterator[Diagnostic]:
    """Yield a problem for each page that is not there, at the first record that it would show."""
    reported = set(pages)
    for kind in KINDS:
        entries = [entry for entry in names.by_kind.get(kind.key, {}).values() if isinstance(entry, Entry)]
        for page in kind.pages:
            found = [entry.record.id for entry in entries if entry.page == page]
            if found and page not in reported:
                reported.add(page)
                more = f" and {len(found) - 1} more" if len(found) > 1 else ""
                message = f"no page shows the {kind.key} '{found[0]}'{more}: '{page}' has nothing else to show"
                yield Diagnostic(names.spans[found[0]], Code.RECORD_WITHOUT_PAGE, message, _hint(page, names))


def _hint(page: str, names: NameIndex) -> str:
    """Return what to add so that a page is made: a record of the first kind that it shows and that there is none of."""
    for kind in KINDS:
        field = _field_of(kind)
        if kind.page == page and field and not names.by_kind.get(kind.key):
            return f"add `{field}:` to data/{kind.files[0].file}.yml, or remove this record"
    return "remove this record"


def _field_of(kind: Kind) -> str:
    """Return the field of its file that contains a kind; empty if it is deeper."""
    fields = kind.files[0].model_fields.items() if kind.files else ()
    return next((one.alias or name for name, one in fields if record_class(one.annotation) is kind.model), "")


def _empty_chapters(records: Records) -> Iterator[Diagnostic]:
    """Yield a problem for each chapter of a strategy that no part belongs to by its clause: no page shows it."""
    located = records.located(StrategyFile)
    strategy = located.record.strategy if located else None
    if not (located and strategy):
        return
    for n, chapter in enumerate(strategy.chapters):
        clause = chapter.source.clause
        if not any(part.source.clause.startswith(f"{clause}.") for part in strategy.statements):
            message = f"no page shows the chapter '{chapter.id}': no part has a clause that starts with {clause}."
            hint = "correct its clause or those of its parts under `statements:`, or remove it"
            yield Diagnostic(located.span("strategy", "chapters", n, "id"), Code.RECORD_WITHOUT_PAGE, message, hint)
