"""The register of law as its page and its print show it: every provision with its status on the day."""

from __future__ import annotations

from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.pages import PageView


def law_pages(base: KnowledgeBase, today: date) -> tuple[PageView, ...]:
    """Its pages, where there are the records for them."""
    return ()
