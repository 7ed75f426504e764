"""Records with what they name resolved: promises, pages, easy reads, what is printed, and the numbers on every page."""

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
from generator.model.pages import GeneratedPage, ProsePage
from generator.model.papers import Paper
from generator.model.partnership import Route
from generator.model.pictures import Picture
from generator.model.posters import Poster
from generator.model.publications import Publication
from generator.model.sources import SourceDocument
from generator.model.standards import Section, Stage, Standard, StandardSet, Topic
from generator.model.training import Course, EvaluationQuestion, Guidance


@dataclass(frozen=True, slots=True)
class LinkedStandard:
    """A promise with the records it names."""

    record: Standard
    set_id: str
    stage: Stage
    topic: Topic
    section: Section | None
    document: SourceDocument


@dataclass(frozen=True, slots=True)
class LinkedSet:
    """A set of standards with its document and its promises, in the document's order."""

    record: StandardSet
    document: SourceDocument
    standards: tuple[LinkedStandard, ...]


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """A prose page with the set it shows, if it shows one."""

    page: ProsePage
    standard_set: LinkedSet | None


@dataclass(frozen=True, slots=True)
class LinkedPoster:
    """A poster with the contact to call and the one whose web page its square code leads to."""

    record: Poster
    call: Reachable
    scan: Reachable | None


@dataclass(frozen=True, slots=True)
class LinkedPicture:
    """A picture with its drawing."""

    record: Picture
    drawing: bytes


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A text of an easy read with its picture; None only where the picture was not found."""

    located_text: LocatedText
    picture: LinkedPicture | None


@dataclass(frozen=True, slots=True)
class LinkedEasyRead:
    """The easy read of a set; its promises by id, in the set's order."""

    record: EasyRead
    standard_set: LinkedSet
    cover: LinkedPicture | None
    introduction: tuple[LinkedRow, ...]
    promises: dict[str, tuple[LinkedRow, ...]]
    help: tuple[LinkedRow, ...]

    @property
    def rows(self) -> tuple[LinkedRow, ...]:
        """Every row, in the order it is read."""
        return (*self.introduction, *(row for rows in self.promises.values() for row in rows), *self.help)

    @property
    def texts(self) -> tuple[LocatedText, ...]:
        """Every text, in the order it is read."""
        return tuple(row.located_text for row in self.rows)


@dataclass(frozen=True, slots=True)
class LinkedBookletRow:
    """A row of a booklet: its text with every time limit in it, its picture, and what it was written from."""

    located_text: LocatedText
    picture: LinkedPicture | None
    record: BookletRow


@dataclass(frozen=True, slots=True)
class LinkedBooklet:
    """The easy read of pages or records of any kind; its rows in the groups of its record."""

    record: Booklet
    cover: LinkedPicture | None
    groups: tuple[tuple[LinkedBookletRow, ...], ...]

    @property
    def rows(self) -> tuple[LinkedBookletRow, ...]:
        """Every row, in the order it is read."""
        return tuple(row for group in self.groups for row in group)

    @property
    def texts(self) -> tuple[LocatedText, ...]:
        """Every text, in the order it is read."""
        return tuple(row.located_text for row in self.rows)


@dataclass(frozen=True, slots=True)
class LinkedCourse:
    """A course, and on what its right answers depend."""

    record: Course
    answer_sources: dict[str, tuple[str, ...]]
    """By the id of a scenario or a quiz question: the ids of the records that its right answers take facts from."""
    teaches: tuple[str, ...]
    """The ids of the records that it, or a part of it, teaches, in the order of the file."""

    def items_depending_on(self, identifier: str) -> tuple[str, ...]:
        """The ids of the scenarios and questions whose right answer depends on a record, in the order of the file."""
        return tuple(item for item, records in self.answer_sources.items() if identifier in records)


@dataclass(frozen=True, slots=True)
class LinkedTraining:
    """The courses, the guidance that holds for all of them, and what people are asked at the end of each."""

    courses: tuple[LinkedCourse, ...]
    guidance: tuple[Guidance, ...]
    evaluation: tuple[EvaluationQuestion, ...]


Part = LinkedSet | LinkedCourse | LinkedPage | GeneratedPage | Paper | LinkedPoster | Need
"""What a publication can be made of."""


@dataclass(frozen=True, slots=True)
class LinkedPublication:
    """A publication with what it prints, in order, and the easy read of its easy-read format."""

    record: Publication
    parts: tuple[Part, ...]
    easy_read: LinkedEasyRead | LinkedBooklet | None
    span: Span
    """Where it was written."""

    @property
    def first_part(self) -> Part:
        """The first thing it prints, and often the only one."""
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """The accessibility statement with the records it names, and what the tests of the site last found."""

    record: AccessibilityStatement
    contact: Entry | None
    enforcement: Entry | None
    law: Entry | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class LinkedRoute:
    """A number that every page may show, with the contact it is of."""

    record: Route
    contact: Contact
    number: Channel


@dataclass(frozen=True, slots=True)
class Routes:
    """Whom to call: in danger, in danger without speaking, and about everything else."""

    emergency: LinkedRoute
    without_speaking: LinkedRoute
    non_emergency: LinkedRoute


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
"""What a page may refer to with ``ref:``."""
