"""What rendering makes: pages for a site engine, and files that are ready as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Diagnostic
from generator.linking.checks.readability import Readability
from generator.linking.staff.editions import StaffValue
from generator.progress import Tally


@dataclass(frozen=True, slots=True)
class Page:
    """A page for the site engine: its path in the Markdown tree, and Markdown with front matter."""

    path: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file: its path on the site and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """What a page says about a file before anyone fetches it."""

    pages: int
    size: int
    """Bytes."""

    @property
    def kilobytes(self) -> int:
        """The size as it is shown, never nought."""
        return max(1, round(self.size / 1000))


@dataclass(frozen=True, slots=True)
class Site:
    """Everything there is to publish. A pure value: it knows no engine and has touched no disk.

    ``navigation`` holds {title: path of the Markdown page} or {title: list of the same}, in order; ``surroundings``
    is what the theme shows on every page, in plain dicts, lists and strings.
    """

    pages: tuple[Page, ...] = ()
    artefacts: tuple[Artefact, ...] = ()
    navigation: tuple[dict[str, Any], ...] = ()
    surroundings: dict[str, Any] = field(default_factory=dict)
    prints: dict[str, PrintFacts] = field(default_factory=dict)
    readability: tuple[Readability, ...] = ()
    """How easy each page of the public route is to read, for whoever builds."""
    hidden: tuple[StaffValue, ...] = ()
    """What nothing of it may hold."""
    diagnostics: tuple[Diagnostic, ...] = ()
    printed: Tally = field(default_factory=Tally)
