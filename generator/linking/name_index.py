"""Which identifiers exist, and what to say about one that does not."""

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
    """Every authored identifier with its kind and place, and the problems met while looking them up."""

    spans: dict[str, Span] = field(default_factory=dict)
    by_kind: dict[str, dict[str, object]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Kinds whose file could not be read: a reference to one is not the author's mistake."""
    broken: set[str] = field(default_factory=set)
    """Ids of records that exist and have something wrong in them: nor is a reference to one of these."""

    def add(self, kind: str, identifier: str, record: object, span: Span) -> None:
        """Register a record; of two with one identifier the first is kept."""
        if identifier in self.spans:
            first = self.spans[identifier]
            message = f"the id '{identifier}' is taken: {first.path}, line {first.line}, has it"
            hint = f"give this {kind} an id of its own; ids are never used twice, not even for different kinds"
            self.problems.append(Diagnostic(span, Code.DUPLICATE_IDENTIFIER, message, hint))
            return
        self.spans[identifier] = span
        self.by_kind.setdefault(kind, {})[identifier] = record

    def has(self, kinds: Iterable[str], identifier: str) -> bool:
        """Whether a record of one of these kinds has this id."""
        return any(identifier in self.by_kind.get(kind, {}) for kind in kinds)

    def known(self, kinds: Iterable[str]) -> list[str]:
        """Return the ids of all records of these kinds, sorted."""
        return sorted(identifier for kind in kinds for identifier in self.by_kind.get(kind, {}))

    def record(self, identifier: str, model: type[R], *kinds: str) -> R | None:
        """Return the record of one of these kinds with this id, if it is of this class."""
        entry = self.entry(identifier, *kinds)
        return entry.record if entry and isinstance(entry.record, model) else None

    def entry(self, identifier: str, *kinds: str) -> Entry | None:
        """Return the entry of one of these kinds with this id."""
        entries = (self.by_kind.get(kind, {}).get(identifier) for kind in kinds)
        return next((entry for entry in entries if isinstance(entry, Entry)), None)

    def missing(self, kind: str, identifier: str, span: Span) -> None:
        """Note that ``identifier`` names no record of ``kind``, with the nearest that exists."""
        if kind in self.unreadable or identifier in self.broken:
            return
        known = self.known([kind])
        hint = suggestion(identifier, known) or f"the ids of {kind}s are: {', '.join(known) or 'none yet'}"
        message = f"there is no {kind} '{identifier}'"
        self.problems.append(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint))
