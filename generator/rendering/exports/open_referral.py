"""The directory in Open Referral UK 3.0, as static files below ``openreferral/``.

Lists and items have the shapes of that profile's API, at paths that any static host can serve: ``services.json`` for
``/services``, ``services/ID.json`` for ``/services/ID``. UUIDs are computed from the record's own id, so they do not
change when a record is renamed. That id is a term of the taxonomy Records. Facts without a field in the profile are in
``description``.

HSDS has the field ``phones`` of a contact. The profile leaves it out, but allows additions. So a phone number is in
``phones``, and also in the contact's name, for programs that read only the profile's fields.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Contact, ContactState, Reachable, Service
from generator.model.evidence import Basis
from generator.rendering.artefacts import Artefact
from generator.rendering.exports.json_files import json_file
from generator.rendering.exports.open_referral_places import channel_details, service_at_locations
from generator.rendering.exports.open_referral_terms import Item, attribute, taxonomies, terms_of, uuid_of
from generator.views.directory.cards import area_of, card_view
from generator.words.text import NO_BREAK, plain

FOLDER = "openreferral"
ROOT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://openreferraluk.org/developers/specifications",
    "openapi_url": "https://openreferraluk.org/specifications/3.0/openapi.json",
}
"""The API's answer at ``/``. The profile's validator requires this spelling of the version."""

_STATUS = {
    ContactState.ACTIVE: "active",
    ContactState.CLOSED: "defunct",
    # The profile has no status for "not known". A service that may not exist must not appear as active.
    ContactState.UNKNOWN: "inactive",
}


def open_referral(base: KnowledgeBase) -> tuple[Artefact, ...]:
    """Return every file of the export; none if the directory is empty."""
    records = [_without_closed(record) for record in sorted(base.directory.everyone, key=lambda record: record.id)]
    if not records:
        return ()
    services = [_service(record, base) for record in records]
    all_taxonomies = taxonomies(base)
    organizations = {service["organization"]["id"]: service["organization"] for service in services}
    at_locations = [
        _with_service(one, service) for service in services for one in service.get("service_at_locations", ())
    ]
    return (
        _file("index", ROOT),
        *_list_and_items("services", services),
        *_list_and_items("organizations", sorted(organizations.values(), key=_by_id)),
        *_list_and_items("service_at_locations", sorted(at_locations, key=_by_id)),
        *_list_and_items("taxonomies", all_taxonomies),
        *_list_and_items("taxonomy_terms", [term for one in all_taxonomies for term in one["taxonomy_terms"]]),
    )


def _without_closed(record: Reachable) -> Reachable:
    """Return a record; if it has closed, without its channels. A program that ignores the status must not offer any."""
    return record.model_copy(update={"channels": ()}) if record.state is ContactState.CLOSED else record


def _by_id(item: Item) -> str:
    return str(item["id"])


def _list_item(item: Item) -> Item:
    """Return an item as it is in a list of the API: without fields that are lists."""
    return {
        name: _list_item(value) if isinstance(value, dict) else value
        for name, value in item.items()
        if not isinstance(value, list)
    }


def _list_and_items(name: str, items: list[Item]) -> Iterable[Artefact]:
    """Return the file of the list, which is one page, and the file of each item."""
    page = {
        "total_items": len(items),
        "total_pages": 1,
        "page_number": 1,
        "size": len(items),
        "first_page": True,
        "last_page": True,
        "empty": not items,
        "contents": [_list_item(item) for item in items],
    }
    return (_file(name, page), *(_file(f"{name}/{item['id']}", item) for item in items))


def _file(name: str, content: Item) -> Artefact:
    return json_file(f"{FOLDER}/{name}.json", content)


def _service(record: Reachable, base: KnowledgeBase) -> Item:
    identifier = uuid_of("service", record.first_id)
    card = card_view(record, base, base.today)
    organization = _organization(record, base)
    email, web = (_first_channel(record, kind) for kind in (ChannelKind.EMAIL, ChannelKind.WEB))
    instead = f"Use {card.alternative[0]}." if card.alternative[0] else ""
    alerts = [card.warning, instead, card.overdue, "Staff only." if card.staff_only else ""]
    fields = {
        "id": identifier,
        "organization_id": organization["id"],
        "name": record.name,
        "description": _description(record, card.check_note, (web, email)),
        "url": web.value if web else None,
        "email": email.value if email else None,
        "status": _STATUS[record.state],
        "assured_date": record.checked_on.isoformat() if record.basis is Basis.VERIFIED else None,
        "alert": _joined(alerts) or None,
        "organization": organization,
        "service_areas": [_area(area, record, base) for area in record.areas],
        "service_at_locations": service_at_locations(record, identifier),
        "contacts": [
            _contact(record, n, identifier) for n, channel in enumerate(record.channels) if _has_number(channel)
        ],
        "schedules": _schedules(record, identifier),
        "cost_options": _costs(record, identifier),
        "attributes": [attribute(identifier, kind, key, base) for kind, key in terms_of(record)],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _first_channel(record: Reachable, kind: ChannelKind) -> Channel | None:
    """Return the first channel of a kind, which is a field of the service itself."""
    return next((channel for channel in record.channels if channel.kind is kind), None)


def _description(record: Reachable, checked: str, own_channels: Iterable[Channel | None]) -> str:
    """Return the purpose of the record, and all facts without a field in the profile.

    ``own_channels`` are fields of the service itself, so only their details are included.
    """
    parts = [record.what_for, f"Area: {record.area_note}." if record.area_note else ""]
    if isinstance(record, Service):
        parts.append(f"Who can use it: {record.eligibility}" if record.eligibility else "")
        parts.append(f"How to be referred: {record.refer}" if record.refer else "")
    if isinstance(record, Contact) and record.role:
        parts.append(f"Role: {record.role}.")
    details = ((channel, channel_details(channel)) for channel in own_channels if channel)
    parts += [f"{channel.value}: {text}" for channel, text in details if text]
    parts += [record.note or "", *(f"Sources disagree: {conflict}" for conflict in record.conflicts), checked]
    return plain(_joined(parts))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part).replace(NO_BREAK, " ")


def _organization(record: Reachable, base: KnowledgeBase) -> Item:
    """Return the organisation of a service. The profile requires one; without a partner it has the service's name."""
    body = next((body for body in base.bodies if body.id == record.partner), None)
    if body is None:
        description = "The records name no organisation for this service."
        return {"id": uuid_of("organization of", record.first_id), "name": record.name, "description": description}
    fields = {
        "id": uuid_of("organization", body.first_id),
        "name": body.name,
        "description": f"{body.kind}. {body.area}.",
    }
    return fields | ({"website": body.web} if body.web else {})


