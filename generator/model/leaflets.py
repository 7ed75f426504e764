"""Leaflets of four panels, with a number on the cover: ``data/leaflets.yml``."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Identified, Record, RecordFile
from generator.model.values import Slug, Text, Wording, id_of, value_error

INSIDE = 2
"""The panels inside a leaflet; the other two are its cover and its back."""


class LeafletPanel(Record):
    """One panel inside a leaflet. Numbers, addresses and promises come from the records that it names."""

    title: Text = Field(description="its heading, in five words or so")
    points: tuple[Wording, ...] = Field((), max_length=6, description="what to know, a short line each")
    contacts: Annotated[tuple[Slug, ...], id_of("contact", "service", "venue")] = Field(
        (), description="the ids of the contacts that it lists, each with its number or address"
    )
    promises: Annotated[tuple[Slug, ...], id_of("standard")] = Field(
        (), description="the ids of the promises that it shows, in their own words"
    )

    @model_validator(mode="after")
    def _has_something_under_its_heading(self) -> Self:
        if not (self.points or self.contacts or self.promises):
            message = "this panel has a heading and nothing under it"
            raise value_error(Code.MISSING_FIELD, message, "write `points:`, `contacts:` or `promises:`", field="title")
        return self


class Leaflet(Identified):
    """One leaflet: the texts of its cover, and of the two panels inside."""

    heading: Text = Field(description="the title on its cover, which does not name the subject to whoever sees it")
    says: Wording = Field(description="one to three short sentences under the title")
    picture: Annotated[Slug | None, id_of("picture")] = Field(None, description="the id of the picture on its cover")
    call: Annotated[Slug, id_of("contact", "service", "venue")] = Field(
        description="the id of the contact whose first number is on the cover"
    )
    call_says: Text = Field(description="what to call it for, in one short line")
    inside: tuple[LeafletPanel, ...] = Field(
        min_length=INSIDE, max_length=INSIDE, description="the two panels inside, left and right"
    )


class LeafletsFile(RecordFile):
    """The content of ``data/leaflets.yml``, an optional file."""

    file = "leaflets"

    leaflets: tuple[Leaflet, ...] = Field((), description="the leaflets")
