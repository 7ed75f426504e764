"""The accessibility statement, with whom it names and what the tests last found."""

from __future__ import annotations

from generator.linking.linked import LinkedStatement
from generator.linking.name_index import NameIndex
from generator.linking.resolve.entries import Entry
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.accessibility import AccessibilityFile, Check

_NAMED = {"contact": ("contact",), "enforcement": ("service", "contact"), "law": ("provision",)}
"""The fields of a statement that hold an id, and the kinds it may be the id of."""


def link_statement(records: Records, names: NameIndex) -> LinkedStatement | None:
    """The statement with the records it names; None where there is none. Each lost name is a diagnostic."""
    located = records.located(AccessibilityFile)
    statement = located.record.statement if located else None
    if not (located and statement):
        return None
    found = {field: _entry(located, names, field, *kinds) for field, kinds in _NAMED.items()}
    return LinkedStatement(statement, found["contact"], found["enforcement"], found["law"], records.all(Check))


def _entry(located: Located[AccessibilityFile], names: NameIndex, field: str, *kinds: str) -> Entry | None:
    identifier = getattr(located.record.statement, field)
    if identifier is None:
        return None
    entry = names.entry(identifier, *kinds)
    if entry is None:
        names.missing(kinds[0], identifier, located.span("statement", field))
    return entry
