"""What is printed: each publication, what it is made of and in which formats."""

from __future__ import annotations

from pydantic import Field

from generator.model.record import Identified, Record
from generator.model.values import Slug, Text, Wording
from generator.model.vocabulary import Paper, PrintFormat


class Publication(Identified):
    """One document to print, made from records."""

    title: Text = Field(description="what the cover says")
    subtitle: Wording = Field(description="who it is for, in one line under the title")
    subject: Text = Field(description="one sentence on what it holds, for the file's own description")
    shows: Slug = Field(description="the id of what it prints: a set of standards, or a page such as strategy or law")
    formats: tuple[PrintFormat, ...] = Field(min_length=1, description="print, easy-read, fill-in, pocket-card")
    paper: Paper = Field(description="A4; A6 for a pocket card")


class PublicationsFile(Record):
    """What ``data/publications.yml`` holds."""

    publications: tuple[Publication, ...] = Field(min_length=1, description="the publications")


class StaffPublicationsFile(Record):
    """What ``data/staff/publications.yml`` holds, where a project has one: what is printed for staff only."""

    publications: tuple[Publication, ...] = Field((), min_length=1, description="the publications")
