"""One walk over a file's records: everything with an id, every citation and every reference, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.diagnostics import Span
from generator.loading.records import Located
from generator.loading.yaml_values import Location
from generator.model.kinds import KINDS
from generator.model.record import Citation, Identified, Record
from generator.model.references import CARRIER, CarrierMark, RefersTo, Relation


@dataclass(frozen=True, slots=True)
class VisitedRecord:
    """A record with an id, the records it stands in (outermost first), and where its id was written."""

    record: Identified
    within: tuple[Identified, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class VisitedCitation:
    """A citation, the record it belongs to, and where the document was named."""

    source: Citation
    owner: Identified
    span: Span


@dataclass(frozen=True, slots=True)
class VisitedReference:
    """An id written in one record to name another."""

    owner: Identified
    target: str
    kinds: frozenset[str]
    relation: Relation
    how: str
    span: Span


Visit = VisitedRecord | VisitedCitation | VisitedReference


def walk(located: Located[Record]) -> Iterator[Visit]:
    """Everything in one file, in the order it was written."""
    yield from _record(located, located.record, (), (), None)


def walk_from(located: Located[Record], record: Record, place: Location) -> Iterator[Visit]:
    """Everything in one record of a file, which stands at ``place`` there."""
    yield from _record(located, record, place, (), None)


def _record(
    located: Located[Record], record: Record, place: Location, within: tuple[Identified, ...], means: Relation | None
) -> Iterator[Visit]:
    if isinstance(record, Citation):
        if within:
            yield VisitedCitation(record, within[-1], located.span(*place, "document"))
        return
    if isinstance(record, Identified):
        yield VisitedRecord(record, within, located.span(*place, "id"))
        within = (*within, record)
    for name, written, mark in _fields(type(record)):
        value = getattr(record, name)
        if mark is None and not isinstance(value, Record | tuple):
            continue
        below = (*place, written)
        if isinstance(mark, RefersTo) and within:
            relation = means or mark.relation
            how = getattr(record, "how", None) or ""
            yield from _references(located, value, below, within[-1], RefersTo(mark.kinds, relation), how)
        else:
            yield from _below(located, value, below, within, mark.relation if isinstance(mark, CarrierMark) else None)


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, RefersTo | CarrierMark | None], ...]:
    """The fields of a kind of record: the name of each, the one it is written by, and its mark."""
    return tuple(
        (name, field.alias or name, next((m for m in field.metadata if isinstance(m, RefersTo | CarrierMark)), None))
        for name, field in model.model_fields.items()
    )


def _references(
    located: Located[Record], value: object, place: Location, owner: Identified, mark: RefersTo, how: str
) -> Iterator[Visit]:
    written = [(place, value)] if isinstance(value, str) else [((*place, n), v) for n, v in enumerate(value or ())]  # type: ignore[var-annotated, arg-type]
    for where, target in written:
        yield VisitedReference(owner, str(target), _kinds(mark.kinds), mark.relation, how, located.span(*where))


@cache
def _kinds(marked: frozenset[str]) -> frozenset[str]:
    """The kinds that a mark names; for any carrier, those that the table of kinds says."""
    return frozenset(kind.key for kind in KINDS if kind.carries) if CARRIER in marked else marked


def _below(
    located: Located[Record], value: object, place: Location, within: tuple[Identified, ...], means: Relation | None
) -> Iterator[Visit]:
    if isinstance(value, Record):
        yield from _record(located, value, place, within, means)
    elif isinstance(value, tuple):
        for n, child in enumerate(value):
            yield from _below(located, child, (*place, n), within, means)
