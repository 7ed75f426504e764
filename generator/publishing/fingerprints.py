"""Fingerprints of everything that a command's result depends on. The same fingerprint means the same result.

This module imports no models, so that a cached result is returned quickly.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from generator.cache import PACKAGE, hash_files, hash_folder, hash_parts, package_fingerprint
from generator.loading.folders import DEEPEST_FOLDER, entries_below

_SETTINGS_FILES = ("mkdocs.yml", "mkdocs.yaml")
"""The file of settings, and the name under which nothing reads it."""

_MOST_FILES = 20_000
_LARGEST_TOTAL = 500_000_000
"""Bytes of all files together: more than are read of any project."""
_DEEPEST_OUTPUT = 2 * DEEPEST_FOLDER


def input_fingerprint(project: Path, *options: str, with_templates: bool = False) -> str | None:
    """Return a hash of the author's files, all packs, our code, the installed packages and the command's options.

    ``with_templates`` adds our templates. Return None where the files do not determine the result, or are too many or
    too large to be read for it: then a symbolic link, a pipe or an unreadable folder is among them.
    """
    folders: list[str] = []
    files = [project / name for name in _SETTINGS_FILES if os.path.lexists(project / name)]
    errors: list[OSError] = []
    for root in input_folders(project):
        if root.is_symlink():
            return None
        for top, _, names in entries_below(root, errors.append):
            folders.append(Path(top).relative_to(project).as_posix())
            files += (Path(top, name) for name in names)
            if len(files) > _MOST_FILES:
                return None
    if errors or not _can_be_hashed(files):
        return None
    parts = [package_fingerprint(), *options, *sorted(folders), hash_files(files, project)]
    parts.append(hash_folder(PACKAGE / "packs"))
    if with_templates:
        parts.append(hash_folder(PACKAGE / "templates"))
    return hash_parts(*parts)


def input_folders(project: Path) -> tuple[Path, ...]:
    """Return the folders that an author writes in. One that is absent, as most projects have no overrides, is empty."""
    return project / "data", project / "content", project / "overrides"


def _can_be_hashed(files: Iterable[Path]) -> bool:
    """Return whether all of ``files`` are files and no links, and can be read in a moment."""
    total = 0
    for file in files:
        try:
            state = file.lstat()
        except OSError:
            return False
        total += state.st_size
        if not stat.S_ISREG(state.st_mode) or total > _LARGEST_TOTAL:
            return False
    return True


def input_state(project: Path) -> tuple[str | None, ...]:
    """Return the state of all input folders and of the settings files.

    It differs after a file was saved, even if its old content was restored: the change time differs.
    """
    settings = (project / name for name in _SETTINGS_FILES)
    changed_ns = (str(path.lstat().st_ctime_ns) if path.is_file() else "" for path in settings)
    folders = (*input_folders(project), PACKAGE)
    return (*(None if folder.is_symlink() else folder_state(folder) for folder in folders), *changed_ns)


def folder_state(folder: Path) -> str | None:
    """Return a hash of the names, sizes, modes and times of all files below a folder; None if one disappears.

    A link counts as a file. The time of the last status change (ctime) counts too, because no program can set it back.
    """
    lines = []
    for top, subfolders, names in entries_below(folder.resolve(), deepest=_DEEPEST_OUTPUT):
        subfolders[:] = [name for name in subfolders if name != "__pycache__"]
        for name in names:
            try:
                state = os.lstat(os.path.join(top, name))  # noqa: PTH118
            except OSError:
                return None
            lines.append(f"{top}/{name} {state.st_size} {state.st_mode} {state.st_mtime_ns} {state.st_ctime_ns}")
    return hash_parts(*sorted(lines))
