"""Citations: the clause that a record restates, and its document where a page shows more than one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.record import Citation
from generator.views.shared.paths import path_of
from generator.views.shared.titles import title_of
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """The title of a source document and the address of its entry."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A clause and a note on its wording; ``document`` is None where it is the page's own."""

    clause: str
    document: DocumentLink | None
    note: Sentence


def document_link(identifier: str, base: KnowledgeBase) -> DocumentLink:
    """Return the link to the source document with this id."""
    target = base.targets[identifier]
    return DocumentLink(title_of(target, base), path_of(target))


def citation_view(source: Citation, own: str, base: KnowledgeBase) -> CitationView:
    """Return the view of a citation on a page that restates the document with the id ``own``."""
    document = document_link(source.document, base) if source.document != own else None
    return CitationView(clause_words(source.clause), document, sentence(source.note) if source.note else ())


def clause_words(clause: str) -> str:
    """Return ``clause 9.1.2`` for the number ``9.1.2``; return ``appendix 1, question 3`` unchanged."""
    return f"clause {clause}" if clause[0].isdigit() else clause
