"""Finding the links an author wrote in a page's body: once, here, with where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.pages import ProseLink

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*(?:<([^<>\n]*)>|([^()\s<>]+))(?:\s+\"[^\"\n]*\")?\s*\)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_STRAY = re.compile(r"(?:\]:\s*|=\s*[\"']?)(ref:[^\s\"'>]*)")


def masked(body: str) -> str:
    """The body with every character of code blanked out, so that positions stay and code is not read as Markdown."""
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
    """Every ``[words](target)`` of a masked body, pictures included."""
    for match in _LINK.finditer(text):
        group = 2 if match[2] is not None else 3
        yield ProseLink(match[1], match[group], match.start(), match.end(), match.start(group))


def stray_references(text: str, found: tuple[ProseLink, ...]) -> Iterator[int]:
    """Where ``ref:`` stands in a link of another form, which nothing would resolve."""
    for match in _STRAY.finditer(text):
        if not any(link.start <= match.start(1) < link.end for link in found):
            yield match.start(1)
