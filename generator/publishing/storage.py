"""Problems of the disk in plain words: no room, no permission, and how much room the next build needs."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build_folder import BuildFolder, own_disk
from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.disk import free_bytes, is_full, megabytes

if TYPE_CHECKING:
    from generator.rendering.artefacts import Site

_BLOCK = 4096
"""Bytes: each file takes up a multiple of this."""
_PAGE_BYTES = 60_000
"""About the size of a page with its part of the search index."""
_BASE_BYTES = 5_000_000
"""About the size of the fonts, the pictures and the files of the engine."""
_REFUSED = {errno.EACCES, errno.EPERM}
_OWN_DISK = {errno.EXDEV, errno.EBUSY}


def bytes_needed(site: Site) -> int:
    """Return about how many bytes a build of ``site`` writes: the pages and files, and the tree they are made from."""
    files = sum(map(_on_disk, (len(artefact.content) for artefact in site.artefacts)))
    pages = sum(_on_disk(len(page.markdown.encode())) + _PAGE_BYTES for page in site.pages)
    return 2 * files + pages + _BASE_BYTES


def _on_disk(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def storage_problem(error: OSError, build: BuildFolder, name: str, needed: int) -> Diagnostic | None:
    """Return the diagnostic of an error in writing to ``build/``; None if it is of another folder.

    ``name`` is the folder of the edition; ``needed`` are the bytes that the whole build needs, or 0 if that is unknown.
    """
    if is_full(error):
        return disk_full(build, needed, error)
    path = _path_in_build(error, build)
    if path is None:
        return None
    if error.errno in _OWN_DISK:
        return own_disk(build, name)
    if error.errno == errno.EROFS:
        hint = "build to a folder that can be written: --output DIR"
        return Diagnostic(Span(build.name), Code.BUILD_FOLDER, f"{path} cannot be written: the disk is read-only", hint)
    if error.errno in _REFUSED:
        owner = f"run ./kb as the user who owns {build.name}/, or delete {build.name}/ as that user: it is made again"
        hint = f"{owner}; or build to a folder of your own: --output DIR"
        return Diagnostic(Span(build.name), Code.BUILD_FOLDER, f"you may not write {path}", hint)
    message = f"{path} cannot be used: {(error.strerror or str(error)).lower()}"
    return Diagnostic(Span(build.name), Code.BUILD_FOLDER, message, f"delete {path}, and run ./kb build again")


def _path_in_build(error: OSError, build: BuildFolder) -> str | None:
    """Return the path that an error names, as messages write it; None if it is not in ``build/``."""
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes | Path)]
    for name in names:
        for folder in (build.path.resolve(), build.path):
            if Path(name).is_relative_to(folder):
                return (Path(build.name) / Path(name).relative_to(folder)).as_posix()
            if folder.is_relative_to(name):
                return build.name
    return None


def disk_full(build: BuildFolder, needed: int, error: OSError | None = None) -> Diagnostic:
    """Return that there is no room for the site, with what is free and what is needed."""
    if error is not None and error.errno == errno.EFBIG:
        message, hint = "a file of the site is larger than files may be here", "raise the limit: ulimit -f unlimited"
        return Diagnostic(Span(build.name), Code.DISK_FULL, message, hint)
    free = free_bytes(build.path)
    about = f", about {megabytes(needed)} needed" if needed else ""
    message = f"the disk is full: {megabytes(free)} free{about}"
    if error is not None and error.errno == errno.EDQUOT:
        message = f"your share of the disk is used up{about}"
    elif needed and free > 2 * needed:
        message = f"the disk has no room for another file, although {megabytes(free)} are free"
    hint = f"delete what is not needed on the disk of {build.path.resolve()}; then run ./kb build again"
    return Diagnostic(Span(build.name), Code.DISK_FULL, message, hint)


def with_cause(problems: tuple[Diagnostic, ...], build: BuildFolder, needed: int) -> tuple[Diagnostic, ...]:
    """Return the problems; if they come from a full disk, only that.

    A program that runs out of room says so in its own words, or leaves files that are not complete.
    """
    no_room = {os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)}
    is_named = any(text in one.message for one in problems for text in no_room)
    is_cut_off = any(one.code is Code.INCOMPLETE_FILE for one in problems) and free_bytes(build.path) < needed
    if not is_named and not is_cut_off:
        return problems
    rest = (one for one in problems if one.code not in {Code.INCOMPLETE_FILE, Code.ENGINE_PROBLEM, Code.BROKEN_LINK})
    return (*rest, disk_full(build, needed))


def low_space(build: BuildFolder, needed: int) -> Iterable[Diagnostic]:
    """Yield a warning if the next build, which needs about as much as this one, has too little room."""
    free = free_bytes(build.path)
    if free < needed:
        message = (
            f"this site was built, but the next may not fit: {megabytes(free)} free, about {megabytes(needed)} needed"
        )
        hint = f"delete what is not needed on the disk of {build.path.resolve()}"
        yield Diagnostic(Span(build.name), Code.DISK_FULL, message, hint, Severity.WARNING)
