"""Repair the built HTML, whichever engine built it: what the theme adds around the blocks that the site fills."""

from __future__ import annotations

from collections.abc import Callable

from lxml import html
from lxml.html import HtmlElement

from generator.publishing.engine.number_links import link_numbers
from generator.publishing.engine.selectors import select_all

_CONTENT = "kb-content"
"""The id of the part of a page that is its content."""


def repair_page(page: HtmlElement, *, language: str) -> None:
    """Apply every repair to a parsed page, and set its language."""
    page.set("lang", language)
    for repair in _REPAIRS:
        repair(page)


def to_html(page: HtmlElement) -> str:
    """Return a page as a complete HTML document."""
    text: str = html.tostring(page, encoding="unicode", doctype="<!doctype html>")
    return text.rstrip() + "\n"


def _remove_controls(page: HtmlElement) -> None:
    """Remove what the scripts of the theme control, none of which are published: its menu, search and messages."""
    for part in select_all(page, "input.md-toggle, label.md-overlay, .md-dialog, .md-progress"):
        part.drop_tree()


def _add_skip_link(page: HtmlElement) -> None:
    """Add a link to the content, the first on every page. The theme adds one to some pages only."""
    for place in select_all(page, '[data-md-component="skip"]'):
        place.clear()
        place.append(html.fragment_fromstring(f'<a class="kb-skip" href="#{_CONTENT}">Skip to content</a>'))
    for main in select_all(page, "main"):
        main.set("id", _CONTENT)
        main.set("tabindex", "-1")


_REPAIRS: tuple[Callable[[HtmlElement], None], ...] = (
    _remove_controls,
    _add_skip_link,
    link_numbers,
)
