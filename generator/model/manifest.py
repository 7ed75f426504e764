"""The manifest of a release: every address of the public edition, and what each page and print said."""

from __future__ import annotations

from generator.model.record import Record

MANIFEST_VERSION = 1


class ReleasedPrint(Record):
    """A file to print as it was released."""

    owner: str
    """The id of its publication."""
    title: str
    version: str
    words: tuple[int, ...]
    """What it said, paragraph by paragraph: places in the manifest's ``words``."""


class Manifest(Record):
    """What one release published."""

    schema_version: int
    addresses: dict[str, str]
    """The id of the record or page at each address; an address is a path, perhaps with an anchor."""
    pages: dict[str, str]
    """The version of each page by its path."""
    prints: dict[str, ReleasedPrint]
    """Each file to print by its path."""
    words: tuple[str, ...]
    """Every paragraph that some print has, once."""

    def paragraphs(self, path: str) -> tuple[str, ...]:
        """Return what the print at ``path`` said."""
        return tuple(self.words[place] for place in self.prints[path].words)
