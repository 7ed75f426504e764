"""Putting a finished folder in place of a published one, so that a reader never meets half a site."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG

from filelock import FileLock, Timeout

from generator.progress import Tally

_PREFIX = ".staging-"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def one_at_a_time(build: Path, name: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of the edition ``name``; call ``waiting`` once if another process has it, and wait.

    The operating system releases the lock when the process ends, however it ends.
    """
    build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build / f".building-{name}")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def put(path: Path, content: bytes, former: Path, *, not_before: int) -> None:
    """Write a file; if ``former`` holds the same, make the two one. ``not_before`` is in nanoseconds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        stat = former.lstat()
        sound = S_ISREG(stat.st_mode) and stat.st_size == len(content) and stat.st_mtime_ns >= not_before
        if sound and former.read_bytes() == content:
            os.link(former, path)
            return
    path.write_bytes(content)
    if path.stat().st_mtime_ns < not_before:
        os.utime(path, ns=(not_before, not_before))


def keep_unchanged(finished: Path, published: Path) -> Tally:
    """Put the published files that say the same in place of their copies in ``finished``; how many files are new.

    So a file that did not change keeps its date, and whoever carries the site to a host carries only what is new.
    """
    made = same = 0
    for top, _, names in os.walk(finished):
        former = published / Path(top).relative_to(finished)
        for name in names:
            new, old = os.path.join(top, name), os.path.join(former, name)  # noqa: PTH118
            if _same(new, old):
                _linked(new, old)
                same += 1
            else:
                made += 1
    return Tally(made, same)


def _linked(new: str, old: str) -> None:
    """Make two files that say the same one, where the disk knows how."""
    if os.path.samefile(new, old):  # noqa: PTH121
        return
    aside = f"{new}.former"
    with suppress(OSError):
        os.link(old, aside)
        try:
            os.replace(aside, new)  # noqa: PTH105
        except OSError:
            os.unlink(aside)  # noqa: PTH108


def _same(new: str, old: str) -> bool:
    try:
        one_stat, other_stat = os.lstat(new), os.lstat(old)
        if os.path.samestat(one_stat, other_stat):
            return True
        if one_stat.st_size != other_stat.st_size or not S_ISREG(other_stat.st_mode):
            return False
        with open(new, "rb") as one, open(old, "rb") as other:  # noqa: PTH123
            return one.read() == other.read()
    except OSError:
        return False


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """A new folder beside the published ones, gone afterwards; what killed builds left behind goes first."""
    parent.mkdir(parents=True, exist_ok=True)
    for left in sorted(parent.glob(f"{_PREFIX}*")):
        process = left.name.removeprefix(_PREFIX).split("-")[0]
        if not process.isdigit() or not _alive(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def swap_in(finished: Path, published: Path) -> None:
    """Make ``finished`` the published folder; afterwards ``finished`` holds the former one, if there was one.

    On Linux the two names change places in one step. Elsewhere there is a moment with no published folder, never one
    with half of it.
    """
    finished.chmod(0o755)
    if published.is_symlink():
        published = published.resolve()
    if not published.exists():
        finished.rename(published)
    elif not _exchanged(finished, published):
        aside = finished.with_name(finished.name + "-former")
        published.rename(aside)
        try:
            finished.rename(published)
        except BaseException:
            aside.rename(published)
            raise
        aside.rename(finished)


def _exchanged(one: Path, other: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
