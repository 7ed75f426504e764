"""The Content-Security-Policy of the published pages, and the headers that a host should send.

Each page has the policy in a meta element, because a site can be opened from a folder. The headers repeat it, with what
a meta element cannot set.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from lxml import html
from lxml.html import HtmlElement

from generator.publishing.proofs.page_content import is_data, is_known_script
from generator.rendering.pages.site_files import OPEN_CHECK_MARK

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""``data:`` is for the icons in the styles. ``unsafe-inline`` in attributes is for the length of bars: a page with any
other style of an element is not published."""

_ANY_STYLES = "'unsafe-inline'"
"""Every page names the hash of its own styles. The header files are for all pages; no header has room for as many."""

_MAY_ASK_ITSELF = "; connect-src 'self'"
"""For the staff edition, which asks its own server whether anybody can read it. Other pages fetch nothing by script."""

_OTHER_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


def set_policy(page: HtmlElement) -> frozenset[str]:
    """Add the policy to a page and return the hashes of its scripts; both scripts and styles are in the page itself."""
    inline = (script for script in page.iter("script") if script.get("src") is None and not is_data(script))
    hashes = frozenset(_hash(script.text or "") for script in inline if is_known_script(script))
    styles = (_hash(style.text or "") for style in page.iterfind("head/style"))
    meta = html.Element("meta")
    meta.set("http-equiv", "Content-Security-Policy")
    meta.set("content", _policy(hashes, styles) + (_MAY_ASK_ITSELF if page.xpath(f"//*[@{OPEN_CHECK_MARK}]") else ""))
    page.find("head").insert(1, meta)
    return hashes


def host_headers(hashes: Iterable[str], *, may_ask_itself: bool = False) -> dict[str, str]:
    """Return the headers of every file of a site by name. ``hashes`` are those of all scripts in pages."""
    policy = _policy(hashes, [_ANY_STYLES]) + (_MAY_ASK_ITSELF if may_ask_itself else "") + "; frame-ancestors 'none'"
    return {"Content-Security-Policy": policy, **_OTHER_HEADERS}


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    added = {"script-src": sorted(scripts), "style-src": sorted(styles)}
    return "; ".join(
        " ".join(part for part in (name, value, *added.get(name, ())) if part) for name, value in _DIRECTIVES.items()
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
