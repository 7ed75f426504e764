"""Which edition sees what: the records of ``data/staff/`` are only the staff's, and their values are nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from generator.diagnostics import Span
from generator.loading.project import Records
from generator.loading.records import Located
from generator.loading.yaml_values import Places
from generator.model.contacts import Contact, ContactsFile, Need, Reachable, Service, StaffContactsFile, Venue
from generator.model.kinds import FILES
from generator.model.record import RecordFile
from generator.model.vocabulary import Edition


@dataclass(frozen=True, slots=True)
class StaffValue:
    """One value that must not be in anything public."""

    record: str
    field: str
    text: str
    span: Span


@dataclass(frozen=True)
class Directory:
    """Everyone who can be reached, as far as the edition may say; staff-only records stand last."""

    needs: tuple[Need, ...]
    contacts: tuple[Contact, ...]
    services: tuple[Service, ...]
    venues: tuple[Venue, ...]
    venues_note: str
    staff_only: frozenset[str]
    """The ids of the records that are only the staff's."""

    @property
    def everyone(self) -> tuple[Reachable, ...]:
        """Contacts, services and venues."""
        return (*self.contacts, *self.services, *self.venues)

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each among everyone, by its id."""
        return {record.id: n for n, record in enumerate(self.everyone)}


def contacts_of(records: Records) -> Directory:
    """The public records with those of the staff after them."""
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
    """The records that an edition may show, and the values that it must not hold."""
    if edition is Edition.STAFF:
        return records, ()
    located = records.located(StaffContactsFile)
    hidden = tuple(_values(located)) if located else ()
    empty: dict[type[RecordFile], Located[RecordFile] | None] = {
        file: Located(file(), Places(f"data/{file.file}.yml")) for file in FILES if file.file.startswith("staff/")
    }
    return replace(records, files={**records.files, **empty}), hidden


def _values(located: Located[StaffContactsFile]) -> Iterator[StaffValue]:
    """Every name, way to reach someone, address and note of the staff's records, and their ids."""
    for kind in ("contacts", "services", "venues"):
        held: tuple[Reachable, ...] = getattr(located.record, kind)
        for n, record in enumerate(held):
            fields = {"id": record.id, "name": record.name, "note": record.note}
            fields["address"] = getattr(record, "address", None)
            for field, text in fields.items():
                if text:
                    yield StaffValue(record.id, field, text, located.span(kind, n, field))
            for k, channel in enumerate(record.channels):
                for field, text in (("value", channel.value), ("note", channel.note)):
                    if text:
                        span = located.span(kind, n, "channels", k, field)
                        yield StaffValue(record.id, f"{channel.kind.value} {field}", text, span)
