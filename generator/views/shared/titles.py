"""What everything with an address is called where something else leads to it."""

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

PAGE_TITLES = {
    GeneratedPage.ACCESSIBILITY: "Accessibility statement",
    GeneratedPage.A_TO_Z: "A to Z",
    GeneratedPage.CHANGES: "What changed",
    GeneratedPage.COMPARISON: "Compare the standards",
    GeneratedPage.DEADLINES: "Deadlines of a case",
    GeneratedPage.DEPENDENTS: "What depends on what",
    GeneratedPage.CONSULTATION: "The consultation",
    GeneratedPage.CONTACTS: "Who can help",
    GeneratedPage.LAW: "The law and its status",
    GeneratedPage.ORGANISATIONS: "Organisations then and now",
    GeneratedPage.PAPERS: "Forms and papers",
    GeneratedPage.PICTURES: "Pictures and who drew them",
    GeneratedPage.POWERS: "Tools and powers",
    GeneratedPage.REDRAFT: "From draft to final",
    GeneratedPage.REVIEWS: "What to check again",
    GeneratedPage.SPOCS: "Single points of contact (SPOCs)",
    GeneratedPage.SOURCES: "Where these words come from",
    GeneratedPage.STRATEGY: "The strategy",
    GeneratedPage.STRATEGY_IN_BRIEF: "The strategy in brief",
    GeneratedPage.TO_PRINT: "To print",
    GeneratedPage.TRACEABILITY: "From aim to page",
    GeneratedPage.TRAINING: "Training",
    GeneratedPage.TAUGHT: "What is taught where",
    GeneratedPage.WORDS: "Words explained",
}
"""What each page made from records is called in lists."""


def title_of(target: Target, base: KnowledgeBase) -> str:
    """The words of a link to ``target``."""
    match target:
        case LinkedStandard():
            whose = next(s.record.short_title for s in base.sets if s.record.id == target.set_id)
            return f"{whose}, promise {target.record.source.clause}: {target.record.title}"
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
            return PAGE_TITLES[target]
