"""Check that every internal link of the built site leads to an existing file and anchor.

A link to a folder counts as broken: a browser that opens files from a disk lists the folder instead of showing a page.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Code, Diagnostic, Span
from generator.model.values import quoted
from generator.publishing.engine.engine import ERROR_PAGE
from generator.publishing.engine.finished_pages import PageFacts

_EXTERNAL_SCHEMES = {"http", "https", "mailto", "tel", "sms", "data"}
_HINT = "find the record or page that writes it; link to records with ref:the-id"


def broken_links(folder: Path, pages: Mapping[str, PageFacts], *, prefix: str) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each broken link, and for each file that a page would fetch from another host.

    ``pages`` are by their paths below ``folder``. ``prefix`` is the path at which the site will be served (``/kb/``);
    links that begin with ``/`` are resolved against it. Without it, only those of the error page may.
    """
    checker = _LinkChecker(
        _file_paths(folder), {name: frozenset(facts.anchors) for name, facts in pages.items()}, prefix
    )
    problems = []
    for name, facts in pages.items():
        for link in facts.links:
            if not checker.is_valid(name, link):
                message = f"a link on this page leads nowhere: {quoted(link)}"
                problems.append(Diagnostic(Span(name), Code.BROKEN_LINK, message, _HINT))
        for link in facts.fetched:
            if _is_other_host(link):
                message = f"this page would fetch from another host: {quoted(link)}"
                hint = "put the file beside the page instead"
                problems.append(Diagnostic(Span(name), Code.BROKEN_LINK, message, hint))
    return tuple(problems)


def _file_paths(folder: Path) -> frozenset[str]:
    """Return the paths of all files below a folder, relative to it."""
    paths: set[str] = set()
    for top, _, names in os.walk(folder):
        parent = Path(top).relative_to(folder).as_posix()
        paths.update(names if parent == "." else (f"{parent}/{name}" for name in names))
    return frozenset(paths)


@dataclass(frozen=True, slots=True)
class _LinkChecker:
    files: frozenset[str]
    anchors: dict[str, frozenset[str]]
    prefix: str
    results: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Results by folder and link: the pages of one folder share most of their links."""

    def is_valid(self, page: str, link: str) -> bool:
        """Return whether a link on a page leads to a file and anchor of the site, or out of the site."""
        base = page if link.startswith(("#", "?", "/")) or not link else posixpath.dirname(page)
        if (base, link) not in self.results:
            self.results[base, link] = self._check(page, link)
        return self.results[base, link]

    def _check(self, page: str, link: str) -> bool:
        try:
            parts = urlsplit(link)
        except ValueError:
            return False
        if parts.scheme or parts.netloc:
            return parts.scheme in _EXTERNAL_SCHEMES
        target = self._target(page, unquote(parts.path))
        if target not in self.files:
            return False
        return not parts.fragment or target not in self.anchors or unquote(parts.fragment) in self.anchors[target]

    def _target(self, page: str, path: str) -> str | None:
        """Return the file that a link's path names; None outside the site."""
        if path.startswith("/"):
            prefix = self.prefix or ("/" if page == ERROR_PAGE else "")
            is_inside = bool(prefix) and path.startswith(prefix)
            return posixpath.normpath(path.removeprefix(prefix)) if is_inside else None
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def _is_other_host(link: str) -> bool:
    return link.startswith(("//", "http://", "https://"))
