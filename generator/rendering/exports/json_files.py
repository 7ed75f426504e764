"""What is exported as JSON: written the same way everywhere, and the same content always as the same bytes."""

from __future__ import annotations

import json

from generator.rendering.artefacts import Artefact


def json_file(path: str, content: object) -> Artefact:
    """A file at ``path`` that holds ``content``: a field a line, so that two versions can be compared by line."""
    return Artefact(path, json_text(content).encode())


def json_text(content: object) -> str:
    """The text of such a file, with a line end at its end."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
