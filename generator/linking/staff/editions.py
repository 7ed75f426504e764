"""Selects the records of an edition: those of ``data/staff/`` are for the staff edition only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from generator.diagnostics import Span
from generator.linking.staff.staff_values import StaffValue, staff_values
from generator.loading.project import Records
from generator.loading.records import Located
from generator.loading.yaml_values import Places
from generator.model.contacts import Contact, ContactsFile, Need, Reachable, Service, StaffContactsFile, Venue
from generator.model.kinds import STAFF_FILES
from generator.model.record import RecordFile
from generator.model.vocabulary import Edition


@dataclass(frozen=True)
class Directory:
    """The needs, contacts, services and venues of an edition; staff-only records come last."""

    needs: tuple[Need, ...]
    contacts: tuple[Contact, ...]
    services: tuple[Service, ...]
    venues: tuple[Venue, ...]
    venues_note: str
    staff_only: frozenset[str]
    """The ids of the contacts, services and venues for staff only."""

    @property
    def everyone(self) -> tuple[Reachable, ...]:
        """All contacts, then all services, then all venues."""
        return (*self.contacts, *self.services, *self.venues)

    @cached_property
    def order(self) -> dict[str, int]:
        """The position in ``everyone`` of each record, by its id."""
        return {record.id: n for n, record in enumerate(self.everyone)}


def contacts_of(records: Records) -> Directory:
    """Return the public records followed by those for staff."""
    public = records.get(ContactsFile) or ContactsFile()
    staff = records.get(StaffContactsFile) or StaffContactsFile()
    return Directory(
        (*public.needs, *staff.needs),
        (*public.contacts, *staff.contacts),
        (*public.services, *staff.services),
        (*public.venues, *staff.venues),
        public.venues_note or "",
        frozenset(record.id for record in (*staff.contacts, *staff.services, *staff.venues)),
    )


def for_edition(records: Records, edition: Edition) -> tuple[Records, tuple[StaffValue, ...]]:
    """Return the records of an edition and the staff values that it must not contain."""
    return edition_records(records, edition), () if edition is Edition.STAFF else staff_values(records)


def edition_records(records: Records, edition: Edition) -> Records:
    """Return the records of an edition."""
    if edition is Edition.STAFF:
        return records
    no_staff_files: dict[type[RecordFile], Located[RecordFile] | None] = {
        file: _without_records(file) for file in STAFF_FILES
    }
    return replace(records, files={**records.files, **no_staff_files})


def _without_records(file: type[RecordFile]) -> Located[RecordFile]:
    """Return a file that is there and has no records."""
    path = f"data/{file.file}.yml"
    return Located(file(), Places(path, values={(): Span(path)}))
