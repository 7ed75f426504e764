"""Taxonomies of Open Referral UK: the records' own ids, needs, strands, areas, kinds and channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import ChannelKind
from generator.model.contacts import Contact, Reachable, Service, Venue, VenueKind

_NAMESPACE = UUID("b8c1d7a6-3a53-5f0b-8f5e-5f3b2f0f9a64")
"""The namespace of all UUIDs of this export, so that an id has the same UUID in every build."""

_TAXONOMIES = {
    "record": ("Records", "The id that each service has in the records."),
    "need": ("Needs", "What someone looks for."),
    "strand": ("Strands", "Whom the service is for first; without one it is for everyone."),
    "area": ("Areas", "Where the service works."),
    "kind": ("Kinds", "What kind of help it is."),
    "channel": ("Channels", "How a number is reached."),
}
_KINDS = {
    "contact": "A route to report, to be heard or to complain",
    "support": "Support",
    "help-to-change": "Help for people who want to change what they do",
    VenueKind.REPORTING_CENTRE.value: "A place to report",
    VenueKind.KEEP_SAFE.value: "A place to feel safe in; not a place to report",
}
_CHANNELS = {
    ChannelKind.PHONE.value: "Phone",
    ChannelKind.TEXT.value: "Text message",
    ChannelKind.RELAY.value: "Textphone or Relay UK app",
}

Item = dict[str, Any]


def uuid_of(kind: str, identifier: str) -> str:
    """Return the UUID of an item; ``kind`` is the kind of item, ``identifier`` its own id."""
    return str(uuid5(_NAMESPACE, f"{kind} {identifier}"))


def record_kind(record: Reachable) -> str:
    """Return the key of a record in the taxonomy Kinds."""
    if isinstance(record, Venue):
        return record.kind.value
    if isinstance(record, Service):
        return "help-to-change" if record.for_change else "support"
    assert isinstance(record, Contact)
    return "contact"


def terms_of(record: Reachable) -> Iterator[tuple[str, str]]:
    """Yield the terms of a record as pairs of taxonomy and key."""
    yield "record", record.id
    yield "kind", record_kind(record)
    for kind, keys in (("need", record.needs), ("strand", record.strands), ("area", record.areas)):
        for key in keys:
            yield kind, key


def taxonomies(base: KnowledgeBase) -> list[Item]:
    """Return every taxonomy with its terms."""
    return [
        {
            "id": uuid_of("taxonomy", kind),
            "name": name,
            "description": description,
            "taxonomy_terms": [_term(kind, key, base) for key in _term_names(kind, base)],
        }
        for kind, (name, description) in _TAXONOMIES.items()
    ]


def attribute(item: str, kind: str, key: str, base: KnowledgeBase | None) -> Item:
    """Return the attribute that gives the item with UUID ``item`` the term ``key`` of the taxonomy ``kind``.

    ``base`` may be None for a taxonomy that does not come from records.
    """
    term = _term(kind, key, base)
    fields = {"id": uuid_of("attribute", f"{item} {kind} {key}"), "link_id": item, "taxonomy_term_id": term["id"]}
    return fields | {"link_type": kind, "taxonomy_term": term}


def _term(kind: str, key: str, base: KnowledgeBase | None) -> Item:
    name = _term_names(kind, base)[key]
    fields = {
        "id": uuid_of("term", f"{kind} {key}"),
        "name": name,
        "description": name,
        "taxonomy": _TAXONOMIES[kind][0],
        "taxonomy_id": uuid_of("taxonomy", kind),
        "term": key,
    }
    parents = {area.id: area.part_of for area in base.areas} if base and kind == "area" else {}
    parent = parents.get(key)
    return fields | ({"parent_id": uuid_of("term", f"area {parent}")} if parent else {})


def _term_names(kind: str, base: KnowledgeBase | None) -> dict[str, str]:
    """Return the names of a taxonomy's terms by their keys."""
    if kind == "channel":
        return _CHANNELS
    if kind == "kind" or base is None:
        return _KINDS
    if kind == "record":
        return {record.id: record.name for record in sorted(base.directory.everyone, key=lambda record: record.id)}
    if kind == "need":
        return {need.id: need.title for need in base.directory.needs}
    if kind == "strand":
        return {strand.id: strand.title for strand in base.strands}
    return {area.id: area.title for area in base.areas}
