"""Walks the records of a file and yields each record with an id, each citation and each reference, with its span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.diagnostics import Span
from generator.loading.records import Located, record_classes
from generator.loading.yaml_values import Location
from generator.model.kinds import KINDS
from generator.model.record import Citation, Identified, Record
from generator.model.references import CARRIER, CarrierMark, RefersTo, Relation


@dataclass(frozen=True, slots=True)
class VisitedRecord:
    """A record with an id, the records that contain it (outermost first), and the spans of its id and former ids."""

    record: Identified
    within: tuple[Identified, ...]
    span: Span
    former_span: Span


@dataclass(frozen=True, slots=True)
class VisitedCitation:
    """A citation, the record it belongs to, and the span of its document."""

    source: Citation
    owner: Identified
    span: Span


@dataclass(frozen=True, slots=True)
class VisitedReference:
    """A reference: the field of ``owner`` that has the id of another record, which must be of one of ``kinds``."""

    owner: Identified
    target: str
    kinds: frozenset[str]
    relation: Relation
    how: str
    span: Span


Visit = VisitedRecord | VisitedCitation | VisitedReference


def walk(located: Located[Record]) -> Iterator[Visit]:
    """Yield the records, citations and references of one file, in the order of the file."""
    yield from _visits(located)


@lru_cache(maxsize=100)
def _visits(located: Located[Record]) -> tuple[Visit, ...]:
    """Return what ``walk`` yields. Many checks walk the same file."""
    return tuple(_record(located, located.record, (), (), None))


def walk_from(located: Located[Record], record: Record, place: Location) -> Iterator[Visit]:
    """Yield what ``walk`` yields, for one record of a file, which is at ``place`` in it."""
    yield from _record(located, record, place, (), None)


def _record(
    located: Located[Record], record: Record, place: Location, within: tuple[Identified, ...], means: Relation | None
) -> Iterator[Visit]:
    if isinstance(record, Citation):
        if within:
            yield VisitedCitation(record, within[-1], located.span(*place, "document"))
        return
    if isinstance(record, Identified):
        span = located.span(*place, "id")
        former = located.span(*place, "formerly") if record.formerly else span
        yield VisitedRecord(record, within, span, former)
        within = (*within, record)
    for name, yaml_name, mark in _fields(type(record)):
        value = getattr(record, name)
        if not value:
            continue
        below = (*place, yaml_name)
        if isinstance(mark, RefersTo) and within:
            relation = means or mark.relation
            how = getattr(record, "how", None) or ""
            yield from _references(located, value, below, within[-1], RefersTo(mark.kinds, relation), how)
        else:
            yield from _below(located, value, below, within, mark.relation if isinstance(mark, CarrierMark) else None)


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, RefersTo | CarrierMark | None], ...]:
    """Return each field of a model that may hold references or records: its name, its name in YAML, and its mark."""
    marks = {
        name: next((one for one in field.metadata if isinstance(one, RefersTo | CarrierMark)), None)
        for name, field in model.model_fields.items()
    }
    return tuple(
        (name, field.alias or name, marks[name])
        for name, field in model.model_fields.items()
        if marks[name] or record_classes(field.annotation)
    )


def _references(
    located: Located[Record], value: object, place: Location, owner: Identified, mark: RefersTo, how: str
) -> Iterator[Visit]:
    targets = [(place, value)] if isinstance(value, str) else [((*place, n), v) for n, v in enumerate(value or ())]  # type: ignore[var-annotated, arg-type]
    for target_place, target in targets:
        yield VisitedReference(
            owner, str(target), named_kinds(mark.kinds), mark.relation, how, located.span(*target_place)
        )


@cache
def named_kinds(marked: frozenset[str]) -> frozenset[str]:
    """Return the kinds that a mark allows; ``CARRIER`` stands for every kind that may carry an objective."""
    return frozenset(kind.key for kind in KINDS if kind.carries) if CARRIER in marked else marked


def _below(
    located: Located[Record], value: object, place: Location, within: tuple[Identified, ...], means: Relation | None
) -> Iterator[Visit]:
    if isinstance(value, Record):
        yield from _record(located, value, place, within, means)
    elif isinstance(value, tuple):
        for n, child in enumerate(value):
            yield from _below(located, child, (*place, n), within, means)
