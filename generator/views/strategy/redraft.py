"""Views of the changes between the draft and the final strategy."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.redraft import ChangeKind, DraftChange, Redraft
from generator.model.references import Relation
from generator.model.strategy import Objective, Strategy
from generator.model.vocabulary import counted
from generator.views.shared.citations import CitationView, DocumentLink, citation_view, document_link
from generator.views.shared.context import ViewContext
from generator.views.shared.links import LinkGroup, LinkView, backlinks, links_from
from generator.views.shared.pages import PageContent
from generator.views.shared.paths import path_of
from generator.words.text import Sentence, plain, sentence

_GROUPS = {
    ChangeKind.ADDED: ("New in the final strategy", "New", "Not in the draft"),
    ChangeKind.REMOVED: ("Left out of the final strategy", "Left out", "Not in the final strategy"),
    ChangeKind.REWORDED: ("Said differently", "Said differently", ""),
    ChangeKind.CORRECTED: ("Put right", "Put right", ""),
    ChangeKind.UNCHANGED_SLIP: ("Slips of the draft that stayed", "Slips that stayed", ""),
}
"""For each kind except renumbered: heading, name in the count, and text in place of a missing clause."""


@dataclass(frozen=True, slots=True)
class RedraftChangeView:
    """One difference between draft and final strategy, with both clauses and what it is about."""

    anchor: str
    title: str
    text: Sentence
    draft: CitationView | None
    final: CitationView | None
    absence: str
    """The text in place of the clause that the draft or the final strategy lacks; empty if both have one."""
    about: tuple[LinkView, ...]
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class RenumberingView:
    """One clause with another number: both numbers, and its text."""

    anchor: str
    draft: str
    final: str
    titles: tuple[tuple[str, str], ...]
    """Pairs of title and path of what was renumbered; one with an empty path if the change names no record."""
    text: Sentence
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class RedraftGroupView:
    """The differences of one kind."""

    anchor: str
    heading: str
    name: str
    changes: tuple[RedraftChangeView, ...]


@dataclass(frozen=True, slots=True)
class RedraftView:
    """All changes between the draft and the final strategy."""

    renumbered: tuple[RenumberingView, ...]
    groups: tuple[RedraftGroupView, ...]
    count: str
    draft: DocumentLink
    final: DocumentLink


def redraft_page(context: ViewContext) -> PageContent:
    """Return the page of the changes. Its row in the site map requires a strategy with a redraft."""
    strategy = context.base.strategy
    assert strategy
    assert strategy.redraft
    summary = strategy.redraft.summary
    view = redraft_view(strategy, strategy.redraft, context.base)
    return PageContent(view, description=plain(summary), lead=sentence(summary))


def redraft_view(strategy: Strategy, redraft: Redraft, base: KnowledgeBase) -> RedraftView:
    """Return the differences by kind; those of number are in ``renumbered``."""
    documents = (redraft.draft, strategy.document)
    groups = (_group(kind, redraft, documents, base) for kind in _GROUPS)
    count = len(redraft.changes)
    return RedraftView(
        renumbered=tuple(
            _renumbering(change, base) for change in redraft.changes if change.kind is ChangeKind.RENUMBERED
        ),
        groups=tuple(group for group in groups if group.changes),
        count=counted(count, "difference"),
        draft=document_link(redraft.draft, base),
        final=document_link(strategy.document, base),
    )


def _group(kind: ChangeKind, redraft: Redraft, documents: tuple[str, str], base: KnowledgeBase) -> RedraftGroupView:
    heading, name, absence = _GROUPS[kind]
    changes = tuple(_change(change, absence, documents, base) for change in redraft.changes if change.kind is kind)
    return RedraftGroupView(kind.value.replace("-", "_") + "_changes", heading, name, changes)


def _change(change: DraftChange, absence: str, documents: tuple[str, str], base: KnowledgeBase) -> RedraftChangeView:
    draft, final = documents
    return RedraftChangeView(
        anchor=change.id,
        title=change.title,
        text=sentence(change.text),
        draft=citation_view(change.draft, draft, base) if change.draft else None,
        final=citation_view(change.final, final, base) if change.final else None,
        absence=absence,
        about=links_from(change.id, Relation.ABOUT, base),
        backlinks=backlinks(change.id, base),
    )


def _renumbering(change: DraftChange, base: KnowledgeBase) -> RenumberingView:
    about = [base.targets[link.target] for link in base.links_from(change.id) if link.relation is Relation.ABOUT]
    titles = tuple((_title(target), path_of(target)) for target in about if isinstance(target, Entry))
    return RenumberingView(
        anchor=change.id,
        draft=change.draft.clause if change.draft else "",
        final=change.final.clause if change.final else "",
        titles=titles or ((change.title, ""),),
        text=sentence(change.text),
        backlinks=backlinks(change.id, base),
    )


def _title(target: Entry) -> str:
    """Return the title without the clause of an objective: the table has the clause in its own column."""
    return target.record.title if isinstance(target.record, Objective) else target.title
