"""Links the accessibility statement to the records it refers to."""

from __future__ import annotations

from generator.linking.linked import LinkedStatement
from generator.linking.name_index import NameIndex
from generator.linking.resolve.entries import Entry
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.accessibility import AccessibilityFile, Check

_KINDS_OF_FIELDS = {"contact": ("contact",), "enforcement": ("service", "contact"), "law": ("provision",)}
"""The fields of a statement that contain an id, and the kinds of record that it may refer to."""


def link_statement(records: Records, names: NameIndex) -> LinkedStatement | None:
    """Return the statement with its records; None if there is none. Add to ``names`` a problem for each unknown id."""
    located = records.located(AccessibilityFile)
    statement = located.record.statement if located else None
    if not (located and statement):
        return None
    entries = {field: _entry(located, names, field, *kinds) for field, kinds in _KINDS_OF_FIELDS.items()}
    return LinkedStatement(statement, entries["contact"], entries["enforcement"], entries["law"], records.all(Check))


def _entry(located: Located[AccessibilityFile], names: NameIndex, field: str, *kinds: str) -> Entry | None:
    identifier = getattr(located.record.statement, field)
    if identifier is None:
        return None
    entry = names.entry(identifier, *kinds)
    if entry is None:
        names.report_missing(kinds[0], identifier, located.span("statement", field), *kinds[1:])
    return entry
