"""Read the drawings in ``data/pictures``."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.loading.files import unreadable


def read_drawings(root: Path, problems: list[Diagnostic]) -> dict[str, bytes]:
    """Return the bytes of each SVG file by its name, and append problems to ``problems``."""
    drawings = {}
    for file in sorted((root / "data" / "pictures").glob("*.svg")):
        try:
            drawings[file.name] = file.read_bytes()
        except OSError as error:
            problems.append(unreadable(file.relative_to(root).as_posix(), error))
    return drawings
