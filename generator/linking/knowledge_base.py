"""The knowledge base: all records of one edition with every reference resolved."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.diagnostics import Span
from generator.linking.checks.gaps import LinkedGap
from generator.linking.history.derived_text import DerivedText
from generator.linking.history.snapshot import Snapshot, snapshot, snapshot_from_json
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
from generator.linking.staff.editions import Directory
from generator.linking.staff.staff_values import StaffValue
from generator.loading.project import Records, staff_ids
from generator.model.bodies import Body
from generator.model.consultation import Consultation
from generator.model.contacts import Area
from generator.model.glossary import Term
from generator.model.jurisdiction import Jurisdiction
from generator.model.legislation import LegislationFile
from generator.model.manifest import Manifest
from generator.model.pages import GeneratedPage
from generator.model.papers import Paper
from generator.model.partnership import Partnership
from generator.model.powers import PowersFile
from generator.model.references import Relation
from generator.model.releases import Release
from generator.model.reviews import ReviewTerms
from generator.model.sources import SourceDocument
from generator.model.standards import Stage, Topic
from generator.model.strands import Strand
from generator.model.strategy import Strategy, StrategyFile
from generator.model.subject import SubjectFile
from generator.model.vocabulary import Edition


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from the record with the id ``origin`` to the one with the id ``target``, and its meaning."""

    origin: str
    target: str
    relation: Relation
    how: str = ""
    """The author's words on the reference; empty if there are none."""


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A clause of a document and the id of one record that cites it."""

    document: str
    clause: str
    cited_by: str


@dataclass(frozen=True, slots=True)
class Review:
    """The last check of a record and the day by which the next is due."""

    record: str
    """The id of the record; if it has none, the id of the page that shows it."""
    kind: str
    """The key of the record's kind, from the table of kinds."""
    title: str
    span: Span
    terms: ReviewTerms

    @property
    def owner(self) -> str:
        """The role that looks after the record; empty if nobody does."""
        return self.terms.owner

    @property
    def last(self) -> date | None:
        """The day of the last check; None if it was never checked."""
        return self.terms.last

    @property
    def months(self) -> int:
        """The number of months from one check to the next."""
        return self.terms.months

    @property
    def due(self) -> date | None:
        """The day by which it must be checked again; None if it was never checked."""
        return self.terms.due

    @property
    def unverified(self) -> str:
        """Why a contact that lives may depend on is not verified; empty if it is, and for all other records."""
        return self.terms.unverified

    def overdue_on(self, day: date) -> bool:
        """Return whether the next check was due before ``day``. A record that was never checked is not overdue."""
        return self.due is not None and day > self.due


@dataclass(frozen=True, slots=True)
class Version:
    """The records of the public edition, as they are being built or as they were in one release."""

    release: Release | None
    """None for the version being built."""
    snapshot: Snapshot
    manifest: Manifest | None = None
    """What it published; None for the version being built, and for releases from before there were manifests."""


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """All records of one edition, linked, as of ``today``. Tuples are in the order of the files unless noted."""

    today: date
    edition: Edition
    staff_values: tuple[StaffValue, ...]
    """The values that this edition must not contain; empty for the staff edition."""

    records: Records
    """The records of this edition as they are in the files."""

    partnership: Partnership
    jurisdiction: Jurisdiction
    subject: SubjectFile
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
    """The strands: characteristics of people."""

    strands_apart: tuple[Strand, ...]
    """Those that are not of the strategy's document."""

    strategies: StrategyFile
    legislation: LegislationFile | None
    consultation: Consultation | None
    powers: PowersFile
    training: LinkedTraining
    papers: tuple[Paper, ...]
    staff_papers: frozenset[str]
    """The ids of the papers for staff only."""

    statement: LinkedStatement | None
    bodies: tuple[Body, ...]
    areas: tuple[Area, ...]
    directory: Directory
    links: tuple[Link, ...]
    cited_clauses: tuple[CitedClause, ...]
    reviews: tuple[Review, ...]
    """Every record that must be checked again, in the order of the table of kinds."""

    everything: Records
    """The records of all editions."""

    successors: dict[str, str]
    """For each id that was published and has gone, the id of what its addresses lead to now."""

    first_ids: dict[str, str]
    """The oldest id of each record that has had another: programs know it by that."""

    derived_texts: tuple[DerivedText, ...]
    """Every text that was written from a record, with its last review."""

    gaps: tuple[LinkedGap, ...]
    """Every record that lacks a link of the chain from aim to page."""

    generated_pages: tuple[GeneratedPage, ...]
    """The generated pages that have records to show, in the order of the table of pages."""

    def has_page(self, identifier: str) -> bool:
        """Return whether a generated page has this id."""
        return any(page.id == identifier for page in self.generated_pages)

    @cached_property
    def snapshot(self) -> Snapshot:
        """Every record of this edition, in the form that two builds are compared in. Checks do not need it."""
        return snapshot(self.everything, self.edition)

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The version being built, then the releases that have a snapshot, newest first."""
        releases = sorted(self.records.all(Release), key=lambda one: (one.published_on, one.id), reverse=True)
        # What was public once and only staff may see now is not shown as having gone.
        now_staffs = staff_ids(self.everything.files)
        shown = {
            name: {one: fields for one, fields in version.items() if one not in now_staffs}
            for name, version in self.records.versions.items()
        }
        released = (
            Version(one, snapshot_from_json(shown[one.id]), self.records.manifests.get(one.id))
            for one in releases
            if one.id in shown
        )
        now = self.snapshot if self.edition is Edition.PUBLIC else snapshot(self.everything, Edition.PUBLIC)
        return (Version(None, now), *released)

    @property
    def strategy(self) -> Strategy | None:
        """The strategy; None if the project has none."""
        return self.strategies.strategy

    @property
    def bank_holidays(self) -> tuple[date, ...]:
        """The bank holidays of the jurisdiction, from the year before ``today`` to ten years after, sorted."""
        calendar = self.jurisdiction.bank_holidays
        return bank_holidays(self.today, calendar.country, calendar.subdivision)

    @property
    def local_sets(self) -> tuple[LinkedSet, ...]:
        """The sets of standards for the partnership's own area."""
        return tuple(linked for linked in self.sets if linked.record.area == self.partnership.area)

    @property
    def courses(self) -> tuple[LinkedCourse, ...]:
        """The courses, in the order of their file."""
        return self.training.courses

    def current_id(self, identifier: str) -> str:
        """Return the id of what an id that was published stands for now; empty if nothing took its place."""
        return identifier if identifier in self.targets else self.successors.get(identifier, "")

    def links_from(self, identifier: str) -> tuple[Link, ...]:
        """Return the links of a record to others, in the order of the file."""
        return self._links_by_origin.get(identifier, ())

    def links_to(self, identifier: str) -> tuple[Link, ...]:
        """Return the links of other records to this one: its backlinks."""
        return self._links_by_target.get(identifier, ())

    def pages_referring_to(self, identifier: str) -> tuple[LinkedPage, ...]:
        """Return the prose pages that show this record or link to it."""
        return self._pages_by_name.get(identifier, ())

    def standards_citing(self, document: SourceDocument) -> tuple[LinkedStandard, ...]:
        """Return the standards that restate a clause of ``document``."""
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
    """Return the values of each key, in the order of the pairs."""
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
