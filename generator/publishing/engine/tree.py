"""Write a Site as a tree of Markdown with its own mkdocs.yml. Any engine that reads these can build it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from generator.rendering.artefacts import Site
from generator.rendering.environment import TEMPLATES
from generator.rendering.exports.json_files import json_text

THEME = TEMPLATES / "theme"


def write_tree(site: Site, project: Path, folder: Path) -> Path:
    """Write ``site`` to ``folder`` and return the path of its settings file.

    Unchanged files are not written again, so that an engine sees only what changed. Files that do not belong to the
    site are deleted. ``project`` is the folder whose ``mkdocs.yml`` has the engine's settings.
    """
    files = {page.path: page.markdown.encode() for page in site.pages}
    files |= {artefact.path: artefact.content for artefact in site.artefacts}
    docs = folder / "docs"
    for path in sorted(docs.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(docs).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        _write(docs / name, content)
    settings = folder / "mkdocs.yml"
    # JSON is YAML.
    _write(settings, json_text(derived_settings(site, project, folder)).encode())
    return settings


def derived_settings(site: Site, project: Path, folder: Path) -> dict[str, Any]:
    """Return the project's settings with this tree's pages, navigation and surroundings, without hooks.

    The address in partnership.yml overrides that of the settings, so that pages and prints give the same.
    """
    website = site.surroundings["website"]
    return {
        **({"site_url": website} if website else {}),
        "INHERIT": os.path.relpath(project / "mkdocs.yml", folder),
        "site_name": site.surroundings["short_name"],
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "hooks": [],
        "watch": [],
        "theme": {"custom_dir": os.path.relpath(THEME, folder)},
        "nav": list(site.navigation),
        "not_in_nav": "*",
        "extra": {"kb": site.surroundings},
    }


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
