"""What changed between the draft and the final strategy."""

from __future__ import annotations

from generator.linking.knowledge_base import KnowledgeBase
from generator.views.pages import PageView


def redraft_pages(base: KnowledgeBase) -> tuple[PageView, ...]:
    """Its pages, where there are the records for them."""
    return ()
