"""The partnership: its name, its area, and what every page shows: ``data/partnership.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.addresses import WebAddress
from generator.model.channels import ChannelKind
from generator.model.colours import Colour
from generator.model.data_format import DataFormat
from generator.model.languages import PageLanguage
from generator.model.record import Record, RecordFile
from generator.model.values import ONE_OR_LIST, Slug, Text, Wording, id_of


class Route(Record):
    """A phone number for every page, with its use. The number itself is that of the contact."""

    contact: Annotated[Slug, id_of("contact")] = Field(
        description="the id of the contact whose first phone number it is"
    )
    name: Text = Field(description="who answers")
    use: Wording = Field(description="when to use it, in one sentence")


class Way(Record):
    """A large control above the first page and every page of the route: it calls a number or opens an address."""

    contact: Annotated[Slug, id_of("contact", "service")] = Field(
        description="the id of the contact or service; if it may be gone, a link to the list takes its place"
    )
    by: ChannelKind = Field(description="which of its channels: phone, web, text, ...; the first of that kind")
    title: Text = Field(description="what pressing it does, in two or three words: Call 101, Report online")
    use: Wording = Field(description="who answers and when, in one short line")


class WorkingDay(Record):
    """The meaning of a working day, and whether a source states or the project assumes it."""

    meaning: Wording = Field(description="which days count")
    basis: Wording = Field(description="where that meaning comes from, or that it is an assumption")
    report_day_counts: bool = Field(False, description="yes if the day of the report is the first that is counted")
    assumed: tuple[Wording, ...] = Field((), description="what we assume where the sources are silent, each a sentence")


class Partnership(RecordFile):
    """The content of ``data/partnership.yml``."""

    file = "partnership"
    required = True

    data_format: DataFormat | None = Field(
        None,
        exclude=True,
        description="the number of the form in which data/ is written; leave out for the present one",
    )
    builds_on: Annotated[tuple[Text, ...], ONE_OR_LIST] = Field(
        (), exclude=True, description="the ids of the packs whose records are those of this project too"
    )
    covers: Annotated[Slug | None, id_of("area")] = Field(
        None,
        exclude=True,
        description="the id of the area it is for: of a pack's contacts, those for other areas are left out",
    )
    leave_out: tuple[Text, ...] = Field(
        (),
        exclude=True,
        description="what it does without, with all that needs it: files of data/, or ids of records and pages",
    )
    staff_records: bool = Field(
        True, exclude=True, description="no if it has no records for staff only: then a build does not ask for any"
    )
    name: Text = Field(description="who the partnership is, in full")
    short_name: Text = Field(description="what the site is called in its bar, quiet enough for a shared screen")
    area: Text = Field(description="the area the site is for")
    status: Wording = Field(description="what the site is and is not, for the page of checks and for prints")
    language: PageLanguage = Field("en-GB", description="the language of the pages, as a BCP 47 tag")
    website: WebAddress | None = Field(
        None, description="the address the website is published under; leave out while it has none"
    )
    colour: Colour | None = Field(
        None,
        exclude=True,
        description='the colour of pages, prints, cards and slides, in quotation marks: "#0b5757"; leave out for ours',
    )
    exit_to: WebAddress = Field(description="the neutral page that Exit this page opens")
    emergency: Route = Field(description="the number for danger now")
    without_speaking: Route = Field(description="the number for danger when it is not safe to speak")
    non_emergency: Route = Field(description="the police number for everything else")
    ways: tuple[Way, ...] = Field((), description="the ways to tell somebody, as controls on the pages on reporting")
    hide_visit: Annotated[Slug | None, id_of("page")] = Field(
        None, description="the id of the page on what a device keeps of a visit; shown wherever a file can be fetched"
    )
    working_day: WorkingDay = Field(description="what counts as a working day")

    @property
    def route_contacts(self) -> frozenset[str]:
        """The ids of the contacts whose numbers are on every page: lives may depend on each."""
        return frozenset(route.contact for route in (self.emergency, self.without_speaking, self.non_emergency))
