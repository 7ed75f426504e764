"""Replace a published folder in one step, so that a reader never sees half a site."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG

from filelock import FileLock, Timeout

from generator.build_folder import STAGING_PREFIX, staging_folders
from generator.disk import remove
from generator.progress import ReuseCount

_FLUSHES_AT_ONCE = 8
"""Files that are flushed side by side: a disk writes many as fast as one."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def build_lock(build: Path, name: str, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock for building ``build/NAME``. Call ``on_wait`` first if another process holds it.

    The operating system releases the lock when the process ends, however it ends.
    """
    lock = FileLock(build / f".building-{name}")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        on_wait()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def write_or_link(path: Path, content: bytes, published: Path, *, not_before_ns: int) -> None:
    """Write ``content`` to ``path``, as a hard link to the file ``published`` if that has the same content.

    The file's modification time is at least ``not_before_ns``, in nanoseconds since 1970.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        stat = published.lstat()
        may_match = S_ISREG(stat.st_mode) and stat.st_size == len(content) and stat.st_mtime_ns >= not_before_ns
        if may_match and published.read_bytes() == content:
            os.link(published, path)
            return
    path.write_bytes(content)
    if path.stat().st_mtime_ns < not_before_ns:
        os.utime(path, ns=(not_before_ns, not_before_ns))


def link_unchanged(output: Path, published: Path) -> tuple[ReuseCount, tuple[str, ...]]:
    """Replace files below ``output`` by hard links to published files with the same content.

    An unchanged file thus keeps its modification time, and tools such as rsync upload only what is new. Return how many
    files are new and how many reused, and the paths of the new ones.
    """
    new, reused = [], 0
    for top, _, names in os.walk(output):
        published_folder = published / Path(top).relative_to(output)
        for name in names:
            output_file, published_file = os.path.join(top, name), os.path.join(published_folder, name)  # noqa: PTH118
            if _same_content(output_file, published_file):
                _link(output_file, published_file)
                reused += 1
            else:
                new.append(output_file)
    return ReuseCount(len(new), reused), tuple(new)


def flush(paths: Iterable[str]) -> None:
    """Wait until these files are on the disk, so that a power cut after the swap does not leave them empty."""
    with ThreadPoolExecutor(_FLUSHES_AT_ONCE) as pool:
        for _ in pool.map(_flush_file, paths):
            pass


def _flush_file(path: str) -> None:
    # Windows flushes only what is open for writing, and elsewhere a read-only file can be flushed too.
    try:
        descriptor = os.open(path, os.O_RDWR)
    except PermissionError:
        descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(path: str, target: str) -> None:
    """Replace ``path`` by a hard link to ``target``. Do nothing where the file system has no hard links."""
    if os.path.samefile(path, target):  # noqa: PTH121
        return
    temporary = f"{path}.link"
    with suppress(OSError):
        os.link(target, temporary)
        try:
            os.replace(temporary, path)  # noqa: PTH105
        except OSError:
            os.unlink(temporary)  # noqa: PTH108


def _same_content(path: str, published: str) -> bool:
    try:
        stat, published_stat = os.lstat(path), os.lstat(published)
        if os.path.samestat(stat, published_stat):
            return True
        if stat.st_size != published_stat.st_size or not S_ISREG(published_stat.st_mode):
            return False
        with open(path, "rb") as file, open(published, "rb") as published_file:  # noqa: PTH123
            return file.read() == published_file.read()
    except OSError:
        return False


@contextmanager
def staging_folder(build: Path, name: str) -> Iterator[Path]:
    """Create a temporary folder for ``build/NAME`` and delete it afterwards. Also delete those of interrupted builds.

    The caller holds the lock of ``build_lock``, so no other build of ``NAME`` is using such a folder.
    """
    _delete_leftovers(build, name)
    staging = Path(tempfile.mkdtemp(prefix=f"{STAGING_PREFIX}{name}-", dir=build))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _delete_leftovers(build: Path, name: str) -> None:
    for leftover in staging_folders(build, name):
        with suppress(OSError):
            remove(leftover)


def replace_folder(published: Path, output: Path) -> None:
    """Make ``output`` the published folder. Afterwards ``output`` is the previous one, if there was one.

    On Linux the two folders are exchanged in one system call. Elsewhere the published folder is absent for a moment,
    but never incomplete.
    """
    if published.is_symlink():
        raise OSError(errno.ELOOP, "this is a link", os.fspath(published))
    output.chmod(0o755)
    if not published.exists():
        output.rename(published)
    elif not _exchange(output, published):
        previous = output.with_name(output.name + "-previous")
        published.rename(previous)
        try:
            output.rename(published)
        except BaseException:
            previous.rename(published)
            raise
        previous.rename(output)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders with renameat2(2) and return whether that worked."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # Windows refuses None with a TypeError
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)
