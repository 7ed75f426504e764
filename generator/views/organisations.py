"""The organisations that documents name, and what became of each."""

from __future__ import annotations

from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.pages import PageView


def organisation_pages(base: KnowledgeBase, today: date) -> tuple[PageView, ...]:
    """Its pages, where there are the records for them."""
    return ()
