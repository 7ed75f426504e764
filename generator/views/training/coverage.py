"""The coverage of courses: which standards, powers and objectives each teaches, and which are not assessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedCourse
from generator.linking.resolve.training import required_teaching
from generator.views.shared.links import LinkView, link_to
from generator.views.training.course_parts import CourseView


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """The coverage of a record in one course."""

    assessments: tuple[LinkView, ...]
    """The scenarios and questions whose right answer depends on the record."""
    mentions: bool
    """Whether the course mentions the record."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The coverage of a record, one cell for each course."""

    title: str
    path: str
    required: bool
    """Whether courses must teach it: a standard with a time limit, or a power of front-line staff."""
    cells: tuple[CoverageCell, ...]

    @property
    def is_assessed(self) -> bool:
        """Whether a right answer of any course depends on it."""
        return any(cell.assessments for cell in self.cells)

    @property
    def is_mentioned(self) -> bool:
        """Whether any course mentions it."""
        return any(cell.mentions for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CoverageGroup:
    """The rows of one set of standards, or of one kind of record."""

    anchor: str
    title: str
    rows: tuple[CoverageRow, ...]

    @property
    def missing(self) -> tuple[CoverageRow, ...]:
        """The records that no course mentions."""
        return tuple(row for row in self.rows if not row.is_mentioned)


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The coverage of all records by all courses; ``gaps`` are the required records that none assesses."""

    courses: tuple[LinkView, ...]
    gaps: tuple[CoverageRow, ...]
    required: int
    groups: tuple[CoverageGroup, ...]


def coverage_view(base: KnowledgeBase, courses: Mapping[str, CourseView]) -> CoverageView:
    """Return the coverage of this area's standards, of all powers and of all objectives."""
    required = {identifier for identifier, _ in required_teaching(base)}
    columns = [_CourseCoverage(linked, courses[linked.record.id]) for linked in base.courses]
    groups = tuple(
        CoverageGroup(anchor, title, tuple(_row(one, one in required, columns, base) for one in identifiers))
        for anchor, title, identifiers in _groups(base)
        if identifiers
    )
    rows = [row for group in groups for row in group.rows if row.required]
    return CoverageView(
        courses=tuple(LinkView(one.short_title, one.path, (), "") for one in courses.values()),
        gaps=tuple(row for row in rows if not row.is_assessed),
        required=len(rows),
        groups=groups,
    )


def _groups(base: KnowledgeBase) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for linked in base.local_sets:
        standards = tuple(one.record.id for one in linked.standards)
        yield f"taught-{linked.record.id}", linked.record.title, standards
    yield "taught-powers", "Tools and powers", tuple(power.id for power in base.powers.powers)
    aims = base.strategy.aims if base.strategy else ()
    objectives = tuple(one.id for aim in aims for one in aim.objectives)
    yield "taught-objectives", "Objectives of the strategy", objectives


class _CourseCoverage:
    """The index of what one course mentions, and of its scenarios and questions."""

    def __init__(self, linked: LinkedCourse, view: CourseView) -> None:
        self.linked = linked
        self.mentions = frozenset(linked.teaches)
        self.titles = {one.anchor: f"scenario {one.number}" for one in view.scenarios}
        self.titles |= {one.anchor: f"question {one.number}" for one in view.questions}
        self.path = view.path

    def cell(self, identifier: str) -> CoverageCell:
        """Return the coverage of a record in the course."""
        assessments = self.linked.items_depending_on(identifier)
        links = (LinkView(self.titles[one], f"{self.path}#{one}", (), "") for one in assessments)
        return CoverageCell(tuple(links), identifier in self.mentions)


def _row(identifier: str, required: bool, columns: Iterable[_CourseCoverage], base: KnowledgeBase) -> CoverageRow:
    link = link_to(identifier, base)
    return CoverageRow(link.title, link.path, required, tuple(column.cell(identifier) for column in columns))
