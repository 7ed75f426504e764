"""The register of law: instruments, their provisions with a status on any day, and cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from generator.diagnostics import Code
from generator.model.evidence import Evidenced
from generator.model.record import Citation, Identified, Record, RecordFile
from generator.model.references import Relation, refers_to
from generator.model.reviews import UNKNOWN_OWNER, ReviewTerms, months_later, review_terms
from generator.model.values import (
    CheckDate,
    MonthsBetweenChecks,
    Needed,
    PlannedDate,
    Slug,
    Text,
    WholeNumber,
    WithinYears,
    Wording,
    quoted,
    value_error,
)


class InstrumentKind(Enum):
    """What an instrument is; only some of these are law."""

    ACT = "act"
    REGULATIONS = "regulations"
    CODE = "code"
    GUIDANCE = "guidance"
    POLICY = "policy"
    TREATY = "treaty"
    COMMON_LAW = "common-law"
    NOT_FOUND = "not-found"
    """A document gives a title, and no instrument has it."""


class Nation(Enum):
    """A nation of the jurisdiction, in which law may have another status."""

    ENGLAND = "england"
    WALES = "wales"


class LegalStatus(Enum):
    """Whether a provision may be relied on."""

    IN_FORCE = "in-force"
    PARTLY = "partly-in-force"
    PROSPECTIVE = "prospective"
    REPEALED = "repealed"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    """Guidance that other guidance has replaced."""
    UNCERTAIN = "uncertain"
    """Sources do not agree whether it has begun or ended."""
    NOT_LAW = "not-law"
    NOT_FOUND = "not-found"


ENDED = frozenset({LegalStatus.REPEALED, LegalStatus.REVOKED, LegalStatus.SUPERSEDED})
"""The statuses of what was in force and is no longer."""

NOT_TO_RELY_ON = ENDED | {LegalStatus.PROSPECTIVE, LegalStatus.NOT_FOUND}
"""The statuses that nothing may rely on. Guidance and treaties are not law, but may still be followed."""


class Certainty(Enum):
    """Whether a status is known for a day."""

    KNOWN = "known"
    NOT_KNOWN_THEN = "not-known-then"
    """The day is before the first that the record covers."""
    NOT_CHECKED_SINCE = "not-checked-since"
    """The day is after the last on which the check holds."""


@dataclass(frozen=True, slots=True)
class StatusOnDay:
    """A provision's status on one day. Where it is not known, ``status`` is the one recorded."""

    status: LegalStatus
    certainty: Certainty

    @property
    def not_to_rely_on(self) -> bool:
        """Whether nothing may rely on it that day; False where the status is not known."""
        return self.certainty is Certainty.KNOWN and self.status in NOT_TO_RELY_ON


def _check_days(record: StatusElsewhere | Provision) -> None:
    """Raise the error of a record whose status does not fit its days."""
    if record.until and record.status not in ENDED:
        raise value_error(
            Code.INVALID_VALUE,
            "this has an end, and its status does not say so",
            "write `status: repealed`, revoked or superseded, or take `until:` away",
            field="status",
        )
    if record.since and record.until and record.until.latest < record.since.earliest:
        hint = "look at `from:` and `until:`"
        raise value_error(Code.IMPOSSIBLE_DATE, "this ends before it begins", hint, field="until")


class StatusElsewhere(Record):
    """The status of a provision in one nation of the jurisdiction, where it is another."""

    status: LegalStatus = Field(description="its status there on the day checked; not-law if it is not law there")
    since: PlannedDate = Field(None, alias="from", description="the day it came into force there, or unknown")
    until: PlannedDate = Field(None, description="the day from which it was no longer law there, or unknown")
    by: Text | None = Field(None, description="what began, changed or ended it there")

    @model_validator(mode="after")
    def _an_end_only_where_it_ended(self) -> Self:
        _check_days(self)
        return self


