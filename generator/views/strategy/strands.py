"""The page of the strands that are not the strategy's: by the document that lists them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.paths import path_of
from generator.views.strategy.statements import StrandView, strand_view


@dataclass(frozen=True, slots=True)
class StrandListView:
    """The strands that one document lists; with an empty name, those that no document lists."""

    document: str
    document_path: str
    clauses: tuple[str, ...]
    strands: tuple[StrandView, ...]


def strand_lists(base: KnowledgeBase) -> tuple[StrandListView, ...]:
    """Return a list for each document that strands on this page are of, after the strands that are of none."""
    of_none = tuple(strand_view(one, base) for one in base.strands_apart if one.source is None)
    lists = [StrandListView("", "", (), of_none)] if of_none else []
    for document in base.documents:
        strands = [(one, one.source) for one in base.strands_apart if one.source]
        listed = [(one, source.clause) for one, source in strands if source.document == document.id]
        if listed:
            clauses = tuple(dict.fromkeys(clause for _, clause in listed))
            views = tuple(strand_view(one, base) for one, _ in listed)
            lists.append(StrandListView(document.title, path_of(document), clauses, views))
    return tuple(lists)
