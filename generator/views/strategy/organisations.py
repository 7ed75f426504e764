"""Views of the organisations that documents name, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.bodies import Body, Presence
from generator.model.references import Relation
from generator.views.shared.evidence import SourcePage, source_pages
from generator.views.shared.links import LinkGroup, LinkView, backlinks, links_from
from generator.views.shared.paths import path_of
from generator.words.dates import day, known_date
from generator.words.evidence import BASIS_WORDS
from generator.words.text import Sentence, clause_order, sentence


@dataclass(frozen=True, slots=True)
class NamingDocument:
    """A document that names an organisation, with the clauses, separated by commas."""

    document: str
    path: str
    clauses: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """One organisation as of a day."""

    anchor: str
    name: str
    short_name: str
    named_as: str
    kind: str
    area: str
    presence: str
    """The text of the badge: Continues, Ended, Not known or Not yet."""
    lifespan: str
    became: Sentence
    successors: tuple[LinkView, ...]
    named_in: tuple[NamingDocument, ...]
    check_note: str
    sources: tuple[SourcePage, ...]
    sources_dated: str
    note: Sentence
    web: str
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """Organisations under one heading."""

    anchor: str
    title: str
    bodies: tuple[BodyView, ...]


_PRESENCE = {
    Presence.CONTINUES: "Continues",
    Presence.ENDED: "Ended",
    Presence.UNKNOWN: "Not known",
    None: "Not yet",
}


def body_groups(base: KnowledgeBase, today: date) -> tuple[BodyGroup, ...]:
    """Return the organisations in three groups: those that supported the strategy, others it names, and the rest."""
    supporting = sorted((b for b in base.bodies if b.supporting), key=_clause_key)
    named = sorted((b for b in base.bodies if b.named and not b.supporting), key=lambda b: b.name.casefold())
    others = sorted((b for b in base.bodies if not b.named and not b.supporting), key=lambda b: b.name.casefold())
    groups = (
        ("supporting", "Organisations that supported the strategy", supporting),
        ("named", "Others that the strategy names", named),
        ("since", "Organisations since then", others),
    )
    return tuple(
        BodyGroup(f"organisations-{anchor}", title, tuple(body_view(body, base, today) for body in bodies))
        for anchor, title, bodies in groups
        if bodies
    )


def _clause_key(body: Body) -> tuple[tuple[int, str], ...]:
    return clause_order(body.named[0].clause) if body.named else ()


def body_view(body: Body, base: KnowledgeBase, today: date) -> BodyView:
    """Return the view of one organisation on ``today``."""
    presence = body.presence_on(today)
    words = BASIS_WORDS[body.basis]
    return BodyView(
        anchor=body.id,
        name=body.name,
        short_name=body.short_name or "",
        named_as=body.named_as or "",
        kind=body.kind,
        area=body.area,
        presence=_PRESENCE[presence],
        lifespan=_lifespan(body, presence, today),
        became=sentence(body.became) if body.became and presence is not None else (),
        successors=links_from(body.id, Relation.SUCCEEDED_BY, base) if presence is not None else (),
        named_in=_named_in(body, base),
        check_note=f"{words.basis}; {words.checked.lower()} {day(body.checked_on)}",
        sources=source_pages(body.sources),
        sources_dated=body.sources_dated or "",
        note=sentence(body.note) if body.note else (),
        web=body.web or "",
        backlinks=backlinks(body.id, base),
    )


def _lifespan(body: Body, presence: Presence | None, today: date) -> str:
    if presence is None:
        return f"On {day(today)} it had not begun. It began on {known_date(body.since)}."
    if presence is Presence.ENDED:
        return f"It ended: {known_date(body.until)}."
    if presence is Presence.UNKNOWN:
        return "We could not establish whether it is still there."
    if body.until:
        return f"On {day(today)} it was there. It ended later: {known_date(body.until)}."
    check_day = f"when we looked on {day(body.checked_on)}"
    return (
        f"It began on {known_date(body.since)} and was there {check_day}."
        if body.since
        else f"It was there {check_day}."
    )


def _named_in(body: Body, base: KnowledgeBase) -> tuple[NamingDocument, ...]:
    by_document: dict[str, list[str]] = {}
    for citation in body.named:
        by_document.setdefault(citation.document, []).append(citation.clause)
    return tuple(
        NamingDocument(document.title, path_of(document), ", ".join(sorted(by_document[document.id], key=clause_order)))
        for document in base.documents
        if document.id in by_document
    )
