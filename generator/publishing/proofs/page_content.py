"""Prove that a finished page has nothing that could run, or take its reader elsewhere, but what the generator put in.

Text from data is escaped, and HTML in prose is cleaned, before a page is made. This looks at what came of it: whatever
is not known stops the build. What is known comes from the files of the generator and of the installed theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from generator.diagnostics import Code, Diagnostic, Span
from generator.model.site_settings import THEME_NAME
from generator.model.values import quoted
from generator.rendering.pages.site_files import EXIT_SCRIPT, PARTS, script_text

DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""The types of a ``script`` element that a browser does not run."""

_ACTIVE_ELEMENTS = [
    "animate",
    "animatemotion",
    "animatetransform",
    "applet",
    "base",
    "embed",
    "fencedframe",
    "foreignobject",
    "frame",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "param",
    "plaintext",
    "portal",
    "set",
    "style",
    "template",
    "use",
    "xmp",
]
"""What runs, fetches or frames something, and what one parser of HTML reads as text and another as elements."""

_RELATIONS = frozenset({"canonical", "icon", "stylesheet"})
_ADDRESS_ATTRIBUTES = ("action", "background", "cite", "data", "href", "ping", "poster", "src", "srcset")
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "sms"})
_STYLE = re.compile(r"(?:width: ?[0-9]{1,3}(?:\.[0-9]+)?%|text-align: ?(?:left|right|center));?")
"""The styles of an element: the length of a bar in a table of figures, and the columns of a table in Markdown."""

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")
"""The letters that a browser may leave out of an address before it looks for a scheme."""


def _xpath(path: str) -> Callable[[HtmlElement], list[Any]]:
    return etree.XPath(path)  # type: ignore[return-value]


_attributes = _xpath(
    "//@*[starts-with(name(), 'on') or name() = 'srcdoc' or name() = 'formaction' or contains(name(), ':')]"
)
_elements = _xpath(" | ".join(f"//{name}" for name in _ACTIVE_ELEMENTS))
_addresses = _xpath(" | ".join(f"//@{name}" for name in _ADDRESS_ATTRIBUTES))
_styles = _xpath("//@style")
_forms = _xpath("//form[@action or @target] | //meta[@http-equiv] | //input[@type = 'image']")
_sheets = _xpath("//link")
_scripts = _xpath("//script")
_remarks = _xpath("//comment() | //processing-instruction()")

_BASE = r"(?:\.|\.\.(?:/\.\.)*|(?:/[A-Za-z0-9._~%-]+)*/?)"
"""The way from a page to the folder of the site: relative, or on the error page from the top of the host."""


def remove_remarks(page: HtmlElement) -> None:
    """Remove all comments, which readers need not see, and of which browsers disagree where one ends."""
    for remark in _remarks(page):
        remark.drop_tree()


def page_faults(page: HtmlElement) -> tuple[str, ...]:
    """Return what could run or fetch something on a page and is not the generator's, in words; sorted."""
    return tuple(sorted({*_element_faults(page), *_attribute_faults(page), *_script_faults(page)}))


def page_problems(name: str, faults: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Return the faults of a page as diagnostics."""
    hint = "find the text or HTML that it comes from, and take that out"
    return tuple(Diagnostic(Span(name), Code.UNSAFE_HTML, fault, hint) for fault in faults)


def is_known_script(script: HtmlElement) -> bool:
    """Return whether a script of the engine's page is the generator's, or one that the theme writes into every page."""
    source = script.get("src")
    if source is None:
        text = script.text or ""
        return text == script_text(EXIT_SCRIPT) or any(pattern.fullmatch(text) for pattern in _theme_scripts())
    match = re.fullmatch(rf"(?:{_BASE}/|/)?(assets/[a-z0-9./-]+)", source)
    return match is not None and match[1] in PARTS and not (script.text or "").strip()


def is_data(script: HtmlElement) -> bool:
    """Return whether a ``script`` element has data, which no browser runs."""
    return script.get("src") is None and script.get("type", "").lower() in DATA_TYPES


def _script_faults(page: HtmlElement) -> Iterator[str]:
    for script in _scripts(page):
        if not is_data(script) and not is_known_script(script):
            what = script.get("src") or (script.text or "").strip()
            yield f"this page has a script that is not the generator's: {quoted(what)}"


def _element_faults(page: HtmlElement) -> Iterator[str]:
    for element in _elements(page):
        yield f"this page has the element <{element.tag}>, which could run or fetch something"
    for element in _forms(page):
        what = " ".join(f'{name}="{value}"' for name, value in element.items())
        yield f"this page has an element that could take its reader elsewhere: {quoted(f'{element.tag} {what}')}"
    for link in _sheets(page):
        if not _RELATIONS.issuperset(link.get("rel", "-").lower().split()):
            yield f"this page has a link that a browser follows by itself: {quoted(link.get('rel', 'link'))}"


def _attribute_faults(page: HtmlElement) -> Iterator[str]:
    for value in _attributes(page):
        if value.attrname not in {"xml:lang", "xmlns:xlink"}:
            yield f"this page has the attribute {value.attrname}, which could run something: {quoted(str(value))}"
    for value in _styles(page):
        if not _STYLE.fullmatch(value.strip()):
            yield f"this page has a style of its own: {quoted(str(value))}"
    for value in _addresses(page):
        if not _is_safe_address(value):
            yield f"this page has an address that could run something: {quoted(str(value))}"


def _is_safe_address(value: str) -> bool:
    plain = _INVISIBLE.sub("", value).lower()
    scheme, colon, rest = plain.partition(":")
    if not colon or re.search(r"[/?#]", scheme):
        return True
    return scheme in _SCHEMES or (scheme == "data" and rest.startswith(("image/png", "image/jpeg", "image/webp")))


@cache
def theme_folder() -> Path:
    """Return the folder of the installed theme's templates."""
    spec = find_spec(THEME_NAME)
    assert spec, f"the theme {THEME_NAME} is not installed"
    assert spec.origin, f"the theme {THEME_NAME} has no folder"
    return Path(spec.origin).parent / "templates"


@cache
def _theme_scripts() -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each script that the theme writes into every page, from its installed templates."""
    sources = (
        (theme_folder() / "partials" / "javascripts" / name).read_text(encoding="utf-8")
        for name in ("base.html", "content.html")
    )
    starts = [start for source in sources for start in source.split("<script>")[1:]]
    scripts = [start.partition("</script>")[0] for start in starts]
    return tuple(re.compile(_BASE.join(map(re.escape, re.split(r"\{\{[^{}]*\}\}", script)))) for script in scripts)
