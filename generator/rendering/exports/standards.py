"""The records as JSON for other programs: versioned, complete, in the words of the data."""

from __future__ import annotations

from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet, LinkedStandard
from generator.model.record import Citation
from generator.model.standards import AS_AGREED, Deadline, Point
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.rendering.exports.schemas import schema_of
from generator.rendering.exports.standards_schema import STANDARDS
from generator.views.shared.paths import path_of
from generator.views.standards.comparison import comparison
from generator.words.text import known_date, plain

SCHEMA_VERSION = 1


def standards_export(base: KnowledgeBase) -> tuple[Artefact, Artefact]:
    """Every set with its promises, points and support pack, and the comparison: ``api/standards.json``; its schema."""
    content = {
        "$schema": "schema/standards.json",
        "schema_version": SCHEMA_VERSION,
        "partnership": base.partnership.name,
        "as_of": base.today.isoformat(),
        "topics": [{"id": topic.id, "title": topic.title} for topic in base.topics],
        "stages": [{"id": stage.id, "title": stage.title} for stage in base.stages],
        "sets": [_set(linked) for linked in base.sets],
        "comparison": _comparison(base),
    }
    made = json_file("api/standards.json", content)
    return made, schema_of("standards", STANDARDS, {})


def _set(linked: LinkedSet) -> dict[str, Any]:
    record = linked.record
    pack = record.support_pack
    return {
        "id": record.id,
        "title": record.title,
        "owner": record.owner,
        "area": record.area,
        "document": record.document,
        "published": known_date(record.published).replace("\u00a0", " "),
        "confirmed_current": record.confirmed_current.value,
        "path": path_of(linked),
        "standards": [_standard(standard) for standard in linked.standards],
        "support_pack": pack
        and {
            "id": pack.id,
            "title": pack.title,
            "text": plain(pack.text),
            "source": _source(pack.source),
            "items": [_point(item) for item in pack.items],
        },
    }


def _standard(standard: LinkedStandard) -> dict[str, Any]:
    record = standard.record
    return {
        "id": record.id,
        "title": record.title,
        "text": plain(record.text),
        "strength": record.strength.value,
        "stage": record.stage,
        "topic": record.topic,
        "section": record.section,
        "deadline": _deadline(record.deadline),
        "points": [_point(point) for point in record.points],
        "source": _source(record.source),
        "path": path_of(standard),
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "text": plain(point.text),
        "deadline": _deadline(point.deadline),
        "source": _source(point.source),
    }


def _source(source: Citation) -> dict[str, Any]:
    return {"document": source.document, "clause": source.clause, "note": source.note}


def _deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    """A time limit in the words an author uses for it."""
    if deadline is None:
        return None
    return {
        "within": AS_AGREED if deadline.within is None else deadline.within,
        "unit": deadline.unit and deadline.unit.value,
        "from": deadline.trigger.value,
        "when": deadline.condition and deadline.condition.value,
        "sense": deadline.sense.value,
    }


def _comparison(base: KnowledgeBase) -> list[dict[str, Any]]:
    return [
        {
            "topic": row.anchor,
            "sets": {
                linked.record.id: [
                    {
                        "path": said.promise.path,
                        "time": said.promise.deadline and said.promise.deadline.badge,
                        "verdict": said.verdict,
                        "points": [point.deadline.badge for point in said.timed_points if point.deadline],
                    }
                    for said in cell.promises
                ]
                for linked, cell in zip(base.sets, row.cells, strict=True)
            },
        }
        for row in comparison(base).rows
    ]
