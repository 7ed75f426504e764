"""The folder ``build/`` of a project: what may be where, and what to do if it cannot be used.

The program empties and replaces folders below ``build/``, so it must be sure that they are its own. A link there could
lead to anything. Therefore no folder below ``build/`` may be a link. ``build`` itself may be a link to a folder on
another disk, if that was empty at first: a marker in it names the project that it belongs to.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from generator.diagnostics import Code, Diagnostic, Span
from generator.disk import read_file

BUILD = "build"
MARKER = ".kb-project"
"""The file in a folder that ``build`` leads to. It holds the path of the project that uses the folder."""
STAGING_PREFIX = ".staging-"
_LONGEST_PATH = 4096
_OF_AN_EMPTY_DISK = {"lost+found"}
"""What a new disk has before anybody writes to it."""


def build_folder_problem(project: Path, *folders: str) -> Diagnostic | None:
    """Return why ``build/``, or the first of the ``folders`` in it, cannot be used; None if all can.

    A folder comes after the one that it is in.
    """
    try:
        problem = _outer_problem(project)
        return problem or next((one for folder in folders if (one := _inner_problem(project, folder))), None)
    except PermissionError as error:
        message = f"you may not open {error.filename}"
        return _problem(BUILD, message, "run ./kb as the user who owns it, or change its permissions")


def staging_folders(build: Path, name: str) -> tuple[Path, ...]:
    """Return the folders in which a site is being made for ``build/NAME``, or was by a build that was interrupted."""
    is_one = re.compile(re.escape(f"{STAGING_PREFIX}{name}-") + r"[a-z0-9_]+").fullmatch
    return tuple(sorted(path for path in build.glob(f"{STAGING_PREFIX}*") if is_one(path.name)))


def edition_problem(project: Path, name: str) -> Diagnostic | None:
    """Return why ``build/NAME`` cannot be built, if something there is not what it must be; None if nothing is."""
    folders = (".cache", "docs", f"docs/{name}", f"docs/{name}/docs", name)
    problem = build_folder_problem(project, *folders)
    return problem or _lock_problem(project, name) or _mount_problem(project, name)


def _mount_problem(project: Path, name: str) -> Diagnostic | None:
    """Return that ``build/NAME`` is a disk of its own; None if it is not."""
    try:
        differs = (project / BUILD / name).lstat().st_dev != (project / BUILD).stat().st_dev
    except OSError:
        return None
    return own_disk(name) if differs or (project / BUILD / name).is_mount() else None


def own_disk(name: str) -> Diagnostic:
    """Return that a new site cannot take the place of ``build/NAME``, because that is a disk of its own."""
    message = f"build/{name} is a disk of its own, so a new site cannot take the place of the old one in one step"
    return _problem(f"{BUILD}/{name}", message, "use that disk for the whole of build/")


def _lock_problem(project: Path, name: str) -> Diagnostic | None:
    """Return that the lock of a build is something else than a file; None if it can be used."""
    path = f"{BUILD}/.building-{name}"
    try:
        mode = (project / path).lstat().st_mode
    except OSError:
        return None
    if S_ISREG(mode):
        return None
    what = f"a link to {os.path.realpath(project / path)}" if S_ISLNK(mode) else "not a file"
    return _problem(path, f"{path} is {what}; it must be a file, which tells other builds to wait", f"rm -r {path}")


def make_build_folder(project: Path) -> Path:
    """Create ``build/`` if it is absent, and return its real path. An empty folder that it leads to gets the marker."""
    build = project / BUILD
    if not build.is_symlink():
        build.mkdir(parents=True, exist_ok=True)
        return build
    target = build.resolve(strict=True)
    if not (target / MARKER).exists():
        (target / MARKER).write_text(f"{project.resolve()}\n", encoding="utf-8", errors="surrogateescape")
    return target


def _outer_problem(project: Path) -> Diagnostic | None:
    """Return why ``build`` itself cannot be used."""
    path = project / BUILD
    mode = _mode(path)
    if mode is None or S_ISDIR(mode):
        return None
    if not S_ISLNK(mode):
        return _not_a_folder(BUILD)
    target = os.path.realpath(path)
    link = f"{BUILD} is a link to {target}"
    try:
        names = {path.name for path in Path(target).iterdir()} - _OF_AN_EMPTY_DISK
    except (FileNotFoundError, NotADirectoryError):
        hint = f"create the folder {target}, or remove the link: rm {BUILD}"
        return _problem(BUILD, f"{link}, where there is no folder", hint)
    except PermissionError:
        raise
    except OSError:
        return _problem(BUILD, f"{BUILD} is a link that leads back to itself", f"remove the link: rm {BUILD}")
    if not names:
        return None
    owner = _owner(Path(target))
    if owner == str(project.resolve()):
        return None
    why = f"which belongs to the project in {owner}" if owner else "which has files that ./kb did not put there"
    hint = "link it to an empty folder, for this project alone: what is in build/ is replaced by each build"
    return _problem(BUILD, f"{link}, {why}", hint)


def _owner(folder: Path) -> str:
    """Return the project that the marker in a folder names; empty if there is none."""
    try:
        return os.fsdecode(read_file(folder / MARKER, _LONGEST_PATH)).strip()
    except OSError:
        return ""


def _inner_problem(project: Path, folder: str) -> Diagnostic | None:
    path = f"{BUILD}/{folder}"
    mode = _mode(project / path)
    if mode is None or S_ISDIR(mode):
        return None
    if S_ISLNK(mode):
        message = f"{path} is a link to {os.path.realpath(project / path)}, and nothing is written through a link"
        hint = f"remove the link: rm {path} (what it leads to stays as it is); ./kb build makes the folder"
        return _problem(path, message, hint)
    # Where there is no folder for it, a build works without a cache.
    return None if folder == ".cache" else _not_a_folder(path)


def _not_a_folder(path: str) -> Diagnostic:
    return _problem(path, f"{path} must be a folder, and it is not", f"rename it or delete it: rm {path}")


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _problem(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Span(path), Code.BUILD_FOLDER, message, hint)
