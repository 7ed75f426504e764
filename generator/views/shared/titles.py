"""The titles of links."""

from __future__ import annotations

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import (
    LinkedBooklet,
    LinkedEasyRead,
    LinkedPage,
    LinkedPublication,
    LinkedSet,
    LinkedStandard,
    Target,
)
from generator.linking.resolve.entries import Entry
from generator.model.glossary import Term
from generator.model.pages import GeneratedPage
from generator.model.sources import SourceDocument


def title_of(target: Target, base: KnowledgeBase) -> str:
    """Return the text of a link to ``target``."""
    match target:
        case LinkedStandard():
            set_title = next(s.record.short_title for s in base.sets if s.record.id == target.set_id)
            return f"{set_title}, promise {target.record.source.clause}: {target.record.title}"
        case LinkedSet():
            return target.record.title
        case LinkedPublication():
            return target.record.title
        case LinkedPage():
            return target.page.front.title
        case LinkedBooklet():
            return f"{target.record.title}, in easy read"
        case LinkedEasyRead():
            return f"{target.standard_set.record.title} in easy read"
        case Entry():
            return target.title
        case Term():
            return target.term
        case SourceDocument():
            return target.title
        case GeneratedPage():
            return target.title
