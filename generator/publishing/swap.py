"""Putting a finished folder in place of a published one, so that a reader never meets half a site."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = ".staging-"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


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
        finished.rename(published)
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
