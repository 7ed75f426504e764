"""Find HTML that a page would have in a browser and that its text does not show, as a browser reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from generator.loading.prose_body import Body
from generator.model.allowed_html import LIVE_SCHEMES, first_unsafe, scheme_of
from generator.model.markdown import Finding, html_of

_PLAIN_LINK = r"\((?:ref:[a-z0-9-]+|https?://[^\s()<>&\\]*|(?:mailto|tel|sms):[^\s()<>&\\]*|[\w./#-]*)\)"
_ODD_LINK = re.compile(rf"\](?!{_PLAIN_LINK})\(")
_MAY_BE_LIVE = re.compile(rf"[<{{]|\]:|\]\[|\](?=\()(?!{_PLAIN_LINK})|^#+[ \t]*[\\_]", re.MULTILINE)
"""What a text must have for its page to have other HTML than Markdown's own."""


def live_html(body: Body) -> Iterator[Finding]:
    """Yield the first HTML that a browser would read in a page and that no page may have.

    The page is turned into HTML, which costs more than a look at its text, so it is for what that did not find.
    """
    if not _MAY_BE_LIVE.search(body.body):
        return
    text = body.without_remarks()
    try:
        found = first_unsafe(html_of(text), body.extra)
    except RecursionError:
        found = ("div", "")
    if found:
        element, attribute = found
        links = (one.target_start for one in body.links if scheme_of(one.target) in LIVE_SCHEMES)
        odd = (one.end() for one in _ODD_LINK.finditer(text))
        start = next(chain(links, odd), -1) if attribute in {"href", "src"} else -1
        start = start if start >= 0 else _place(text, element, attribute)
        end = text.find("\n", start)
        words = attribute or f"<{element}>"
        yield Finding.of(_row(attribute), start, end if end >= 0 else len(text), words=words)


def _row(attribute: str) -> str:
    """Return the row of ``UNKNOWN`` for what a browser would read."""
    if attribute.startswith("on"):
        return "event"
    rows = {"id": "theme-id", "class": "theme-class", "style": "style", "href": "unsafe-link", "src": "unsafe-link"}
    return rows.get(attribute, "live-html")


def _place(text: str, element: str, attribute: str) -> int:
    """Return where the text has an attribute or a tag, as far as can be told."""
    patterns = [rf"<{re.escape(element)}\b", r"(?<=\]:)|^#", r"[<{]"]
    if attribute:
        patterns.insert(0, rf"(?<![\w-]){re.escape(attribute)}\s*=")
    for pattern in patterns:
        if found := re.search(pattern, text, re.IGNORECASE | re.MULTILINE):
            return found.start()
    return 0
