"""Links between records as a page shows them, in both directions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.linking.knowledge_base import KnowledgeBase, Link
from generator.linking.linked import LinkedSet, LinkedStandard, Target
from generator.linking.resolve.entries import Entry
from generator.model.bodies import Body, Presence
from generator.model.legislation import Provision
from generator.model.references import Relation
from generator.model.standards import Standing
from generator.views.law.status import status_view
from generator.views.shared.paths import path_of
from generator.views.shared.titles import title_of
from generator.words.standing import STANDING_WORDS
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to a record: its title, its address, and how the two records are related."""

    title: str
    path: str
    how: Sentence
    standing: str
    """The state of what is no longer current, such as "repealed", "ended" or "withdrawn"; otherwise empty."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links of one relation, under its heading."""

    words: str
    links: tuple[LinkView, ...]


_BACKLINK_HEADINGS = {
    Relation.ABOUT: "These are about it",
    Relation.ANSWERED_BY: "It answers what people asked for",
    Relation.ASKS_ABOUT: "People were asked about it in",
    Relation.CARRIED_BY: "It helps to carry out",
    Relation.NAMES: "It is named in",
    Relation.RAISED_UNDER: "People asked here for",
    Relation.RELIES_ON: "These rely on it",
    Relation.RESTATES: "You can read it in plain English in",
    Relation.SUCCEEDED_BY: "It took the place of",
    Relation.TEACHES: "You can learn about it in",
    Relation.USE_INSTEAD: "It replaces",
    Relation.USES: "It is used in",
}
"""The words before the links of a relation, on the page of its target: the links end the sentence."""


def links_from(identifier: str, relation: Relation, base: KnowledgeBase) -> tuple[LinkView, ...]:
    """Return the links of one relation from a record, in the order of its file."""
    links = (link for link in base.links_from(identifier) if link.relation is relation)
    return tuple(_view(link, link.target, base) for link in links)


def backlinks(identifier: str, base: KnowledgeBase, *, without: Relation | None = None) -> tuple[LinkGroup, ...]:
    """Return the links to a record, grouped by heading; each record appears once in a group.

    Links with the relation ``without`` are left out.
    """
    groups: dict[str, dict[str, LinkView]] = {}
    naming = (link for link in base.links_to(identifier) if link.relation is not without)
    for link in sorted(naming, key=lambda link: link.relation.value):
        view = replace(_view(link, link.origin, base), how=())
        groups.setdefault(_BACKLINK_HEADINGS[link.relation], {}).setdefault(view.path, view)
    return tuple(LinkGroup(words, tuple(views.values())) for words, views in groups.items())


def link_to(identifier: str, base: KnowledgeBase) -> LinkView:
    """Return a link to the record with this id; its ``standing`` only says whether a standard is withdrawn."""
    target = base.targets[identifier]
    return LinkView(title_of(target, base), path_of(target), (), _withdrawn(target, base))


def _view(link: Link, identifier: str, base: KnowledgeBase) -> LinkView:
    target = base.targets[identifier]
    return LinkView(title_of(target, base), path_of(target), sentence(link.how), _standing(target, base))


def _standing(target: Target, base: KnowledgeBase) -> str:
    if isinstance(target, LinkedStandard | LinkedSet):
        return _withdrawn(target, base)
    record = target.record if isinstance(target, Entry) else None
    if isinstance(record, Body):
        return "ended" if record.presence_on(base.today) is Presence.ENDED else ""
    if not (isinstance(record, Provision) and base.legislation):
        return ""
    status = status_view(record, base.today, base.legislation.review_every)
    return "" if status.live else status.word[0].lower() + status.word[1:]


def _withdrawn(target: Target, base: KnowledgeBase) -> str:
    """Return the word for a withdrawn standard or set of standards; empty for everything else."""
    if not isinstance(target, LinkedStandard | LinkedSet):
        return ""
    identifier = target.set_id if isinstance(target, LinkedStandard) else target.record.id
    sets = (linked.record for linked in base.sets if linked.record.id == identifier)
    withdrawn = any(one.standing(base.today) is Standing.WITHDRAWN for one in sets)
    return STANDING_WORDS[Standing.WITHDRAWN].word if withdrawn else ""
