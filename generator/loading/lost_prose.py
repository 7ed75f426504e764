"""Text of a page that no browser shows: behind a comment without end, or between angle brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?![\w:@.+-])([^<>]*)>")
_NAMES = """
    a abbr address animate area article aside audio b base bdi bdo blockquote body br button canvas caption
    circle cite clippath code col colgroup data datalist dd defs del desc details dfn dialog div dl dt ellipse
    em embed fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img
    input ins kbd label legend li line lineargradient link main map mark mask menu meta meter nav noscript
    object ol optgroup option output p param path pattern picture polygon polyline pre progress q radialgradient
    rect rp rt ruby s samp script search section select slot small source span stop strong style sub summary sup
    svg symbol table tbody td template text textarea tfoot th thead time title tr track tspan u ul use var video
    wbr
"""
_ELEMENTS = frozenset(_NAMES.split())
"""The elements of the HTML standard, and those of drawings in SVG."""
_PLACEHOLDERS = frozenset(
    {"address", "area", "data", "label", "legend", "map", "object", "output", "param", "summary", "time", "title"}
)
"""Elements that are also what an author would leave to be filled in."""


def lost_prose(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the offset, message and hint of each text that is not shown in a page's body without its code."""
    shown = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    start = shown.find("<!--")
    if start >= 0:
        message = "this comment is never closed, so the rest of the page is not shown"
        yield start, message, "type --> where the comment ends"
        shown = shown[:start]
    for tag in _TAG.finditer(shown):
        name = tag[2].lower()
        placeholder = name in _PLACEHOLDERS and not tag[3].strip() and f"</{name}" not in shown.lower()
        if (name in _ELEMENTS and not placeholder) or "@" in tag[3] or tag[1]:
            continue
        words = re.sub(r"\s+", " ", tag[0][1:-1].strip())
        message = f"'<{words}>' is read as HTML, and no browser shows it"
        yield tag.start(), message, f"write it without the angle brackets: `{words}`"
