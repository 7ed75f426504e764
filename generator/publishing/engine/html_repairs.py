"""What the theme leaves out of its HTML, put in on the built files, after the engine and whichever engine it was.

Material 9.8 opens its menu with labels no key can reach, names nothing, and nests landmarks. Each repair
below is one of those defects; none copies a part of the theme, so none can drift from it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import html
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_select = cache(CSSSelector)
"""A selector is put together once, not for each page."""


def _all(page: HtmlElement, selector: str) -> list[HtmlElement]:
    found: list[HtmlElement] = _select(selector, translator="html")(page)  # type: ignore[assignment]
    return found


_TOGGLE_NAMES = {"__drawer": "Menu", "__search": "Search", "__toc": "On this page"}


def repair_pages(folder: Path, names: list[str], *, language: str) -> None:
    """Repair the pages ``names`` below ``folder``; an author's own HTML files are left as they are."""
    for name in names:
        path = folder / name
        before = path.read_text(encoding="utf-8")
        after = repaired(before, language=language)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")


def repaired(source: str, *, language: str) -> str:
    """One page, repaired."""
    page = html.document_fromstring(source)
    repair(page, language=language)
    return written(page)


def repair(page: HtmlElement, *, language: str) -> None:
    """Repair a page that has been read."""
    page.set("lang", language)
    for one in _REPAIRS:
        one(page)


def written(page: HtmlElement) -> str:
    """A page as it is published."""
    text: str = html.tostring(page, encoding="unicode", doctype="<!doctype html>")
    return text.rstrip() + "\n"


def _name_toggles(page: HtmlElement) -> None:
    """Hidden checkboxes that open menus have no name, and ask the browser to remember them (WCAG 4.1.2)."""
    for box in _all(page, "input.md-toggle"):
        box.set("aria-label", _TOGGLE_NAMES.get(box.get("id", ""), "Section"))
        box.attrib.pop("autocomplete", None)
    for label in _all(page, 'label[tabindex=""]'):
        del label.attrib["tabindex"]


def _buttons_for_labels(page: HtmlElement) -> None:
    """Openers of menus are labels, which no key reaches and no reader names (WCAG 2.1.1)."""
    for label in _all(page, "label.md-header__button[for]"):
        target = label.get("for", "")
        if target not in _TOGGLE_NAMES:
            continue
        del label.attrib["for"]
        label.tag = "button"
        label.set("type", "button")
        label.set("data-toggle", target)
        label.set("aria-label", _TOGGLE_NAMES[target])
        label.set("aria-expanded", "false")


def _search_link(page: HtmlElement) -> None:
    """The way to search stands in the bar of every page; the theme's own panel loads a whole index, and is off."""
    for logo in _all(page, ".md-header a.md-logo"):
        link = html.Element("a")
        link.set("class", "md-header__button kb-find")
        link.set("href", posixpath.join(posixpath.dirname(logo.get("href", "")), "a-to-z.html#find"))
        icon = html.Element("i")
        icon.set("class", "kb-g kb-g--find")
        icon.set("aria-hidden", "true")
        icon.tail = "Search"
        link.append(icon)
        logo.getparent().append(link)


def _found_by_search(page: HtmlElement) -> None:
    """Search looks through a page's own words; the A to Z, which holds the words of all, looks after itself."""
    if _all(page, "[data-search]"):
        return
    weights = [meta.get("content", "") for meta in _all(page, 'meta[name="kb-weight"]')]
    for article in _all(page, "article.md-content__inner"):
        article.set("data-pagefind-body", "")
        if weights:
            article.set("data-pagefind-weight", weights[0])


def _one_landmark_each(page: HtmlElement) -> None:
    """Navigations stand inside navigations under one name; each keeps one landmark with its own."""
    for outer in _all(page, "nav.md-header__inner"):
        outer.tag = "div"
        outer.attrib.pop("aria-label", None)
    for navigation in _all(page, "nav.md-nav--primary"):
        navigation.set("aria-label", "Menu")
    for navigation in _all(page, "nav.md-tabs"):
        navigation.set("aria-label", "Main pages")
    for navigation in _all(page, "nav.md-nav--secondary"):
        navigation.set("aria-label", "On this page")
        for heading in _all(navigation, "label.md-nav__title"):
            icon = heading.find("span")
            if icon is not None:
                icon.tail = "On this page"
    for nested in _all(page, "nav.md-nav nav.md-nav"):
        nested.tag = "div"
        for attribute in ("aria-label", "aria-labelledby", "aria-expanded"):
            nested.attrib.pop(attribute, None)


def _quiet_images(page: HtmlElement) -> None:
    """The mark beside the site's name says nothing the name does not."""
    for mark in _all(page, ".md-logo img"):
        mark.set("alt", "")


def _one_logo_link(page: HtmlElement) -> None:
    """The mark's link is named after the whole site on every page; say where it goes."""
    for link in _all(page, "a.md-logo"):
        link.attrib.pop("title", None)
        link.set("aria-label", "Home")


_REPAIRS: tuple[Callable[[HtmlElement], None], ...] = (
    _name_toggles,
    _buttons_for_labels,
    _search_link,
    _one_landmark_each,
    _quiet_images,
    _one_logo_link,
    _found_by_search,
)
