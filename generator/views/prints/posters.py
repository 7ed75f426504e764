"""Views of posters: a question, a message, the number to call and the address of the QR code."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPoster
from generator.model.channels import ChannelKind
from generator.model.contacts import Reachable
from generator.views.directory.cards import channel_view, first_number
from generator.words.text import NO_BREAK, Sentence, sentence

_SHORT_NUMBER = 6
"""The most characters of a number that fits beside the QR code: 101, 116 123."""


@dataclass(frozen=True, slots=True)
class PosterView:
    """One poster."""

    heading: str
    message: str
    points: tuple[Sentence, ...]
    call_text: str
    other_channel: str
    """Kind and number of another channel of the same contact, for people who cannot call."""
    number: str
    long_number: bool
    """Whether the number needs a line of its own."""
    scan_address: str
    """The address of the QR code: of the contact the poster names, else of the website; empty for none."""
    scan_text: str
    host: str
    """The host of that address, as somebody would type it."""


def poster_view(linked: LinkedPoster, base: KnowledgeBase) -> PosterView:
    """Return the view of a poster, with number and address from its contacts."""
    record, number = linked.record, first_number(linked.call)
    channels = linked.scan.channels if linked.scan else ()
    website = "" if linked.scan else base.partnership.website or ""
    address = next((one.value for one in channels if one.kind is ChannelKind.WEB), website)
    number_text = number.text.replace(" ", NO_BREAK) if number else ""
    return PosterView(
        heading=record.heading,
        message=record.says,
        points=tuple(map(sentence, record.points)),
        call_text=record.call_says,
        other_channel=_other_channel(linked.call),
        number=number_text,
        long_number=len(number_text) > _SHORT_NUMBER,
        scan_address=address,
        scan_text=record.scan_says or "",
        host=address.partition("//")[2].partition("/")[0].removeprefix("www."),
    )


def _other_channel(record: Reachable) -> str:
    views = (channel_view(channel) for channel in record.channels)
    return next((f"{view.kind}: {view.text}" for view in views if view.is_number and not view.is_voice), "")
