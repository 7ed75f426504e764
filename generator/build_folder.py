"""The folder that builds go to, ``build/`` of the project: what may be where, and what to do if it cannot be used.

The program empties and replaces folders below ``build/``, so it must be sure that they are its own. A link there could
lead to anything. Therefore no folder below ``build/`` may be a link. ``build`` itself may be a link to a folder on
another disk, and ``--output`` may name any other folder, if that was empty at first: a marker in it names the project
that it belongs to.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from generator.diagnostics import Code, Diagnostic, Span
from generator.disk import read_file

BUILD = "build"
MARKER = ".kb-project"
"""The file in a folder that ``build`` leads to or ``--output`` names. It holds the path of the project that uses it."""
STAGING_PREFIX = ".staging-"
_LONGEST_PATH = 4096
_OF_AN_EMPTY_DISK = {"lost+found"}
"""What a new disk has before anybody writes to it."""
_TAKEN_FOLDERS = ("content", "data", "overrides", BUILD, ".git")
"""Folders of a project that have another use: nothing else may be built into them."""


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """The folder that the builds of a project go to: its own ``build/``, or the one that ``output`` names."""

    project: Path
    output: str | None = None
    """A path as the user typed it, relative to the current folder; None for the project's own."""

    @property
    def is_own(self) -> bool:
        """Whether it is ``build/`` of the project."""
        return self.output is None or os.path.realpath(self.output) == os.path.realpath(self.project / BUILD)

    @property
    def path(self) -> Path:
        """Its path. That of ``build/`` may be a link."""
        return self.project / BUILD if self.output is None or self.is_own else Path(os.path.realpath(self.output))

    @property
    def name(self) -> str:
        """What messages call it: as it was typed, or ``build``."""
        return BUILD if self.output is None or self.is_own else Path(self.output).as_posix()


def build_folder_problem(build: BuildFolder, *folders: str) -> Diagnostic | None:
    """Return why ``build/``, or the first of the ``folders`` in it, cannot be used; None if all can.

    A folder comes after the one that it is in.
    """
    try:
        problem = _link_problem(build) if build.is_own else _output_problem(build)
        return problem or next((one for folder in folders if (one := _inner_problem(build, folder))), None)
    except PermissionError as error:
        message = f"you may not open {error.filename}"
        return _problem(build.name, message, "run ./kb as the user who owns it, or change its permissions")


def staging_folders(build: Path, name: str) -> tuple[Path, ...]:
    """Return the folders in which a site is being made for ``build/NAME``, or was by a build that was interrupted."""
    is_one = re.compile(re.escape(f"{STAGING_PREFIX}{name}-") + r"[a-z0-9_]+").fullmatch
    return tuple(sorted(path for path in build.glob(f"{STAGING_PREFIX}*") if is_one(path.name)))


def edition_problem(build: BuildFolder, name: str) -> Diagnostic | None:
    """Return why ``build/NAME`` cannot be built, if something there is not what it must be; None if nothing is."""
    folders = (".cache", "docs", f"docs/{name}", f"docs/{name}/docs", name)
    problem = build_folder_problem(build, *folders)
    return problem or _lock_problem(build, name) or _mount_problem(build, name)


def _mount_problem(build: BuildFolder, name: str) -> Diagnostic | None:
    """Return that ``build/NAME`` is a disk of its own; None if it is not."""
    try:
        differs = (build.path / name).lstat().st_dev != build.path.stat().st_dev
    except OSError:
        return None
    return own_disk(build, name) if differs or os.path.ismount(build.path / name) else None


def own_disk(build: BuildFolder, name: str) -> Diagnostic:
    """Return that a new site cannot take the place of ``build/NAME``, because that is a disk of its own."""
    path = f"{build.name}/{name}"
    message = f"{path} is a disk of its own, so a new site cannot take the place of the old one in one step"
    return _problem(path, message, f"use that disk for the whole of {build.name}/")


def _lock_problem(build: BuildFolder, name: str) -> Diagnostic | None:
    """Return that the lock of a build is something else than a file; None if it can be used."""
    file = build.path / f".building-{name}"
    try:
        mode = file.lstat().st_mode
    except OSError:
        return None
    if S_ISREG(mode):
        return None
    path = f"{build.name}/{file.name}"
    what = f"a link to {os.path.realpath(file)}" if S_ISLNK(mode) else "not a file"
    return _problem(path, f"{path} is {what}; it must be a file, which tells other builds to wait", f"rm -r {path}")


def make_build_folder(build: BuildFolder) -> Path:
    """Create the folder if it is absent, and return its real path. One outside the project gets the marker."""
    path = build.path
    if build.is_own and not path.is_symlink():
        path.mkdir(parents=True, exist_ok=True)
        return path
    if not build.is_own:
        path.mkdir(parents=True, exist_ok=True)
    target = path.resolve(strict=True)
    if not (target / MARKER).exists():
        owner = f"{build.project.resolve()}\n"
        (target / MARKER).write_text(owner, encoding="utf-8", errors="surrogateescape")
    return target


def _output_problem(build: BuildFolder) -> Diagnostic | None:
    """Return why the folder that ``--output`` names cannot be used."""
    path, name, project = build.path, build.name, build.project.resolve()
    hint = "what is in it is replaced by each build; name a new or an empty folder: --output DIR"
    if project.is_relative_to(path):
        what = "is the project itself" if project == path else f"holds the project in {project}"
        return _problem(name, f"{name} {what}", hint)
    taken = [*(project / folder for folder in _TAKEN_FOLDERS), Path(__file__).parent]
    if inside := next((folder for folder in taken if path.is_relative_to(os.path.realpath(folder))), None):
        return _problem(name, f"{name} is in {inside}, which has another use", hint)
    there = next(one for one in (path, *path.parents) if _mode(one) is not None)
    if not S_ISDIR(_mode(there) or 0):
        return _problem(name, f"{there} is not a folder", hint)
    names = {one.name for one in path.iterdir()} - _OF_AN_EMPTY_DISK if there == path else set()
    owner = _owner(path)
    if not names or owner == str(project):
        return None
    why = f"belongs to the project in {owner}" if owner else "has files that ./kb did not put there"
    return _problem(name, f"{name} {why}", hint)


def _link_problem(build: BuildFolder) -> Diagnostic | None:
    """Return why ``build`` of the project cannot be used: it is no folder, or a link to what is not the project's."""
    path = build.path
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
    if owner == str(build.project.resolve()):
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


def _inner_problem(build: BuildFolder, folder: str) -> Diagnostic | None:
    path = f"{build.name}/{folder}"
    mode = _mode(build.path / folder)
    if mode is None or S_ISDIR(mode):
        return None
    if S_ISLNK(mode):
        message = f"{path} is a link to {os.path.realpath(build.path / folder)}, and nothing is written through a link"
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
