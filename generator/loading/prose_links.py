"""The links in the body of a page, with their positions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.pages import ProseLink

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*(?:<([^<>\n]*)>|([^()\s<>]+))(?:\s+\"[^\"\n]*\")?\s*\)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_STRAY = re.compile(r"(?:\]:\s*|=\s*[\"']?)(ref:[^\s\"'>]*)")


def mask_code(body: str) -> str:
    """Return the body with every character of code replaced by a space; offsets stay the same."""
    fence = ""
    lines = []
    for line in body.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            closes = opening and opening[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
            lines.append(" " * len(line))
        elif opening and "`" not in line[opening.end() :]:
            fence = opening[1]
            lines.append(" " * len(line))
        else:
            lines.append(_CODE.sub(lambda match: " " * len(match[0]), line))
    return "\n".join(lines)


def links(text: str) -> Iterator[ProseLink]:
    """Yield every ``[words](target)`` of a body without code, images included."""
    for match in _LINK.finditer(text):
        group = 2 if match[2] is not None else 3
        yield ProseLink(match[1], match[group], match.start(), match.end(), match.start(group))


def stray_references(text: str, known_links: tuple[ProseLink, ...]) -> Iterator[int]:
    """Yield the offset of each ``ref:`` in a link of another form, such as HTML, which is not resolved."""
    for match in _STRAY.finditer(text):
        if not any(link.start <= match.start(1) < link.end for link in known_links):
            yield match.start(1)
