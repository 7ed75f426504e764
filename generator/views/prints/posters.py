"""Views of posters: a question, a message, a picture, the number to call and the address of the QR code."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPoster
from generator.model.channels import ChannelKind
from generator.model.contacts import Reachable
from generator.views.directory.cards import channel_view, first_number, hours_and_cost
from generator.words.text import NO_BREAK, Sentence, sentence

_NUMBER_SIZES = ((4, "short"), (9, "medium"))
"""The most characters of a number, and its size: 101 is the largest, 0800 1111 smaller; longer ones are ``long``."""


@dataclass(frozen=True, slots=True)
class PosterView:
    """One poster."""

    heading: str
    message: str
    points: tuple[Sentence, ...]
    call_text: str
    picture: str
    """The file of its picture; empty for none."""
    other_channel: str
    """Kind and number of another channel of the same contact, for people who cannot call."""
    number: str
    number_size: str
    """How long the number is, which sets how large it can be: ``short``, ``medium`` or ``long``."""
    number_facts: str
    """When somebody answers, and what a call costs, as the contact says; empty if it does not."""
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
        picture=linked.picture.record.file if linked.picture else "",
        other_channel=_other_channel(linked.call),
        number=number_text,
        number_size=next((size for most, size in _NUMBER_SIZES if len(number_text) <= most), "long"),
        number_facts=hours_and_cost(number) if number else "",
        scan_address=address,
        scan_text=record.scan_says or "",
        host=address.partition("//")[2].partition("/")[0].removeprefix("www."),
    )


def _other_channel(record: Reachable) -> str:
    views = (channel_view(channel) for channel in record.channels)
    return next((f"{view.kind}: {view.text}" for view in views if view.is_number and not view.is_voice), "")
