"""Views of a need for print: who helps, the numbers to call, and what is in doubt."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import ContactState, Need, Reachable
from generator.views.directory.cards import ChannelView, area_of, channel_view, hours_and_cost, state_doubt
from generator.words.evidence import BASIS_WORDS
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class HelperView:
    """A contact, service or venue with all its numbers, or its first other channel if it has none."""

    anchor: str
    name: str
    lang: str
    """The code of the language of the name; empty if it is that of the document."""
    area: str
    channels: tuple[ChannelView, ...]
    answers: str
    """When somebody answers its first channel, and what that costs; empty if unknown."""
    what_for: Sentence
    doubt: str
    """That it may have gone, or was not read in a public source; empty otherwise."""


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need with its helpers. ``earlier_helpers`` have their entry under an earlier need of the same print."""

    anchor: str
    title: str
    helpers: tuple[HelperView, ...]
    earlier_helpers: tuple[HelperView, ...]


def need_view(need: Need, base: KnowledgeBase, already_listed: Set[str] = frozenset()) -> NeedView:
    """Return the view of one need with everyone who can be reached, in the order of the file.

    ``already_listed`` are the ids that have an entry under an earlier need.
    """
    records = [
        record
        for record in base.directory.everyone
        if need.id in record.needs and record.channels and record.state is not ContactState.CLOSED
    ]
    return NeedView(
        f"for-{need.id}",
        need.title,
        tuple(helper_view(record, base) for record in records if record.id not in already_listed),
        tuple(helper_view(record, base) for record in records if record.id in already_listed),
    )


def helper_view(record: Reachable, base: KnowledgeBase) -> HelperView:
    """Return the view of one helper for print."""
    views = [channel_view(channel) for channel in record.channels]
    numbers = tuple(view for view in views if view.is_number)
    return HelperView(
        anchor=f"helper-{record.id}",
        name=record.name,
        lang=record.lang or "",
        area=area_of(record, base),
        channels=numbers or tuple(views[:1]),
        answers=hours_and_cost((numbers or views)[0]) if views else "",
        what_for=sentence(record.what_for),
        doubt=_doubt(record, any(view.doubt for view in numbers or views[:1])),
    )


def _doubt(record: Reachable, channel_has_doubt: bool) -> str:
    if doubt := state_doubt(record):
        return doubt
    doubt = BASIS_WORDS[record.basis].doubt
    return f"{doubt}." if doubt and not channel_has_doubt else ""
