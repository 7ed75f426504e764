"""Everything the project knows, frozen, with every reference resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Span
from generator.linking.derived import Derived
from generator.linking.easy_read_rules import Written
from generator.linking.entries import Entry
from generator.linking.gaps import FoundGap
from generator.linking.snapshot import Snapshot
from generator.linking.staff import Directory, StaffValue
from generator.model.accessibility import Check, Statement
from generator.model.bodies import Body
from generator.model.channels import Channel
from generator.model.consultation import Consultation
from generator.model.contacts import Area, Contact, Need, Reachable
from generator.model.easy_read import Booklet, BookletRow, EasyRead
from generator.model.glossary import Term
from generator.model.legislation import LegislationFile
from generator.model.pages import GeneratedPage, ProsePage
from generator.model.papers import Paper
from generator.model.partnership import Partnership, Route
from generator.model.pictures import Picture
from generator.model.posters import Poster
from generator.model.powers import PowersFile
from generator.model.publications import Publication
from generator.model.references import Relation
from generator.model.releases import Release
from generator.model.sources import SourceDocument
from generator.model.standards import Section, Stage, Standard, StandardSet, Topic
from generator.model.strategy import Strand, Strategy
from generator.model.vocabulary import Edition


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

    written: Written
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
    def written(self) -> tuple[Written, ...]:
        """Every text, in the order it is read."""
        return tuple(row.written for row in self.rows)


@dataclass(frozen=True, slots=True)
class LinkedBookletRow:
    """A row of a booklet: its text with every time limit in it, its picture, and what it was written from."""

    written: Written
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
    def written(self) -> tuple[Written, ...]:
        """Every text, in the order it is read."""
        return tuple(row.written for row in self.rows)


Part = LinkedSet | LinkedPage | GeneratedPage | Paper | LinkedPoster | Need
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
    def whole(self) -> Part:
        """The first thing it prints, and often the only one."""
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """The accessibility statement with the records it names, and what the tests of the site last found."""

    record: Statement
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


@dataclass(frozen=True, slots=True)
class Link:
    """One record naming another, by their ids, and what that means."""

    origin: str
    target: str
    relation: Relation
    how: str = ""


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A clause of a document, and the id of a record that cites it."""

    document: str
    clause: str
    cited_by: str


@dataclass(frozen=True, slots=True)
class Review:
    """When a record was last looked at, and when it must be again."""

    record: str
    kind: str
    """What it is one of: contact, service, venue, provision, set of promises."""
    title: str
    owner: str
    """The role that looks after it; empty where nobody does."""
    last: date | None
    """None where it never was."""
    months: int
    """From one look to the next."""
    due: date | None
    """The day by which it must be looked at; None where it never was."""
    span: Span
    unverified: str
    """Why a wrong number here could cost a life and nobody can vouch for it; empty for all others."""

    def overdue_on(self, day: date) -> bool:
        """Whether the last look is too old on ``day``; what was never looked at is not late but unknown."""
        return self.due is not None and day > self.due


@dataclass(frozen=True, slots=True)
class Version:
    """What the public edition says, or said when it was published as a release."""

    release: Release | None
    """None for what is being built."""
    said: Snapshot


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """All records, linked, as of ``today``; every tuple in the order its readers expect."""

    today: date
    edition: Edition
    hidden: tuple[StaffValue, ...]
    """What this edition must not hold."""

    partnership: Partnership
    routes: Routes
    documents: tuple[SourceDocument, ...]
    stages: tuple[Stage, ...]
    topics: tuple[Topic, ...]
    sets: tuple[LinkedSet, ...]
    publications: tuple[LinkedPublication, ...]
    pages: tuple[LinkedPage, ...]
    targets: dict[str, Target]
    attachments: dict[str, bytes]
    easy_reads: tuple[LinkedEasyRead, ...]
    booklets: tuple[LinkedBooklet, ...]
    terms: tuple[Term, ...]
    pictures: tuple[LinkedPicture, ...]
    strands: tuple[Strand, ...]
    strategy: Strategy | None
    legislation: LegislationFile | None
    consultation: Consultation | None
    powers: PowersFile
    papers: tuple[Paper, ...]
    staff_papers: frozenset[str]
    """The ids of the papers that are only the staff's."""
    statement: LinkedStatement | None
    bodies: tuple[Body, ...]
    areas: tuple[Area, ...]
    directory: Directory
    links: tuple[Link, ...]
    cited: tuple[CitedClause, ...]
    bank_holidays: tuple[date, ...]
    """Those of England and Wales, from the year before to ten years on."""

    reviews: tuple[Review, ...]
    """What must be looked at again, and by when."""

    snapshot: Snapshot
    """Every record as it may be shown in this edition, to compare a later one with."""

    versions: tuple[Version, ...]
    """This version, then those that were published, the newest first."""

    derived: tuple[Derived, ...]
    """Every text that was written from a record, and what that record said then."""

    gaps: tuple[FoundGap, ...]
    """Where the chain from aim to page breaks."""

    generated: frozenset[GeneratedPage]
    """The pages made from records that there are records for."""

    def named_by(self, identifier: str) -> tuple[Link, ...]:
        """The links a record makes, in the order they are written."""
        return tuple(link for link in self.links if link.origin == identifier)

    def naming(self, identifier: str) -> tuple[Link, ...]:
        """The links that lead to a record: its backlinks."""
        return tuple(link for link in self.links if link.target == identifier)

    def citing(self, document: SourceDocument) -> tuple[LinkedStandard, ...]:
        """The promises that restate a clause of ``document``: its backlinks."""
        standards = (standard for linked in self.sets for standard in linked.standards)
        return tuple(standard for standard in standards if standard.document is document)
