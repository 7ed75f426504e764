"""An index of every id in a project, and the problems of references to ids that are not in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.resolve.entries import Entry
from generator.loading.records import suggestion

R = TypeVar("R")


@dataclass(slots=True)
class NameIndex:
    """Every id with its kind, record and span, and the problems found so far while linking."""

    spans: dict[str, Span] = field(default_factory=dict)
    by_kind: dict[str, dict[str, object]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    unreadable_kinds: set[str] = field(default_factory=set)
    """Kinds whose file could not be read. References to them are not reported."""
    invalid_ids: set[str] = field(default_factory=set)
    """Ids of records that could not be read. References to them are not reported."""

    def add(self, kind: str, identifier: str, record: object, span: Span) -> None:
        """Add a record. If the id is taken, add a problem instead."""
        if identifier in self.spans:
            first = self.spans[identifier]
            message = f"the id '{identifier}' is already used in {first.path}, line {first.line}"
            hint = f"give this {kind} another id; two records cannot have the same, even if their kinds differ"
            self.problems.append(Diagnostic(span, Code.DUPLICATE_IDENTIFIER, message, hint))
            return
        self.spans[identifier] = span
        self.by_kind.setdefault(kind, {})[identifier] = record

    def has(self, kinds: Iterable[str], identifier: str) -> bool:
        """Return whether a record of one of these kinds has this id."""
        return any(identifier in self.by_kind.get(kind, {}) for kind in kinds)

    def ids_of(self, kinds: Iterable[str]) -> list[str]:
        """Return the ids of all records of these kinds, sorted."""
        return sorted(identifier for kind in kinds for identifier in self.by_kind.get(kind, {}))

    def record(self, identifier: str, model: type[R], *kinds: str) -> R | None:
        """Return the record of one of these kinds with this id; None if there is none, or it is of another class."""
        entry = self.entry(identifier, *kinds)
        return entry.record if entry and isinstance(entry.record, model) else None

    def entry(self, identifier: str, *kinds: str) -> Entry | None:
        """Return the entry of one of these kinds with this id; None if there is none."""
        entries = (self.by_kind.get(kind, {}).get(identifier) for kind in kinds)
        return next((entry for entry in entries if isinstance(entry, Entry)), None)

    def report_missing(self, kind: str, identifier: str, span: Span) -> None:
        """Add the problem that no record of ``kind`` has this id, and suggest the nearest id that exists."""
        if kind in self.unreadable_kinds or identifier in self.invalid_ids:
            return
        known = self.ids_of([kind])
        hint = suggestion(identifier, known) or f"the ids of {kind}s are: {', '.join(known) or 'none yet'}"
        message = f"there is no {kind} '{identifier}'"
        self.problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))
