"""Records with the records they refer to: standards, pages, easy reads, publications, courses and routes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Span
from generator.linking.checks.easy_read_rules import LocatedText
from generator.linking.resolve.entries import Entry
from generator.model.accessibility import AccessibilityStatement, Check
from generator.model.channels import Channel
from generator.model.contacts import Contact, Need, Reachable
from generator.model.easy_read import Booklet, BookletRow, EasyRead
from generator.model.glossary import Term
from generator.model.leaflets import Leaflet, LeafletPanel
from generator.model.pages import GeneratedPage, ProsePage
from generator.model.papers import Paper
from generator.model.partnership import Route, Way
from generator.model.pictures import Picture
from generator.model.posters import Poster
from generator.model.publications import Publication
from generator.model.sources import SourceDocument
from generator.model.standards import Section, Stage, Standard, StandardSet, Topic
from generator.model.training import Course, EvaluationQuestion, Guidance


@dataclass(frozen=True, slots=True)
class LinkedStandard:
    """A standard with its stage, topic, section and document."""

    record: Standard
    set_id: str
    stage: Stage
    topic: Topic
    section: Section | None
    document: SourceDocument


@dataclass(frozen=True, slots=True)
class LinkedSet:
    """A set of standards with its document and its standards, in the order of the file."""

    record: StandardSet
    document: SourceDocument
    standards: tuple[LinkedStandard, ...]


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """A prose page with the set of standards it shows; None if it shows none."""

    page: ProsePage
    standard_set: LinkedSet | None


@dataclass(frozen=True, slots=True)
class LinkedPicture:
    """A picture with its drawing."""

    record: Picture
    drawing: bytes


@dataclass(frozen=True, slots=True)
class LinkedPoster:
    """A poster with its picture, the contact to call, and the contact whose web page its QR code leads to."""

    record: Poster
    picture: LinkedPicture | None
    call: Reachable
    scan: Reachable | None


@dataclass(frozen=True, slots=True)
class LinkedPanel:
    """A panel inside a leaflet with its contacts and its promises."""

    record: LeafletPanel
    contacts: tuple[Reachable, ...]
    promises: tuple[LinkedStandard, ...]


@dataclass(frozen=True, slots=True)
class LinkedLeaflet:
    """A leaflet with its picture, the contact whose number is on its cover, and its panels."""

    record: Leaflet
    picture: LinkedPicture | None
    call: Reachable
    inside: tuple[LinkedPanel, ...]

    @property
    def contacts(self) -> tuple[str, ...]:
        """The ids of the contacts that it shows."""
        return (self.call.id, *(one.id for panel in self.inside for one in panel.contacts))

    @property
    def promises(self) -> tuple[str, ...]:
        """The ids of the promises that it shows."""
        return tuple(one.record.id for panel in self.inside for one in panel.promises)


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A text of an easy read with its picture; None if the picture does not exist, which is a problem."""

    located_text: LocatedText
    picture: LinkedPicture | None


@dataclass(frozen=True, slots=True)
class LinkedEasyRead:
    """The easy read of a set of standards. ``promises`` has the rows of each standard by its id, in the set's order."""

    record: EasyRead
    standard_set: LinkedSet
    cover: LinkedPicture | None
    introduction: tuple[LinkedRow, ...]
    promises: dict[str, tuple[LinkedRow, ...]]
    help: tuple[LinkedRow, ...]

    @property
    def rows(self) -> tuple[LinkedRow, ...]:
        """All rows, in reading order."""
        return (*self.introduction, *(row for rows in self.promises.values() for row in rows), *self.help)

    @property
    def texts(self) -> tuple[LocatedText, ...]:
        """All texts, in reading order."""
        return tuple(row.located_text for row in self.rows)


@dataclass(frozen=True, slots=True)
class LinkedBookletRow:
    """A row of a booklet: its text with time limits filled in, its picture, and its record."""

    located_text: LocatedText
    picture: LinkedPicture | None
    record: BookletRow


@dataclass(frozen=True, slots=True)
class LinkedBooklet:
    """An easy read about pages or records of any kind, with its rows in the groups of its record."""

    record: Booklet
    cover: LinkedPicture | None
    groups: tuple[tuple[LinkedBookletRow, ...], ...]
    answer_pictures: dict[str, LinkedPicture]
    """The picture of each answer that has one."""

    @property
    def rows(self) -> tuple[LinkedBookletRow, ...]:
        """All rows, in reading order."""
        return tuple(row for group in self.groups for row in group)

    @property
    def texts(self) -> tuple[LocatedText, ...]:
        """All texts, in reading order."""
        return tuple(row.located_text for row in self.rows)


@dataclass(frozen=True, slots=True)
class LinkedCourse:
    """A course, the records that its right answers depend on, and those that it teaches."""

    record: Course
    answer_sources: dict[str, tuple[str, ...]]
    """For the id of each scenario and quiz question, the ids of the records that its right answers take facts from."""
    teaches: tuple[str, ...]
    """The ids of the records that the course or a part of it teaches, in the order of the file."""

    def items_depending_on(self, identifier: str) -> tuple[str, ...]:
        """Return the ids of the scenarios and questions whose right answer depends on a record, in file order."""
        return tuple(item for item, records in self.answer_sources.items() if identifier in records)


@dataclass(frozen=True, slots=True)
class LinkedTraining:
    """The courses, the guidance for all of them, and the questions that people answer at the end of each."""

    courses: tuple[LinkedCourse, ...]
    guidance: tuple[Guidance, ...]
    evaluation: tuple[EvaluationQuestion, ...]


Part = LinkedSet | LinkedCourse | LinkedPage | GeneratedPage | Paper | LinkedPoster | LinkedLeaflet | Need
"""The types of record and page that can be a part of a publication."""


@dataclass(frozen=True, slots=True)
class LinkedPublication:
    """A publication with the parts it prints, in order, the easy read of its easy-read format, and its picture."""

    record: Publication
    parts: tuple[Part, ...]
    easy_read: LinkedEasyRead | LinkedBooklet | None
    picture: LinkedPicture | None
    span: Span
    """The place of its id in its file."""

    @property
    def first_part(self) -> Part:
        """The first part; most publications have no other."""
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """The accessibility statement with the records it refers to and the latest results of the site's tests."""

    record: AccessibilityStatement
    contact: Entry | None
    enforcement: Entry | None
    law: Entry | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class LinkedRoute:
    """A phone number that every page may show, with its contact."""

    record: Route
    contact: Contact
    number: Channel


@dataclass(frozen=True, slots=True)
class LinkedWay:
    """A control on the pages on reporting, with the channel that it opens; None while nobody knows if it is there."""

    record: Way
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class Routes:
    """The numbers to call in danger, in danger without speaking, and about everything else, and the ways to tell."""

    emergency: LinkedRoute
    without_speaking: LinkedRoute
    non_emergency: LinkedRoute
    ways: tuple[LinkedWay, ...] = ()


Target = (
    LinkedStandard
    | LinkedSet
    | LinkedPublication
    | LinkedPage
    | LinkedEasyRead
    | LinkedBooklet
    | Entry
    | Term
    | SourceDocument
    | GeneratedPage
)
"""Anything that a page can link to with ``ref:``."""
