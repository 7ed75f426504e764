"""The strategy: its page, its summary, and what carries out each objective."""

from __future__ import annotations

from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.pages import PageView


def strategy_pages(base: KnowledgeBase, today: date) -> tuple[PageView, ...]:
    """Its pages, where there are the records for them."""
    return ()
