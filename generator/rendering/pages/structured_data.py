"""What search engines read from the directory: schema.org, as JSON-LD in the page."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from generator.views.directory.cards import CardView, ChannelView
from generator.views.directory.contacts import DirectoryView
from generator.words.text import NO_BREAK, Sentence


def structured_data(shown: DirectoryView) -> Markup:
    """A script element that holds everyone who can be reached; nobody who has closed, and nobody who is for staff."""
    reached = [card for card in shown.cards if card.channels or card.address]
    offered = [card for card in reached if not card.closed and not card.staff_only]
    items = [{"@type": "ListItem", "position": n, "item": _item(card)} for n, card in enumerate(offered, 1)]
    whole = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}
    # A browser ends a script at the first "</", and reads on past it after "<!--<script": no "<" may stand as it is.
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))


def json_data(value: object, mark: str) -> Markup:
    """Data for a script of ours, in an element that it finds by the attribute ``mark``; a browser runs none of it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
    return Markup('<script type="application/json" {}>{}</script>').format(Markup(mark), Markup(text))


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
