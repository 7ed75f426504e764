"""Read the drawings in ``data/pictures``."""

from __future__ import annotations

import os
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.loading.files import read_file

FOLDER = "data/pictures"


def read_drawings(root: Path, problems: list[Diagnostic]) -> dict[str, bytes]:
    """Return the bytes of each SVG file by its name, and append problems to ``problems``."""
    drawings = {}
    folder = root / FOLDER
    names = os.listdir(folder) if folder.is_dir() and not folder.is_symlink() else []
    for name in sorted(name for name in names if name.endswith(".svg")):
        content = read_file(root, f"{FOLDER}/{name}")
        if isinstance(content, Diagnostic):
            problems.append(content)
        else:
            drawings[name] = content
    return drawings
