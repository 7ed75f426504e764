"""Find attributes in braces, such as ``{lang=cy}``, where no page reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.loading.prose_body import CODE, Body
from generator.loading.prose_html import BY_NAME, refused_attribute
from generator.model.allowed_html import FOR_ALL, attributes_of
from generator.model.markdown import Finding

ATTRIBUTES = re.compile(r"\{:?[ ]*((?:[.#][\w-]|[A-Za-z][\w:-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']))[^{}\n]*)\}")
_ONE = re.compile(
    r"[.#][^\s}\"'=]+|(?<![\w:.-])(?P<name>[A-Za-z][\w:.-]*)\s*=\s*(?P<value>\"[^\"\n]*\"|'[^'\n]*'|[^\s}\"']+)"
)
_ALLOWED = frozenset({*FOR_ALL, *attributes_of("a"), *attributes_of("img"), *attributes_of("ol")} - {"href", "src"})
_BLOCK = re.compile(r"[ \t]*(?:$|[-*+][ \t]|\d+\.[ \t]|#)")


def stray_attributes(body: Body) -> Iterator[Finding]:
    """Yield each list of attributes that is not right behind marked words, a heading, or the last line of a paragraph.

    Also yield each attribute that no page may have.
    """
    for match in ATTRIBUTES.finditer(body.text):
        refused = list(_refused(match))
        if refused:
            yield from refused
        elif body.words[match.start()] != CODE and not _is_read(body.text, match):
            yield Finding.of("stray-attributes", match.start(), match.end(), words=match[0])


def _refused(match: re.Match[str]) -> Iterator[Finding]:
    """Yield each attribute in braces that no page may have."""
    for one in _ONE.finditer(match[1]):
        start, end = match.start(1) + one.start(), match.start(1) + one.end()
        short = {".": "class", "#": "id"}.get(one[0][0])
        name, value = (short, one[0][1:]) if short else (one["name"].lower(), one["value"].strip("\"'"))
        if row := refused_attribute("", name, value, _ALLOWED):
            if row == "event":
                start, end = match.span()
            yield Finding.of(row, start, end, words=name if row in BY_NAME else one[0])


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
