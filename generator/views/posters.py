"""A poster: a question, what is true here, the number to call, and where the square code leads."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase, LinkedPoster
from generator.model.channels import ChannelKind
from generator.views.contact_cards import first_number
from generator.views.words import NO_BREAK, Sentence, sentence

_SHORT = 6
"""Characters of a number that stands beside the square code: 101, 116 123."""


@dataclass(frozen=True, slots=True)
class PosterView:
    """One poster."""

    heading: str
    says: str
    points: tuple[Sentence, ...]
    call_says: str
    number: str
    long: bool
    """Whether the number needs a line of its own."""
    scan: str
    """The address the square code leads to; empty where there is none."""
    scan_says: str
    host: str
    """The same address as somebody would type its beginning."""


def poster_view(linked: LinkedPoster, base: KnowledgeBase) -> PosterView:
    """A poster with its number and its address from their contacts."""
    record, number = linked.record, first_number(linked.call)
    web = [one.value for one in linked.scan.channels if one.kind is ChannelKind.WEB] if linked.scan else []
    address = web[0] if web else base.partnership.website or ""
    shown = number.shown.replace(" ", NO_BREAK) if number else ""
    return PosterView(
        heading=record.heading,
        says=record.says,
        points=tuple(map(sentence, record.points)),
        call_says=record.call_says,
        number=shown,
        long=len(shown) > _SHORT,
        scan=address,
        scan_says=record.scan_says or "",
        host=address.partition("//")[2].partition("/")[0].removeprefix("www."),
    )
