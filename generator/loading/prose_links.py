"""The links in the body of a page, with their positions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.pages import ProseLink

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*(?:(?:<([^<>\n]*)>|([^()\s<>]+))(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*|())\)")
_STRAY = re.compile(r"(?:\]:\s*|=\s*[\"']?)(ref:[^\s\"'>]*)")


def links(text: str, body: str) -> Iterator[ProseLink]:
    """Yield every ``[words](target)`` of a text, which is ``body`` without its code; pictures included."""
    for match in _LINK.finditer(text):
        group = next(n for n in (2, 3, 4) if match[n] is not None)
        words = body[match.start(1) : match.end(1)]
        is_picture = text[match.start() - 1 : match.start()] == "!"
        yield ProseLink(
            words, match[group], match.start(), match.end(), match.start(group), match.end(group), is_picture
        )


def stray_references(text: str, known_links: tuple[ProseLink, ...]) -> Iterator[int]:
    """Yield the offset of each ``ref:`` in a link of another form, such as HTML, which is not resolved."""
    for match in _STRAY.finditer(text):
        if not any(link.start <= match.start(1) < link.end for link in known_links):
            yield match.start(1)
