"""References between records: markers of the fields that hold ids, with the kinds and the relation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from pydantic import Field

from generator.model.record import Record
from generator.model.values import Slug, Wording


class Relation(Enum):
    """The meaning of a reference, read from the record that makes it."""

    ABOUT = "about"
    ANSWERED_BY = "answered by"
    ASKS_ABOUT = "asks about"
    CARRIED_BY = "carried out by"
    NAMES = "names"
    RAISED_UNDER = "raised under"
    RELIES_ON = "relies on"
    RESTATES = "restates"
    SUCCEEDED_BY = "succeeded by"
    TEACHES = "teaches"
    USE_INSTEAD = "replaced by"
    USES = "uses"


@dataclass(frozen=True, slots=True)
class RefersTo:
    """A marker for a field of ids: the kinds of record they may name, and the relation."""

    kinds: frozenset[str]
    relation: Relation


@dataclass(frozen=True, slots=True)
class CarrierMark:
    """A marker for a list of carriers: the relation of each."""

    relation: Relation


def refers_to(relation: Relation, *kinds: str) -> RefersTo:
    """Return the marker of a field that names records of these kinds."""
    return RefersTo(frozenset(kinds), relation)


DocumentId = Annotated[Slug, refers_to(Relation.RESTATES, "document")]
"""The id of a source document that a record restates as a whole."""


CARRIER = "(carrier)"
"""A wildcard for every kind whose row says that it may carry out an objective."""


class Carrier(Record):
    """A record that carries out or answers another, and how."""

    record: Annotated[Slug, refers_to(Relation.CARRIED_BY, CARRIER)] = Field(
        description="the id of a promise, a set, a provision, an organisation, an objective or a page"
    )
    how: Wording | None = Field(None, description="how it does so, in a few words")
