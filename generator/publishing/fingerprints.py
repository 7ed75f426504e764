"""Fingerprints of everything that a command's result depends on. The same fingerprint means the same result.

This module imports no models, so that a cached result is returned quickly.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.cache import PACKAGE, hash_files, hash_folder, hash_parts, package_fingerprint

_INHERIT = re.compile(r"""^INHERIT:\s*["']?([^"'\n]+?)["']?\s*$""", re.MULTILINE)
_EXTERNAL_VALUE = re.compile(r"!ENV|!relative|!!python")
"""YAML tags that make settings depend on more than the settings file."""
_MAX_INHERITANCE = 10


def input_fingerprint(project: Path, *options: str, with_settings: bool = False) -> str | None:
    """Return a hash of the author's files, our code, the installed packages and the command's options.

    ``with_settings`` adds the site settings and our templates. Return None where the files do not determine the
    result: a folder is a symbolic link, a folder is unreadable, or the settings read values from elsewhere.
    """
    folders: list[str] = []
    files: list[Path] = []
    errors: list[OSError] = []
    for root in (project / "data", project / "content"):
        for top, subfolders, names in os.walk(root, onerror=errors.append):
            if root.is_symlink() or any(os.path.islink(os.path.join(top, name)) for name in subfolders):  # noqa: PTH114, PTH118
                return None
            folders.append(Path(top).relative_to(project).as_posix())
            files += (Path(top, name) for name in names)
    if any(not isinstance(error, FileNotFoundError) for error in errors):
        return None
    parts = [package_fingerprint(), *options, *sorted(folders), hash_files(files, project)]
    if with_settings:
        settings = _settings_texts(project / "mkdocs.yml")
        if settings is None:
            return None
        parts += [*settings, hash_folder(PACKAGE / "templates")]
    return hash_parts(*parts)


def input_state(project: Path) -> tuple[str | None, ...]:
    """Return the state of all input folders and of the settings file.

    It differs after a file was saved, even if its old content was restored: the change time differs.
    """
    settings = project / "mkdocs.yml"
    changed_ns = settings.lstat().st_ctime_ns if settings.is_file() else 0
    return (*(folder_state(folder) for folder in (project / "data", project / "content", PACKAGE)), str(changed_ns))


def _settings_texts(path: Path) -> list[str] | None:
    """Return the text of the settings file and of those it inherits from; None if they read values from elsewhere."""
    texts: list[str] = []
    while len(texts) < _MAX_INHERITANCE:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        texts.append(text)
        if _EXTERNAL_VALUE.search(text):
            return None
        parent = _INHERIT.search(text)
        if not parent:
            return None if "INHERIT" in text else texts
        path = path.parent / parent[1]
    return None


def folder_state(folder: Path) -> str | None:
    """Return a hash of the names, sizes, modes and times of all files below a folder; None if one disappears.

    The time of the last status change (ctime) is included, because no program can set it back.
    """
    lines = []
    for top, subfolders, names in os.walk(folder, followlinks=True):
        subfolders[:] = [name for name in subfolders if name != "__pycache__"]
        for name in names:
            try:
                stat = os.lstat(os.path.join(top, name))  # noqa: PTH118
            except OSError:
                return None
            lines.append(f"{top}/{name} {stat.st_size} {stat.st_mode} {stat.st_mtime_ns} {stat.st_ctime_ns}")
    return hash_parts(*sorted(lines))
