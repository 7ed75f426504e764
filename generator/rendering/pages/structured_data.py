"""What search engines read from the directory: schema.org, which the page carries as JSON-LD."""

from __future__ import annotations

from typing import Any

from generator.views.directory.cards import CardView, ChannelView
from generator.views.directory.contacts import DirectoryView
from generator.words.text import NO_BREAK, Sentence


def structured_data(shown: DirectoryView) -> dict[str, Any]:
    """Return an ItemList of everyone who can be reached, except who has closed and who is for staff only."""
    reached = [card for card in shown.cards if card.channels or card.address]
    offered = [card for card in reached if not card.closed and not card.staff_only]
    items = [{"@type": "ListItem", "position": n, "item": _item(card)} for n, card in enumerate(offered, 1)]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}


def _item(card: CardView) -> dict[str, Any]:
    """Return a Place if the card has an address, else a Service. The description says what is not known."""
    description = " ".join(text for text in (_text(card.what_for), card.standing) if text)
    fields = {"@id": f"#{card.anchor}", "name": card.name, "description": description}
    if card.address:
        numbers = [channel.shown.replace(NO_BREAK, " ") for channel in card.channels if channel.spoken]
        return fields | {"@type": "Place", "address": card.address} | ({"telephone": numbers} if numbers else {})
    channels = [_channel(channel) for channel in card.channels]
    return fields | {"@type": "Service", "areaServed": card.area, "availableChannel": channels}


def _channel(channel: ChannelView) -> dict[str, Any]:
    scheme, _, rest = channel.link.partition(":")
    fields: dict[str, Any] = {"@type": "ServiceChannel", "name": channel.kind}
    match scheme:
        case "tel":
            fields["servicePhone"] = {"@type": "ContactPoint", "telephone": rest}
        case "sms":
            fields["serviceSmsNumber"] = {"@type": "ContactPoint", "telephone": rest}
        case "http" | "https":
            fields["serviceUrl"] = channel.link
        case _:
            fields["description"] = channel.shown
    return fields | ({"availableLanguage": channel.languages} if channel.languages else {})


def _text(sentence: Sentence) -> str:
    return "".join(run.text for run in sentence).replace(NO_BREAK, " ")
