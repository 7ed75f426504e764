"""Take what a project leaves out of its pages: of their front matter, and the links of their bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from generator.loading.leave_out import PAGE, Gone, pruned, without
from generator.loading.pack_records import Composed
from generator.loading.yaml_values import Location, Places
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


def without_claims(composed: Composed, lost: tuple[str, ...]) -> Composed:
    """Return front matter without the claims that are about sentences which are no longer there."""
    claims = composed.value.get("claims") if isinstance(composed.value, dict) else None
    entries = claims if isinstance(claims, list) else []
    begins = {n: one["begins"] for n, one in enumerate(entries) if isinstance(one, dict) and "begins" in one}
    gone = {n for n, begin in begins.items() if isinstance(begin, str) and any(one.startswith(begin) for one in lost)}
    if not gone:
        return composed
    everything = len(gone) == len(entries)
    dropped: dict[Location, str] = {("claims",): PAGE} if everything else {("claims", n): PAGE for n in gone}
    return without(composed, dropped)


def claim_beginnings(front: Any) -> tuple[str, ...]:
    """Return how the sentences begin that the claims in the front matter of a page are about."""
    claims = front.get("claims") if isinstance(front, dict) else None
    entries = claims if isinstance(claims, list) else []
    return tuple(one["begins"] for one in entries if isinstance(one, dict) and isinstance(one.get("begins"), str))


_LINK = re.compile(r"\[([^\[\]\n]*)\]\(ref:([a-z0-9-]+)(?:#[^[)\s]*)?\)")
_LINK_ALONE = re.compile(r"\s*(?:[-*+] )?\[[^\[\]\n]*\]\(ref:([a-z0-9-]+)(?:#[^[)\s]*)?\)[.:]?\s*")
_LINE_ENDS = re.compile(r"\n[ \t\n]*")
_BEGINS_A_BLOCK = re.compile(r"[-*+|#>:]|[0-9]+\.")
_SENTENCE = re.compile(r"(?<=[.!?])(\s+)")
_JOIN = re.compile(r"(?:,|,? and|,? or)\s+(?=\[)")
_HEADING = re.compile(r"(#+) ")


def without_links(text: str, is_gone: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page without links to what is gone, and the sentences that went with them, as words.

    The words of a link stay, but a sentence that begins with it speaks of what is gone, and goes; so do a line that was
    only such a link, and a heading with nothing left under it. Every line keeps its number.
    """
    lost: list[str] = []

    def sentence(part: str) -> str:
        start = _LINK.match(part)
        if not start or not is_gone(start[2]):
            return _LINK.sub(lambda match: match[1] if is_gone(match[2]) else match[0], part)
        rest = part[start.end() :]
        if (joined := _JOIN.match(rest)) and any(not is_gone(match[2]) for match in _LINK.finditer(rest)):
            after = sentence(rest[joined.end() :])
            return after[:1] + after[1:2].upper() + after[2:]
        lost.append(_LINK.sub(r"\1", part).replace("\n", " "))
        return "\n" * part.count("\n")

    def block(part: str) -> str:
        alone = _LINK_ALONE.fullmatch(part)
        if alone and is_gone(alone[1]):
            return "\n" * part.count("\n")
        return "".join(one if n % 2 else sentence(one) for n, one in enumerate(_SENTENCE.split(part)))

    left = "".join(one if n % 2 else block(one) for n, one in enumerate(_blocks(text)))
    return _without_empty_headings(text, left), tuple(lost)


def _blocks(text: str) -> Iterator[str]:
    """Yield the blocks of a text and, between each two, the line ends that part them.

    A line that is a heading, a part of a list or of a table is a block of its own; so is a paragraph.
    """
    begin = 0
    for ends in _LINE_ENDS.finditer(text):
        after = ends.start() + ends[0].rindex("\n") + 1
        if ends[0].count("\n") > 1 or _BEGINS_A_BLOCK.match(text, ends.end()):
            yield from (text[begin : ends.start()], text[ends.start() : after])
            begin = after
    yield text[begin:]


def _without_empty_headings(before: str, after: str) -> str:
    """Return a text without the headings that have nothing under them any more."""
    empty_before = {*_empty_headings(before.split("\n"))}
    lines = after.split("\n")
    for n in _empty_headings(lines):
        if n not in empty_before:
            lines[n] = ""
    return "\n".join(lines)


def _empty_headings(lines: list[str]) -> Iterator[int]:
    """Yield the positions of the headings with no words before the next of their level or a higher one."""
    filled_levels: set[int] = set()
    has_words = False
    for n in range(len(lines) - 1, -1, -1):
        heading = _HEADING.match(lines[n])
        if not heading:
            has_words |= bool(lines[n].strip())
            continue
        level = len(heading[1])
        is_filled = has_words or any(one > level for one in filled_levels)
        filled_levels = {one for one in filled_levels if one < level} | ({level} if is_filled else set())
        has_words = False
        if not is_filled:
            yield n
