"""Records that stand on pages made from records: what kind each is, what it is called, and on which page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from generator.model.bodies import Body
from generator.model.consultation import Asked, Consultation, MissingGroup, Question, Theme
from generator.model.contacts import Area, Contact, Need, Service, Venue
from generator.model.legislation import Case, Instrument, Provision, Subject
from generator.model.pages import GeneratedPage
from generator.model.papers import Paper
from generator.model.powers import Happening, Power, User
from generator.model.record import Identified
from generator.model.redraft import Change
from generator.model.strategy import (
    Aim,
    Chapter,
    Definition,
    Figures,
    Level,
    Objective,
    Pyramid,
    Statement,
    Strand,
    Strategy,
)
from generator.model.training import Activity, Course, Guidance, Handout, Module, QuizQuestion, Scenario


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its place on a page: the page, and the record's id as its anchor there."""

    kind: str
    title: str
    page: GeneratedPage
    record: Identified
    course: str = ""
    """Of a course and its parts: the id of the course, which has a page of its own."""


_STANDS: dict[type[Identified], tuple[str, GeneratedPage]] = {
    Aim: ("aim", GeneratedPage.STRATEGY),
    Asked: ("group asked", GeneratedPage.CONSULTATION),
    Body: ("body", GeneratedPage.ORGANISATIONS),
    Case: ("case", GeneratedPage.LAW),
    Area: ("area", GeneratedPage.CONTACTS),
    Chapter: ("chapter", GeneratedPage.STRATEGY),
    Change: ("change", GeneratedPage.REDRAFT),
    Contact: ("contact", GeneratedPage.CONTACTS),
    Consultation: ("consultation", GeneratedPage.CONSULTATION),
    Definition: ("definition", GeneratedPage.STRATEGY),
    Figures: ("figures", GeneratedPage.STRATEGY),
    Instrument: ("instrument", GeneratedPage.LAW),
    Guidance: ("guidance", GeneratedPage.TRAINING),
    Happening: ("happening", GeneratedPage.POWERS),
    Level: ("level", GeneratedPage.STRATEGY),
    MissingGroup: ("missing group", GeneratedPage.CONSULTATION),
    Need: ("need", GeneratedPage.CONTACTS),
    Objective: ("objective", GeneratedPage.STRATEGY),
    Paper: ("paper", GeneratedPage.PAPERS),
    Power: ("power", GeneratedPage.POWERS),
    Provision: ("provision", GeneratedPage.LAW),
    Pyramid: ("pyramid", GeneratedPage.STRATEGY),
    Question: ("question", GeneratedPage.CONSULTATION),
    Statement: ("part", GeneratedPage.STRATEGY),
    Service: ("service", GeneratedPage.CONTACTS),
    Strand: ("strand", GeneratedPage.STRATEGY),
    Strategy: ("strategy", GeneratedPage.STRATEGY),
    Subject: ("subject", GeneratedPage.LAW),
    User: ("user", GeneratedPage.POWERS),
    Venue: ("venue", GeneratedPage.CONTACTS),
    Theme: ("theme", GeneratedPage.CONSULTATION),
}

_OF_A_COURSE: dict[type[Identified], str] = {
    Activity: "activity",
    Course: "course",
    Handout: "handout",
    Module: "module",
    QuizQuestion: "quiz question",
    Scenario: "scenario",
}
"""What stands on the page of a course, and goes by its title there and elsewhere."""

ENTRY_KINDS = tuple(sorted((*_OF_A_COURSE.values(), *(kind for kind, _ in _STANDS.values()))))


class _Titled(Protocol):
    title: str


def entry(record: Identified, within: tuple[Identified, ...]) -> Entry | None:
    """The entry of a record met on a walk; None if its kind is linked elsewhere, as standards are."""
    if type(record) in _OF_A_COURSE:
        course = cast(Course, within[0] if within else record)
        return Entry(_OF_A_COURSE[type(record)], course.title, GeneratedPage.TRAINING, record, course.id)
    if type(record) not in _STANDS:
        return None
    kind, page = _STANDS[type(record)]
    return Entry(kind, _title(record, within), page, record)


def _title(record: Identified, within: tuple[Identified, ...]) -> str:
    match record:
        case Provision():
            return f"{_title(within[-1], ())}, {record.ref}"
        case Objective():
            return f"Objective {record.source.clause}: {record.title}"
        case Question():
            return f"Question {record.number}: {record.title}" if record.number.isdigit() else record.title
        case Body() | Contact() | Power() | Service() | Venue():
            return record.name
        case Definition():
            return record.term
        case _:
            return cast(_Titled, record).title
