"""Who helps with a need, on paper: whom, the numbers to call, and what is not known of them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import ContactState, Need, Reachable
from generator.views.directory.cards import ChannelView, area_of, channel_view
from generator.words.evidence import WORDS
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class HelperView:
    """One who helps: every number, or the first other way where there is none."""

    anchor: str
    name: str
    area: str
    channels: tuple[ChannelView, ...]
    what_for: Sentence
    doubt: str
    """What is not known of them, or was not read in a public source; empty for the rest."""


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need with everyone who meets it; those whose entry stands under an earlier need by name alone."""

    anchor: str
    title: str
    helpers: tuple[HelperView, ...]
    earlier_helpers: tuple[HelperView, ...]


def need_view(need: Need, base: KnowledgeBase, told: Set[str] = frozenset()) -> NeedView:
    """Everyone for one need who can be reached, in the order they were written; ``told`` are those met before."""
    there = [
        record
        for record in base.directory.everyone
        if need.id in record.needs and record.channels and record.state is not ContactState.CLOSED
    ]
    return NeedView(
        f"for-{need.id}",
        need.title,
        tuple(helper_view(record, base) for record in there if record.id not in told),
        tuple(helper_view(record, base) for record in there if record.id in told),
    )


def helper_view(record: Reachable, base: KnowledgeBase) -> HelperView:
    """One who helps, as paper shows them."""
    views = [channel_view(channel) for channel in record.channels]
    called = tuple(view for view in views if view.is_number)
    return HelperView(
        anchor=f"helper-{record.id}",
        name=record.name,
        area=area_of(record, base),
        channels=called or tuple(views[:1]),
        what_for=sentence(record.what_for),
        doubt=_doubt(record, any(view.doubt for view in called or views[:1])),
    )


def _doubt(record: Reachable, said: bool) -> str:
    if record.state is ContactState.UNKNOWN:
        return "We found no recent sign that it is still there."
    doubt = WORDS[record.basis].doubt
    return f"{doubt}." if doubt and not said else ""
