"""What becomes of the addresses of earlier releases that no page or file has now."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.views.shared.links import LinkView


@dataclass(frozen=True, slots=True)
class MovedAnchor:
    """A place on a page that is now elsewhere."""

    anchor: str
    link: LinkView


@dataclass(frozen=True, slots=True)
class MovedPage:
    """The address of a page that is gone, where it leads to now, and where the places that were on it are."""

    path: str
    link: LinkView
    anchors: tuple[MovedAnchor, ...]


@dataclass(slots=True)
class Moves:
    """What is done so that the addresses of earlier releases lead somewhere."""

    pages: list[MovedPage] = field(default_factory=list)
    """Pages to publish at addresses that no page has now."""
    files: dict[str, str] = field(default_factory=dict)
    """For each address of a file that is gone, the file to publish there again."""
    former_anchors: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """For each page, pairs of a former anchor and the one that has its place."""
    moved_anchors: dict[str, list[MovedAnchor]] = field(default_factory=dict)
    """For each page, the places that were on it and are now on another page."""
