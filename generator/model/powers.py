"""Tools and powers, from a warning to a court order: who may use each, on what law, and for what."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.record import Identified, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.reviews import Reviewed
from generator.model.values import Needed, Slug, Text, Wording, value_error


class User(Identified):
    """A kind of user of powers: the police, a council, a landlord."""

    title: Text = Field(description="who they are, as they would choose it from a list")


class Happening(Identified):
    """A kind of incident or behaviour."""

    title: Text = Field(description="what happens, in the words of whoever deals with it")


class Power(Reviewed):
    """One tool or power: the law it relies on, its conditions and its effect."""

    name: Text = Field(description="what it is called")
    what: Wording = Field(description="what it is, in one sentence that a newcomer understands")
    level: Annotated[Slug | None, refers_to(Relation.ABOUT, "level")] = Field(
        None, description="the id of the level of the strategy's pyramid of interventions that it belongs to"
    )
    relies_on: Annotated[tuple[Slug, ...], refers_to(Relation.RELIES_ON, "provision")] = Field(
        (), description="the ids of the provisions without which there is no such power"
    )
    see_also: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "provision")] = Field(
        (), description="the ids of provisions and guidance that a user should read, and that it could do without"
    )
    needs_no_law: bool = Field(False, description="yes if anybody may do it without a power in law, as with a warning")
    used_by: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "user")] = Field(
        min_length=1, description="the ids of those who may use it or apply for it"
    )
    others: Wording | None = Field(None, description="how somebody who may not use it gets it used")
    fits: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "happening")] = Field(
        min_length=1, description="the ids of what it is for"
    )
    must_be_shown: Wording = Field(description="what must be shown before it can be used")
    standard_of_proof: Wording = Field(description="how sure one must be, and who must be")
    can_require: Wording = Field(description="what it can do or make somebody do")
    breach: Wording | None = Field(None, description="what follows if it is not obeyed; left out where nothing can be")
    evidence: tuple[Wording, ...] = Field(min_length=1, description="what is usually needed to show it")
    speed: Wording = Field(description="how long it usually takes")
    first: Annotated[tuple[Slug, ...], refers_to(Relation.NAMES, "power")] = Field(
        (), description="the ids of the powers to try first"
    )
    first_do: tuple[Wording, ...] = Field((), description="what else to do first")
    strands: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "strand"), Needed(if_any_left=True)] = Field(
        (), description="the ids of the strands it covers; leave out if it is for all"
    )
    promises: Annotated[tuple[Slug, ...], refers_to(Relation.NAMES, "standard")] = Field(
        (), description="the ids of the promises that it serves"
    )
    contacts: Annotated[tuple[Slug, ...], refers_to(Relation.NAMES, "contact", "service")] = Field(
        (), description="the ids of whom to ask for it"
    )
    front_line: bool = Field(False, description="yes if somebody who meets people must know it")

    @model_validator(mode="after")
    def _relies_on_law_or_needs_none(self) -> Self:
        if bool(self.relies_on) == self.needs_no_law:
            raise value_error(
                Code.MISSING_FIELD,
                "a power needs either `relies_on:` or `needs_no_law: yes`",
                "name its provisions under `relies_on:`, or write `needs_no_law: yes`",
                field="needs_no_law",
            )
        return self


class PowersFile(RecordFile):
    """The content of ``data/powers.yml``, an optional file."""

    file = "powers"

    users: tuple[User, ...] = Field((), description="who may ask")
    happenings: tuple[Happening, ...] = Field((), description="what may go on")
    powers: tuple[Power, ...] = Field((), description="the tools and powers, as they should be listed")
