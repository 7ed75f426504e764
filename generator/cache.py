"""Results kept by what they were made from, so that no work is done twice. Safe to delete at any time.

The name of an entry is a hash of everything its content depends on, so no entry is ever out of date: what it was made
from has changed, and so has the name. An entry is put in place whole, and begins with a hash of itself: one that is
cut short, altered or of another program's making is taken for absent and made again. What cannot be kept is not.
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

PACKAGE = Path(__file__).parent
FOLDER = Path("build") / ".cache"
"""Where a project keeps its results."""
_MARK = b"kb2\n"
_HASH = 32
_DAY = 86_400
_KEPT = 30 * _DAY
"""Seconds that an entry stays which nobody asks for."""


class Cache:
    """A folder of results; without a folder nothing is kept and nothing is found."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept under this key; None if nothing was, or not whole."""
        path = self._path(kind, key)
        if path is None:
            return None
        try:
            written = path.read_bytes()
            old = time.time() - path.stat().st_mtime > _DAY
        except OSError:
            return None
        if old:
            with suppress(OSError):
                os.utime(path)
        head = _MARK + _HASH * b"?"
        content = written[len(head) :]
        return content if written[: len(head)] == _head(kind, key, content) else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep a result, for whoever asks next; on a disk that is full or may not be written to, do without."""
        path = self._path(kind, key)
        if path is None:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(kind, key, content) + content)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def recall(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """What was kept under this key, or else what ``make`` makes, which is kept."""
        content = self.get(kind, key)
        if content is None:
            content = make()
            self.put(kind, key, content)
        return content

    def tidy(self) -> None:
        """Once a day, forget what nobody has asked for in thirty, and what killed builds left behind."""
        if self._folder is None:
            return
        now, done = time.time(), self._folder / "tidied"
        with suppress(OSError):
            if done.exists() and now - done.stat().st_mtime < _DAY:
                return
            done.touch()
            for path in self._folder.rglob("*"):
                if path.is_file() and now - path.stat().st_mtime > _KEPT:
                    path.unlink()

    def _path(self, kind: str, key: str) -> Path | None:
        return self._folder / kind / key[:2] / key if self._folder else None


def _head(kind: str, key: str, content: bytes) -> bytes:
    """What an entry begins with: it holds for this content under this name, and for no other."""
    return _MARK + bytes.fromhex(key_of(kind, key, content))


def key_of(*parts: str | bytes) -> str:
    """A name for these parts in this order, and for no others."""
    whole = sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(content).to_bytes(8, "big"))
        whole.update(content)
    return whole.hexdigest()


def key_of_files(paths: Iterable[Path], root: Path) -> str:
    """A name for these files: their paths below ``root``, and what is in them or why that cannot be read."""
    parts: list[str | bytes] = []
    for path in sorted(paths):
        parts.append(path.relative_to(root).as_posix())
        try:
            parts += ("file", path.read_bytes()) if path.is_file() else ("no file",)
        except OSError as error:
            parts += ("unreadable", str(error.errno))
    return key_of(*parts)


def key_of_folder(folder: Path) -> str:
    """A name for all files below a folder, and below folders that are linked there."""
    walked = os.walk(folder, followlinks=True)
    return key_of_files((Path(top, name) for top, _, names in walked for name in names), folder)


@cache
def programs() -> str:
    """A name for all that works on an author's files: this package's code, and what is installed on this machine.

    The date of the linker's list stands for the system's libraries: each that is installed or upgraded renews it.
    """
    folders = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    installed = sorted({p.name for folder in folders if folder.is_dir() for p in folder.iterdir() if "-info" in p.name})
    linked = Path("/etc/ld.so.cache")
    libraries = str((linked.stat().st_size, linked.stat().st_mtime_ns)) if linked.is_file() else platform.platform()
    return key_of(key_of_files(PACKAGE.rglob("*.py"), PACKAGE), sys.version, *installed, libraries)
