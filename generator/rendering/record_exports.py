"""The strategy, the law, the consultation and the organisations as JSON: every field as its author names it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.legislation import Provision
from generator.model.record import Identified, Record
from generator.model.values import PartialDate
from generator.rendering.artefacts import Artefact
from generator.views.paths import path_of

SCHEMA_VERSION = 1


def record_exports(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Each of them that there are records for, as ``api/`` and its name: ``api/strategy.json``.

    A record with an address carries its ``path``; a provision its ``status_on`` the day of the build.
    """
    held: dict[str, dict[str, Any]] = {
        "strategy": {"strands": base.strands, "strategy": base.strategy} if base.strategy else {},
        "legislation": {"register": base.legislation} if base.legislation and base.legislation.instruments else {},
        "consultation": {"consultation": base.consultation} if base.consultation else {},
        "organisations": {"organisations": base.bodies} if base.bodies else {},
    }
    return tuple(_export(name, content, base) for name, content in held.items() if content)


def _export(name: str, content: dict[str, Any], base: KnowledgeBase) -> Artefact:
    head = {"schema_version": SCHEMA_VERSION, "partnership": base.partnership.name, "as_of": base.today.isoformat()}
    whole = head | {key: _plain(value, base) for key, value in content.items()}
    return Artefact(f"api/{name}.json", (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode())


def _plain(value: object, base: KnowledgeBase) -> Any:
    """A record's value in JSON's own terms."""
    match value:
        case Record():
            return _record(value, base)
        case tuple() | list():
            return [_plain(child, base) for child in value]
        case Enum():
            return value.value
        case PartialDate():
            return _partial(value)
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def _record(record: Record, base: KnowledgeBase) -> dict[str, Any]:
    plain = {
        field.alias or name: _plain(getattr(record, name), base) for name, field in type(record).model_fields.items()
    }
    if isinstance(record, Provision) and base.legislation:
        status = record.status_on(base.today, base.legislation.review_every)
        plain["status_on"] = {
            "day": base.today.isoformat(),
            "status": status.status.value,
            "certainty": status.certainty.value,
        }
    if isinstance(record, Identified) and record.id in base.targets:
        plain["path"] = path_of(base.targets[record.id])
    return plain


def _partial(value: PartialDate) -> str:
    parts = [f"{value.year:04}", *(f"{part:02}" for part in (value.month, value.day) if part)]
    return ("about " if value.about else "") + "-".join(parts)
