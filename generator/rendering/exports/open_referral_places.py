"""Where a service is found, as locations of Open Referral: places, postal addresses and addresses on the web."""

from __future__ import annotations

from typing import Any

from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Known, Reachable, Venue
from generator.rendering.exports.open_referral_terms import uuid_of
from generator.views.directory.cards import channel_view
from generator.words.text import plain

_TYPES = {
    ChannelKind.EMAIL: "virtual",
    ChannelKind.WEB: "virtual",
    ChannelKind.BSL: "virtual",
    ChannelKind.POST: "postal",
    ChannelKind.IN_PERSON: "physical",
}
"""The kinds of channel that are places to the profile, whose service has one address of each sort only."""
_ACCESS = {
    "step_free": "step-free",
    "hearing_loop": "a hearing loop",
    "interpreter": "an interpreter",
    "quiet_room": "a quiet room",
}

Item = dict[str, Any]


def places(record: Reachable, service: str) -> list[Item]:
    """Each place that a service is at: a venue's own, and each channel that has no other field."""
    found = [] if not isinstance(record, Venue) else [_venue(record)]
    met: set[ChannelKind] = set()
    for n, channel in enumerate(record.channels):
        first_of_its_kind = channel.kind in {ChannelKind.EMAIL, ChannelKind.WEB} and channel.kind not in met
        met.add(channel.kind)
        if channel.kind in _TYPES and not first_of_its_kind:
            found.append(_address(record, n, channel))
    return [
        {
            "id": uuid_of("service at location", location["id"]),
            "service_id": service,
            "location_id": location["id"],
            "location": location,
        }
        for location in found
    ]


def said_of(channel: Channel) -> str:
    """What is known of a channel beside its value: hours, cost, languages, how it was established, a note."""
    words = [channel.hours, channel.cost, channel.languages, channel_view(channel).checked, plain(channel.note or "")]
    return "; ".join(word for word in words if word)


def _address(record: Reachable, at: int, channel: Channel) -> Item:
    said = {
        "id": uuid_of("location", f"{record.id} {at}"),
        "location_type": _TYPES[channel.kind],
        "name": record.name,
        "description": said_of(channel),
        "external_identifier": channel.value,
        "external_identifier_type": channel.kind.value,
    }
    return {name: value for name, value in said.items() if value}


def _venue(venue: Venue) -> Item:
    """A venue. Its address is one text: which part is the street and which the town, only its owner can say."""
    said: Item = {"id": uuid_of("location", venue.id), "location_type": "physical", "name": venue.name}
    if venue.address:
        said |= {"external_identifier": venue.address, "external_identifier_type": "address"}
    access = [(field, words, getattr(venue.access, field)) for field, words in _ACCESS.items()]
    said["accessibility"] = [
        {
            "id": uuid_of("accessibility", f"{venue.id} {field}"),
            "location_id": said["id"],
            "description": words
            if known is Known.YES
            else f"not {words}"
            if field == "step_free"
            else f"no {words[2:]}",
        }
        for field, words, known in access
        if known is not Known.UNKNOWN
    ]
    return {name: value for name, value in said.items() if value}
