"""Texts that were written from a record, and those whose record now says something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Code, Diagnostic, Severity
from generator.linking.history.derived_text import DerivedText
from generator.linking.linked import LinkedBooklet, LinkedEasyRead
from generator.linking.resolve.training import taught_in
from generator.loading.project import Records
from generator.model.easy_read import EasyReadFile
from generator.model.powers import Power
from generator.model.record import Record
from generator.model.stamps import Line, Stamp
from generator.model.standards import Standard, StandardSet
from generator.model.strategy import StrategyFile
from generator.words.field_text import field_text

_TOLD = ("title", "text", "note", "strength", "deadline")
"""The fields of a promise that a text tells anew; where it stands and what it is looked up by is not told."""

_TOLD_OF_A_POWER = ("name", "what", "used_by", "must_be_shown", "can_require", "breach", "others", "note")


def derived_texts(
    records: Records, easy_reads: Iterable[LinkedEasyRead], booklets: Iterable[LinkedBooklet]
) -> tuple[DerivedText, ...]:
    """Every text of the project that tells a promise anew, in the order of the files."""
    stamps = {stamp.text: stamp for stamp in records.all(Stamp)}
    return (
        *_easy_reads(records, easy_reads, stamps),
        *_booklets(records, booklets, stamps),
        *_steps(records, stamps),
        *_courses(records, stamps),
    )


def _courses(records: Records, stamps: dict[str, Stamp]) -> Iterator[DerivedText]:
    """What a course tells of a promise, a power or a definition; whatever it tells of one record is one text."""
    sources = _taught(records)
    for course, told in taught_in(records):
        for identifier, span in told.items():
            if identifier in sources:
                name = f"{course.id}-{identifier}"
                yield DerivedText(name, "course", identifier, span, sources[identifier], stamps.get(name))


def _taught(records: Records) -> dict[str, tuple[Line, ...]]:
    """What each record says that a course may tell in words of its own."""
    file = records.get(StrategyFile)
    strategy = file.strategy if file else None
    said_by = {one.id: tuple(_lines(one)) for held in records.all(StandardSet) for one in held.standards}
    said_by |= {one.id: tuple(_fields(one, _TOLD_OF_A_POWER)) for one in records.all(Power)}
    return said_by | {
        one.id: tuple(_fields(one, ("term", "means"))) for one in (strategy.definitions if strategy else ())
    }


def _booklets(records: Records, booklets: Iterable[LinkedBooklet], stamps: dict[str, Stamp]) -> Iterator[DerivedText]:
    """The rows of booklets that tell a promise; several rows of one booklet that tell the same are one text."""
    standards = {one.id: one for held in records.all(StandardSet) for one in held.standards}
    for booklet in booklets:
        told = {row.record.promise: row.located_text.span for row in reversed(booklet.rows) if row.record.promise}
        for identifier, span in reversed(told.items()):
            if identifier in standards:
                name, lines = f"{booklet.record.id}-{identifier}", tuple(_lines(standards[identifier]))
                yield DerivedText(name, "easy read", identifier, span, lines, stamps.get(name))


def _steps(records: Records, stamps: dict[str, Stamp]) -> Iterator[DerivedText]:
    """The steps of a page, each told from the promises it names."""
    standards = {one.id: one for held in records.all(StandardSet) for one in held.standards}
    for page in records.pages:
        spans = {one.target: one.span for one in page.references}
        for identifier in dict.fromkeys(one for step in page.front.steps for one in step.promises):
            if identifier in standards:
                name, lines = f"{page.front.id}-{identifier}", tuple(_lines(standards[identifier]))
                yield DerivedText(name, "page", identifier, spans[identifier], lines, stamps.get(name))


def _easy_reads(
    records: Records, easy_reads: Iterable[LinkedEasyRead], stamps: dict[str, Stamp]
) -> Iterator[DerivedText]:
    located = records.located(EasyReadFile)
    order = {record.id: n for n, record in enumerate(located.record.sets)} if located else {}
    for told in easy_reads:
        assert located
        standards = {one.record.id: one.record for one in told.standard_set.standards}
        for n, promise in enumerate(told.record.promises):
            if standard := standards.get(promise.standard):
                name = f"easy-read-{standard.id}"
                span = located.span("sets", order[told.record.id], "promises", n, "standard")
                yield DerivedText(name, "easy read", standard.id, span, tuple(_lines(standard)), stamps.get(name))


def _fields(record: Record, names: Iterable[str]) -> Iterator[Line]:
    names = tuple(names)
    fields = record.json_fields(names)
    for name in names:
        if words := field_text(name, fields[name]):
            yield Line(field=name, said=words)


def _lines(standard: Standard) -> Iterator[Line]:
    yield from _fields(standard, _TOLD)
    for point in standard.points:
        limit = field_text("deadline", point.deadline and point.deadline.json_fields())
        yield Line(field=point.id, said=field_text("text", point.text) + (f" ({limit})" if limit else ""))


def suspect_problems(derived: Iterable[DerivedText], *, release: bool = False) -> Iterator[Diagnostic]:
    """A problem for each text whose source says something else now; an error where a release is at stake."""
    severity = Severity.ERROR if release else Severity.WARNING
    for one in derived:
        if not one.suspect:
            continue
        if one.stamp is None:
            message = f"nobody has compared this {one.kind} with '{one.source}', which it was written from"
        else:
            changed = "; ".join(f"{name}: was “{was}”, is “{now}”" for name, was, now in one.differences)
            message = f"this {one.kind} was written from '{one.source}', which now says something else: {changed}"
        hint = f"read both, mend this one, then: ./kb review {one.text} --by ROLE"
        yield Diagnostic(one.span, Code.SUSPECT_TEXT, message, hint, severity)
