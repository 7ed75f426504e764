"""What a page or a print says of the standing of the promises that it shows."""

from __future__ import annotations

from collections.abc import Iterable

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.standards import StandardSet
from generator.words.standing import warning


def sets_of(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[StandardSet, ...]:
    """Return the sets that are named, or one of whose promises is, in the order of their file."""
    named = frozenset(identifiers)
    return tuple(
        linked.record
        for linked in base.sets
        if linked.record.id in named or any(standard.record.id in named for standard in linked.standards)
    )


def warning_of(identifiers: Iterable[str], base: KnowledgeBase) -> str:
    """Return what a reader of these promises and sets must know of them; empty where all are confirmed."""
    return warning(sets_of(identifiers, base), base.today)
