"""The records as JSON, in the words of the data: strategy, law, powers, and the rest; each with its schema."""

from __future__ import annotations

from functools import partial
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.bodies import Body
from generator.model.channels import Channel
from generator.model.consultation import Consultation
from generator.model.contacts import Area, Contact, Need, Reachable, Service, Venue
from generator.model.legislation import LegislationFile, Provision
from generator.model.plain import plain
from generator.model.powers import Happening, Power, User
from generator.model.record import Identified, Record
from generator.model.strategy import Strand, Strategy
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.rendering.exports.schemas import export_schema
from generator.views.shared.paths import path_of

SCHEMA_VERSION = 1


_SHAPES: dict[str, dict[str, Any]] = {
    "strategy": {"strands": tuple[Strand, ...], "strategy": Strategy},
    "legislation": {"register": LegislationFile},
    "powers": {"users": tuple[User, ...], "happenings": tuple[Happening, ...], "powers": tuple[Power, ...]},
    "consultation": {"consultation": Consultation},
    "organisations": {"organisations": tuple[Body, ...]},
    "contacts": {
        "areas": tuple[Area, ...],
        "needs": tuple[Need, ...],
        "contacts": tuple[Contact, ...],
        "services": tuple[Service, ...],
        "venues": tuple[Venue, ...],
    },
}
"""What each export holds, part by part: its schema is made from this."""


def record_exports(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Each of them that there are records for, as ``api/`` and its name: ``api/strategy.json``, with its schema.

    A record with an address carries its ``path``; a provision its ``status_on`` the day of the build; who can be
    reached, the day by which that must be checked again; a way to reach them, what it opens.
    """
    directory = base.directory
    held: dict[str, tuple[object, ...]] = {
        "strategy": (base.strands, base.strategy) if base.strategy else (),
        "legislation": (base.legislation,) if base.legislation and base.legislation.instruments else (),
        "powers": (base.powers.users, base.powers.happenings, base.powers.powers) if base.powers.powers else (),
        "consultation": (base.consultation,) if base.consultation else (),
        "organisations": (base.bodies,) if base.bodies else (),
        "contacts": (base.areas, directory.needs, directory.contacts, directory.services, directory.venues)
        if directory.everyone
        else (),
    }
    return tuple(made for name, parts in held.items() if parts for made in _export(name, parts, base))


def _export(name: str, parts: tuple[object, ...], base: KnowledgeBase) -> tuple[Artefact, Artefact]:
    head = {
        "$schema": f"schema/{name}.json",
        "schema_version": SCHEMA_VERSION,
        "partnership": base.partnership.name,
        "as_of": base.today.isoformat(),
    }
    more = partial(_more, base=base)
    whole = head | {key: plain(value, more) for key, value in zip(_SHAPES[name], parts, strict=True)}
    return json_file(f"api/{name}.json", whole), export_schema(name, _SHAPES[name])


def _more(record: Record, base: KnowledgeBase) -> dict[str, Any]:
    """What an export says of a record beside its own fields."""
    more: dict[str, Any] = {}
    if isinstance(record, Provision) and base.legislation:
        status = record.status_on(base.today, base.legislation.review_every)
        more["status_on"] = {
            "day": base.today.isoformat(),
            "status": status.status.value,
            "certainty": status.certainty.value,
        }
    if isinstance(record, Reachable):
        more["review_by"] = record.review_by.isoformat()
        more["staff_only"] = record.id in base.directory.staff_only
    if isinstance(record, Channel):
        more |= {"shown": record.shown, "link": record.link}
    if isinstance(record, Identified) and record.id in base.targets:
        more["path"] = path_of(base.targets[record.id])
    return more
