"""How one record names another: which fields hold ids, of what kinds, and what the link between the two means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from pydantic import Field

from generator.model.record import Record
from generator.model.values import Slug, Wording


class Relation(Enum):
    """What a link between two records means, read from the one that makes it."""

    ABOUT = "about"
    ANSWERED_BY = "answered by"
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
    """Marks a field that holds ids: the kinds of record they may name, and what naming one means."""

    kinds: frozenset[str]
    relation: Relation


@dataclass(frozen=True, slots=True)
class CarrierMark:
    """Marks a list of carriers: what naming a record there means."""

    relation: Relation


def refers_to(relation: Relation, *kinds: str) -> RefersTo:
    """The mark of a field that names records of these kinds."""
    return RefersTo(frozenset(kinds), relation)


DocumentId = Annotated[Slug, refers_to(Relation.RESTATES, "document")]
"""The id of a source document that a record restates as a whole."""


CARRIER = "(carrier)"
"""Stands for every kind that the table of kinds lets carry out an objective."""


class Carrier(Record):
    """A record that carries out or answers another, and how."""

    record: Annotated[Slug, refers_to(Relation.CARRIED_BY, CARRIER)] = Field(
        description="the id of a promise, a set, a provision, an organisation, an objective or a page"
    )
    how: Wording | None = Field(None, description="how it does so, in a few words")
