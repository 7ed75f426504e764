"""The HTML in a page: what no page may have, and the addresses in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import islice

from generator.loading.prose_body import Body, Tag
from generator.model.allowed_html import (
    EXTRA_HTML,
    LIVE_SCHEMES,
    ExtraHtml,
    attributes_of,
    is_safe_value,
    scheme_of,
)
from generator.model.markdown import Finding
from generator.model.pages import HtmlAddress

# fmt: off
ACTIVE = frozenset({
    "animate", "animatemotion", "animatetransform", "applet", "audio", "base", "bgsound", "button", "canvas",
    "datalist", "dialog", "embed", "fencedframe", "fieldset", "foreignobject", "form", "frame", "frameset", "iframe",
    "ilayer", "image", "input", "isindex", "keygen", "label", "layer", "legend", "link", "listing", "math", "menu",
    "menuitem", "meta", "meter", "noembed", "noframes", "noscript", "object", "optgroup", "option", "output", "param",
    "picture", "portal", "progress", "rbc", "rtc", "script", "select", "selectedcontent", "set", "slot", "source",
    "style", "svg", "template", "textarea", "title", "track", "use", "video", "xml", "xmp", "plaintext",
})
"""Elements that could run, fetch or send something."""
_FRAME = frozenset({"area", "body", "footer", "head", "header", "hgroup", "html", "main", "map", "search"})
"""Elements of the whole page."""
_OLD = frozenset({
    "acronym", "basefont", "big", "blink", "center", "dir", "font", "marquee", "nobr", "rb", "spacer", "strike",
    "tt", "u",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
_EXTRA_ELEMENTS = {element: one for one in ExtraHtml for element in EXTRA_HTML[one].attributes}
"""Each element that settings can allow, to a word that allows it."""
BY_NAME = frozenset({"attribute", "event"})
"""The rows whose hint names the attribute alone, and not its value."""
_PLACEHOLDERS = frozenset({"address", "caption", "cite", "data", "figure", "section", "summary", "time"})
_ADDRESSES = frozenset({"href", "src", "srcset", "poster"})
VOID = frozenset({"br", "col", "hr", "img", "wbr"})

_MARKDOWN = re.compile(r"\*\*\S|\]\((?:ref:|https?:|[\w./-]+\))|^[ \t]*(?:[-*+]|\d+\.)[ \t]|^#{1,6} ", re.MULTILINE)
_OPENING = re.compile(r"</?(?P<name>[A-Za-z][^<>\n]{0,60})>")
_CONDITION = re.compile(r"<!--\s*\[if|<!\[|--!>|<!--+>")
_DECLARATION = re.compile(r"<(?:[!?]|/[^A-Za-z\s\d])(?!--)[^<>\n]{0,200}>?")
_AUTOLINK = re.compile(r"[A-Za-z][\w+.-]*://|[^\s@]+@[^\s@]+$")


def unknown_html(body: Body) -> Iterator[Finding]:
    """Yield the HTML that no page may have, what looks like HTML and is not, and remarks that are never closed."""
    if "<" not in body.body:
        return
    for start, end in body.remarks:
        if _CONDITION.search(body.body, start, end):
            yield Finding.of("conditional-remark", start, end)
    closed = {tag.name for tag in body.tags if tag.is_end}
    opened = {tag.name for tag in body.tags if not tag.is_end}
    refused = 0
    for number, tag in enumerate(body.tags):
        if tag.start >= refused and not (tag.is_end and tag.name in opened):
            yield from _tag_findings(tag, body, closed)
            if not tag.is_end and tag.name in closed and not attributes_of(tag.name, body.extra):
                refused = _end_of(number, body)
    tags = {tag.start for tag in body.tags}
    for match in _OPENING.finditer(body.text):
        if match.start() not in tags and not _AUTOLINK.match(match["name"]):
            row = "unsafe-link" if scheme_of(match["name"]) in LIVE_SCHEMES else "unknown-tag"
            yield Finding.of(row, match.start(), match.end(), words=match["name"])
    for match in _DECLARATION.finditer(body.words):
        yield Finding.of("declaration", match.start(), match.end())
    if "<!--" in body.text:
        start = body.text.index("<!--")
        yield Finding.of("open-comment", start, start + 4)
    yield from _unread_markdown(body)


def _tag_findings(tag: Tag, body: Body, closed: Set[str]) -> Iterator[Finding]:
    allowed = attributes_of(tag.name, body.extra)
    if allowed and not _is_placeholder(tag, closed):
        if not tag.is_end:
            yield from _attribute_findings(tag, allowed)
    elif event := next((name for name in tag.attributes if name.startswith("on")), ""):
        yield Finding.of("event", tag.start, tag.end, words=event)
    elif scheme_of(tag.name) in LIVE_SCHEMES:
        yield Finding.of("unsafe-link", tag.start, tag.end)
    elif not tag.is_end or not _refused_by(tag):
        row = _refused_by(tag) or "unknown-tag"
        words = body.text[tag.start + 1 : tag.end - 1] if row == "unknown-tag" else tag.name
        if row == "extra-html":
            words = _EXTRA_ELEMENTS[tag.name].value
        yield Finding.of(row, tag.start, tag.end, words=words)


def _refused_by(tag: Tag) -> str:
    """Return the row of an element of HTML that the page may not have; empty if HTML has no such element."""
    if tag.name in _EXTRA_ELEMENTS:
        return "extra-html"
    rows = {"active-html": ACTIVE, "page-html": _FRAME, "old-html": _OLD}
    return next((row for row, names in rows.items() if tag.name in names), "")


def _attribute_findings(tag: Tag, allowed: Set[str]) -> Iterator[Finding]:
    for name, (value, position) in tag.attributes.items():
        start, end = tag.places[name]
        row = refused_attribute(tag.name, name, value, allowed)
        if row == "event":
            start, end = tag.start, tag.end
        elif row == "unsafe-link":
            start = position + len(value) - len(value.lstrip())
        if row:
            yield Finding.of(row, start, end, words=name if row in BY_NAME else f'{name}="{value}"')


def refused_attribute(element: str, name: str, value: str, allowed: Set[str]) -> str:
    """Return the row of ``UNKNOWN`` of an attribute that an element may not have; empty if it may have it."""
    if name.startswith("on"):
        return "event"
    if name == "style":
        return "style"
    if name not in allowed:
        return "attribute"
    if is_safe_value(element, name, value) or (name in _ADDRESSES and scheme_of(value) not in LIVE_SCHEMES):
        return ""
    return {"class": "theme-class", "id": "theme-id"}.get(name, "unsafe-link" if name in _ADDRESSES else "attribute")


def _is_placeholder(tag: Tag, closed: Set[str]) -> bool:
    """Return whether a tag is a word to be replaced, such as <address>, which HTML happens to know too."""
    if tag.name not in _PLACEHOLDERS or tag.attributes or tag.is_end:
        return False
    return tag.name not in closed


def _unread_markdown(body: Body) -> Iterator[Finding]:
    """Yield the first Markdown in each block of HTML whose tag does not say that there is some."""
    for tag, end in raw_blocks(body):
        if found := _MARKDOWN.search(body.words, tag.end, end):
            opening = f'{body.text[tag.start : tag.end - 1].rstrip("/ ")} markdown="1">'
            line = body.text.find("\n", found.start())
            yield Finding.of("markdown-in-html", found.start(), line if line >= 0 else end, words=opening)


def raw_blocks(body: Body) -> Iterator[tuple[Tag, int]]:
    """Yield the opening tag and the end of each block of HTML that is read as it is, without Markdown in it."""
    end = -1
    for n, tag in enumerate(body.tags):
        if tag.start < end or tag.is_end or tag.name not in _BLOCKS - VOID or not _begins_line(body.text, tag.start):
            continue
        if "markdown" not in tag.attributes:
            end = _end_of(n, body)
            yield tag, end


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _end_of(number: int, body: Body) -> int:
    """Return where the element that the tag with this number opens ends; the end of the body if it is never closed."""
    depth = 0
    for tag in islice(body.tags, number, None):
        if tag.name == body.tags[number].name:
            depth += -1 if tag.is_end else 1
            if not depth:
                return tag.end
    return len(body.text)


def html_addresses(body: Body) -> Iterator[HtmlAddress]:
    """Yield every address in the HTML that a page may have, but for those with ``ref:``, which is no address."""
    for tag in body.tags:
        for name, (value, position) in tag.attributes.items() if attributes_of(tag.name, body.extra) else ():
            if name in _ADDRESSES and value.strip() and not value.startswith("ref:"):
                yield HtmlAddress(value.split()[0].rstrip(","), name != "href", body.span(position))
