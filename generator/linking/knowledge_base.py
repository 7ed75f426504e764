"""Everything the project knows, frozen, with every reference resolved."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.diagnostics import Span
from generator.linking.checks.gaps import LinkedGap
from generator.linking.history.derived_text import DerivedText
from generator.linking.history.snapshot import Snapshot
from generator.linking.linked import (
    LinkedBooklet,
    LinkedCourse,
    LinkedEasyRead,
    LinkedPage,
    LinkedPicture,
    LinkedPublication,
    LinkedSet,
    LinkedStandard,
    LinkedStatement,
    LinkedTraining,
    Routes,
    Target,
)
from generator.linking.resolve.bank_holidays import bank_holidays
from generator.linking.staff.editions import Directory, StaffValue
from generator.loading.project import Records
from generator.model.bodies import Body
from generator.model.consultation import Consultation
from generator.model.contacts import Area
from generator.model.glossary import Term
from generator.model.legislation import LegislationFile
from generator.model.pages import GeneratedPage
from generator.model.papers import Paper
from generator.model.partnership import Partnership
from generator.model.powers import PowersFile
from generator.model.references import Relation
from generator.model.releases import Release
from generator.model.reviews import ReviewTerms
from generator.model.sources import SourceDocument
from generator.model.standards import Stage, Topic
from generator.model.strategy import Strand, Strategy, StrategyFile
from generator.model.vocabulary import Edition


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
    """Its id; of what has none, the id of its page."""
    kind: str
    """The key of its kind."""
    title: str
    span: Span
    terms: ReviewTerms

    @property
    def owner(self) -> str:
        """The role that looks after it; empty where nobody does."""
        return self.terms.owner

    @property
    def last(self) -> date | None:
        """The day of the last check; None where there was none."""
        return self.terms.last

    @property
    def months(self) -> int:
        """From one check to the next."""
        return self.terms.months

    @property
    def due(self) -> date | None:
        """The day by which it must be checked again; None where it never was."""
        return self.terms.due

    @property
    def unverified(self) -> str:
        """Why nobody can vouch for a contact that lives may depend on; empty for all others."""
        return self.terms.unverified

    def overdue_on(self, day: date) -> bool:
        """Whether the last look is too old on ``day``; what was never looked at is not late but unknown."""
        return self.due is not None and day > self.due


@dataclass(frozen=True, slots=True)
class Version:
    """What the public edition says, or said when it was published as a release."""

    release: Release | None
    """None for what is being built."""
    snapshot: Snapshot


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """All records, linked, as of ``today``; every tuple in the order its readers expect."""

    today: date
    edition: Edition
    staff_values: tuple[StaffValue, ...]
    """What this edition must not hold."""

    records: Records
    """Everything that the files say and this edition may show, as it was written."""

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
    strategies: StrategyFile
    legislation: LegislationFile | None
    consultation: Consultation | None
    powers: PowersFile
    training: LinkedTraining
    papers: tuple[Paper, ...]
    staff_papers: frozenset[str]
    """The ids of the papers that are only the staff's."""

    statement: LinkedStatement | None
    bodies: tuple[Body, ...]
    areas: tuple[Area, ...]
    directory: Directory
    links: tuple[Link, ...]
    cited_clauses: tuple[CitedClause, ...]
    reviews: tuple[Review, ...]
    """What must be looked at again, and by when."""

    snapshot: Snapshot
    """Every record as it may be shown in this edition, to compare a later one with."""

    versions: tuple[Version, ...]
    """This version, then those that were published, the newest first."""

    derived_texts: tuple[DerivedText, ...]
    """Every text that was written from a record, and what that record said then."""

    gaps: tuple[LinkedGap, ...]
    """Where the chain from aim to page breaks."""

    generated_pages: tuple[GeneratedPage, ...]
    """The pages made from records that there are records for, in the order of the table of pages."""

    def has_page(self, identifier: str) -> bool:
        """Whether there is a page made from records with this id."""
        return any(page.id == identifier for page in self.generated_pages)

    @property
    def strands(self) -> tuple[Strand, ...]:
        """The characteristics that hate is aimed at."""
        return self.strategies.strands

    @property
    def strategy(self) -> Strategy | None:
        """The strategy, if there is one."""
        return self.strategies.strategy

    @property
    def bank_holidays(self) -> tuple[date, ...]:
        """Those of England and Wales, from the year before to ten years on."""
        return bank_holidays(self.today)

    @property
    def local_sets(self) -> tuple[LinkedSet, ...]:
        """The sets of promises made for the partnership's own area."""
        return tuple(linked for linked in self.sets if linked.record.area == self.partnership.area)

    @property
    def courses(self) -> tuple[LinkedCourse, ...]:
        """The courses, in the order of their file."""
        return self.training.courses

    def links_from(self, identifier: str) -> tuple[Link, ...]:
        """The links a record makes, in the order they are written."""
        return self._links_by_origin.get(identifier, ())

    def links_to(self, identifier: str) -> tuple[Link, ...]:
        """The links that lead to a record: its backlinks."""
        return self._links_by_target.get(identifier, ())

    def pages_referring_to(self, identifier: str) -> tuple[LinkedPage, ...]:
        """The prose pages whose author shows a record, or leads to it."""
        return self._pages_by_name.get(identifier, ())

    def standards_citing(self, document: SourceDocument) -> tuple[LinkedStandard, ...]:
        """The promises that restate a clause of ``document``: its backlinks."""
        standards = (standard for linked in self.sets for standard in linked.standards)
        return tuple(standard for standard in standards if standard.document is document)

    @cached_property
    def _links_by_origin(self) -> dict[str, tuple[Link, ...]]:
        return _grouped((link.origin, link) for link in self.links)

    @cached_property
    def _links_by_target(self) -> dict[str, tuple[Link, ...]]:
        return _grouped((link.target, link) for link in self.links)

    @cached_property
    def _pages_by_name(self) -> dict[str, tuple[LinkedPage, ...]]:
        return _grouped((name, linked) for linked in self.pages for name in sorted(linked.page.named))


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Values by their keys, in the order they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
