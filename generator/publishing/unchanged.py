"""Names for everything that an answer depends on: where the name is the same, the answer is too.

Nothing here knows what a record is, so that it is quick to start.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.cache import PACKAGE, key_of, key_of_files, key_of_folder, programs

_INHERITED = re.compile(r"""^INHERIT:\s*["']?([^"'\n]+?)["']?\s*$""", re.MULTILINE)
_LOOKS_ELSEWHERE = re.compile(r"!ENV|!relative|!!python")
"""What makes settings depend on more than is written in them."""


def inputs_key(project: Path, *asked: str, settings: bool = False) -> str | None:
    """A name for everything an answer depends on: the author's files, our programs and what was asked.

    With ``settings``, the site's settings and our templates too. None where that cannot be told from the files: where
    folders are links, or settings look elsewhere.
    """
    names: list[str] = []
    files: list[Path] = []
    unreadable: list[OSError] = []
    for folder in (project / "data", project / "content"):
        for top, below, held in os.walk(folder, onerror=unreadable.append):
            if folder.is_symlink() or any(os.path.islink(os.path.join(top, name)) for name in below):  # noqa: PTH114, PTH118
                return None
            names.append(Path(top).relative_to(project).as_posix())
            files += (Path(top, name) for name in held)
    if any(not isinstance(error, FileNotFoundError) for error in unreadable):
        return None
    parts = [programs(), *asked, *sorted(names), key_of_files(files, project)]
    if settings:
        told = _settings(project / "mkdocs.yml")
        if told is None:
            return None
        parts += [*told, key_of_folder(PACKAGE / "templates")]
    return key_of(*parts)


def moment(project: Path) -> tuple[str | None, ...]:
    """How all that is read for an answer stands now.

    What was saved and taken back since then has the same words as before and another moment.
    """
    settings = project / "mkdocs.yml"
    dated = settings.lstat().st_ctime_ns if settings.is_file() else 0
    return (*(stand_key(folder) for folder in (project / "data", project / "content", PACKAGE)), str(dated))


def _settings(path: Path) -> list[str] | None:
    """The settings and those they inherit; None where they depend on something else besides."""
    texts: list[str] = []
    while len(texts) < 10:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        texts.append(text)
        if _LOOKS_ELSEWHERE.search(text):
            return None
        further = _INHERITED.search(text)
        if not further:
            return None if "INHERIT" in text else texts
        path = path.parent / further[1]
    return None


def stand_key(folder: Path) -> str | None:
    """A name for a folder as it stands: its files with sizes, modes and dates; None where it changes meanwhile.

    The date of the last change of any kind is one that nobody can put back.
    """
    found = []
    for top, below, names in os.walk(folder, followlinks=True):
        below[:] = [name for name in below if name != "__pycache__"]
        for name in names:
            try:
                stat = os.lstat(os.path.join(top, name))  # noqa: PTH118
            except OSError:
                return None
            found.append(f"{top}/{name} {stat.st_size} {stat.st_mode} {stat.st_mtime_ns} {stat.st_ctime_ns}")
    return key_of(*sorted(found))
