"""The accessibility statement of the site, and the results of its accessibility tests.

The parts follow the model statement of the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018, regulation 8.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.diagnostics import Code
from generator.model.addresses import WebAddress
from generator.model.record import Identified, Record, RecordFile
from generator.model.reviews import ReviewTerms, review_terms
from generator.model.values import CheckDate, MonthsBetweenChecks, PastDate, Slug, Text, Wording, id_of, value_error


class Compliance(Enum):
    """The result of an audit, in the three grades of the regulations."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Ground(Enum):
    """Why something falls short, as the model statement sorts it."""

    FAILS = "fails"
    """It breaks a rule of the standard."""
    BURDEN = "burden"
    """Correcting it would be a disproportionate burden, and that was assessed."""
    OUT_OF_SCOPE = "out-of-scope"
    """The regulations do not apply to it."""
    BEYOND = "beyond"
    """No rule requires it, but readers miss it."""


class Audit(Record):
    """A check of the whole site against the whole standard, by people."""

    by: Text = Field(description="the organisation that made it, never a person's name")
    made_on: PastDate = Field(description="the day it was made")
    result: Compliance = Field(description="full, partial or none")
    report: WebAddress | None = Field(None, description="the page that holds its report")


class Shortcoming(Record):
    """A part of the site that not everybody can use."""

    title: Text = Field(description="what it is about, in a few words")
    what: Wording = Field(description="what cannot be used, and by whom, in short sentences")
    why: Wording = Field(description="why, or that it is not known")
    instead: Wording | None = Field(None, description="what to use instead, where there is something")
    ground: Ground = Field(description="fails, burden, out-of-scope or beyond")
    criteria: tuple[Text, ...] = Field((), description="the success criteria of WCAG 2.2 it breaks, such as: 1.2.2")

    @model_validator(mode="after")
    def _says_which_rule_fails(self) -> Self:
        if self.ground is Ground.FAILS and not self.criteria:
            raise value_error(
                Code.MISSING_FIELD,
                "this breaks a rule, and does not say which",
                "add `criteria:` with the numbers of the success criteria of WCAG 2.2",
                field="ground",
            )
        return self


class AccessibilityStatement(Record):
    """A partnership's accessibility statement."""

    prepared_on: PastDate = Field(description="the day the statement was first written")
    checked_on: CheckDate = Field(description="the day somebody last read it through and found it true")
    owner: Text = Field(description="the role that looks after it, never a person's name; or: unknown")
    review_every: MonthsBetweenChecks = Field(description="months from one check to the next")
    covers: Wording = Field(description="what it is about, and what it is not about, each a sentence")
    contact: Annotated[Slug | None, id_of("contact")] = Field(
        None, description="the id of the contact to tell; left out while nobody is named"
    )
    enforcer: Wording | None = Field(None, description="who enforces the rules, in one sentence")
    enforcement: Annotated[Slug | None, id_of("service", "contact")] = Field(
        None, description="the id of the service to turn to after that"
    )
    law: Annotated[Slug | None, id_of("provision")] = Field(
        None, description="the id of the provision that asks for a statement"
    )
    audit: Audit | None = Field(None, description="the last audit of the whole site; left out if there was none")
    can: tuple[Wording, ...] = Field((), description="what a reader can do here, only as far as tests show it")
    shortcomings: tuple[Shortcoming, ...] = Field((), description="what not everybody can use")
    untried: tuple[Wording, ...] = Field((), description="ways of reading that nobody has tried, each a sentence")

    @model_validator(mode="after")
    def _written_before_it_was_checked(self) -> Self:
        if self.checked_on < self.prepared_on:
            raise value_error(
                Code.IMPOSSIBLE_DATE,
                f"this was read through on {self.checked_on}, and first written on {self.prepared_on}",
                "look at `prepared_on:` and `checked_on:`: the statement is written first",
                field="checked_on",
            )
        return self

    def review_terms(self, _: Record | None) -> ReviewTerms | None:
        """Return when the statement is read through again, and by whom."""
        return review_terms(self.owner, self.checked_on, self.review_every)


class AccessibilityFile(RecordFile):
    """The content of ``data/accessibility.yml``, an optional file."""

    file = "accessibility"

    statement: AccessibilityStatement | None = Field(None, description="the accessibility statement")


class Check(Identified):
    """One accessibility test and its result, written by ``./kb test --record-results``."""

    title: Text = Field(description="what was done")
    tool: Text = Field(description="with which tools, and their versions")
    done_on: PastDate = Field(description="the day it was done")
    looked_at: tuple[Text, ...] = Field(min_length=1, description="the pages or files it looked at")
    at_fault: tuple[Text, ...] = Field((), description="those of them with a fault")

    @model_validator(mode="after")
    def _faults_were_tested(self) -> Self:
        untested = sorted(set(self.at_fault) - set(self.looked_at))
        if untested:
            raise value_error(
                Code.INVALID_VALUE,
                f"this found a fault in '{untested[0]}', which it did not look at",
                "run ./kb test --record-results, which writes this file",
                field="at_fault",
            )
        return self


class TestedFile(RecordFile):
    """The content of ``data/tested.yml``, an optional file: the last results of the tests of its site."""

    file = "tested"

    checks: tuple[Check, ...] = Field((), description="the tests")
