"""Write a Site as a tree of Markdown with its own mkdocs.yml. Any engine that reads these can build it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from generator.disk import is_file, relative_name, write_new
from generator.publishing.engine.engine_settings import THEME, engine_settings
from generator.rendering.artefacts import Site
from generator.rendering.exports.json_files import json_text


def write_tree(site: Site, folder: Path) -> Path:
    """Write ``site`` to ``folder`` and return the path of its settings file.

    Unchanged files are not written again, so that an engine sees only what changed. Files that do not belong to the
    site are deleted.
    """
    files = {page.path: page.markdown.encode() for page in site.pages}
    files |= {artefact.path: artefact.content for artefact in site.artefacts}
    docs = folder / "docs"
    # The engine would follow a link and publish what it leads to.
    for top, folders, names in os.walk(docs, topdown=False):
        for path in (Path(top, name) for name in names):
            if path.is_symlink() or path.relative_to(docs).as_posix() not in files:
                path.unlink()
        for path in (Path(top, name) for name in folders):
            if path.is_symlink():
                path.unlink()
            elif not any(path.iterdir()):
                path.rmdir()
    for name, content in files.items():
        _write(docs / name, content)
    settings = folder / "mkdocs.yml"
    _write(settings, _as_yaml(json_text(derived_settings(site, folder))).encode())
    return settings


_LONG_NAME = re.compile(r'^( *)("(?:[^"\\\\]|\\\\.){300,}"):', re.MULTILINE)


def _as_yaml(json: str) -> str:
    """Return JSON as YAML, which is the same but for long titles: a name of more than 1,024 signs begins with ``?``."""
    return _LONG_NAME.sub(r"\1? \2\n\1:", json)


def derived_settings(site: Site, folder: Path) -> dict[str, Any]:
    """Return the settings of the tree in ``folder``: everything that an engine needs, from no other file."""
    return {
        **engine_settings(site, relative_name(THEME.resolve(), folder.resolve())),
        "docs_dir": "docs",
        "site_dir": "site",
        "not_in_nav": "*",
    }


def _write(path: Path, content: bytes) -> None:
    if is_file(path) and path.read_bytes() == content:
        return
    write_new(path, content)
