"""Read the drawings in ``data/pictures``."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.loading.files import unreadable
from generator.loading.svg import read_svg


def read_drawings(root: Path, problems: list[Diagnostic]) -> dict[str, bytes]:
    """Return each drawing that may be published by its name, and append problems to ``problems``."""
    drawings = {}
    for file in sorted((root / "data" / "pictures").glob("*.svg")):
        path = file.relative_to(root).as_posix()
        try:
            content = file.read_bytes()
        except OSError as error:
            problems.append(unreadable(path, error))
            continue
        drawing, new_problems = read_svg(path, content)
        problems += new_problems
        if drawing is not None:
            drawings[file.name] = drawing
    return drawings
