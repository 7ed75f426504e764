"""The HTML in a page: what no page may have, and the addresses in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.loading.prose_body import Body, Tag
from generator.model.markdown import Finding
from generator.model.pages import HtmlAddress

# fmt: off
ACTIVE = frozenset({
    "applet", "audio", "base", "button", "canvas", "dialog", "embed", "fencedframe", "form", "frame", "frameset",
    "iframe", "input", "label", "link", "math", "meta", "noembed", "noscript", "object", "optgroup", "option",
    "output", "param", "portal", "progress", "script", "select", "slot", "source", "style", "svg", "template",
    "textarea", "title", "track", "video", "html", "head", "body",
})
"""Tags that could run or fetch something, or that are of the whole page."""
_OLD = frozenset({
    "acronym", "basefont", "big", "blink", "center", "dir", "font", "marquee", "nobr", "plaintext", "strike",
    "tt", "u", "xmp",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "col", "colgroup", "data", "del", "dfn", "em", "i",
    "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "var", "wbr",
})
# fmt: on
_PLACEHOLDERS = frozenset({"address", "caption", "cite", "data", "figure", "section", "summary", "time"})
TEXT_TAGS = _BLOCKS | _INLINE
"""The tags of HTML that a page may have."""
_ADDRESSES = frozenset({"href", "src", "srcset", "poster", "data", "background"})
VOID = frozenset({"br", "col", "hr", "img", "wbr"})

_MARKDOWN = re.compile(r"\*\*\S|\]\((?:ref:|https?:|[\w./-]+\))|^[ \t]*(?:[-*+]|\d+\.)[ \t]|^#{1,6} ", re.MULTILINE)
_OPENING = re.compile(r"</?(?P<name>[A-Za-z][^<>\n]{0,60})>")
_AUTOLINK = re.compile(r"[A-Za-z][\w+.-]*://|[^\s@]+@[^\s@]+$")


def unknown_html(body: Body) -> Iterator[Finding]:
    """Yield the HTML that no page may have, what looks like HTML and is not, and remarks that are never closed."""
    if "<" not in body.text:
        return
    for tag in body.tags:
        yield from _tag_findings(tag, body)
    tags = {tag.start for tag in body.tags}
    for match in _OPENING.finditer(body.text):
        if match.start() not in tags and not _AUTOLINK.match(match["name"]):
            yield Finding.of("unknown-tag", match.start(), match.end(), words=match["name"])
    if "<!--" in body.text:
        start = body.text.index("<!--")
        yield Finding.of("open-comment", start, start + 4)
    yield from _unread_markdown(body)


def _tag_findings(tag: Tag, body: Body) -> Iterator[Finding]:
    if tag.name in ACTIVE:
        if not tag.is_end:
            yield Finding.of("active-html", tag.start, tag.end)
    elif tag.name in _OLD:
        if not tag.is_end:
            yield Finding.of("old-html", tag.start, tag.end, words=tag.name)
    elif tag.name not in TEXT_TAGS or _is_placeholder(tag, body):
        yield Finding.of("unknown-tag", tag.start, tag.end, words=body.text[tag.start + 1 : tag.end - 1])
    for name in tag.attributes:
        if name.startswith("on"):
            yield Finding.of("event", tag.start, tag.end, words=name)


def _is_placeholder(tag: Tag, body: Body) -> bool:
    """Return whether a tag is a word to be replaced, such as <address>, which HTML happens to know too."""
    if tag.name not in _PLACEHOLDERS or tag.attributes or tag.is_end:
        return False
    return not any(other.is_end and other.name == tag.name for other in body.tags)


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
        for name, (value, position) in () if tag.name in ACTIVE else tag.attributes.items():
            if name in _ADDRESSES and value.strip() and not value.startswith("ref:"):
                yield HtmlAddress(value.split()[0].rstrip(","), name != "href", body.span(position))
