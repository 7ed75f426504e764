"""What people said in the consultation, and what answers it."""

from __future__ import annotations

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.pages import PageView


def consultation_pages(base: KnowledgeBase) -> tuple[PageView, ...]:
    """Its pages, where there are the records for them."""
    return ()
