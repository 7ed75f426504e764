"""Read the drawings in ``data/pictures``."""

from __future__ import annotations

import os
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.loading.files import read_file
from generator.loading.svg import read_svg

FOLDER = "data/pictures"


def read_drawings(root: Path, problems: list[Diagnostic]) -> dict[str, bytes]:
    """Return each drawing that may be published by its name, and append problems to ``problems``."""
    drawings = {}
    folder = root / FOLDER
    names = os.listdir(folder) if folder.is_dir() and not folder.is_symlink() else []
    for name in sorted(name for name in names if name.endswith(".svg")):
        content = read_file(root, f"{FOLDER}/{name}")
        if isinstance(content, Diagnostic):
            problems.append(content)
            continue
        drawing, new_problems = read_svg(f"{FOLDER}/{name}", content)
        problems += new_problems
        if drawing is not None:
            drawings[name] = drawing
    return drawings
