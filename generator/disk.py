"""Write and delete files without following a link, and tell why a disk refuses."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full(error: OSError) -> bool:
    """Return whether a write failed for want of room: on the disk, in the user's share of it, or in one file."""
    return error.errno in _NO_ROOM


def is_folder(path: Path) -> bool:
    """Return whether this is a folder itself, and not a link to one."""
    try:
        return S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Return whether this is a file itself: no link, no folder, no pipe and no device."""
    try:
        return S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def link_on_the_way(folder: Path, path: str) -> str:
    """Return the first part of ``path`` below ``folder`` that is a link, such as ``data``; empty if there is none."""
    parts = Path(path).parts
    paths = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((one for one in paths if (folder / one).is_symlink()), "")


def relative_name(path: str | Path, folder: str | Path) -> str:
    """Return the path from ``folder`` to ``path`` with ``/`` between its parts, as every message and page writes it.

    A path on another drive, which only Windows has, stays whole.
    """
    try:
        name = os.path.relpath(path, folder)
    except ValueError:
        name = os.fspath(path)
    return name.replace(os.sep, "/")


def has_links(folder: Path) -> bool:
    """Return whether something below ``folder``, or the folder itself, is neither a file nor a folder."""
    if folder.is_symlink():
        return True
    pending = [os.fspath(folder)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    elif not entry.is_file(follow_symlinks=False):
                        return True
        except OSError:
            continue
    return False


def remove(path: Path) -> None:
    """Delete a file, a link or a folder with all that is in it. What a link leads to stays."""
    if is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def read_file(path: Path, most: int) -> bytes:
    """Return the content of a file of at most ``most`` bytes. Raise an OSError for anything else, such as a link."""
    # A pipe would otherwise be waited for until somebody writes to it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        stat = os.fstat(descriptor)
        if not S_ISREG(stat.st_mode) or stat.st_size > most:
            raise OSError(errno.EINVAL, "not a file of the expected size", os.fspath(path))
        return file.read()


def write_new(path: Path, content: bytes) -> None:
    """Write a new file. Whatever had its name is deleted first: a link or a second name of a file is not written to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    remove(path)
    with path.open("xb") as file:
        file.write(content)


def replace_file(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Replace a file in one step, so that it is never half written. Its permissions and owner stay.

    If ``durable``, return only when the content is on the disk.
    """
    old = path.lstat() if is_file(path) else None
    # Names that start with a dot are skipped by every reader of an author's folders.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if old:
            # Windows has no owner that could be given.
            with suppress(OSError, AttributeError):
                os.chown(name, old.st_uid, old.st_gid)
        Path(name).chmod(S_IMODE(old.st_mode) if old else 0o666 & ~umask())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def umask() -> int:
    """Return the permissions that this user's new files do not have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def free_bytes(folder: Path) -> int:
    """Return how many bytes this user may still write to the disk of ``folder``, or of the nearest folder above it."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def megabytes(size: int) -> str:
    """Return a size in words: ``0.4 MB``, ``12 MB``."""
    return f"{size / 1_000_000:.1f} MB" if size < 9_950_000 else f"{round(size / 1_000_000):,} MB"
