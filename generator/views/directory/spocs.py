"""Single points of contact, for staff: the roles through which agencies reach each other, and which lack a channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import Contact
from generator.views.directory.cards import CardView, ChannelView, card_view, first_number
from generator.views.shared.publications import Download, downloads_of


@dataclass(frozen=True, slots=True)
class SpocView:
    """One role at an organisation, and the number to use if nobody is known for it."""

    card: CardView
    organisation: str
    missing: bool
    alternative_number: ChannelView | None


@dataclass(frozen=True, slots=True)
class SpocsView:
    """All roles on a day. ``missing`` counts those without a channel."""

    count: int
    missing: int
    roles: tuple[SpocView, ...]
    downloads: tuple[Download, ...]


def spocs_view(base: KnowledgeBase, today: date) -> SpocsView:
    """Return every contact of the staff edition that has a role, sorted by organisation, then by area."""
    contacts_by_id = {contact.id: contact for contact in base.directory.contacts}
    contacts = [
        contact for contact in contacts_by_id.values() if contact.role and contact.id in base.directory.staff_only
    ]
    roles = tuple(sorted((_spoc(one, contacts_by_id, base, today) for one in contacts), key=_order))
    return SpocsView(
        count=len(roles),
        missing=sum(1 for role in roles if role.missing),
        roles=roles,
        downloads=downloads_of("spocs", base=base),
    )


def _order(spoc: SpocView) -> tuple[str, str]:
    return spoc.organisation.casefold(), spoc.card.area.casefold()


def _spoc(contact: Contact, contacts_by_id: dict[str, Contact], base: KnowledgeBase, today: date) -> SpocView:
    card = card_view(contact, base, today)
    alternative_number = first_number(contacts_by_id[contact.instead]) if contact.instead else None
    return SpocView(card, card.partner.title if card.partner else card.name, not contact.channels, alternative_number)
