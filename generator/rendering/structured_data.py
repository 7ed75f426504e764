"""What search engines read from the directory: schema.org, as JSON-LD in the page."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from generator.views.contact_cards import CardView, ChannelView
from generator.views.contacts import DirectoryView
from generator.views.words import Sentence


def structured_data(shown: DirectoryView) -> Markup:
    """A script element that holds everyone who can be reached; nobody who has closed, and nobody who is for staff."""
    offered = [card for card in shown.cards if card.channels and not card.closed and not card.staff_only]
    items = [{"@type": "ListItem", "position": n, "item": _item(card)} for n, card in enumerate(offered, 1)]
    whole = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}
    # A browser ends a script at the first "</", wherever it stands.
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))


def json_data(value: object, mark: str) -> Markup:
    """Data for a script of ours, in an element that it finds by the attribute ``mark``; a browser runs none of it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
    return Markup('<script type="application/json" {}>{}</script>').format(Markup(mark), Markup(text))


def _item(card: CardView) -> dict[str, Any]:
    return {
        "@type": "Service",
        "@id": f"#{card.anchor}",
        "name": card.name,
        "description": _words(card.what_for),
        "areaServed": card.area,
        "availableChannel": [_channel(channel) for channel in card.channels],
    }


def _channel(channel: ChannelView) -> dict[str, Any]:
    scheme, _, rest = channel.link.partition(":")
    said: dict[str, Any] = {"@type": "ServiceChannel", "name": channel.kind}
    match scheme:
        case "tel":
            said["servicePhone"] = {"@type": "ContactPoint", "telephone": rest}
        case "sms":
            said["serviceSmsNumber"] = {"@type": "ContactPoint", "telephone": rest}
        case "http" | "https":
            said["serviceUrl"] = channel.link
        case _:
            said["description"] = channel.shown
    return said


def _words(words: Sentence) -> str:
    return "".join(run.text for run in words).replace("\u00a0", " ")
