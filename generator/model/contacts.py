"""The directory: contacts, services and venues, each with its area, its purpose and its last check."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from generator.model.addresses import PostalAddress
from generator.model.channels import Channel
from generator.model.evidence import Basis
from generator.model.languages import LanguageCode
from generator.model.record import Identified, Record, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.reviews import Reviewed, ReviewTerms, review_terms
from generator.model.values import Needed, Slug, Text, Wording


class Area(Identified):
    """An area that the directory is grouped by: a former district, a council, a county, a nation."""

    title: Text = Field(description="its name")
    part_of: Annotated[Slug | None, refers_to(Relation.ABOUT, "area")] = Field(
        None, description="the id of the area it lies in"
    )
    council: Annotated[Slug | None, refers_to(Relation.ABOUT, "body")] = Field(
        None, description="the id of the organisation that is its council now"
    )
    listed: bool = Field(False, description="yes if the directory has a list for it")


class Need(Identified):
    """A need that brings somebody to the directory."""

    title: Text = Field(description="the need, as the person would say it")


class ContactState(Enum):
    """Whether a contact is known to be in service."""

    ACTIVE = "active"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Reachable(Reviewed):
    """The base of contacts, services and venues: purpose, area, ways to reach it, and state."""

    name: Text = Field(description="what it is called")
    lang: LanguageCode | None = Field(None, description="the code of the language of its name, if not English: cy")
    what_for: Wording = Field(description="what it is for, in a sentence or two")
    areas: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "area"), Needed(if_any_left=True)] = Field(
        (), min_length=1, description="the ids of the areas it covers"
    )
    area_note: Text | None = Field(None, description="the area in words, where the ids do not say it all")
    needs: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "need")] = Field(
        (), description="the ids of the needs it meets"
    )
    strands: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "strand"), Needed(if_any_left=True)] = Field(
        (), description="the ids of the strands it is for; leave out if for all"
    )
    channels: tuple[Channel, ...] = Field((), description="how to reach it; leave out if not known")
    state: ContactState = Field(description="active, closed or unknown")
    partner: Annotated[Slug | None, refers_to(Relation.ABOUT, "body")] = Field(
        None, description="the id of the organisation it belongs to"
    )
    conflicts: tuple[Wording, ...] = Field((), description="where sources disagree, and which was followed")


class Contact(Reachable):
    """A route to report, to be heard or to complain; or a role in an organisation, such as a SPOC."""

    role: Text | None = Field(None, description="the role, if it is one: single point of contact (SPOC)")
    safety_critical: bool = Field(False, description="yes if a wrong number here could cost a life")
    instead: Annotated[Slug | None, refers_to(Relation.ABOUT, "contact")] = Field(
        None, description="the id of the contact that works, where this one is not known"
    )

    def review_terms(self, _: Record | None) -> ReviewTerms | None:
        """Return when it is checked again and by whom; for a safety-critical contact also why it is not verified."""
        return review_terms(
            self.owner, self.checked_on, self.review_every, self.unverified if self.safety_critical else ""
        )

    @property
    def unverified(self) -> str:
        """Why nobody may depend on it; empty if all of it was read in a public source."""
        if self.state is not ContactState.ACTIVE or not self.channels:
            return "nobody has established that it is there"
        if self.basis is not Basis.VERIFIED:
            return "it is known, and was not read in a public source"
        unverified = [channel.value for channel in self.channels if channel.basis is not Basis.VERIFIED]
        return f"{unverified[0]} is known, and was not read in a public source" if unverified else ""


class Service(Reachable):
    """A service of a support agency, for people who were harmed or for people who want to change."""

    for_change: bool = Field(False, description="yes if it is for people who do harm and want to stop")
    eligibility: Wording | None = Field(None, description="who can use it; leave out if not known")
    cost: Text | None = Field(None, description="what it costs; leave out if not known")
    refer: Wording | None = Field(None, description="how to be referred; leave out if not known")


class VenueKind(Enum):
    """The purpose of a venue."""

    REPORTING_CENTRE = "reporting-centre"
    KEEP_SAFE = "keep-safe"
    """A place to feel safe in; not a place to report."""


class Availability(Enum):
    """Whether a venue has a facility."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Access(Record):
    """The facilities of a venue; unknown is a value."""

    step_free: Availability = Field(Availability.UNKNOWN, description="yes, no or unknown")
    hearing_loop: Availability = Field(Availability.UNKNOWN, description="yes, no or unknown")
    interpreter: Availability = Field(Availability.UNKNOWN, description="yes, no or unknown")
    quiet_room: Availability = Field(Availability.UNKNOWN, description="yes, no or unknown")


class Venue(Reachable):
    """A place: a third-party reporting centre, or a Keep Safe site, which is not one."""

    kind: VenueKind = Field(description="reporting-centre or keep-safe")
    address: PostalAddress | None = Field(None, description="its address with the postcode; leave out if not known")
    access: Access = Field(Access(), description="what makes it usable")


class AreasFile(RecordFile):
    """The content of ``data/areas.yml``, an optional file."""

    file = "areas"

    areas: tuple[Area, ...] = Field((), min_length=1, description="the areas, the widest first")


class ContactsFile(RecordFile):
    """The content of ``data/contacts.yml``, an optional file."""

    file = "contacts"

    needs: tuple[Need, ...] = Field((), description="what people look for")
    contacts: tuple[Contact, ...] = Field((), description="routes and roles")
    services: tuple[Service, ...] = Field((), description="support")
    venues: tuple[Venue, ...] = Field((), description="places")
    venues_note: Wording | None = Field(None, description="what a reader should know where no venue is known")


class StaffContactsFile(ContactsFile):
    """The content of ``data/staff/contacts.yml``, an optional file: contacts that only staff may see."""

    file = "staff/contacts"
