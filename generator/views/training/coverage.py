"""What is taught where: promises, powers and objectives by course, and what no right answer depends on."""

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
    """What one course does with a record."""

    decides: tuple[LinkView, ...]
    """The scenarios and questions whose right answer depends on it."""
    told: bool
    """Whether the course says anything of it."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One record, course by course."""

    title: str
    path: str
    required: bool
    """Whether people must know it: a promise with a time limit, a power of the front line."""
    cells: tuple[CoverageCell, ...]

    @property
    def decided(self) -> bool:
        """Whether a right answer of any course depends on it."""
        return any(cell.decides for cell in self.cells)

    @property
    def told(self) -> bool:
        """Whether any course says anything of it."""
        return any(cell.told for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CoverageGroup:
    """Records of one kind."""

    anchor: str
    title: str
    rows: tuple[CoverageRow, ...]

    @property
    def missing(self) -> tuple[CoverageRow, ...]:
        """What no course says anything of."""
        return tuple(row for row in self.rows if not row.told)


@dataclass(frozen=True, slots=True)
class CoverageView:
    """All of it, with the gaps first."""

    courses: tuple[LinkView, ...]
    gaps: tuple[CoverageRow, ...]
    required: int
    groups: tuple[CoverageGroup, ...]


def coverage_view(base: KnowledgeBase, courses: Mapping[str, CourseView]) -> CoverageView:
    """Every promise of this area, every power and every objective, course by course."""
    required = {identifier for identifier, _ in required_teaching(base)}
    tables = [_Table(linked, courses[linked.record.id]) for linked in base.courses]
    groups = tuple(
        CoverageGroup(anchor, title, tuple(_row(one, one in required, tables, base) for one in identifiers))
        for anchor, title, identifiers in _groups(base)
        if identifiers
    )
    rows = [row for group in groups for row in group.rows if row.required]
    return CoverageView(
        courses=tuple(LinkView(one.short_title, one.path, (), "") for one in courses.values()),
        gaps=tuple(row for row in rows if not row.decided),
        required=len(rows),
        groups=groups,
    )


def _groups(base: KnowledgeBase) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for linked in base.local_sets:
        promises = tuple(one.record.id for one in linked.standards)
        yield f"taught-{linked.record.id}", linked.record.title, promises
    yield "taught-powers", "Tools and powers", tuple(power.id for power in base.powers.powers)
    aims = base.strategy.aims if base.strategy else ()
    objectives = tuple(one.id for aim in aims for one in aim.objectives)
    yield "taught-objectives", "Objectives of the strategy", objectives


class _Table:
    """What one course teaches, looked up once."""

    def __init__(self, linked: LinkedCourse, shown: CourseView) -> None:
        self.linked = linked
        self.told = frozenset(linked.teaches)
        self.named = {one.anchor: f"scenario {one.number}" for one in shown.scenarios}
        self.named |= {one.anchor: f"question {one.number}" for one in shown.questions}
        self.path = shown.path

    def cell(self, identifier: str) -> CoverageCell:
        """What the course does with a record."""
        deciding = self.linked.items_depending_on(identifier)
        links = (LinkView(self.named[one], f"{self.path}#{one}", (), "") for one in deciding)
        return CoverageCell(tuple(links), identifier in self.told)


def _row(identifier: str, required: bool, tables: Iterable[_Table], base: KnowledgeBase) -> CoverageRow:
    link = link_to(identifier, base)
    return CoverageRow(link.title, link.path, required, tuple(table.cell(identifier) for table in tables))
