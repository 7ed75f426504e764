"""What a published page may load and run: its own files, and no script but those it was built with.

The policy stands in every page as a meta element, because a site can be opened from a folder; what only an answer's
head can say, and the policy once more, stand in files that the common static hosts read.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from generator.rendering.exports.json_files import json_text

_LOADED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""``data:`` pictures are the theme's own marks, which stand in its style sheet. A bar's length stands on the bar; what
stands there can set a look and, under the rest of this, load nothing."""

_COMPILED = "'wasm-unsafe-eval'"
"""What search needs to compile its program. It does so in a worker, which obeys the answer's head and no page's meta
element: so no page itself may compile anything."""

_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


def set_policy(page: HtmlElement) -> frozenset[str]:
    """Write the policy into a page, and return the hashes of the scripts that stand in it."""
    own = frozenset(_hash(script.text or "") for script in page.iter("script") if _runs_here(script))
    meta = html.Element("meta")
    meta.set("http-equiv", "Content-Security-Policy")
    meta.set("content", _policy(own))
    page.find("head").insert(1, meta)
    return own


def write_headers(folder: Path, hashes: Iterable[str]) -> None:
    """Write the hosts' files beside the pages, whose scripts have these hashes."""
    whole = _policy({*hashes, _COMPILED}) + "; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": whole, **_HEADERS}
    for name, content in _host_files(headers).items():
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


def _policy(scripts: Iterable[str]) -> str:
    allowed = {**_LOADED, "script-src": " ".join((_LOADED["script-src"], *sorted(scripts)))}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _runs_here(script: HtmlElement) -> bool:
    return script.get("src") is None and script.get("type", "text/javascript") in {"text/javascript", "module"}


def _hash(words: str) -> str:
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"


def _host_files(headers: dict[str, str]) -> dict[str, str]:
    """The same headers as Netlify and Cloudflare, Apache, and Azure take them."""
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    directives = "".join(f'  Header always set {name} "{value}"\n' for name, value in headers.items())
    return {
        "_headers": f"/*\n{lines}",
        ".htaccess": f"<IfModule mod_headers.c>\n{directives}</IfModule>\n",
        "staticwebapp.config.json": json_text({"globalHeaders": headers}),
    }