def _area(area: str, record: Reachable, base: KnowledgeBase) -> Item:
    title = next(known.title for known in base.areas if known.id == area)
    identifier = uuid_of("area of", f"{record.first_id} {area}")
    fields = {"id": identifier, "service_id": uuid_of("service", record.first_id), "name": title}
    return fields | ({"service_area": area_of(record, base)} if record.area_note else {})


def _has_number(channel: Channel) -> bool:
    return bool(channel.link.startswith(("tel:", "sms:")))


def _contact(record: Reachable, position: int, service: str) -> Item:
    """Return the number at ``position`` among the channels as a contact.

    Its attribute says whether to ring or to text it.
    """
    channel = record.channels[position]
    identifier = uuid_of("contact", f"{record.first_id} {position}")
    phone = {
        "id": uuid_of("phone", f"{record.first_id} {position}"),
        "contact_id": identifier,
        "number": channel.display_value,
    }
    if details := channel_details(channel):
        phone["description"] = details
    kind = attribute(identifier, "channel", channel.kind.value, None)
    name = f"{kind['taxonomy_term']['name']}: {channel.display_value}"
    return {"id": identifier, "service_id": service, "name": name, "phones": [phone], "attributes": [kind]}


def _schedules(record: Reachable, service: str) -> list[Item]:
    """Return the opening hours of each channel as text, since the sources give none that fit a recurrence rule."""
    return [
        {"id": uuid_of("schedule", f"{record.first_id} {n}"), "service_id": service, "description": hours}
        for n, hours in ((n, f"{c.display_value}: {c.hours}") for n, c in enumerate(record.channels) if c.hours)
    ]


def _costs(record: Reachable, service: str) -> list[Item]:
    costs = [(n, f"{c.display_value}: {c.cost}") for n, c in enumerate(record.channels) if c.cost]
    if isinstance(record, Service) and record.cost:
        costs.append((len(record.channels), record.cost))
    return [
        {"id": uuid_of("cost", f"{record.first_id} {n}"), "service_id": service, "amount_description": cost}
        for n, cost in costs
    ]


def _with_service(service_at_location: Item, service: Item) -> Item:
    """Return a service at a location with its service, as in the list of services at locations."""
    return service_at_location | {"service": _list_item(service)}
