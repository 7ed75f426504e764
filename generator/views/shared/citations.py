"""Where a record's words come from: the clause, and the document where a page shows more than one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.record import Citation
from generator.views.shared.paths import path_of
from generator.views.shared.titles import title_of
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A source document: its title, and where it is told about."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A clause and what a reader should know about its wording; the document only where it is not the page's own."""

    clause: str
    document: DocumentLink | None
    note: Sentence


def document_link(identifier: str, base: KnowledgeBase) -> DocumentLink:
    """A source document by its id."""
    target = base.targets[identifier]
    return DocumentLink(title_of(target, base), path_of(target))


def citation_view(source: Citation, own: str, base: KnowledgeBase) -> CitationView:
    """A citation on a page that restates the document ``own``."""
    document = document_link(source.document, base) if source.document != own else None
    return CitationView(clause_words(source.clause), document, sentence(source.note) if source.note else ())


def clause_words(clause: str) -> str:
    """``clause 9.1.2`` for a number; what names itself, such as ``appendix 1, question 3``, stays as it is."""
    return f"clause {clause}" if clause[0].isdigit() else clause
