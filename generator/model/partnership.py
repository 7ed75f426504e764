"""The partnership itself: its name, its area, and what every page of its site carries."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.diagnostics import Code
from generator.model.evidence import Basis
from generator.model.record import Identified, Record
from generator.model.values import CalendarDate, Text, WebAddress, Wording, refused, shown


def _dialable(value: str) -> str:
    if not set(value) <= set("0123456789+ "):
        raise refused(
            Code.INVALID_VALUE, f"{shown(value)} is not a phone number", "write digits and spaces: 01632 960000"
        )
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise refused(Code.INVALID_VALUE, f"{shown(value)} is not a language", "write its tag: en-GB, or cy for Welsh")
    return value


class Route(Identified):
    """A number every page may show, with where it was read and when."""

    name: Text = Field(description="who answers")
    number: Annotated[Text, AfterValidator(_dialable)] = Field(description="the number, spaced as it is said")
    use: Wording = Field(description="when to use it, in one sentence")
    basis: Basis = Field(description="verified (read in a public source) or known (not re-checked)")
    source: WebAddress = Field(description="the public page where the number was read")
    checked_on: CalendarDate = Field(description="the day it was read there")


class WorkingDay(Record):
    """What a working day is taken to mean, and whether a source says so or the project assumes it."""

    meaning: Wording = Field(description="which days count")
    basis: Wording = Field(description="where that meaning comes from, or that it is an assumption")


class Partnership(Record):
    """What ``data/partnership.yml`` holds."""

    name: Text = Field(description="who the partnership is, in full")
    short_name: Text = Field(description="what the site is called in its bar, quiet enough for a shared screen")
    area: Text = Field(description="the area the site is for")
    status: Wording = Field(description="what the site is and is not, for every page's foot")
    language: Annotated[Text, AfterValidator(_language)] = Field(
        "en-GB", description="the language of the pages, as a BCP 47 tag"
    )
    exit_to: WebAddress = Field(description="the neutral page that Exit this page opens")
    emergency: Route = Field(description="the number for danger now")
    without_speaking: Route = Field(description="what to press when it is not safe to speak")
    non_emergency: Route = Field(description="the police number for everything else")
    working_day: WorkingDay = Field(description="what counts as a working day")
