"""Look into folders, without following links. This module imports no models, so that a cached result comes quickly."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

DEEPEST_FOLDER = 20
"""How many folders below ``data/`` or ``content/`` are looked into, one in the other."""


def entries_below(
    folder: Path, on_error: Callable[[OSError], object] | None = None, deepest: int = DEEPEST_FOLDER
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder below ``folder`` with the sorted names of the folders and of all else in it, links among these.

    It is ``os.walk``, but follows no link, not even ``folder`` itself, and looks ``deepest`` folders deep. Take names
    out of the list of folders to leave them out.
    """
    todo = [(str(folder), 0)] if not folder.is_symlink() else []
    while todo:
        path, depth = todo.pop()
        try:
            with os.scandir(path) as found:
                entries = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in found)
        except FileNotFoundError:
            continue
        except OSError as error:
            if on_error:
                on_error(error)
            continue
        folders = [name for name, is_folder in entries if is_folder]
        yield path, folders, [name for name, is_folder in entries if not is_folder]
        if depth < deepest:
            todo += [(os.path.join(path, name), depth + 1) for name in reversed(folders)]  # noqa: PTH118
