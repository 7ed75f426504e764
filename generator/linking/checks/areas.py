"""Checks that a contact says where it works, in a project with areas: the list of an area would leave it out."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.model.contacts import AreasFile, ContactsFile, StaffContactsFile


def check_areas(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each contact, service and venue without an area, if the project has areas."""
    if records.is_absent(AreasFile):
        return
    for file in (ContactsFile, StaffContactsFile):
        located = records.located(file)
        for name in ("contacts", "services", "venues") if located else ():
            assert located
            for n, one in enumerate(getattr(located.record, name)):
                if not one.areas:
                    hint = "add `areas:` (the ids of the areas it covers)"
                    message = "the field 'areas' is missing"
                    names.problems.append(Diagnostic(located.span(name, n), Code.MISSING_FIELD, message, hint))
