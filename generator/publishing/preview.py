"""`kb serve`: mkdocs' own live server, through the hook, for a project in any folder."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from generator.publishing.engine import engine_surroundings
from generator.publishing.tree import THEME

_REPOSITORY = Path(__file__).parents[2]


def serve(project: Path, *, address: str) -> str | None:
    """Serve ``project`` until the terminal says stop; otherwise the reason why it cannot be served."""
    if not (project / "mkdocs.yml").is_file() or not (project / "content").is_dir():
        return f"{project} has no mkdocs.yml or no content/; name the project's folder after --project"
    settings = _settings(project)
    with engine_surroundings(date.today()):
        from mkdocs.commands.serve import serve as mkdocs_serve
        from mkdocs.exceptions import MkDocsException

        try:
            mkdocs_serve(str(settings), dev_addr=address, open_in_browser=False)
        except (MkDocsException, OSError, OverflowError) as error:
            return str(error)
    return None


def _settings(project: Path) -> Path:
    """The project's own settings, with paths that hold wherever the project lies."""
    folder = project / "build" / "serve"
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "INHERIT": os.path.relpath(project / "mkdocs.yml", folder),
        "docs_dir": str(project / "content"),
        "site_url": "",
        "hooks": [str(_REPOSITORY / "mkdocs_hook.py")],
        "theme": {"custom_dir": str(THEME)},
        "watch": [str(project / "data"), str(THEME.parent)],
    }
    path = folder / "mkdocs.yml"
    path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    return path
