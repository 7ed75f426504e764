"""The records as JSON, with their schemas: every kind whose row in the table of kinds has an export."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from pydantic import Field, create_model

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel
from generator.model.contacts import Reachable
from generator.model.kinds import KINDS, Kind
from generator.model.legislation import Nation, Provision
from generator.model.record import Identified, Record
from generator.model.source_ranks import best_rank
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.schemas import Export, StatusOn, export_files, head
from generator.views.shared.paths import path_of


def record_exports(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return the files of every export that has records, such as ``api/strategy.json`` and its schema.

    Some records have further fields: ``path`` if they have an address on the site; for provisions ``status_on``, their
    status on the day of the build, ``status_by_nation`` and ``source_rank``; ``review_by`` and
    ``staff_only`` for contacts, services and venues; ``shown`` and ``link`` for channels.
    """
    added = partial(_added, base=base)
    return tuple(file for name, export in _exports(base) for file in export_files(name, export, added))


def _exports(base: KnowledgeBase) -> Iterator[tuple[str, Export]]:
    """Yield the name and content of each export in the order of the table, without those that have no records."""
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
    """Return the class of an export. It has a field for each kind: a list of records, or the single record."""
    kinds = _kinds_by_export()[name]
    fields: dict[str, Any] = {
        _field(kind): (kind.model if _is_single(kind) else tuple[kind.model, ...], Field(alias=_part(kind)))  # type: ignore[name-defined]
        for kind in kinds
    }
    described = f"All records of these kinds: {', '.join(kind.many for kind in kinds)}."
    return create_model(f"{name.capitalize()}Export", __base__=Export, __doc__=described, **fields)


def _value(kind: Kind, base: KnowledgeBase) -> object:
    """Return the records of a kind; for a kind with at most one record, that record or None."""
    if not _is_single(kind):
        return base.records.all(kind.model)
    return next((record for file in kind.files if (record := base.records.only(file, kind.model))), None)


def _is_single(kind: Kind) -> bool:
    return bool(kind.export and kind.export.single)


def _part(kind: Kind) -> str:
    return kind.export.part if kind.export else ""


def _field(kind: Kind) -> str:
    """Return the name of a kind's field in its export's class. The underscore avoids names of pydantic's methods."""
    return f"{_part(kind)}_"


def _added(record: Record, base: KnowledgeBase) -> dict[str, Any]:
    """Return the fields that an export adds to those of the record."""
    added: dict[str, Any] = {}
    if isinstance(record, Provision) and base.legislation:
        by_nation = {nation.value: _status_on(record.in_nation(nation), base) for nation in Nation}
        added |= {"status_on": _status_on(record, base), "status_by_nation": by_nation}
        added["source_rank"] = best_rank(record.sources)
    if isinstance(record, Reachable):
        added |= {"review_by": record.review_by, "staff_only": record.id in base.directory.staff_only}
    if isinstance(record, Channel):
        added |= {"shown": record.display_value, "link": record.link}
    if isinstance(record, Identified) and record.id in base.targets:
        added["path"] = path_of(base.targets[record.id])
    return added


def _status_on(provision: Provision, base: KnowledgeBase) -> StatusOn:
    assert base.legislation
    status = provision.status_on(base.today, base.legislation.review_every)
    return StatusOn(status=status.status, certainty=status.certainty)
