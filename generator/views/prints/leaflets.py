"""Views of leaflets: the cover with a number, and two panels of points, contacts and promises."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedLeaflet, LinkedPanel
from generator.views.directory.cards import first_number, hours_and_cost
from generator.views.prints.needs import HelperView, helper_view
from generator.views.standards.standard_set import StandardView, standard_view
from generator.views.standards.standing import sets_of
from generator.words.standing import ASK, warning
from generator.words.text import NO_BREAK, Sentence, sentence


@dataclass(frozen=True, slots=True)
class PanelView:
    """One panel inside."""

    title: str
    points: tuple[Sentence, ...]
    helpers: tuple[HelperView, ...]
    timed: tuple[StandardView, ...]
    """The promises with a time limit, which are shown as figures."""
    promises: tuple[StandardView, ...]
    """The other promises."""
    sets: str
    """The titles of the sets of these promises, joined by "and"; empty without promises."""
    warning: str
    """A warning about the promises; empty if all are confirmed."""


@dataclass(frozen=True, slots=True)
class LeafletView:
    """One leaflet."""

    heading: str
    says: Sentence
    picture: str
    """The file of its picture; empty for none."""
    call_text: str
    number: str
    number_facts: str
    """When somebody answers, and what a call costs, as the contact says; empty if it does not."""
    inside: tuple[PanelView, ...]


def leaflet_view(linked: LinkedLeaflet, base: KnowledgeBase) -> LeafletView:
    """Return the view of a leaflet, with numbers and promises from their records."""
    record, number = linked.record, first_number(linked.call)
    return LeafletView(
        heading=record.heading,
        says=sentence(record.says),
        picture=linked.picture.record.file if linked.picture else "",
        call_text=record.call_says,
        number=number.text.replace(" ", NO_BREAK) if number else "",
        number_facts=hours_and_cost(number) if number else "",
        inside=tuple(_panel(panel, base) for panel in linked.inside),
    )


def _panel(linked: LinkedPanel, base: KnowledgeBase) -> PanelView:
    views = [standard_view(standard, base) for standard in linked.promises]
    sets = sets_of((standard.record.id for standard in linked.promises), base)
    doubt = warning(sets, base.today)
    return PanelView(
        title=linked.record.title,
        points=tuple(map(sentence, linked.record.points)),
        helpers=tuple(helper_view(contact, base) for contact in linked.contacts),
        timed=tuple(view for view in views if view.deadline and view.deadline.amount),
        promises=tuple(view for view in views if not (view.deadline and view.deadline.amount)),
        sets=" and ".join(one.title for one in sets),
        warning=f"{doubt} {ASK}" if doubt else "",
    )
