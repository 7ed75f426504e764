"""The warning about standards that are not confirmed, for any page or print that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.standards import StandardSet
from generator.words.standing import warning


def sets_of(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[StandardSet, ...]:
    """Return the sets with one of these ids, or with a standard that has one, in the order of their file."""
    ids = frozenset(identifiers)
    return tuple(
        linked.record
        for linked in base.sets
        if linked.record.id in ids or any(standard.record.id in ids for standard in linked.standards)
    )


def warning_of(identifiers: Iterable[str], base: KnowledgeBase) -> str:
    """Return a warning about those of these standards and sets that are not confirmed; empty if all are."""
    return warning(sets_of(identifiers, base), base.today)
