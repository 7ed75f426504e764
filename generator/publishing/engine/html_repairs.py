"""Repair the built HTML, whichever engine built it: mostly accessibility defects of the theme.

Material 9.8 opens its menu with labels that no key reaches, leaves controls without a name, and nests landmarks. Each
repair below mends one defect. None copies a part of the theme, so none has to follow the theme's changes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from lxml import html
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from generator.model.allowed_html import ExtraHtml
from generator.publishing.engine.number_links import link_numbers
from generator.publishing.engine.prose_marks import clean_prose
from generator.rendering.pages.site_files import style_components

_selector = cache(CSSSelector)
"""Compiles a selector once, not for each page."""


def _select_all(page: HtmlElement, selector: str) -> list[HtmlElement]:
    elements: list[HtmlElement] = _selector(selector, translator="html")(page)  # type: ignore[assignment]
    return elements


_TOGGLE_NAMES = {"__drawer": "Menu", "__search": "Search", "__toc": "On this page"}


def repair_files(folder: Path, names: list[str], *, language: str, extra: Iterable[ExtraHtml] = ()) -> None:
    """Repair the pages ``names`` below ``folder``. Leave an author's own HTML files as they are.

    ``extra`` is the HTML that the settings allow in prose.
    """
    for name in names:
        path = folder / name
        before = path.read_text(encoding="utf-8")
        page = html.document_fromstring(clean_prose(before, extra))
        repair_page(page, language=language)
        after = to_html(page)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")


def repair_page(page: HtmlElement, *, language: str) -> None:
    """Apply every repair to a parsed page, and set its language."""
    page.set("lang", language)
    for repair in _REPAIRS:
        repair(page)


def to_html(page: HtmlElement) -> str:
    """Return a page as a complete HTML document."""
    text: str = html.tostring(page, encoding="unicode", doctype="<!doctype html>")
    return text.rstrip() + "\n"


def _name_toggles(page: HtmlElement) -> None:
    """Name the hidden checkboxes that open menus, and stop browsers from restoring their state (WCAG 4.1.2)."""
    for box in _select_all(page, "input.md-toggle"):
        box.set("aria-label", _TOGGLE_NAMES.get(box.get("id", ""), "Section"))
        box.attrib.pop("autocomplete", None)
    for label in _select_all(page, 'label[tabindex=""]'):
        del label.attrib["tabindex"]


def _release_labels(page: HtmlElement) -> None:
    """Take from a label the control that the theme left out, as it does for the contents of pages outside the menu."""
    controls = {box.get("id") for box in _select_all(page, "input[id], select[id], textarea[id], button[id]")}
    for label in _select_all(page, "label[for]"):
        if label.get("for") not in controls:
            del label.attrib["for"]


def _replace_labels_by_buttons(page: HtmlElement) -> None:
    """Replace the labels that open menus by buttons. A label has no name and cannot be reached by key (WCAG 2.1.1)."""
    for label in _select_all(page, "label.md-header__button[for]"):
        target = label.get("for", "")
        if target not in _TOGGLE_NAMES:
            continue
        del label.attrib["for"]
        label.tag = "button"
        label.set("type", "button")
        label.set("data-toggle", target)
        label.set("aria-label", _TOGGLE_NAMES[target])
        label.set("aria-expanded", "false")


def _add_search_link(page: HtmlElement) -> None:
    """Add a link to the search page to the header. The theme's own search, which loads a whole index, is off."""
    for logo in _select_all(page, ".md-header a.md-logo"):
        link = html.Element("a")
        link.set("class", "md-header__button kb-find")
        link.set("href", posixpath.join(posixpath.dirname(logo.get("href", "")), "a-to-z.html#search-words"))
        icon = html.Element("i")
        icon.set("class", "kb-g kb-g--find")
        icon.set("aria-hidden", "true")
        icon.tail = "Search"
        link.append(icon)
        logo.getparent().append(link)


def _mark_for_search(page: HtmlElement) -> None:
    """Mark the article for the search index.

    Leave out the A to Z, which repeats the words of all pages, and what says itself that it is not searched.
    """
    if _select_all(page, "[data-search], [data-not-searched]"):
        return
    weights = [meta.get("content", "") for meta in _select_all(page, 'meta[name="kb-weight"]')]
    for article in _select_all(page, "article.md-content__inner"):
        article.set("data-pagefind-body", "")
        if weights:
            article.set("data-pagefind-weight", weights[0])


def _flatten_landmarks(page: HtmlElement) -> None:
    """Leave one landmark with its own name for each navigation. The theme nests several with the same name."""
    for outer in _select_all(page, "nav.md-header__inner"):
        outer.tag = "div"
        outer.attrib.pop("aria-label", None)
    for navigation in _select_all(page, "nav.md-nav--primary"):
        navigation.set("aria-label", "Menu")
    for navigation in _select_all(page, "nav.md-tabs"):
        navigation.set("aria-label", "Main pages")
    for navigation in _select_all(page, "nav.md-nav--secondary"):
        navigation.set("aria-label", "On this page")
        for heading in _select_all(navigation, "label.md-nav__title"):
            icon = heading.find("span")
            if icon is not None:
                icon.tail = "On this page"
    for nested in _select_all(page, "nav.md-nav nav.md-nav"):
        nested.tag = "div"
        for attribute in ("aria-label", "aria-labelledby", "aria-expanded"):
            nested.attrib.pop(attribute, None)


def _hide_logo_image(page: HtmlElement) -> None:
    """Give the logo an empty alternative text: the site's name is beside it."""
    for mark in _select_all(page, ".md-logo img"):
        mark.set("alt", "")


def _name_logo_link(page: HtmlElement) -> None:
    """Name the logo's link after its target, the home page. The theme names it after the site."""
    for link in _select_all(page, "a.md-logo"):
        link.attrib.pop("title", None)
        link.set("aria-label", "Home")


def _drop_styles_of_other_pages(page: HtmlElement) -> None:
    """Leave only the style sheets of components that the page has. The engine links all of them on every page."""
    classes = {name for element in _select_all(page, "[class]") for name in element.get("class", "").split()}
    for link in _select_all(page, 'link[rel="stylesheet"]'):
        path = link.get("href", "").partition("?")[0]
        components = next((own for asset, own in style_components().items() if path.endswith(asset)), None)
        if components is not None and classes.isdisjoint(components):
            link.drop_tree()


def _mark_current_tab(page: HtmlElement) -> None:
    """Mark the tab of the entry that the page belongs to, which the theme does not know for the page of a record."""
    entries = {meta.get("content", "") for meta in _select_all(page, 'meta[name="kb-entry"]')}
    for tab in _select_all(page, ".md-tabs__item"):
        tab.classes.discard("md-tabs__item--active")
        if tab.text_content().strip() in entries:
            tab.classes.add("md-tabs__item--active")
            for link in _select_all(tab, "a"):
                link.set("aria-current", "true")


_REPAIRS: tuple[Callable[[HtmlElement], None], ...] = (
    _name_toggles,
    _release_labels,
    _replace_labels_by_buttons,
    _add_search_link,
    _flatten_landmarks,
    _hide_logo_image,
    _name_logo_link,
    _mark_for_search,
    _mark_current_tab,
    link_numbers,
    _drop_styles_of_other_pages,
)
