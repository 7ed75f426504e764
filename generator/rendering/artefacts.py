"""The output of rendering: Markdown pages for a site engine, and finished files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Diagnostic
from generator.linking.checks.readability import Readability
from generator.linking.staff.staff_values import StaffValue
from generator.model.site_settings import SiteSettings
from generator.progress import ReuseCount


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A page for the site engine: its path in the Markdown tree, and its Markdown with front matter."""

    path: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file: its path on the site and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """The number of pages and the size of a file to print, which a page shows beside its link."""

    pages: int
    """0 if its format has no fixed pages."""
    size: int
    """In bytes."""
    version: str
    """Changes when, and only when, what it says changes."""

    @property
    def kilobytes(self) -> int:
        """The size in kilobytes (1,000 bytes), rounded, at least 1."""
        return max(1, round(self.size / 1000))


@dataclass(frozen=True, slots=True)
class Site:
    """Everything to publish: a value that depends on no site engine and no disk.

    ``navigation`` is a sequence of {title: path of a Markdown page} or {title: list of the same}. ``surroundings`` are
    the values that the theme shows on every page, as dicts, lists and strings.
    """

    pages: tuple[MarkdownPage, ...] = ()
    artefacts: tuple[Artefact, ...] = ()
    navigation: tuple[dict[str, Any], ...] = ()
    surroundings: dict[str, Any] = field(default_factory=dict)
    settings: SiteSettings = field(default_factory=SiteSettings)
    """What the partnership sets in ``mkdocs.yml``."""
    prints: dict[str, PrintFacts] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    """For each path of a page that is gone, where it leads to."""
    readability: tuple[Readability, ...] = ()
    """The reading ease of each page of the public route, printed by ``kb build``."""
    staff_values: tuple[StaffValue, ...] = ()
    """Values that must not be in any published file."""
    expects_staff_records: bool = True
    """False if the partnership says that it has no records for staff only."""
    diagnostics: tuple[Diagnostic, ...] = ()
    print_count: ReuseCount = field(default_factory=ReuseCount)
