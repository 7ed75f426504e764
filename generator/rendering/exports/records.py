"""The records as JSON, in the words of the data: each kind that its row says is exported, with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from pydantic import Field, create_model

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel
from generator.model.contacts import Reachable
from generator.model.kinds import KINDS, Kind
from generator.model.legislation import Provision
from generator.model.record import Identified, Record
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.schemas import Export, StatusOn, export_files, head
from generator.views.shared.paths import path_of


def record_exports(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return each export that there are records for, ``api/strategy.json`` for one, with its schema.

    A record with an address carries its ``path``; a provision its ``status_on`` the day of the build; who can be
    reached, the day by which that must be checked again; a way to reach them, what it opens.
    """
    added = partial(_added, base=base)
    return tuple(file for name, export in _exports(base) for file in export_files(name, export, added))


def _exports(base: KnowledgeBase) -> Iterator[tuple[str, Export]]:
    """Yield the exports in the order of the table; one of lists only where a list has an entry."""
    for name, kinds in _kinds_by_export().items():
        values = {_field(kind): _value(kind, base) for kind in kinds}
        single = [value for kind, value in zip(kinds, values.values(), strict=True) if _is_single(kind)]
        if all(single) if single else any(values.values()):
            yield name, _export_model(name)(**head(name, base), **values)


@cache
def _kinds_by_export() -> dict[str, tuple[Kind, ...]]:
    names = dict.fromkeys(kind.export.file for kind in KINDS if kind.export)
    return {name: tuple(kind for kind in KINDS if kind.export and kind.export.file == name) for name in names}


@cache
def _export_model(name: str) -> type[Export]:
    """Return the class of an export: a field for each of its kinds, with a list of records or the only one."""
    kinds = _kinds_by_export()[name]
    fields: dict[str, Any] = {
        _field(kind): (kind.model if _is_single(kind) else tuple[kind.model, ...], Field(alias=_part(kind)))  # type: ignore[name-defined]
        for kind in kinds
    }
    described = f"All records of these kinds: {', '.join(kind.many for kind in kinds)}."
    return create_model(f"{name.capitalize()}Export", __base__=Export, __doc__=described, **fields)


def _value(kind: Kind, base: KnowledgeBase) -> object:
    """Return the records of a kind; of one that there is at most one of, that record or None."""
    if not _is_single(kind):
        return base.records.all(kind.model)
    return next((record for file in kind.files if (record := base.records.only(file, kind.model))), None)


def _is_single(kind: Kind) -> bool:
    return bool(kind.export and kind.export.single)


def _part(kind: Kind) -> str:
    return kind.export.part if kind.export else ""


def _field(kind: Kind) -> str:
    """The name of its field in the class of its export: none that pydantic has a method of."""
    return f"{_part(kind)}_"


def _added(record: Record, base: KnowledgeBase) -> dict[str, Any]:
    """Return what an export says of a record beside its own fields."""
    added: dict[str, Any] = {}
    if isinstance(record, Provision) and base.legislation:
        status = record.status_on(base.today, base.legislation.review_every)
        added["status_on"] = StatusOn(day=base.today, status=status.status, certainty=status.certainty)
    if isinstance(record, Reachable):
        added |= {"review_by": record.review_by, "staff_only": record.id in base.directory.staff_only}
    if isinstance(record, Channel):
        added |= {"shown": record.display_value, "link": record.link}
    if isinstance(record, Identified) and record.id in base.targets:
        added["path"] = path_of(base.targets[record.id])
    return added
