"""A cache of build results on disk. It can be deleted at any time.

The key of an entry is the hash of everything that its content depends on. A changed input has a different key, so an
entry is never out of date. Each entry is written in one step and starts with a checksum of its kind, key and content.
An entry that is incomplete, damaged or written by another program counts as absent. Errors in writing are ignored:
the build then works without the cache. So does a link in place of one of its folders or files: it is not followed.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from generator.build_folder import BuildFolder, build_folder_problem, make_build_folder
from generator.disk import is_file, is_folder, read_file

PACKAGE = Path(__file__).parent
_FOLDER_NAME = ".cache"
"""The cache of a project, in the folder that its builds go to."""
_FORMAT = b"kb3\n"
"""Identifies the entry format. Change it whenever the format changes."""
_CHECKSUM_BYTES = 32
_DAY = 86_400
_MAX_AGE = 30 * _DAY
"""Seconds after which an unused entry is deleted."""
_MAX_BYTES = 500_000_000
"""A larger file is no entry: nothing that a build makes is as large."""


class SharedEntries(Protocol):
    """Entries that several caches share. Like a cache, it raises no errors, and a damaged entry counts as absent."""

    def get_entry(self, kind: str, key: str) -> bytes | None:
        """Return the content stored under ``key``; None if it is absent."""

    def put_entry(self, kind: str, key: str, content: bytes) -> None:
        """Store ``content`` under ``key``."""


class Cache:
    """A folder of cached results. Without a folder, nothing is stored and no lookup succeeds.

    What is not in the folder is looked for in ``shared``, and then kept in the folder too. What is new goes to both.
    """

    def __init__(self, folder: Path | None = None, shared: SharedEntries | None = None) -> None:
        self._folder, self._shared = folder, shared
        self._is_own: dict[Path, bool] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the content stored under ``key``, or None if it is absent or damaged."""
        content = self._get_own(kind, key)
        if content is None and self._shared:
            content = self._shared.get_entry(kind, key)
            if content is not None:
                self._put_own(kind, key, content)
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Store ``content`` under ``key``. Do nothing if the disk is full or read-only."""
        self._put_own(kind, key, content)
        if self._shared:
            self._shared.put_entry(kind, key, content)

    def _get_own(self, kind: str, key: str) -> bytes | None:
        path = self._path(kind, key)
        if path is None:
            return None
        try:
            entry = read_file(path, _MAX_BYTES)
            is_old = time.time() - path.stat().st_mtime > _DAY
        except OSError:
            return None
        if is_old:
            with suppress(OSError):
                os.utime(path)
        header_size = len(_FORMAT) + _CHECKSUM_BYTES
        content = entry[header_size:]
        return content if entry[:header_size] == _header(kind, key, content) else None

    def _put_own(self, kind: str, key: str, content: bytes) -> None:
        path = self._path(kind, key)
        if path is None:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not is_folder(path.parent):
                return
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_header(kind, key, content) + content)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def get_or_create(self, kind: str, key: str, create: Callable[[], bytes]) -> bytes:
        """Return the content stored under ``key``; if it is absent, call ``create`` and store its result."""
        content = self.get(kind, key)
        if content is None:
            content = create()
            self.put(kind, key, content)
        return content

    def prune(self) -> None:
        """Delete entries unused for 30 days and files of interrupted builds. Run at most once a day."""
        if self._folder is None or not self._may_use(self._folder):
            return
        now, marker = time.time(), self._folder / "last-pruned"
        with suppress(OSError):
            if is_file(marker) and now - marker.stat().st_mtime < _DAY:
                return
            marker.unlink(missing_ok=True)
            marker.touch()
            for top, _, names in os.walk(self._folder):
                for path in (Path(top, name) for name in names):
                    if is_file(path) and now - path.stat().st_mtime > _MAX_AGE:
                        path.unlink()

    def _path(self, kind: str, key: str) -> Path | None:
        """Return the path of an entry; None if there is no folder for it, or a link in place of one."""
        if self._folder is None:
            return None
        group = self._folder / kind / key[:2]
        return group / key if all(map(self._may_use, (self._folder, group.parent, group))) else None

    def _may_use(self, folder: Path) -> bool:
        if folder not in self._is_own:
            self._is_own[folder] = not folder.is_symlink()
        return self._is_own[folder]


def project_cache(project: Path, output: str | None = None) -> Cache:
    """Return the cache of a project, in ``build/`` or the folder ``output``.

    It stores nothing if that folder is not the project's, or cannot be made.
    """
    build = BuildFolder(project, output)
    if build_folder_problem(build, _FOLDER_NAME):
        return Cache()
    # An entry would make the folder no longer empty, so the marker comes first.
    if build.path.is_symlink() or not build.is_own:
        try:
            make_build_folder(build)
        except OSError:
            return Cache()
    return Cache(build.path / _FOLDER_NAME)


def _header(kind: str, key: str, content: bytes) -> bytes:
    """Return the start of an entry: the format, then the checksum of kind, key and content."""
    return _FORMAT + bytes.fromhex(hash_parts(kind, key, content))


def hash_parts(*parts: str | bytes) -> str:
    """Return the SHA-256 of the parts in hexadecimal. Each part is preceded by its length in 8 bytes."""
    digest = sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


def hash_files(paths: Iterable[Path], root: Path) -> str:
    """Return a hash of the files' paths relative to ``root`` and their content, or the error in reading them."""
    parts: list[str | bytes] = []
    for path in sorted(paths):
        parts.append(path.relative_to(root).as_posix())
        try:
            parts += ("file", path.read_bytes()) if path.is_file() else ("no file",)
        except OSError as error:
            parts += ("unreadable", str(error.errno))
    return hash_parts(*parts)


def hash_folder(folder: Path) -> str:
    """Return the ``hash_files`` of all files below ``folder``, following links to folders."""
    tree = os.walk(folder, followlinks=True)
    return hash_files((Path(top, name) for top, _, names in tree for name in names), folder)


@cache
def package_fingerprint() -> str:
    """Return a hash of this package's code, the Python version, the installed packages and the system libraries.

    The system libraries are represented by size and date of the linker's cache: each installation or upgrade
    rewrites it.
    """
    folders = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    packages = sorted({p.name for folder in folders if folder.is_dir() for p in folder.iterdir() if "-info" in p.name})
    linker = Path("/etc/ld.so.cache")
    libraries = str((linker.stat().st_size, linker.stat().st_mtime_ns)) if linker.is_file() else platform.platform()
    return hash_parts(hash_files(PACKAGE.rglob("*.py"), PACKAGE), sys.version, *packages, libraries)
