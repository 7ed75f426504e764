"""The records as JSON, in the words of the data: strategy, law, powers, and the rest; each with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from pydantic import Field

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.bodies import Body
from generator.model.channels import Channel
from generator.model.consultation import Consultation
from generator.model.contacts import Area, Contact, Need, Reachable, Service, Venue
from generator.model.legislation import LegislationFile, Provision
from generator.model.powers import Happening, Power, User
from generator.model.record import Identified, Record
from generator.model.strategy import Strand, Strategy
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.schemas import Export, StatusOn, export_files, head
from generator.views.shared.paths import path_of


class StrategyExport(Export):
    """The strategy, and the strands it is about."""

    strands: tuple[Strand, ...]
    strategy: Strategy


class LegislationExport(Export):
    """The register of law."""

    law: LegislationFile = Field(alias="register")


class PowersExport(Export):
    """Tools and powers, who uses them, and what for."""

    users: tuple[User, ...]
    happenings: tuple[Happening, ...]
    powers: tuple[Power, ...]


class ConsultationExport(Export):
    """The consultation, every count."""

    consultation: Consultation


class OrganisationsExport(Export):
    """The organisations, and what became of them."""

    organisations: tuple[Body, ...]


class ContactsExport(Export):
    """Everyone who can be reached, with the needs they answer and the areas they work in."""

    areas: tuple[Area, ...]
    needs: tuple[Need, ...]
    contacts: tuple[Contact, ...]
    services: tuple[Service, ...]
    venues: tuple[Venue, ...]


def record_exports(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return each export that there are records for, ``api/strategy.json`` for one, with its schema.

    A record with an address carries its ``path``; a provision its ``status_on`` the day of the build; who can be
    reached, the day by which that must be checked again; a way to reach them, what it opens.
    """
    added = partial(_added, base=base)
    return tuple(file for name, export in _exports(base) for file in export_files(name, export, added))


def _exports(base: KnowledgeBase) -> Iterator[tuple[str, Export]]:
    directory, register, powers = base.directory, base.legislation, base.powers
    if base.strategy:
        yield "strategy", StrategyExport(**head("strategy", base), strands=base.strands, strategy=base.strategy)
    if register and register.instruments:
        yield "legislation", LegislationExport(**head("legislation", base), law=register)
    if powers.powers:
        yield (
            "powers",
            PowersExport(
                **head("powers", base), users=powers.users, happenings=powers.happenings, powers=powers.powers
            ),
        )
    if base.consultation:
        yield "consultation", ConsultationExport(**head("consultation", base), consultation=base.consultation)
    if base.bodies:
        yield "organisations", OrganisationsExport(**head("organisations", base), organisations=base.bodies)
    if directory.everyone:
        yield (
            "contacts",
            ContactsExport(
                **head("contacts", base),
                areas=base.areas,
                needs=directory.needs,
                contacts=directory.contacts,
                services=directory.services,
                venues=directory.venues,
            ),
        )


def _added(record: Record, base: KnowledgeBase) -> dict[str, Any]:
    """Return what an export says of a record beside its own fields."""
    added: dict[str, Any] = {}
    if isinstance(record, Provision) and base.legislation:
        status = record.status_on(base.today, base.legislation.review_every)
        added["status_on"] = StatusOn(day=base.today, status=status.status, certainty=status.certainty)
    if isinstance(record, Reachable):
        added |= {"review_by": record.review_by, "staff_only": record.id in base.directory.staff_only}
    if isinstance(record, Channel):
        added |= {"shown": record.shown, "link": record.link}
    if isinstance(record, Identified) and record.id in base.targets:
        added["path"] = path_of(base.targets[record.id])
    return added
