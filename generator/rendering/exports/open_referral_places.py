"""Locations of Open Referral UK: physical places, postal addresses and virtual addresses."""

from __future__ import annotations

from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Availability, Reachable, Venue
from generator.rendering.exports.open_referral_terms import Item, uuid_of
from generator.views.directory.cards import channel_view
from generator.words.text import plain

_TYPES = {
    ChannelKind.EMAIL: "virtual",
    ChannelKind.WEB: "virtual",
    ChannelKind.BSL: "virtual",
    ChannelKind.POST: "postal",
    ChannelKind.IN_PERSON: "physical",
}
"""The ``location_type`` of each kind of channel that is a location in the profile."""
_ACCESS = {
    "step_free": "step-free",
    "hearing_loop": "a hearing loop",
    "interpreter": "an interpreter",
    "quiet_room": "a quiet room",
}


def service_at_locations(record: Reachable, service: str) -> list[Item]:
    """Return the locations of the service with UUID ``service``: its venue, and the channels that are locations.

    The first e-mail address and the first web address are fields of the service, not locations.
    """
    locations = [] if not isinstance(record, Venue) else [_venue(record)]
    earlier_kinds: set[ChannelKind] = set()
    for n, channel in enumerate(record.channels):
        is_field = channel.kind in {ChannelKind.EMAIL, ChannelKind.WEB} and channel.kind not in earlier_kinds
        earlier_kinds.add(channel.kind)
        if channel.kind in _TYPES and not is_field:
            locations.append(_address(record, n, channel))
    return [
        {
            "id": uuid_of("service at location", location["id"]),
            "service_id": service,
            "location_id": location["id"],
            "location": location,
        }
        for location in locations
    ]


def channel_details(channel: Channel) -> str:
    """Return hours, cost, languages, basis and note of a channel as one text."""
    details = [channel.hours, channel.cost, channel.languages, channel_view(channel).doubt, plain(channel.note or "")]
    return "; ".join(detail for detail in details if detail)


def _address(record: Reachable, position: int, channel: Channel) -> Item:
    fields = {
        "id": uuid_of("location", f"{record.first_id} {position}"),
        "location_type": _TYPES[channel.kind],
        "name": record.name,
        "description": channel_details(channel),
        "external_identifier": channel.value,
        "external_identifier_type": channel.kind.value,
    }
    return {name: value for name, value in fields.items() if value}


def _negative(name: str) -> str:
    """Return "no quiet room" for "a quiet room", and "not step-free" for "step-free"."""
    article, _, noun = name.partition(" ")
    return f"no {noun}" if article in {"a", "an"} else f"not {name}"


def _venue(venue: Venue) -> Item:
    """Return the location of a venue.

    Its address is an external identifier, because the profile's physical address has separate fields for street and
    town. The records have one text.
    """
    fields: Item = {"id": uuid_of("location", venue.id), "location_type": "physical", "name": venue.name}
    if venue.address:
        fields |= {"external_identifier": venue.address, "external_identifier_type": "address"}
    access = [(field, name, getattr(venue.access, field)) for field, name in _ACCESS.items()]
    fields["accessibility"] = [
        {
            "id": uuid_of("accessibility", f"{venue.id} {field}"),
            "location_id": fields["id"],
            "description": name if known is Availability.YES else _negative(name),
        }
        for field, name, known in access
        if known is not Availability.UNKNOWN
    ]
    return {name: value for name, value in fields.items() if value}
