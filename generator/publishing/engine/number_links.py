"""Make the numbers of the police in running text dial: each becomes a link as its record writes it."""

from __future__ import annotations

import re

from lxml import html
from lxml.html import HtmlElement

from generator.publishing.engine.selectors import select_all

_NO_LINK_IN = "a, button, caption, code, h1, h2, h3, h4, label, legend, option, script, style, summary, .kb-call"
"""The elements whose text is no place for a link."""

_CALLED = r"\b(?:call|dial|ring|calls to|call the police on|try the police on)\s"
_CALLED_BEFORE = re.compile(f"{_CALLED}$", re.IGNORECASE)
_NOT_COUNTED = r"(?=$|[.,;:!?)]|\s(?:and|are|by|from|if|is|now|on|or|when|with)\b)"
"""What follows a number that is dialled. One that counts something has a noun after it."""


def link_numbers(page: HtmlElement) -> None:
    """Link the numbers that the head of a page names, where the text of its article says to call them."""
    dialled = {meta.get("content", ""): meta.get("data-dial", "") for meta in select_all(page, "meta[data-dial]")}
    if not dialled:
        return
    numbers = "|".join(re.escape(number) for number in sorted(dialled))
    pattern = re.compile(f"({_CALLED})({numbers}){_NOT_COUNTED}", re.IGNORECASE)
    for article in select_all(page, "article"):
        elements = list(article.iter("*"))
        without_links = {part for one in select_all(article, _NO_LINK_IN) for part in one.iter("*")}
        for element in elements:
            if element not in without_links:
                if element.tag == "strong" and element.text in dialled and _CALLED_BEFORE.search(_text_before(element)):
                    _fill(element, dialled)
                _link(element, element.text, 0, pattern, dialled)
            parent = element.getparent()
            if element is not article and parent is not None and parent not in without_links:
                _link(parent, element.tail, parent.index(element) + 1, pattern, dialled)


def _text_before(element: HtmlElement) -> str:
    before, parent = element.getprevious(), element.getparent()
    return (before.tail if before is not None else parent.text if parent is not None else "") or ""


def _fill(element: HtmlElement, dialled: dict[str, str]) -> None:
    """Make the text of an element, which is one number, a link."""
    number = element.text or ""
    element.text = None
    element.append(_number_link(number, dialled))


def _number_link(number: str, dialled: dict[str, str]) -> HtmlElement:
    link = html.Element("a")
    link.set("class", "kb-num")
    link.set("href", dialled[number])
    link.text = number
    return link


def _link(parent: HtmlElement, text: str | None, at: int, pattern: re.Pattern[str], dialled: dict[str, str]) -> None:
    """Replace the numbers in a text of ``parent``, which stands before its child with the index ``at``, by links."""
    found = list(pattern.finditer(text or ""))
    if not (text and found):
        return
    links = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        link = _number_link(match.group(2), dialled)
        link.tail = text[match.end() : following.start(2) if following else len(text)]
        links.append(link)
    before = text[: found[0].start(2)]
    if at:
        parent[at - 1].tail = before
    else:
        parent.text = before
    for offset, link in enumerate(links):
        parent.insert(at + offset, link)
