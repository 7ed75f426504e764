"""Publications: their parts, paper sizes and formats: ``data/publications.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.record import Identified, RecordFile
from generator.model.values import ONE_OR_LIST, NeededFor, Slug, Text, Wording, id_of
from generator.model.vocabulary import BackMatter, Cover, Edition, PaperSize, PrintFormat, PublicationAudience


class Publication(Identified):
    """One document to print: its parts, its audience, its cover and its back matter."""

    title: Text = Field(description="what the cover says")
    subtitle: Wording = Field(description="who it is for, in one line under the title")
    subject: Text = Field(description="one sentence on what it holds, for the file's own description")
    audience: PublicationAudience = Field(description="anyone, staff or trainers")
    edition: Edition = Field(Edition.PUBLIC, description="staff if only the staff edition prints it; else public")
    made_of: Annotated[tuple[Slug, ...], id_of("set", "page", "need", "paper", "poster", "leaflet", "course")] = Field(
        min_length=1,
        description="the ids of what it prints, in order: sets, pages, needs, papers, posters, leaflets, courses",
    )
    easy_read: Annotated[Slug | None, id_of("easy read"), NeededFor("formats", "easy-read")] = Field(
        None, description="the id of the easy read that its easy-read format prints"
    )
    formats: tuple[PrintFormat, ...] = Field(
        min_length=1,
        description="print, large-print, easy-read, fill-in, leaflet, pocket-card, poster, poster-with-marks; of a"
        " course: trainers-guide, slides, handouts, large-print, scenario-cards, quick-reference, quiz, answers,"
        " sign-in, evaluation, pack",
    )
    paper: Annotated[tuple[PaperSize, ...], ONE_OR_LIST] = Field(
        min_length=1, description="A4, A5, A6, slide, or a list: [A4, A3]"
    )
    picture: Annotated[Slug | None, id_of("picture")] = Field(
        None, description="the id of a picture in pictures.yml, for its cover"
    )
    cover: Cover = Field(Cover.LINE, description="line (a page of its own, with the line) or heading (no cover)")
    back: tuple[BackMatter, ...] = Field(
        (BackMatter.SOURCES, BackMatter.TELL_SOMEONE, BackMatter.THIS_COPY),
        description="the parts at its end: index, sources, keep-safe, tell-someone, this-copy",
    )


class PublicationsFile(RecordFile):
    """The content of ``data/publications.yml``, an optional file."""

    file = "publications"
    publications: tuple[Publication, ...] = Field((), min_length=1, description="the publications")


class StaffPublicationsFile(RecordFile):
    """The content of ``data/staff/publications.yml``, an optional file: what is printed for staff only."""

    file = "staff/publications"

    publications: tuple[Publication, ...] = Field((), min_length=1, description="the publications")
