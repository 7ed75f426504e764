"""Read the drawings in ``data/pictures``."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.loading.files import read_file
from generator.loading.folders import entries_below
from generator.loading.svg import read_svg

FOLDER = "data/pictures"


def read_drawings(root: Path, problems: list[Diagnostic], folder: str = FOLDER) -> dict[str, bytes]:
    """Return each drawing that may be published by its name, and append problems to ``problems``."""
    drawings = {}
    found = [name for _, _, names in entries_below(root / folder, deepest=0) for name in names]
    for name in (name for name in found if name.endswith(".svg") and not name.startswith(".")):
        content = read_file(root, f"{folder}/{name}")
        if isinstance(content, Diagnostic):
            problems.append(content)
            continue
        drawing, new_problems = read_svg(f"{folder}/{name}", content)
        problems += new_problems
        if drawing is not None:
            drawings[name] = drawing
    return drawings
