"""Find attributes in braces, such as ``{lang=cy}``, where no page reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.loading.prose_body import CODE, Body
from generator.model.markdown import Finding

ATTRIBUTES = re.compile(r"\{:?[ ]*((?:[.#][\w-]+|[A-Za-z][\w:-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}\"']+))[^{}\n]*)\}")
_BLOCK = re.compile(r"[ \t]*(?:$|[-*+][ \t]|\d+\.[ \t]|#)")


def stray_attributes(body: Body) -> Iterator[Finding]:
    """Yield each list of attributes that is not right behind marked words, a heading, or the last line of a paragraph.

    Also yield one that would run a script.
    """
    for match in ATTRIBUTES.finditer(body.text):
        event = re.search(r"(?:^|\s)(on[a-z]+)\s*=", match[1], re.IGNORECASE)
        if event:
            yield Finding.of("event", match.start(), match.end(), words=event[1])
        elif body.words[match.start()] != CODE and not _is_read(body.text, match):
            yield Finding.of("stray-attributes", match.start(), match.end(), words=match[0])


def _is_read(text: str, match: re.Match[str]) -> bool:
    first = text.rfind("\n", 0, match.start()) + 1
    last = text.find("\n", match.end())
    before, after = text[first : match.start()], text[match.end() : last if last >= 0 else None]
    if before.strip() and (before[-1] in ")*_" + CODE):
        return True
    if after.strip():
        return before.lstrip().startswith("|") and after.lstrip().startswith("|")
    if before.startswith("#"):
        return before.endswith(" ")
    if before.strip():
        return False
    above = text[text.rfind("\n", 0, max(first - 1, 0)) + 1 : max(first - 1, 0)]
    below = text[last + 1 :].partition("\n")[0] if last >= 0 else ""
    return bool(above.strip()) and bool(_BLOCK.match(below))
