"""Put a site of the store into its folder, in one step."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path, PureWindowsPath

from generator.disk import has_links, is_file
from generator.publishing.swap import build_lock, flush, replace_folder, staging_folder

Blobs = Callable[[str], bytes | None]
"""Gives the content with a SHA-256, or None if it is not to be had."""


class MissingBlobError(Exception):
    """The store has not got what a site needs, or has it damaged."""


def place_site(manifest: str, blobs: Blobs, output: Path, name: str, on_wait: Callable[[], None]) -> int:
    """Make ``output/name`` the site of a manifest, and return how many of its files are other than before.

    A file that is there already becomes a hard link. If nothing differs, the folder stays as it is. Raise a
    MissingBlobError if a part is missing: the folder then stays as it was.
    """
    files = _files(blobs(manifest))
    published = output / name
    with build_lock(output, name, on_wait):
        there = {} if has_links(published) else _digests(published)
        changed = sorted(path for path, digest in files.items() if there.get(path) != digest)
        gone = there.keys() - files.keys()
        if published.is_dir() and not changed and not gone:
            return 0
        with staging_folder(output, name) as staging:
            site = staging / name
            for path, digest in sorted(files.items()):
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                if there.get(path) == digest:
                    _link(published / path, site / path)
                    continue
                content = blobs(digest)
                if content is None:
                    raise MissingBlobError(path)
                (site / path).write_bytes(content)
            flush(os.fspath(site / path) for path in changed)
            replace_folder(published, site)
    return len(changed) + len(gone)


def _files(manifest: bytes | None) -> dict[str, str]:
    """Return the SHA-256 of each file of a site by its path."""
    if manifest is None:
        raise MissingBlobError
    try:
        files: dict[str, str] = json.loads(manifest)
    except ValueError:
        raise MissingBlobError from None
    if not isinstance(files, dict) or not all(isinstance(digest, str) for digest in files.values()):
        raise MissingBlobError
    for path in files:
        # A store is written by others too, and no path may lead out of the site's folder.
        if not _is_inside(path):
            raise MissingBlobError(path)
    return files


def _is_inside(path: str) -> bool:
    """Return whether a path can only be that of a file below a folder, on any system."""
    windows = PureWindowsPath(path)
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return not windows.anchor and ".." not in windows.parts and not {"", "."} & {*path.split("/")} and "\0" not in path


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder by its path."""
    found = {}
    for path in folder.rglob("*"):
        if is_file(path):
            found[path.relative_to(folder).as_posix()] = sha256(path.read_bytes()).hexdigest()
    return found


def _link(published: Path, path: Path) -> None:
    try:
        os.link(published, path)
    except OSError:
        shutil.copy2(published, path)  # where the file system has no hard links
