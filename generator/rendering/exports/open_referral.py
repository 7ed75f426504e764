"""The directory for other systems, as Open Referral UK 3.0 has it: static files under ``openreferral/``.

The lists and the single items have the shapes of that profile's API, at paths that any static host can serve:
``services.json`` for ``/services``, ``services/ID.json`` for ``/services/ID``. An id is made from the record's own id,
so it stays when a record is renamed; that id itself is a term of the taxonomy Records. What the profile has no field
for stands in ``description``. HSDS has ``phones`` of a contact, the profile leaves them out and forbids no additions:
the number is there, and in the contact's name too, for who reads only what the profile lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Contact, ContactState, Reachable, Service
from generator.model.evidence import Basis
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.rendering.exports.open_referral_places import places, said_of
from generator.rendering.exports.open_referral_terms import attribute, named, taxonomies, uuid_of
from generator.views.directory.cards import area_of, card_view
from generator.words.text import NO_BREAK, plain

FOLDER = "openreferral"
ROOT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://openreferraluk.org/developers/specifications",
    "openapi_url": "https://openreferraluk.org/specifications/3.0/openapi.json",
}
"""What the API says of itself: the version is spelled as the profile's own validator knows it."""

_STATUS = {
    ContactState.ACTIVE: "active",
    ContactState.CLOSED: "defunct",
    # The profile has no word for not knowing. A service without a sign of life is not offered as active.
    ContactState.UNKNOWN: "inactive",
}

Item = dict[str, Any]


def open_referral(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Every file of the directory; none where there is no directory."""
    records = [_offered(record) for record in sorted(base.directory.everyone, key=lambda record: record.id)]
    if not records:
        return ()
    services = [_service(record, base) for record in records]
    kinds = taxonomies(base)
    organizations = {service["organization"]["id"]: service["organization"] for service in services}
    at_locations = [
        _at_location(place, service) for service in services for place in service.get("service_at_locations", ())
    ]
    return (
        _file("index", ROOT),
        *_both("services", services),
        *_both("organizations", sorted(organizations.values(), key=_by_id)),
        *_both("service_at_locations", sorted(at_locations, key=_by_id)),
        *_both("taxonomies", kinds),
        *_both("taxonomy_terms", [term for one in kinds for term in one["taxonomy_terms"]]),
    )


def _offered(record: Reachable) -> Reachable:
    """A record without the ways to reach it if it has closed: who overlooks its status must find nothing to call."""
    return record.model_copy(update={"channels": ()}) if record.state is ContactState.CLOSED else record


def _by_id(item: Item) -> str:
    return str(item["id"])


def _listed(item: Item) -> Item:
    """An item as its list has it: with what it has one of, and nothing that it has several of."""
    return {
        name: _listed(value) if isinstance(value, dict) else value
        for name, value in item.items()
        if not isinstance(value, list)
    }


def _both(name: str, items: list[Item]) -> Iterable[Artefact]:
    """The list as one page, and a file for each item."""
    page = {
        "total_items": len(items),
        "total_pages": 1,
        "page_number": 1,
        "size": len(items),
        "first_page": True,
        "last_page": True,
        "empty": not items,
        "contents": [_listed(item) for item in items],
    }
    return (_file(name, page), *(_file(f"{name}/{item['id']}", item) for item in items))


def _file(name: str, content: Item) -> Artefact:
    return json_file(f"{FOLDER}/{name}.json", content)


def _service(record: Reachable, base: KnowledgeBase) -> Item:
    identifier = uuid_of("service", record.id)
    card = card_view(record, base, base.today)
    organization = _organization(record, base)
    email, page = _first(record, ChannelKind.EMAIL), _first(record, ChannelKind.WEB)
    instead = f"Use {card.instead[0]}." if card.instead[0] else ""
    alerts = [card.standing, instead, card.overdue, "Staff only." if card.staff_only else ""]
    said = {
        "id": identifier,
        "organization_id": organization["id"],
        "name": record.name,
        "description": _description(record, card.checked, (page, email)),
        "url": page.value if page else None,
        "email": email.value if email else None,
        "status": _STATUS[record.state],
        "assured_date": record.checked_on.isoformat() if record.basis is Basis.VERIFIED else None,
        "alert": _joined(alerts) or None,
        "organization": organization,
        "service_areas": [_area(area, record, base) for area in record.areas],
        "service_at_locations": places(record, identifier),
        "contacts": [_called(record, n, identifier) for n, channel in enumerate(record.channels) if _dialled(channel)],
        "schedules": _schedules(record, identifier),
        "cost_options": _costs(record, identifier),
        "attributes": [attribute(identifier, kind, key, base) for kind, key in named(record)],
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def _first(record: Reachable, kind: ChannelKind) -> Channel | None:
    """The channel of a kind that the service's own field holds."""
    return next((channel for channel in record.channels if channel.kind is kind), None)


def _description(record: Reachable, checked: str, own: Iterable[Channel | None]) -> str:
    """What it is for, and what the profile has no field of its own for; of ``own`` addresses, what is known of them."""
    parts = [record.what_for, f"Area: {record.area_note}." if record.area_note else ""]
    if isinstance(record, Service):
        parts.append(f"Who can use it: {record.eligibility}" if record.eligibility else "")
        parts.append(f"How to be referred: {record.refer}" if record.refer else "")
    if isinstance(record, Contact) and record.role:
        parts.append(f"Role: {record.role}.")
    parts += [f"{channel.value}: {said_of(channel)}" for channel in own if channel and said_of(channel)]
    parts += [record.note or "", *(f"Sources disagree: {words}" for words in record.conflicts), checked]
    return plain(_joined(parts))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part).replace(NO_BREAK, " ")


