"""Find what a page has that a print cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.loading.prose_body import Body, Tag
from generator.loading.prose_tables import tables
from generator.model.allowed_html import attributes_of
from generator.model.pages import ScreenOnly

_PRINTED_TAGS = frozenset({"b", "br", "div", "em", "i", "li", "ol", "p", "span", "strong", "ul"})
"""The tags of HTML that a print can have."""

_QUOTATION = re.compile(r"^ {0,3}>", re.MULTILINE)


def screen_only(body: Body) -> Iterator[ScreenOnly]:
    """Yield the first of each thing in a body that a print cannot have, by its name in ``ALLOWED``."""
    found = {
        "a picture": next((link.start - 1 for link in body.links if link.is_picture), None),
        "a table": next((table.start for table in tables(body)), None),
        "code": next((fence.start for fence in body.fences if fence.is_closed), None),
        "a quotation": quotation.start() if (quotation := _QUOTATION.search(body.text)) else None,
        "other HTML": next((tag.start for tag in body.tags if _is_on_screen_only(tag, body)), None),
    }
    for name, start in found.items():
        if start is not None:
            yield ScreenOnly(name, body.span(start))


def _is_on_screen_only(tag: Tag, body: Body) -> bool:
    return tag.name not in _PRINTED_TAGS and bool(attributes_of(tag.name, body.extra))
