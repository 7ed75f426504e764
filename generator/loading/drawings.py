"""The drawings in ``data/pictures``, as bytes."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.loading.files import unreadable


def read_drawings(root: Path, found: list[Diagnostic]) -> dict[str, bytes]:
    """Every drawing by its file's name; a project need not have any."""
    drawings = {}
    for file in sorted((root / "data" / "pictures").glob("*.svg")):
        try:
            drawings[file.name] = file.read_bytes()
        except OSError as error:
            found.append(unreadable(file.relative_to(root).as_posix(), error))
    return drawings
