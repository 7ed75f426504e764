"""Take what a project leaves out of its pages: of their front matter, and the links of their bodies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.loading.leave_out import Gone, pruned
from generator.loading.pack_records import Composed
from generator.loading.yaml_values import Places
from generator.model.pages import FrontMatter


def pruned_front(value: Any, places: Places, gone: Gone) -> Composed | None:
    """Return the front matter of a page without what is gone; None if the page goes too.

    In place of a page of the route that is gone, the one after it comes next.
    """
    if isinstance(value, dict):
        comes_next, passed = value.get("next"), set[str]()
        while (
            isinstance(comes_next, str) and gone.has(comes_next, places.value(("next",))) and comes_next not in passed
        ):
            passed.add(comes_next)
            comes_next = gone.next_pages.get(comes_next, comes_next)
        value = {**value, "next": comes_next} if passed else value
    return pruned(FrontMatter, Composed(value, places), gone)


def claim_beginnings(front: Any) -> tuple[str, ...]:
    """Return how the sentences begin that the claims in the front matter of a page are about."""
    claims = front.get("claims") if isinstance(front, dict) else None
    entries = claims if isinstance(claims, list) else []
    return tuple(one["begins"] for one in entries if isinstance(one, dict) and isinstance(one.get("begins"), str))


_LINK = re.compile(r"\[([^\]\n]*)\]\(ref:([a-z0-9-]+)(?:#[^)\s]*)?\)")
_LINK_ALONE = re.compile(r"\s*(?:[-*+] )?\[[^\]\n]*\]\(ref:([a-z0-9-]+)(?:#[^)\s]*)?\)[.:]?\s*")


def without_links(text: str, is_gone: Callable[[str], bool]) -> str:
    """Return the text of a page without links to what is gone: their words stay, and a line that was only one goes.

    Every other line keeps its number.
    """
    lines = []
    for line in text.split("\n"):
        alone = _LINK_ALONE.fullmatch(line)
        if alone and is_gone(alone[1]):
            lines.append("")
            continue
        lines.append(_LINK.sub(lambda match: match[1] if is_gone(match[2]) else match[0], line))
    return "\n".join(lines)
