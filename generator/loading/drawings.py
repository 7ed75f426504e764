"""The drawings in ``data/pictures``, as bytes."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span


def read_drawings(root: Path, found: list[Diagnostic]) -> dict[str, bytes]:
    """Every drawing by its file's name; a project need not have any."""
    drawings = {}
    for file in sorted((root / "data" / "pictures").glob("*.svg")):
        try:
            drawings[file.name] = file.read_bytes()
        except OSError as error:
            message = f"this file cannot be opened: {(error.strerror or 'unknown reason').lower()}"
            hint = "look at the file's name and permissions"
            span = Span(file.relative_to(root).as_posix())
            found.append(Diagnostic(span, Code.UNREADABLE_FILE, message, hint))
    return drawings
