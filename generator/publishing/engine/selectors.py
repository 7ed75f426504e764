"""Find elements of a page by a selector, which is compiled once and not for each page."""

from __future__ import annotations

from functools import cache

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_selector = cache(CSSSelector)


def select_all(element: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements of and below ``element`` that match a selector of CSS, in their order."""
    elements: list[HtmlElement] = _selector(selector, translator="html")(element)  # type: ignore[assignment]
    return elements
