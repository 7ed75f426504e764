"""Give a page the anchors that it had in a release, and let the address of a page that is gone lead on."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

_LISTS = frozenset({"dl", "ol", "ul", "table", "tbody", "thead", "tr"})
"""Elements in which a span may not stand."""


def set_former_places(page: HtmlElement) -> None:
    """Carry out what the head of a page says of its earlier addresses, and take that out of the head."""
    for mark in page.xpath("/html/head/meta[@name='kb-former']"):
        words = mark.get("content", "").split()
        for former, anchor in zip(words[::2], words[1::2], strict=True):
            _add_anchor(page, former, anchor)
        mark.drop_tree()
    for mark in page.xpath("/html/head/meta[@name='kb-moved-to']"):
        address = mark.attrib.pop("content")
        del mark.attrib["name"]
        mark.set("http-equiv", "refresh")
        mark.set("content", f"0; url={address}")


def _add_anchor(page: HtmlElement, former: str, anchor: str) -> None:
    """Add the former anchor at the start of the element with the present one; without one, at the top of the page."""
    if page.xpath("//@id[. = $former]", former=former):
        return
    places = [*page.xpath("//*[@id = $anchor]", anchor=anchor), *page.xpath("//article"), page.find("body")]
    place = places[0]
    while place.tag in _LISTS and len(place):
        place = place[0]
    span = html.Element("span", id=former)
    span.tail, place.text = place.text, None
    place.insert(0, span)
