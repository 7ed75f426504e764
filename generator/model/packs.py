"""Packs: records that hold for every partnership of an area, and ship with the program."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from generator.diagnostics import Span
from generator.model.record import Record
from generator.model.values import Text

PACKS_FOLDER = "packs"
"""The folder of all packs. The places of their values in diagnostics start with it."""

ALL = "all"
"""What ``instead_of`` says of a record that replaces a whole record of a pack."""

NONE = "none"
"""What ``instead_of`` says of a record of a pack that is only named for its place in a list."""


OTHER_AREAS = "covers"
"""Why a project does not have what a pack has for other areas: its area under ``covers:``."""


class PackFile(Record):
    """The content of ``pack.yml``."""

    title: Text = Field(description="the area that the pack is for")
    version: Text = Field(description="its version: the day of its last change")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that a project builds on."""

    id: str
    title: str
    version: str


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """A record of the project that takes the place of one of a pack, whole or in some fields."""

    id: str
    pack: str
    fields: tuple[str, ...]
    """The names of the fields that the project has its own values for; () for the whole record."""
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A record or page that the project does without."""

    because: str
    """What the project leaves out: a file, an id, ``covers``; or the id of what this cannot be without."""
    kind: str
    """The key of its kind, or "page"."""
    id: str
    pack: str
    """The id of the pack that it was in; empty if it was the project's own."""


def pack_of(span: Span) -> str:
    """Return the id of the pack that a place is in; empty if it is in the project's own files."""
    parts = span.path.split("/")
    return parts[1] if parts[0] == PACKS_FOLDER and len(parts) > 2 else ""