class Provision(Evidenced):
    """One part of an instrument, on which a power or a promise relies."""

    ref: Text = Field(description="which part, as a lawyer writes it: section 1, sections 28 to 32, Schedule 1")
    about: Wording = Field(description="what it does, in plain English")
    status: LegalStatus = Field(
        description="its status on the day checked, in every nation for which no field says another"
    )
    since: PlannedDate = Field(None, alias="from", description="the day it came into force, or unknown")
    until: PlannedDate = Field(None, description="the day from which it was no longer law, or unknown")
    by: Text | None = Field(None, description="what began, changed or ended it")
    in_wales: StatusElsewhere | None = Field(
        None, description="its status in the nation that this field names, where it is another"
    )
    replaced_by: Text | None = Field(None, description="what to use instead, in words")
    use_instead: Annotated[tuple[Slug, ...], refers_to(Relation.USE_INSTEAD, "provision")] = Field(
        (), description="the ids of the provisions that replaced it"
    )
    subjects: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "subject")] = Field(
        (), description="the ids of subjects, where they differ from the instrument's"
    )
    strands: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "strand"), Needed(if_any_left=True)] = Field(
        (), description="the ids of the strands it names; none if it is for all"
    )
    owner: Text | None = Field(None, description="the role that looks after it, where that is not the register's owner")
    review_every: MonthsBetweenChecks | None = Field(
        None, description="months between checks, where the register says another"
    )

    @model_validator(mode="after")
    def _an_end_only_where_it_ended(self) -> Self:
        _check_days(self)
        return self

    @model_validator(mode="after")
    def _another_nation_differs(self) -> Self:
        other = self.in_wales
        if other and (other.status, other.since, other.until) == (self.status, self.since, self.until):
            hint = "take `in_wales:` away, or correct its `status:`, `from:` or `until:`"
            raise value_error(
                Code.INVALID_VALUE, "this says of one nation what holds for the other too", hint, field="in_wales"
            )
        return self

    def in_nation(self, nation: Nation) -> Provision:
        """Return the provision with its status and days in one nation."""
        if nation is not Nation.WALES or not self.in_wales:
            return self
        other = self.in_wales
        return self.model_copy(
            update={
                "status": other.status,
                "since": other.since,
                "until": other.until,
                "by": other.by,
                "in_wales": None,
            }
        )

    def elsewhere(self) -> tuple[tuple[Nation, Provision], ...]:
        """Return each nation in which its status is another, with the provision as it is there."""
        return tuple((nation, one) for nation in Nation if (one := self.in_nation(nation)) is not self)

    @property
    def needs_no_review(self) -> bool:
        """Whether no check can be due: the provision has ended, or does not exist."""
        statuses = {self.in_nation(nation).status for nation in Nation}
        return statuses <= ENDED | {LegalStatus.NOT_FOUND}

    def review_by(self, review_every: int) -> date:
        """Return the last day on which its check holds; ``review_every`` is the register's default, in months."""
        return months_later(self.checked_on, self.review_every or review_every)

    def review_terms(self, register: Record | None) -> ReviewTerms | None:
        """Return when it is checked again and by whom, by default as the ``register`` says; None if no check is due."""
        if self.needs_no_review or not isinstance(register, LegislationFile):
            return None
        owner, months = self.owner or register.owner, self.review_every or register.review_every
        return review_terms(owner, self.checked_on, months)

    def status_on(self, day: date, review_every: int) -> StatusOnDay:
        """Return its status on ``day``; ``review_every`` is the register's default, in months."""
        if self.status in {LegalStatus.NOT_LAW, LegalStatus.NOT_FOUND}:
            return StatusOnDay(self.status, Certainty.KNOWN)
        if self.status is LegalStatus.UNCERTAIN:
            is_fresh = day <= self.review_by(review_every)
            return StatusOnDay(self.status, Certainty.NOT_KNOWN_THEN if is_fresh else Certainty.NOT_CHECKED_SINCE)
        if self.since and day < self.since.earliest:
            return StatusOnDay(LegalStatus.PROSPECTIVE, Certainty.KNOWN)
        if self.status in ENDED:
            return self._ended_on(day)
        if day > self.review_by(review_every) or (self.status is LegalStatus.PROSPECTIVE and self.since):
            return StatusOnDay(self.status, Certainty.NOT_CHECKED_SINCE)
        begun = self.since and self.since.latest <= day
        if day >= self.checked_on or (begun and self.status is LegalStatus.IN_FORCE):
            return StatusOnDay(self.status, Certainty.KNOWN)
        return StatusOnDay(self.status, Certainty.NOT_KNOWN_THEN)

    def _ended_on(self, day: date) -> StatusOnDay:
        ended = self.until.latest if self.until else self.checked_on
        if day >= ended:
            return StatusOnDay(self.status, Certainty.KNOWN)
        begun = self.since and self.since.latest <= day
        if begun and self.until and day < self.until.earliest:
            return StatusOnDay(LegalStatus.IN_FORCE, Certainty.KNOWN)
        return StatusOnDay(self.status, Certainty.NOT_KNOWN_THEN)


