"""The manifest of a release: every address of the public edition, and what each page and print said."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from generator.model.record import Record

MANIFEST_VERSION = 1

_NAME = r"[^/\\#?\x00-\x20._][^/\\#?\x00-\x1f]*"
_PAGE = rf"(?:{_NAME}/)*{_NAME}\.html(?:#[^\s#]+)?"
_PRINT = rf"downloads/{_NAME}"
Address = Annotated[str, StringConstraints(pattern=rf"^(?:{_PAGE}|{_PRINT})$", max_length=500)]
"""A page, perhaps with an anchor, or a file to print. Something is published at each, so it leads nowhere else."""


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
    addresses: dict[Address, str]
    """The id of the record or page at each address; an address is a path, perhaps with an anchor."""
    pages: dict[Address, str]
    """The version of each page by its path."""
    prints: dict[Address, ReleasedPrint]
    """Each file to print by its path."""
    words: tuple[str, ...]
    """Every paragraph that some print has, once."""

    def paragraphs(self, path: str) -> tuple[str, ...]:
        """Return what the print at ``path`` said."""
        return tuple(self.words[place] for place in self.prints[path].words)
