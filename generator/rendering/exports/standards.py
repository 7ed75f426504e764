"""The sets of promises as JSON for other programs, with time limits in words and compared between sets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet, LinkedStandard
from generator.model.record import Citation
from generator.model.standards import AS_AGREED, Deadline, Point, SupportPack
from generator.model.values import Confirmation
from generator.model.vocabulary import Condition, Sense, Strength, Trigger, Unit
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.schemas import Export, ExportPart, export_files, head
from generator.views.shared.paths import path_of
from generator.views.standards.comparison import comparison
from generator.words.dates import known_date
from generator.words.text import plain


class Titled(ExportPart):
    """A topic or a stage."""

    id: str
    title: str


class DeadlineExport(ExportPart):
    """A time limit in the words an author uses for it."""

    within: Annotated[int, Field(ge=1)] | Literal["as-agreed"]
    unit: Unit | None
    trigger: Trigger = Field(alias="from")
    condition: Condition | None = Field(alias="when")
    sense: Sense


class PointExport(ExportPart):
    """One point of a promise or of a support pack."""

    id: str
    text: str
    deadline: DeadlineExport | None
    source: Citation


class StandardExport(ExportPart):
    """One promise."""

    id: str
    title: str
    text: str
    strength: Strength
    stage: str
    topic: str
    section: str | None
    deadline: DeadlineExport | None
    points: tuple[PointExport, ...]
    source: Citation
    path: str


class SupportPackExport(ExportPart):
    """What a set offers to whoever asks for support."""

    id: str
    title: str
    text: str
    source: Citation
    items: tuple[PointExport, ...]


class SetExport(ExportPart):
    """A set of promises."""

    id: str
    title: str
    owner: str
    area: str
    document: str
    published: str
    confirmed_current: Confirmation
    path: str
    standards: tuple[StandardExport, ...]
    support_pack: SupportPackExport | None


class ComparedStandard(ExportPart):
    """What one promise says on a topic, and how its time compares with that of the other sets."""

    path: str
    time: str | None
    verdict: str
    points: tuple[str, ...]


class ComparisonExport(ExportPart):
    """What each set, by its id, says on one topic."""

    topic: str
    sets: dict[str, tuple[ComparedStandard, ...]]


class StandardsExport(Export):
    """Every set with its promises, points and support pack, and the comparison."""

    topics: tuple[Titled, ...]
    stages: tuple[Titled, ...]
    sets: tuple[SetExport, ...]
    comparison: tuple[ComparisonExport, ...]


def standards_export(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return ``api/standards.json`` and its schema, or nothing if there are no promises."""
    if not base.sets:
        return ()
    export = StandardsExport(
        **head("standards", base),
        topics=tuple(Titled(id=topic.id, title=topic.title) for topic in base.topics),
        stages=tuple(Titled(id=stage.id, title=stage.title) for stage in base.stages),
        sets=tuple(_set(linked) for linked in base.sets),
        comparison=_comparison(base),
    )
    return export_files("standards", export)


def _set(linked: LinkedSet) -> SetExport:
    record = linked.record
    return SetExport(
        id=record.id,
        title=record.title,
        owner=record.owner,
        area=record.area,
        document=record.document,
        published=known_date(record.published).replace("\u00a0", " "),
        confirmed_current=record.confirmed_current,
        path=path_of(linked),
        standards=tuple(_standard(standard) for standard in linked.standards),
        support_pack=record.support_pack and _support_pack(record.support_pack),
    )


def _support_pack(pack: SupportPack) -> SupportPackExport:
    items = tuple(_point(item) for item in pack.items)
    return SupportPackExport(id=pack.id, title=pack.title, text=plain(pack.text), source=pack.source, items=items)


def _standard(standard: LinkedStandard) -> StandardExport:
    record = standard.record
    return StandardExport(
        id=record.id,
        title=record.title,
        text=plain(record.text),
        strength=record.strength,
        stage=record.stage,
        topic=record.topic,
        section=record.section,
        deadline=record.deadline and _deadline(record.deadline),
        points=tuple(_point(point) for point in record.points),
        source=record.source,
        path=path_of(standard),
    )


def _point(point: Point) -> PointExport:
    return PointExport(
        id=point.id,
        text=plain(point.text),
        deadline=point.deadline and _deadline(point.deadline),
        source=point.source,
    )


def _deadline(deadline: Deadline) -> DeadlineExport:
    return DeadlineExport(
        within=deadline.within or AS_AGREED,
        unit=deadline.unit,
        trigger=deadline.trigger,
        condition=deadline.condition,
        sense=deadline.sense,
    )


def _comparison(base: KnowledgeBase) -> tuple[ComparisonExport, ...]:
    return tuple(
        ComparisonExport(
            topic=row.anchor,
            sets={
                linked.record.id: tuple(
                    ComparedStandard(
                        path=entry.standard.path,
                        time=entry.standard.deadline and entry.standard.deadline.badge,
                        verdict=entry.verdict,
                        points=tuple(point.deadline.badge for point in entry.timed_points if point.deadline),
                    )
                    for entry in cell.standards
                )
                for linked, cell in zip(base.sets, row.cells, strict=True)
            },
        )
        for row in comparison(base).rows
    )
