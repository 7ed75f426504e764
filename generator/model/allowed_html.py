"""The HTML that a page of ``content/`` may have: a table of elements and attributes, and the sanitiser set up from it.

``docs/markdown.md`` is written from the table. nh3, the binding to Ammonia, reads HTML as a browser does, so what it
removes is what a browser would have had.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import Enum
from functools import cache
from html import unescape


@dataclass(frozen=True, slots=True)
class AllowedHtml:
    """Elements that a page may have: what they are for, and the attributes that each of them may have besides."""

    name: str
    elements: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    """Element to its own attributes."""


# fmt: off
ALLOWED_HTML: tuple[AllowedHtml, ...] = (
    AllowedHtml("words", (
        "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
        "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "var", "wbr",
    ), {"data": ("value",), "time": ("datetime",)}),
    AllowedHtml("links and pictures", ("a", "figcaption", "figure", "img"), {
        "a": ("download", "href", "hreflang", "rel", "target"),
        "img": ("alt", "height", "loading", "src", "width"),
    }),
    AllowedHtml("paragraphs and parts", (
        "address", "article", "aside", "blockquote", "details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "nav", "p", "pre", "section", "summary",
    ), {"details": ("open",)}),
    AllowedHtml("lists", ("dd", "dl", "dt", "li", "ol", "ul"), {
        "li": ("value",), "ol": ("reversed", "start", "type"),
    }),
    AllowedHtml("tables", (
        "caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    ), {
        "col": ("span",), "colgroup": ("span",),
        "td": ("align", "colspan", "headers", "rowspan"),
        "th": ("abbr", "align", "colspan", "headers", "rowspan", "scope"),
    }),
)
"""What every page may have."""

FOR_ALL = (
    "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "class", "dir", "id", "lang", "markdown",
    "role", "title", "translate",
)
"""The attributes that each of these elements may have."""
# fmt: on

SCHEMES = frozenset({"http", "https", "mailto", "ref", "sms", "tel"})
"""How the address of a link may begin, if it is not that of a file beside the page."""

LIVE_SCHEMES = frozenset({"data", "javascript", "vbscript"})
"""How an address begins with which something runs or a page is made up. Any other odd one leads nowhere."""


class ExtraHtml(Enum):
    """HTML that the pages of a partnership may have only if its settings say so."""

    AUDIO = "audio"
    PICTURE = "picture"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """The elements and attributes that one word of ``allowed_html`` allows, and what they are for."""

    use: str
    attributes: Mapping[str, tuple[str, ...]]


_TRACK = ("default", "kind", "label", "src", "srclang")
EXTRA_HTML: Mapping[ExtraHtml, ExtraRow] = {
    ExtraHtml.AUDIO: ExtraRow(
        "a recording to listen to, from a file in content/",
        {"audio": ("controls", "preload", "src"), "source": ("src", "type"), "track": _TRACK},
    ),
    ExtraHtml.PICTURE: ExtraRow(
        "one picture in several sizes, from files in content/", {"picture": (), "source": ("media", "srcset", "type")}
    ),
    ExtraHtml.VIDEO: ExtraRow(
        "a film, for example in British Sign Language, from a file in content/",
        {
            "video": ("controls", "height", "playsinline", "poster", "preload", "src", "width"),
            "source": ("src", "type"),
            "track": _TRACK,
        },
    ),
}
"""What a partnership can allow beyond the table. Nothing else can be allowed: never a script, a form or a frame."""

BASE_ELEMENTS = frozenset(element for row in ALLOWED_HTML for element in row.elements)
"""The elements that every page may have."""

_THEME_CLASS = re.compile(
    r"(?:md|mdx|kb)-.*|(?:js|no-js|focus-visible|mermaid|headerlink)|tabbed-.*|task-list-.*|glightbox.*|giscus"
)
_OWN_ID = re.compile(r"(?:__|kb-|md-).*", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align: (?:left|right|center);")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]")


def attributes_of(element: str, extra: Set[ExtraHtml] = frozenset()) -> frozenset[str]:
    """Return the names of the attributes that an element may have; none if no page may have the element."""
    return _attributes(frozenset(extra)).get(element, frozenset())


@cache
def _attributes(extra: frozenset[ExtraHtml]) -> dict[str, frozenset[str]]:
    """Return each element that a page may have, with its attributes."""
    own = {element: {*FOR_ALL, *row.attributes.get(element, ())} for row in ALLOWED_HTML for element in row.elements}
    for one in extra:
        for element, names in EXTRA_HTML[one].attributes.items():
            own.setdefault(element, {*FOR_ALL}).update(names)
    return {element: frozenset(names) for element, names in own.items()}


def is_theme_class(name: str) -> bool:
    """Return whether a class is one of the site's own, with which a page could cover its buttons."""
    return bool(_THEME_CLASS.fullmatch(name))


