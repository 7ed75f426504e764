"""The directory for other systems, as Open Referral UK 3.0 has it: static files under ``openreferral/``.

The lists and the single items have the shapes of that profile's API, at paths that any static host can serve:
``services.json`` for ``/services``, ``services/ID.json`` for ``/services/ID``. An id is made from the record's own id,
so it stays when a record is renamed. What the profile has no field for stands in ``description``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel
from generator.model.contacts import Contact, ContactState, Reachable, Service
from generator.model.evidence import Basis
from generator.rendering.artefacts import Artefact
from generator.rendering.open_referral_places import places
from generator.rendering.open_referral_terms import attribute, named, taxonomies, uuid_of
from generator.views.contact_cards import area_of, card_view
from generator.views.words import plain

FOLDER = "openreferral"
PROFILE = "https://github.com/openreferral/uk-profile"
OPENAPI = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json"
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
    root = {"version": "3.0", "profile": PROFILE, "openapi_url": OPENAPI}
    return (
        _file("index", root),
        *_both("services", services, _listed),
        *_both("organizations", sorted(organizations.values(), key=_by_id), _same),
        *_both("service_at_locations", sorted(at_locations, key=_by_id), _same),
        *_both("taxonomies", kinds, lambda one: {k: v for k, v in one.items() if k != "taxonomy_terms"}),
        *_both("taxonomy_terms", [term for one in kinds for term in one["taxonomy_terms"]], _same),
    )


def _offered(record: Reachable) -> Reachable:
    """A record without the ways to reach it if it has closed: who overlooks its status must find nothing to call."""
    return record.model_copy(update={"channels": ()}) if record.state is ContactState.CLOSED else record


def _by_id(item: Item) -> str:
    return str(item["id"])


def _same(item: Item) -> Item:
    return item


_NESTED = (
    "schedules",
    "service_areas",
    "service_at_locations",
    "languages",
    "funding",
    "cost_options",
    "contacts",
    "attributes",
)


def _listed(service: Item) -> Item:
    """A service as the list has it: with what it has one of, and nothing that it has several of."""
    return {name: value for name, value in service.items() if name not in _NESTED}


def _both(name: str, items: list[Item], listed: Callable[[Item], Item]) -> Iterable[Artefact]:
    """The list as one page, and a file for each item."""
    page = {
        "total_items": len(items),
        "total_pages": 1,
        "page_number": 1,
        "size": len(items),
        "first_page": True,
        "last_page": True,
        "empty": not items,
        "contents": [listed(item) for item in items],
    }
    return (_file(name, page), *(_file(f"{name}/{item['id']}", item) for item in items))


def _file(name: str, content: Item) -> Artefact:
    return Artefact(f"{FOLDER}/{name}.json", (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())


def _service(record: Reachable, base: KnowledgeBase) -> Item:
    identifier = uuid_of("service", record.id)
    card = card_view(record, base, base.today)
    organization = _organization(record, base)
    emails = [channel.value for channel in record.channels if channel.kind.value == "email"]
    pages = [channel.value for channel in record.channels if channel.kind.value == "web"]
    alerts = [words for words in (card.standing, card.overdue, "Staff only." if card.staff_only else "") if words]
    said = {
        "id": identifier,
        "organization_id": organization["id"],
        "name": record.name,
        "description": _description(record),
        "url": pages[0] if pages else None,
        "email": emails[0] if emails else None,
        "status": _STATUS[record.state],
        "assured_date": record.checked_on.isoformat() if record.basis is Basis.VERIFIED else None,
        "alert": " ".join(alerts) or None,
        "organization": organization,
        "service_areas": [_area(area, record, base) for area in record.areas],
        "service_at_locations": places(record, identifier),
        "contacts": [_called(record, n, identifier) for n, channel in enumerate(record.channels) if _dialled(channel)],
        "schedules": _schedules(record, identifier),
        "cost_options": _costs(record, identifier),
        "attributes": [attribute(identifier, kind, key, base) for kind, key in named(record)],
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def _description(record: Reachable) -> str:
    """What it is for, and what the profile has no field of its own for."""
    parts = [record.what_for, f"Area: {record.area_note}." if record.area_note else ""]
    if isinstance(record, Service):
        parts.append(f"Who can use it: {record.eligibility}" if record.eligibility else "")
        parts.append(f"How to be referred: {record.refer}" if record.refer else "")
    if isinstance(record, Contact) and record.role:
        parts.append(f"Role: {record.role}.")
    parts += [record.note or "", *(f"Sources disagree: {words}" for words in record.conflicts)]
    return plain(" ".join(part for part in parts if part))


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
    words = [channel.hours, channel.cost, channel.languages, plain(channel.note or "") or None]
    phone = {"id": uuid_of("phone", f"{record.id} {at}"), "contact_id": identifier, "number": channel.shown}
    if any(words):
        phone["description"] = "; ".join(word for word in words if word)
    kind = attribute(identifier, "channel", channel.kind.value, None)
    return {"id": identifier, "service_id": service, "name": kind["taxonomy_term"]["name"], "phones": [phone]} | {
        "attributes": [kind]
    }


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
