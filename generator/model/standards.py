"""Sets of service standards (promises), their sections and time limits: ``data/standards.yml``."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum, auto
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Citation, Identified, Record, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.reviews import ReviewTerms, months_later, review_terms
from generator.model.values import (
    CheckDate,
    Confirmation,
    KnownPastDate,
    MonthsBetweenChecks,
    Slug,
    Text,
    WhenMissing,
    WholeNumber,
    Wording,
    id_of,
    quoted,
    value_error,
)
from generator.model.vocabulary import Condition, Sense, Strength, Trigger, Unit, counted
from generator.model.written_forms import AMOUNT


class Stage(Identified):
    """A stage of the journey from telling someone to being safe. The list is in the order of the journey."""

    title: Text = Field(description="what the step is called, as a reader would say it")


class Topic(Identified):
    """A topic of promises, by which sets of standards are compared."""

    title: Text = Field(description="the topic in a few words")


AS_AGREED = "as-agreed"


_NUMBER_AND_UNIT = re.compile(rf"([0-9]+)[ -]*({'|'.join(unit.value.replace('-', '[ -]') for unit in Unit)})s?")


def _amount(value: Any) -> Any:
    """Return None for a time that is agreed; raise where something else than a number has a right form of its own."""
    if value == AS_AGREED:
        return None
    if not isinstance(value, str):
        return value
    if value.strip("0") == "":
        hint = "write a number from 1 up; for what is done at once, say so in `text:` and leave `deadline:` out"
        raise value_error(Code.INVALID_VALUE, f"a time limit of {value} leaves no time", hint)
    if match := _NUMBER_AND_UNIT.fullmatch(value.lower()):
        hint = f"write `within: {int(match[1])}` and, as a field of its own, `unit: {match[2].replace(' ', '-')}`"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is a number and its unit", hint)
    if value.lower().replace(" ", "-") in {AS_AGREED, "agreed", "to-be-agreed"}:
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not a number", f"write {AS_AGREED}")
    return value


class Deadline(Record):
    """A time limit: its amount, trigger and condition. ``within`` is None where the time is agreed."""

    within: Annotated[WholeNumber | None, BeforeValidator(_amount), AMOUNT] = Field(
        description="a whole number, or as-agreed where the time is agreed with the person"
    )
    unit: Unit | None = Field(None, description="minute, hour, day, working-day, week or month")
    trigger: Annotated[
        Trigger,
        WhenMissing(
            Code.DEADLINE_WITHOUT_TRIGGER,
            "this time limit does not say what starts its clock",
            "add `from: report-received`, or `from: not-stated` if the source does not say",
        ),
    ] = Field(alias="from", description="what starts the clock")
    condition: Condition | None = Field(None, alias="when", description="the cases it is for; leave out for all")
    sense: Sense = Field(Sense.WITHIN, description="within, at (that moment) or not-before; leave out for within")

    @model_validator(mode="before")
    @classmethod
    def _not_in_words(cls, value: Any) -> Any:
        if isinstance(value, str) and (match := _NUMBER_AND_UNIT.fullmatch(value.lower())):
            unit = match[2].replace(" ", "-").removesuffix("s")
            hint = (
                f"write `{{within: {int(match[1])}, unit: {unit}, from: report-received}}`, with what starts the clock"
            )
            raise value_error(Code.WRONG_TYPE, f"{quoted(value)} is words, and a time limit has fields", hint)
        return value

    @model_validator(mode="after")
    def _amount_and_unit_agree(self) -> Self:
        if self.within is None and self.unit:
            raise value_error(
                Code.INVALID_VALUE,
                "a time that is agreed with the person has no unit",
                "take the line `unit:` away, or write a number after `within:`",
                field="unit",
            )
        if self.within is not None and not self.unit:
            raise value_error(
                Code.MISSING_FIELD,
                "this time limit has no unit",
                "add `unit: working-day`, or minute, hour, day, week, month",
                field="within",
            )
        return self

    @property
    def amount(self) -> str:
        """The amount in words, such as ``5 working days``; empty where it is agreed with the person."""
        return counted(self.within, self.unit.noun) if self.within and self.unit else ""


LIMIT = "{limit}"
"""The placeholder for the time limit in the text of a promise."""


def _with_limit(text: str, deadline: Deadline | None) -> str:
    """Return the text with its time limit filled in; the placeholder stays where there is no amount of time."""
    return text.replace(LIMIT, deadline.amount or LIMIT) if deadline else text


class Point(Identified):
    """A part of a promise that its document lists separately."""

    text: Wording = Field(description="the point in plain English; {limit} becomes its time limit")
    deadline: Deadline | None = Field(None, description="its time limit, if it has one")
    source: Citation = Field(description="the document and clause it restates")

    @model_validator(mode="after")
    def _says_its_limit(self) -> Self:
        return self.model_copy(update={"text": _with_limit(self.text, self.deadline)})


class Standard(Identified):
    """One promise, restated in plain English at the strength of its clause."""

    title: Text = Field(description="the promise in a few words, for lists and bookmarks")
    text: Wording = Field(
        description="the promise in plain English; **two stars** make a phrase bold, {limit} becomes its time limit"
    )
    note: Wording | None = Field(None, description="what this project adds for the reader's safety; shown apart")
    strength: Strength = Field(description="will, aim, where-appropriate or offer, as the source promises it")
    stage: Annotated[Slug, id_of("stage")] = Field(description="the id of a stage of the journey")
    topic: Annotated[Slug, id_of("topic")] = Field(description="the id of a topic")
    section: Annotated[Slug | None, id_of("section")] = Field(
        None, description="the id of the section of the set that it is in"
    )
    deadline: Deadline | None = Field(None, description="its time limit, if it has one")
    points: tuple[Point, ...] = Field((), description="the points the document lists under it, if any")
    relies_on: Annotated[tuple[Slug, ...], refers_to(Relation.RELIES_ON, "provision")] = Field(
        (), description="the ids of the provisions of law it relies on, if any"
    )
    also_under: tuple[Text, ...] = Field((), description="other words people may look it up by in the A to Z")
    source: Annotated[
        Citation,
        WhenMissing(
            Code.STANDARD_WITHOUT_SOURCE,
            "this promise does not say which clause it restates",
            'add `source: {document: the-document, clause: "1"}`',
        ),
    ] = Field(description="the document and clause it restates")

    @model_validator(mode="after")
    def _says_its_limit(self) -> Self:
        return self.model_copy(update={"text": _with_limit(self.text, self.deadline)})


class Section(Identified):
    """A part of a set, as its document divides it."""

    title: Text = Field(description="the heading in the document")


class SupportPack(Identified):
    """A pack of information that a set promises to give to a person."""

    title: Text = Field(description="what it is called")
    text: Wording = Field(description="who gives it to whom, and when")
    section: Annotated[Slug | None, id_of("section")] = Field(
        None, description="the id of the section of the set that it is in"
    )
    source: Citation = Field(description="the document and clause it restates")
    items: tuple[Point, ...] = Field(min_length=1, description="what is in it")


class Standing(Enum):
    """Whether the promises of a set are confirmed as current on a day."""

    CONFIRMED = auto()
    """The owner has confirmed them, and the confirmation is not overdue."""
    UNCONFIRMED = auto()
    """Nobody has confirmed them."""
    OVERDUE = auto()
    """The owner confirmed them, and should have confirmed them again before this day."""
    WITHDRAWN = auto()
    """The owner says that they no longer apply."""


class StandardSet(Identified):
    """The promises of one document, with their owner, area and confirmation."""

    title: Text = Field(description="the set's official name")
    short_title: Text = Field(description="what it is called beside other sets, in one to three words")
    heading: Text = Field(description="what its page is called: the reader's question")
    summary: Wording = Field(description="who promises what to whom, in a sentence or two")
    owner: Text = Field(description="who makes the promises")
    area: Text = Field(description="where they hold")
    document: Annotated[Slug, id_of("document")] = Field(
        description="the id of the source document, in data/sources.yml"
    )
    published: KnownPastDate = Field(description="when the set was published, or unknown")
    confirmed_current: Confirmation = Field(description="yes, no or unknown: does the owner say that it is current?")
    confirmed_on: CheckDate | None = Field(None, description="the day the owner said so")
    confirmed_by: Text | None = Field(None, description="the role that said so, never a person's name")
    review_every: MonthsBetweenChecks = Field(12, description="months until the owner must be asked again")
    sections: tuple[Section, ...] = Field((), description="the document's own sections, if it has any")
    standards: tuple[Standard, ...] = Field(min_length=1, description="the promises, one for each clause")
    support_pack: SupportPack | None = Field(None, description="the support pack it promises, if any")

    @model_validator(mode="after")
    def _confirmation_is_whole(self) -> Self:
        if self.confirmed_current is Confirmation.YES and not (self.confirmed_on and self.confirmed_by):
            raise value_error(
                Code.MISSING_FIELD,
                "this set is confirmed as current, without saying when and by whom",
                "add `confirmed_on: 2021-04-01` and `confirmed_by:` with a role, or write `confirmed_current: unknown`",
                field="confirmed_current",
            )
        return self

    def review_terms(self, _: Record | None) -> ReviewTerms | None:
        """Return when its owner must be asked to confirm it again; None if it is withdrawn."""
        if self.confirmed_current is Confirmation.NO:
            return None
        return review_terms(self.owner, self.confirmed_on if self.confirm_by else None, self.review_every)

    @property
    def confirm_by(self) -> date | None:
        """The last day on which its confirmation counts; None if it is not confirmed."""
        if self.confirmed_current is not Confirmation.YES or not self.confirmed_on:
            return None
        return months_later(self.confirmed_on, self.review_every)

    def standing(self, today: date) -> Standing:
        """Return the standing of its promises on ``today``."""
        if self.confirmed_current is Confirmation.NO:
            return Standing.WITHDRAWN
        if self.confirm_by is None:
            return Standing.UNCONFIRMED
        return Standing.OVERDUE if today > self.confirm_by else Standing.CONFIRMED

    @property
    def has_time_limits(self) -> bool:
        """Whether any of its promises has a time limit."""
        return any(standard.deadline for standard in self.standards)


class StandardsFile(RecordFile):
    """The content of ``data/standards.yml``, an optional file."""

    file = "standards"
    stages: tuple[Stage, ...] = Field((), min_length=1, description="the steps of the journey, in order")
    topics: tuple[Topic, ...] = Field((), min_length=1, description="what promises are about")
    sets: tuple[StandardSet, ...] = Field((), min_length=1, description="the sets of service standards")
