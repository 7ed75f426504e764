"""Clean the part of a finished page that an author wrote, which the templates put between two remarks.

``loading`` refuses HTML that a page may not have. Here it is taken out where a browser would read some after all, and
elements that an author left open are closed.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.allowed_html import ExtraHtml, clean_html

_START, _END = "<!-- kb-prose -->", "<!-- /kb-prose -->"
"""No author can write them: the remarks of a page are emptied when it is read."""


def clean_prose(source: str, extra: Iterable[ExtraHtml]) -> str:
    """Return the HTML of a page with only allowed HTML between the marks, and without the marks."""
    before, start, rest = source.partition(_START)
    prose, end, after = rest.rpartition(_END)
    if not start or not end:
        return source
    return f"{before}{clean_html(prose.strip(), frozenset(extra))}{after}"
