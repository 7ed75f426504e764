"""What a page needs to be shown: its styles, which it has in itself, and one script, made from parts.

The styles are the rules of the theme and of our style sheets that can match the page. With them in it, a page is shown
as soon as it is there, which on a slow network is half the time; and it never meets the styles of another version.
Nothing else of the theme is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from lxml import html
from lxml.html import HtmlElement

from generator.disk import write_new
from generator.publishing.proofs.page_content import is_data, theme_folder
from generator.rendering.colours import style_sheet
from generator.rendering.pages.site_files import (
    COMPONENT_SCRIPTS,
    EXIT_SCRIPT,
    PAGE_SCRIPT,
    SITE_STYLES,
    script_text,
)
from generator.rendering.style_rules import StyleRules

_THEME_STYLES = ("main", "palette")
"""The theme's style sheets, in the order in which they apply: ``assets/stylesheets/NAME.*.min.css``."""

_SET_BY_SCRIPTS = frozenset({"[hidden]", "[open]", "[data-shut]", "[aria-invalid]"})
"""The attributes that scripts set on what is there already. The elements that they create are found."""

_CREATED = re.compile(r'createElement\("([a-z]+)"\)')


def link_page_files(page: HtmlElement, own_colour: str = "", own_styles: str = "") -> tuple[str, ...]:
    """Give a page its styles and its script in place of those that the engine linked.

    The styles are in a partnership's own colour, and followed by its own styles, if it has some.
    Return the names of its components that need scripts, sorted.
    """
    marks = {one.name: f"//*[@{one.mark}]" for one in COMPONENT_SCRIPTS}
    components = tuple(sorted(name for name, path in marks.items() if page.xpath(path)))
    rules = _style_rules(own_colour, own_styles)
    features = (_features(page) & rules.features) | _SET_BY_SCRIPTS | frozenset(_CREATED.findall(_script(components)))
    base = ""
    for link in page.xpath('//link[@rel="stylesheet"]'):
        base = link.get("href", "").partition("assets/")[0]
        link.drop_tree()
    for script in page.xpath("//script"):
        if not is_data(script):
            script.drop_tree()
    fonts = f"url({quote(base, safe='/:.~%-')}assets/fonts/"
    styles = _styles(own_colour, own_styles, features).replace("url(fonts/", fonts)
    head = page.find("head")
    head.append(_element("style", styles))
    head.append(_element("script", script_text(EXIT_SCRIPT)))
    head.append(_element("script", src=f"{base}{_script_path(components)}", defer=""))
    return components


def write_page_files(folder: Path, pages: Iterable[tuple[str, ...]]) -> dict[str, bytes]:
    """Write the scripts of pages with these components to ``folder``, and return their contents by path."""
    files = script_files(pages)
    for path, content in files.items():
        write_new(folder / path, content)
    return files


def script_files(pages: Iterable[tuple[str, ...]]) -> dict[str, bytes]:
    """Return the scripts of pages with these components by their paths."""
    return {_script_path(components): _script(components).encode() for components in sorted(set(pages))}


def _script_path(components: tuple[str, ...]) -> str:
    """Return the path of a script, whose name holds a hash of it: a browser may keep the file for ever."""
    return f"assets/{'-'.join((PAGE_SCRIPT, *components))}.{sha256(_script(components).encode()).hexdigest()[:16]}.js"


@cache
def _script(components: tuple[str, ...]) -> str:
    parts = dict.fromkeys(part for one in COMPONENT_SCRIPTS if one.name in components for part in one.parts)
    return "".join(map(script_text, (PAGE_SCRIPT, *parts)))


@lru_cache(maxsize=500)
def _styles(own_colour: str, own_styles: str, features: frozenset[str]) -> str:
    """Return the style sheet of a page with these features. Many pages of a kind have the same."""
    return _style_rules(own_colour, own_styles).matching(features)


@cache
def _style_rules(own_colour: str, own_styles: str) -> StyleRules:
    """Return the rules of all style sheets, in the order in which they apply."""
    folder = theme_folder() / "assets" / "stylesheets"
    themes = (next(folder.glob(f"{name}.*.min.css")) for name in _THEME_STYLES)
    own = (style_sheet(name, own_colour) for name in SITE_STYLES)
    return StyleRules.of((*(path.read_text(encoding="utf-8") for path in themes), *own, own_styles))


def _features(page: HtmlElement) -> frozenset[str]:
    """Return what a style sheet could name of a page: its elements, classes, ids and attributes."""
    found: set[str] = set()
    attributes: set[tuple[str, str]] = set()
    for element in page.iter("*"):
        found.add(str(element.tag))
        attributes.update(element.items())
    for name, value in attributes:
        found |= {f"[{name}]", f"[{name}={value}]"}
        if name == "class":
            found |= {f".{one}" for one in value.split()}
        elif name == "id":
            found.add(f"#{value}")
    return frozenset(found)


def _element(tag: str, text: str | None = None, /, **attributes: str) -> HtmlElement:
    element = html.Element(tag)
    element.text = text
    for name, value in attributes.items():
        element.set(name, value)
    element.tail = "\n"
    return element