def is_theme_id(name: str) -> bool:
    """Return whether an id is kept for the site's own parts, which its scripts look up."""
    return bool(_OWN_ID.fullmatch(name))


def scheme_of(address: str) -> str:
    """Return how an address begins for a browser, such as ``https``, in small letters; empty for one without."""
    found = _SCHEME.match(_INVISIBLE.sub("", unescape(address)))
    return found[0].lower() if found else ""


def is_safe_value(element: str, name: str, value: str) -> bool:
    """Return whether an allowed attribute may have this value."""
    if name == "class":
        return not any(map(is_theme_class, value.split()))
    if name == "id":
        return not is_theme_id(value)
    if name == "style":
        return element in {"td", "th"} and bool(_ALIGNED.fullmatch(value))
    if name == "target":
        return value == "_blank"
    if name in {"src", "poster"}:
        return scheme_of(value) in {"", "http", "https"}
    if name == "href":
        return scheme_of(value) in {"", *SCHEMES, "kb"}
    return True


def clean_html(html: str, extra: Set[ExtraHtml] = frozenset()) -> str:
    """Return HTML without what the table does not have. The words of an element that is left out stay."""
    import nh3

    # The site engine writes the alignment of a column as a style, and an author cannot: `is_safe_value` compares it.
    attributes = {element: {*names, "style"} for element, names in _attributes(frozenset(extra)).items()}
    return nh3.clean(
        html,
        tags=set(attributes),
        clean_content_tags=_WITH_CONTENT - set(attributes),
        attributes=attributes,
        attribute_filter=lambda element, name, value: value if is_safe_value(element, name, value) else None,
        url_schemes={*SCHEMES, "kb"},
        link_rel=None,
    )


_WITH_CONTENT = {"noembed", "noframes", "noscript", "script", "style", "template", "title", "xmp"}
"""Elements whose content is no text for readers."""

_ELEMENT = re.compile(r"<([A-Za-z][^\s/>\"'<=`]*)")
_ANY_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,40}(?=:)")


def first_unsafe(html: str, extra: Set[ExtraHtml] = frozenset()) -> tuple[str, str] | None:
    """Return the first element that ``clean_html`` would change, as (element, attribute); None if it changes nothing.

    The attribute is empty if the element itself may not be there. An address that leads nowhere is not looked for.
    """
    import nh3

    seen: list[tuple[str, str]] = []

    def note(element: str, name: str, value: str) -> str:
        allowed = name in attributes_of(element, extra) or name == "style"
        if name in {"href", "src", "poster"}:
            is_safe = scheme_of(value) not in LIVE_SCHEMES
        else:
            is_safe = is_safe_value(element, name, value)
        if not seen and not (allowed and is_safe):
            seen.append((element, name))
        return value

    elements = {name.lower() for name in _ELEMENT.findall(html)}
    unknown = {name for name in elements if not attributes_of(name, extra)}
    schemes = {name.lower() for name in _ANY_SCHEME.findall(_INVISIBLE.sub("", unescape(html)))}
    with_all = nh3.clean(
        html,
        tags=elements | BASE_ELEMENTS,
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes=_LETTERS,
        attribute_filter=note,
        url_schemes=schemes | SCHEMES,
        link_rel=None,
    )
    if seen:
        return seen[0]
    found = (name.lower() for name in _ELEMENT.findall(with_all))
    return next(((name, "") for name in found if name in unknown), None)


_LETTERS = set("abcdefghijklmnopqrstuvwxyz0123456789_:@.-$#")
