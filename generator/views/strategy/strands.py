"""The page of the strands that are not the strategy's: by the document that lists them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.paths import path_of
from generator.views.strategy.statements import StrandView, strand_view


@dataclass(frozen=True, slots=True)
class StrandListView:
    """The strands that one document lists."""

    document: str
    document_path: str
    clauses: tuple[str, ...]
    strands: tuple[StrandView, ...]


def strand_lists(base: KnowledgeBase) -> tuple[StrandListView, ...]:
    """Return a list for each document that strands on this page are of, in the order of ``data/sources.yml``."""
    lists = []
    for document in base.documents:
        strands = [one for one in base.strands_apart if one.source.document == document.id]
        if strands:
            clauses = tuple(dict.fromkeys(one.source.clause for one in strands))
            views = tuple(strand_view(one, base) for one in strands)
            lists.append(StrandListView(document.title, path_of(document), clauses, views))
    return tuple(lists)
