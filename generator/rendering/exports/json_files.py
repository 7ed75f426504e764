"""Write JSON files: the same format everywhere, and the same bytes for the same content."""

from __future__ import annotations

import json

from generator.rendering.artefacts import Artefact


def json_file(path: str, content: object) -> Artefact:
    """Return a JSON file with one field per line, so that two versions can be compared by line."""
    return Artefact(path, json_text(content).encode())


def json_text(content: object) -> str:
    """Return ``content`` as JSON, indented by 2, with a newline at the end."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
