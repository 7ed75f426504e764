"""Single points of contact: whom one agency reaches at another, and which of them nobody has supplied. For staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import Contact
from generator.views.directory.cards import CardView, ChannelView, card_view, first_number
from generator.views.shared.publications import Download, downloads_of
from generator.words.text import day


@dataclass(frozen=True, slots=True)
class SpocView:
    """One role, and the route that works where nobody is known for it."""

    card: CardView
    organisation: str
    missing: bool
    alternative_number: ChannelView | None


@dataclass(frozen=True, slots=True)
class SpocsView:
    """Every role on a day, those that are missing told apart."""

    day: str
    count: int
    missing: int
    roles: tuple[SpocView, ...]
    downloads: tuple[Download, ...]


def spocs_view(base: KnowledgeBase, today: date) -> SpocsView:
    """Every contact that has a role and is only the staff's, by the organisation's name, then by area."""
    known = {contact.id: contact for contact in base.directory.contacts}
    held = [contact for contact in known.values() if contact.role and contact.id in base.directory.staff_only]
    roles = tuple(sorted((_spoc(one, known, base, today) for one in held), key=_order))
    return SpocsView(
        day=day(today),
        count=len(roles),
        missing=sum(1 for role in roles if role.missing),
        roles=roles,
        downloads=downloads_of("spocs", base=base),
    )


def _order(spoc: SpocView) -> tuple[str, str]:
    return spoc.organisation.casefold(), spoc.card.area.casefold()


def _spoc(contact: Contact, known: dict[str, Contact], base: KnowledgeBase, today: date) -> SpocView:
    card = card_view(contact, base, today)
    instead = first_number(known[contact.instead]) if contact.instead else None
    return SpocView(card, card.partner.title if card.partner else card.name, not contact.channels, instead)
