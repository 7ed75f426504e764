"""Finds the derived texts of a project and reports those whose source has changed since their review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Code, Diagnostic, Severity
from generator.linking.history.derived_text import DerivedText
from generator.linking.linked import LinkedBooklet, LinkedEasyRead
from generator.linking.resolve.training import records_taught
from generator.loading.project import Records
from generator.model.easy_read import EasyReadFile
from generator.model.powers import Power
from generator.model.record import Record
from generator.model.stamps import Line, Stamp
from generator.model.standards import Standard, StandardSet
from generator.model.strategy import StrategyFile
from generator.words.field_text import field_text

_STANDARD_FIELDS = ("title", "text", "note", "strength", "deadline")
"""The fields of a standard that a derived text restates. Its place in the set and its search words do not matter."""

_POWER_FIELDS = ("name", "what", "used_by", "must_be_shown", "can_require", "breach", "others", "note")


def derived_texts(
    records: Records, easy_reads: Iterable[LinkedEasyRead], booklets: Iterable[LinkedBooklet]
) -> tuple[DerivedText, ...]:
    """Return every derived text of the project, those of easy reads first, then booklets, pages and courses."""
    stamps = {stamp.text: stamp for stamp in records.all(Stamp)}
    return (
        *_easy_reads(records, easy_reads, stamps),
        *_booklets(records, booklets, stamps),
        *_steps(records, stamps),
        *_courses(records, stamps),
    )


def _courses(records: Records, stamps: dict[str, Stamp]) -> Iterator[DerivedText]:
    """Yield one text for each standard, power and definition that a course teaches."""
    sources = _teachable(records)
    for course, spans in records_taught(records):
        for identifier, span in spans.items():
            if identifier in sources:
                text_id = f"{course.id}-{identifier}"
                yield DerivedText(text_id, "course", identifier, span, sources[identifier], stamps.get(text_id))


def _teachable(records: Records) -> dict[str, tuple[Line, ...]]:
    """Return by its id what each standard, power and definition says."""
    file = records.get(StrategyFile)
    strategy = file.strategy if file else None
    lines = {identifier: tuple(_lines(standard)) for identifier, standard in _standards(records).items()}
    lines |= {one.id: tuple(_fields(one, _POWER_FIELDS)) for one in records.all(Power)}
    return lines | {
        one.id: tuple(_fields(one, ("term", "means"))) for one in (strategy.definitions if strategy else ())
    }


def _standards(records: Records) -> dict[str, Standard]:
    return {standard.id: standard for record in records.all(StandardSet) for standard in record.standards}


def _booklets(records: Records, booklets: Iterable[LinkedBooklet], stamps: dict[str, Stamp]) -> Iterator[DerivedText]:
    """Yield one text for each standard that rows of a booklet restate, with the span of the first such row."""
    standards = _standards(records)
    for booklet in booklets:
        spans = {row.record.promise: row.located_text.span for row in reversed(booklet.rows) if row.record.promise}
        for identifier, span in reversed(spans.items()):
            if identifier in standards:
                text_id, lines = f"{booklet.record.id}-{identifier}", tuple(_lines(standards[identifier]))
                yield DerivedText(text_id, "easy read", identifier, span, lines, stamps.get(text_id))


def _steps(records: Records, stamps: dict[str, Stamp]) -> Iterator[DerivedText]:
    """Yield one text for each standard that the steps of a page restate."""
    standards = _standards(records)
    for page in records.pages:
        spans = {one.target: one.span for one in page.references}
        for identifier in dict.fromkeys(one for step in page.front.steps for one in step.promises):
            if identifier in standards:
                text_id, lines = f"{page.front.id}-{identifier}", tuple(_lines(standards[identifier]))
                yield DerivedText(text_id, "page", identifier, spans[identifier], lines, stamps.get(text_id))


def _easy_reads(
    records: Records, easy_reads: Iterable[LinkedEasyRead], stamps: dict[str, Stamp]
) -> Iterator[DerivedText]:
    located = records.located(EasyReadFile)
    positions = {record.id: n for n, record in enumerate(located.record.sets)} if located else {}
    for easy_read in easy_reads:
        assert located
        standards = {one.record.id: one.record for one in easy_read.standard_set.standards}
        for n, promise in enumerate(easy_read.record.promises):
            if standard := standards.get(promise.standard):
                text_id = f"easy-read-{standard.id}"
                span = located.span("sets", positions[easy_read.record.id], "promises", n, "standard")
                yield DerivedText(text_id, "easy read", standard.id, span, tuple(_lines(standard)), stamps.get(text_id))


def _fields(record: Record, names: Iterable[str]) -> Iterator[Line]:
    names = tuple(names)
    fields = record.json_fields(names)
    for name in names:
        if words := field_text(name, fields[name]):
            yield Line(field=name, said=words)


def _lines(standard: Standard) -> Iterator[Line]:
    yield from _fields(standard, _STANDARD_FIELDS)
    for point in standard.points:
        limit = field_text("deadline", point.deadline and point.deadline.json_fields())
        yield Line(field=point.id, said=field_text("text", point.text) + (f" ({limit})" if limit else ""))


def suspect_problems(derived: Iterable[DerivedText], *, release: bool = False) -> Iterator[Diagnostic]:
    """Yield a problem for each suspect text: a warning, or an error if it is for a release."""
    severity = Severity.ERROR if release else Severity.WARNING
    for one in derived:
        if not one.suspect:
            continue
        if one.stamp is None:
            message = f"nobody has compared this {one.kind} with '{one.source}', which it was written from"
        else:
            changed = "; ".join(f"{name}: was “{was}”, is “{now}”" for name, was, now in one.differences)
            message = (
                f"this {one.kind} was written from '{one.source}', which has changed since the last review: {changed}"
            )
        hint = f"read both, correct this text, then type: ./kb review {one.text} --by ROLE"
        yield Diagnostic(one.span, Code.SUSPECT_TEXT, message, hint, severity)
