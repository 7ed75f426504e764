"""Fingerprints of everything that a command's result depends on. The same fingerprint means the same result.

This module imports no models, so that a cached result is returned quickly.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.cache import PACKAGE, hash_files, hash_folder, hash_parts, package_fingerprint

_SETTINGS_FILES = ("mkdocs.yml", "mkdocs.yaml")
"""The file of settings, and the name under which nothing reads it."""


def input_fingerprint(project: Path, *options: str, with_templates: bool = False) -> str | None:
    """Return a hash of the author's files, our code, the installed packages and the command's options.

    ``with_templates`` adds our templates. Return None where the files do not determine the result: a folder is a
    symbolic link or unreadable.
    """
    folders: list[str] = []
    files = [project / name for name in _SETTINGS_FILES if os.path.lexists(project / name)]
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
    if with_templates:
        parts.append(hash_folder(PACKAGE / "templates"))
    return hash_parts(*parts)


def input_state(project: Path) -> tuple[str | None, ...]:
    """Return the state of all input folders and of the settings files.

    It differs after a file was saved, even if its old content was restored: the change time differs.
    """
    settings = (project / name for name in _SETTINGS_FILES)
    changed_ns = (str(path.lstat().st_ctime_ns) if path.is_file() else "" for path in settings)
    return (*(folder_state(folder) for folder in (project / "data", project / "content", PACKAGE)), *changed_ns)


def folder_state(folder: Path, *, follow_links: bool = True) -> str | None:
    """Return a hash of the names, sizes, modes and times of all files below a folder; None if one disappears.

    Without ``follow_links`` a link to a folder counts as a file. The time of the last status change (ctime) counts too,
    because no program can set it back.
    """
    lines = []
    for top, subfolders, names in os.walk(folder, followlinks=follow_links):
        subfolders[:] = [name for name in subfolders if name != "__pycache__"]
        links = [] if follow_links else [name for name in subfolders if os.path.islink(os.path.join(top, name))]  # noqa: PTH114, PTH118
        for name in (*names, *links):
            try:
                stat = os.lstat(os.path.join(top, name))  # noqa: PTH118
            except OSError:
                return None
            lines.append(f"{top}/{name} {stat.st_size} {stat.st_mode} {stat.st_mtime_ns} {stat.st_ctime_ns}")
    return hash_parts(*sorted(lines))
