"""An index of every id in a project, and the problems of references to ids that are not in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.resolve.entries import Entry

R = TypeVar("R")

PAGE_WITHOUT_RECORDS = "page without records"
"""The kind of a generated page that the project has no records for."""


@dataclass(frozen=True, slots=True)
class UnknownReference:
    """A reference to an id that no record of ``kinds`` has, and how its problem says so."""

    kinds: frozenset[str]
    identifier: str
    span: Span
    message: str
    otherwise: str = ""
    """What to write if no id is near; if empty, that is made from the ids of ``kinds``."""


@dataclass(slots=True)
class NameIndex:
    """Every id with its kind, record and span, and the problems found so far while linking."""

    spans: dict[str, Span] = field(default_factory=dict)
    by_kind: dict[str, dict[str, object]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    unknown_references: list[UnknownReference] = field(default_factory=list)
    unreadable_kinds: set[str] = field(default_factory=set)
    """Kinds of which not every id is known: a file or an id could not be read, or two records have one id.

    References to them are not reported.
    """
    invalid_ids: set[str] = field(default_factory=set)
    """Ids of records that could not be read. References to them are not reported."""
    incomplete_ids: set[str] = field(default_factory=set)
    """Ids of records without one of their entries, because it has a problem. What they lack is not reported."""

    def add(self, kind: str, identifier: str, record: object, span: Span) -> None:
        """Add a record. If the id is taken, add a problem instead."""
        if identifier in self.spans:
            first = self.spans[identifier]
            message = f"the id '{identifier}' is already used in {first.path}, line {first.line}"
            hint = f"give this {kind} another id; two records cannot have the same, even if their kinds differ"
            self.problems.append(Diagnostic(span, Code.DUPLICATE_IDENTIFIER, message, hint))
            self.unreadable_kinds.add(kind)
            return
        self.spans[identifier] = span
        self.by_kind.setdefault(kind, {})[identifier] = record

    def has(self, kinds: Iterable[str], identifier: str) -> bool:
        """Return whether a record of one of these kinds has this id."""
        return any(identifier in self.by_kind.get(kind, {}) for kind in kinds)

    def ids_of(self, kinds: Iterable[str]) -> list[str]:
        """Return the ids of all records of these kinds, sorted."""
        return sorted(identifier for kind in kinds for identifier in self.by_kind.get(kind, {}))

    def kind_of_id(self, identifier: str) -> str:
        """Return the kind of the record with this id; empty if there is none."""
        return next((kind for kind, records in self.by_kind.items() if identifier in records), "")

    def record(self, identifier: str, model: type[R], *kinds: str) -> R | None:
        """Return the record of one of these kinds with this id; None if there is none, or it is of another class."""
        entry = self.entry(identifier, *kinds)
        return entry.record if entry and isinstance(entry.record, model) else None

    def entry(self, identifier: str, *kinds: str) -> Entry | None:
        """Return the entry of one of these kinds with this id; None if there is none."""
        entries = (self.by_kind.get(kind, {}).get(identifier) for kind in kinds)
        return next((entry for entry in entries if isinstance(entry, Entry)), None)

    def is_unknown(self, kinds: Iterable[str], identifier: str) -> bool:
        """Return whether it is certain that no record of these kinds has this id."""
        kinds = frozenset(kinds)
        certain = identifier not in self.invalid_ids and not kinds & self.unreadable_kinds
        if self.has([PAGE_WITHOUT_RECORDS], identifier):
            certain = not (self.invalid_ids or self.unreadable_kinds)
        return certain and not self.has(kinds, identifier)

    def report_missing(self, kind: str, identifier: str, span: Span, *more_kinds: str) -> None:
        """Add the problem that no record of ``kind``, or of ``more_kinds``, has this id, if that is certain."""
        self.report_unknown((kind, *more_kinds), identifier, span, f"there is no {kind} '{identifier}'")

    def report_unknown(
        self, kinds: Iterable[str], identifier: str, span: Span, message: str, otherwise: str = ""
    ) -> None:
        """Add the problem that no record of ``kinds`` has this id, unless that is uncertain."""
        if self.is_unknown(kinds := frozenset(kinds), identifier):
            self.unknown_references.append(UnknownReference(kinds, identifier, span, message, otherwise))
