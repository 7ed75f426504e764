"""The accessibility statement, with whom it names and what the tests last found."""

from __future__ import annotations

from generator.linking.linked import LinkedStatement
from generator.linking.names import Names
from generator.linking.resolve.entries import Entry
from generator.loading.project import Records

_NAMED = {"contact": ("contact",), "enforcement": ("service", "contact"), "law": ("provision",)}
"""The fields of a statement that hold an id, and the kinds it may be the id of."""


def link_statement(records: Records, names: Names) -> LinkedStatement | None:
    """The statement with the records it names; None where there is none. Each lost name is a diagnostic."""
    located = records.accessibility
    statement = located.record.statement if located else None
    if statement is None:
        return None
    found = {field: _entry(records, names, field, *kinds) for field, kinds in _NAMED.items()}
    checks = records.tested.record.checks if records.tested else ()
    return LinkedStatement(statement, found["contact"], found["enforcement"], found["law"], checks)


def _entry(records: Records, names: Names, field: str, *kinds: str) -> Entry | None:
    assert records.accessibility
    identifier = getattr(records.accessibility.record.statement, field)
    if identifier is None:
        return None
    for kind in kinds:
        entry = names.by_kind.get(kind, {}).get(identifier)
        if isinstance(entry, Entry):
            return entry
    names.missing(kinds[0], identifier, records.accessibility.span("statement", field))
    return None
