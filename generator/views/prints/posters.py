"""A poster: a question, what is true here, the number to call, and where the square code leads."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPoster
from generator.model.channels import ChannelKind
from generator.model.contacts import Reachable
from generator.views.directory.cards import channel_view, first_number
from generator.words.text import NO_BREAK, Sentence, sentence

_SHORT = 6
"""Characters of a number that stands beside the square code: 101, 116 123."""


@dataclass(frozen=True, slots=True)
class PosterView:
    """One poster."""

    heading: str
    message: str
    points: tuple[Sentence, ...]
    call_text: str
    other_channel: str
    """Another way to the same people for who cannot call: its kind and its number."""
    number: str
    long_number: bool
    """Whether the number needs a line of its own."""
    scan_address: str
    """The address the square code leads to: of the contact the poster names, or else of the website. Empty for none."""
    scan_text: str
    host: str
    """The same address as somebody would type its beginning."""


def poster_view(linked: LinkedPoster, base: KnowledgeBase) -> PosterView:
    """A poster with its number and its address from their contacts."""
    record, number = linked.record, first_number(linked.call)
    ways = linked.scan.channels if linked.scan else ()
    own = "" if linked.scan else base.partnership.website or ""
    address = next((one.value for one in ways if one.kind is ChannelKind.WEB), own)
    shown = number.text.replace(" ", NO_BREAK) if number else ""
    return PosterView(
        heading=record.heading,
        message=record.says,
        points=tuple(map(sentence, record.points)),
        call_text=record.call_says,
        other_channel=_other(linked.call),
        number=shown,
        long_number=len(shown) > _SHORT,
        scan_address=address,
        scan_text=record.scan_says or "",
        host=address.partition("//")[2].partition("/")[0].removeprefix("www."),
    )


def _other(record: Reachable) -> str:
    ways = (channel_view(channel) for channel in record.channels)
    return next((f"{way.kind}: {way.text}" for way in ways if way.is_number and not way.is_voice), "")