class Listing(Record):
    """A mention of an instrument in a document: the clause, and the title as written there."""

    source: Citation = Field(description="the document and clause that list it")
    written: Text = Field(description="the title as the document writes it")
    mistake: Wording | None = Field(None, description="what is wrong with that title or number, and what was meant")


def _identifier(value: str) -> str:
    parts = value.split("/")
    kinds = {"ukpga", "uksi", "eur", "asp", "anaw", "asc"}
    if len(parts) != 3 or parts[0] not in kinds or not (parts[1].isdigit() and parts[2].isdigit()):
        hint = "write it as its address on legislation.gov.uk has it: ukpga/1998/37"
        raise value_error(Code.INVALID_VALUE, f"{quoted(value)} is not an identifier of legislation.gov.uk", hint)
    return value


class Instrument(Identified):
    """An Act, regulations, a code, guidance, a treaty or a power of the common law."""

    title: Text = Field(description="its official title")
    kind: InstrumentKind = Field(description="act, regulations, code, guidance, policy, treaty, common-law, not-found")
    year: Annotated[WholeNumber, WithinYears(2)] | None = Field(None, description="the year of its title")
    number: Text | None = Field(None, description="its chapter or number in that year: c. 37, SI 2003/1661")
    identifier: Annotated[Text, AfterValidator(_identifier)] | None = Field(
        None, description="its identifier on legislation.gov.uk"
    )
    extent: Text = Field(description="where it is law, or that it is not")
    subjects: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "subject")] = Field(
        (), description="the ids of the subjects it is about"
    )
    listed: tuple[Listing, ...] = Field((), description="where a document lists it")
    note: Wording | None = Field(None, description="what a reader should know")
    provisions: tuple[Provision, ...] = Field(min_length=1, description="the parts that matter here")


_ADDRESS_PART = re.compile(r"\b(section|regulation|article|schedule|part)s? (\d+[A-Z]*)", re.IGNORECASE)
"""The first part of an instrument that a reference names, of those with an address of their own."""


def official_address(instrument: Instrument, provision: Provision) -> str:
    """Return the address on legislation.gov.uk of a provision, or of its instrument; empty if it has none there.

    ``sections 3 and 3A`` leads to section 3, ``Schedule 2, Part 1, ground 2`` to Schedule 2.
    """
    if not instrument.identifier:
        return ""
    root = f"https://www.legislation.gov.uk/{instrument.identifier}"
    part = _ADDRESS_PART.search(provision.ref)
    return f"{root}/{part[1].lower()}/{part[2]}" if part else root


class Subject(Identified):
    """A subject of law."""

    title: Text = Field(description="the subject in a few words")


class Case(Evidenced):
    """A decision of a court."""

    title: Text = Field(description="the name of the case")
    citation: Text = Field(description="its neutral citation, or its report")
    court: Text = Field(description="which court decided it")
    decided: Wording = Field(description="what it decided that matters here")
    provisions: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "provision")] = Field(
        (), description="the ids of the provisions it is about"
    )
    strands: Annotated[tuple[Slug, ...], refers_to(Relation.ABOUT, "strand")] = Field(
        (), description="the ids of the strands it is about"
    )


class CaseLaw(Record):
    """The leading cases, and when somebody last looked for any."""

    checked_on: CheckDate = Field(description="the day someone looked for cases")
    summary: Wording = Field(description="what was looked for, and what was found or not")
    cases: tuple[Case, ...] = Field((), description="the cases")


class LegislationFile(RecordFile):
    """The content of ``data/legislation.yml``, an optional file."""

    file = "legislation"

    owner: Text = Field(UNKNOWN_OWNER, description="the role that looks after the register; or: unknown")
    review_every: MonthsBetweenChecks = Field(12, description="how many months a check of the law is relied on")
    subjects: tuple[Subject, ...] = Field((), description="what law is about")
    instruments: tuple[Instrument, ...] = Field((), min_length=1, description="the register")
    case_law: CaseLaw | None = Field(None, description="the leading cases")
