"""Every link inside the built site leads to a file and to an anchor on it, served or opened from a folder.

A link to a folder is broken: a browser that opens files from a disk shows a list of them instead of the page.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Code, Diagnostic, Span
from generator.model.values import shown
from generator.publishing.engine.finished_pages import PageFacts

_OUTWARD = {"http", "https", "mailto", "tel", "sms", "data"}
_HINT = "find the record or page that writes it; link to records with ref:the-id"


def broken_links(folder: Path, pages: Mapping[str, PageFacts], *, prefix: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the links, pictures, styles and scripts of ``pages`` below ``folder``, by their paths there.

    ``prefix`` is the path the site will be served under (``/kb/``), for links that start at the server's top.
    """
    site = _Site(_files(folder), {name: frozenset(facts.anchors) for name, facts in pages.items()}, prefix)
    found = []
    for name, facts in pages.items():
        for link in facts.links:
            if not site.leads_somewhere(name, link):
                message = f"a link on this page leads nowhere: {shown(link)}"
                found.append(Diagnostic(Span(name), Code.BROKEN_LINK, message, _HINT))
        for link in facts.fetched:
            if _of_another_host(link):
                message = f"this page would fetch from another host: {shown(link)}"
                found.append(Diagnostic(Span(name), Code.BROKEN_LINK, message, "put the file beside the page instead"))
    return tuple(found)


def _files(folder: Path) -> frozenset[str]:
    """The paths of all files below a folder."""
    found: set[str] = set()
    for top, _, names in os.walk(folder):
        below = Path(top).relative_to(folder).as_posix()
        found.update(names if below == "." else (f"{below}/{name}" for name in names))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Site:
    files: frozenset[str]
    anchors: dict[str, frozenset[str]]
    prefix: str
    known: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Whether a link leads somewhere from a folder: the pages of one folder share most of their links."""

    def leads_somewhere(self, page: str, link: str) -> bool:
        place = page if link.startswith(("#", "?")) or not link else posixpath.dirname(page)
        if (place, link) not in self.known:
            self.known[place, link] = self._leads(page, link)
        return self.known[place, link]

    def _leads(self, page: str, link: str) -> bool:
        try:
            parts = urlsplit(link)
        except ValueError:
            return False  # An address that cannot be taken apart.
        if parts.scheme or parts.netloc:
            return parts.scheme in _OUTWARD
        target = self._target(page, unquote(parts.path))
        if target not in self.files:
            return False
        return not parts.fragment or target not in self.anchors or unquote(parts.fragment) in self.anchors[target]

    def _target(self, page: str, path: str) -> str | None:
        if path.startswith("/"):
            inside = bool(self.prefix) and path.startswith(self.prefix)
            return posixpath.normpath(path.removeprefix(self.prefix)) if inside else None
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def _of_another_host(link: str) -> bool:
    return link.startswith(("//", "http://", "https://"))