def _organization(record: Reachable, base: KnowledgeBase) -> Item:
    """Whose it is. Where the records name nobody, the service stands for itself: the profile asks for one."""
    body = next((body for body in base.bodies if body.id == record.partner), None)
    if body is None:
        words = "The records name no organisation for this service."
        return {"id": uuid_of("organization of", record.id), "name": record.name, "description": words}
    said = {"id": uuid_of("organization", body.id), "name": body.name, "description": f"{body.kind}. {body.area}."}
    return said | ({"website": body.web} if body.web else {})


def _area(area: str, record: Reachable, base: KnowledgeBase) -> Item:
    title = next(known.title for known in base.areas if known.id == area)
    said = {"id": uuid_of("area of", f"{record.id} {area}"), "service_id": uuid_of("service", record.id), "name": title}
    return said | ({"service_area": area_of(record, base)} if record.area_note else {})


def _dialled(channel: Channel) -> bool:
    return bool(channel.link.startswith(("tel:", "sms:")))


def _called(record: Reachable, at: int, service: str) -> Item:
    """A number, as the contact that answers it; what kind of call it takes stands in its attribute."""
    channel = record.channels[at]
    identifier = uuid_of("contact", f"{record.id} {at}")
    phone = {"id": uuid_of("phone", f"{record.id} {at}"), "contact_id": identifier, "number": channel.shown}
    if words := said_of(channel):
        phone["description"] = words
    kind = attribute(identifier, "channel", channel.kind.value, None)
    name = f"{kind['taxonomy_term']['name']}: {channel.shown}"
    return {"id": identifier, "service_id": service, "name": name, "phones": [phone], "attributes": [kind]}


def _schedules(record: Reachable, service: str) -> list[Item]:
    """When each way is answered, in words: the sources give no hours that a rule could hold."""
    return [
        {"id": uuid_of("schedule", f"{record.id} {n}"), "service_id": service, "description": words}
        for n, words in ((n, f"{c.shown}: {c.hours}") for n, c in enumerate(record.channels) if c.hours)
    ]


def _costs(record: Reachable, service: str) -> list[Item]:
    costs = [(n, f"{c.shown}: {c.cost}") for n, c in enumerate(record.channels) if c.cost]
    if isinstance(record, Service) and record.cost:
        costs.append((len(record.channels), record.cost))
    return [
        {"id": uuid_of("cost", f"{record.id} {n}"), "service_id": service, "amount_description": words}
        for n, words in costs
    ]


def _at_location(place: Item, service: Item) -> Item:
    """A place with the service that is offered there, as the list of places has it."""
    return place | {"service": _listed(service)}
