"""The directory for search engines: schema.org terms, which the page has as JSON-LD."""

from __future__ import annotations

from typing import Any

from generator.views.directory.cards import CardView, ChannelView
from generator.views.directory.contacts import DirectoryView
from generator.words.text import NO_BREAK, Sentence


def structured_data(directory: DirectoryView) -> dict[str, Any]:
    """Return an ItemList of all cards with a channel or an address, except closed ones and those for staff only."""
    reachable = [card for card in directory.cards if card.channels or card.address]
    public = [card for card in reachable if not card.closed and not card.staff_only]
    items = [{"@type": "ListItem", "position": n, "item": _item(card)} for n, card in enumerate(public, 1)]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}


def _item(card: CardView) -> dict[str, Any]:
    """Return a Place if the card has an address, else a Service. The description says what is not known."""
    description = " ".join(text for text in (_text(card.what_for), card.warning) if text)
    fields = {"@id": card.path, "name": card.name, "description": description}
    if card.address:
        numbers = [channel.text.replace(NO_BREAK, " ") for channel in card.channels if channel.is_voice]
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
            fields["description"] = channel.text
    return fields | ({"availableLanguage": channel.languages} if channel.languages else {})


def _text(sentence: Sentence) -> str:
    return "".join(run.text for run in sentence).replace(NO_BREAK, " ")
