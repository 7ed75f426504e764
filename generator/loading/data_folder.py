"""The files of a project's ``data/``: those that are there, and those that nothing reads."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.disk import relative_name
from generator.loading.files import link_problem, printable, unreadable
from generator.loading.folders import DEEPEST_FOLDER, entries_below
from generator.model.kinds import FILES, STAFF_FILES, STAFF_FOLDER
from generator.words.near_names import nearest_name

FOLDERS = {"": ("pictures", "releases", STAFF_FOLDER), STAFF_FOLDER: ()}
"""The folders of ``data/`` with files of the table of kinds, each with its subfolders."""

MOST_UNKNOWN_FILES = 200
"""The most files that nothing reads of which each is reported."""

MOST_DATA_FILES = 10_000
"""The most files in ``data/``, drawings and published versions among them."""


def check_folder(root: Path, folder: str, problems: list[Diagnostic]) -> None:
    """Append a problem if a folder that every project has is not there, or is a link."""
    if problem := link_problem(root, folder):
        problems.append(problem)
    elif not (root / folder).is_dir():
        hint = f"create the folder {folder}/ here, or name the project's folder with --project"
        problems.append(Diagnostic(Span(folder), Code.MISSING_FILE, f"there is no folder {folder}", hint))


def data_files(root: Path, problems: list[Diagnostic]) -> list[str]:
    """Return the paths of all files in ``data/``; the problems of links and of folders are appended to ``problems``.

    Names that start with a dot are skipped, and so are all files beyond the first ``MOST_DATA_FILES``.
    """
    paths: list[str] = []

    def on_error(error: OSError) -> None:
        problems.append(unreadable(relative_name(error.filename, root) if error.filename else "data", error))

    for folder, folders, names in entries_below(root / "data", on_error):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = relative_name(folder, root)
        if folders and below.count("/") == DEEPEST_FOLDER:
            message = f"folders are nested more than {DEEPEST_FOLDER} deep"
            span = Span(printable(f"{below}/{folders[0]}"))
            problems.append(Diagnostic(span, Code.TOO_DEEP, message, "move it out of data/"))
        paths += [f"{below}/{name}" for name in names if not name.startswith(".")]
        if len(paths) > MOST_DATA_FILES:
            message = f"there are more than {MOST_DATA_FILES:,} files in data/"
            hint = "check that it is the folder you meant"
            problems.append(Diagnostic(Span("data"), Code.FILE_TOO_LARGE, message, hint))
            break
    linked = (link_problem(root, path) for path in paths[:MOST_DATA_FILES] if (root / path).is_symlink())
    problems += [problem for problem in linked if problem]
    return paths


def unknown_files(root: Path) -> Iterator[tuple[Diagnostic, str]]:
    """Yield a problem for each file or folder in ``data/`` that no kind of record uses, and the path that it meant.

    The path is empty if the name is near to none. Names that start with a dot are skipped, unless they may be those of
    records that somebody has hidden.
    """
    for folder, folders in FOLDERS.items():
        below = f"{folder}/" if folder else ""
        names = [file.file.removeprefix(below) + ".yml" for file in FILES if file.file.startswith(below)]
        known = sorted({*(name for name in names if "/" not in name), *folders})
        path = root / "data" / folder
        found = [] if link_problem(root, "data") else entries_below(path, deepest=0)
        for entry in sorted(name for _, folders_here, names in found for name in (*folders_here, *names)):
            is_folder = (path / entry).is_dir()
            is_known = entry in known and (entry != STAFF_FOLDER or is_folder)
            if is_known or (entry.startswith(".") and not _is_hidden_record(entry)):
                continue
            if link_problem(root, f"data/{below}{entry}"):
                continue
            shown = printable(f"data/{below}{entry}")
            message = f"nothing reads the {'folder' if is_folder else 'file'} {shown}"
            near = nearest_name(entry, known)
            hint = f"did you mean '{near}'?" if near else "move it out of data/, which holds records only"
            if staff_hint := _staff_hint(folder, entry, is_folder=is_folder):
                near, hint = "" if folder else STAFF_FOLDER, staff_hint
            problem = Diagnostic(Span(shown), Code.UNKNOWN_FILE, message, hint)
            yield problem, f"data/{below}{near}" if near else ""


_STAFF_NAMES = [posixpath.basename(file.file) + ".yml" for file in STAFF_FILES]


def _is_hidden_record(name: str) -> bool:
    """Return whether a name that starts with a dot is that of a file or folder of records, and of no other program."""
    plain = name.lstrip(".").casefold()
    return plain == STAFF_FOLDER or (plain[:1].isalnum() and plain.endswith((".yml", ".yaml")))


def _staff_hint(folder: str, name: str, *, is_folder: bool) -> str:
    """Return where records for staff go, if a name that nothing reads is meant for them; empty if it is not.

    The name of a public file must not be suggested: under it the records would be published.
    """
    files = f"{', '.join(_STAFF_NAMES[:-1])} or {_STAFF_NAMES[-1]}"
    if folder == STAFF_FOLDER:
        is_public = any(name == f"{file.file}.yml" for file in FILES) and name not in _STAFF_NAMES
        if is_folder:
            return f"move its records to a file beside it: {files}"
        return f"records for staff only are in {files}; all others are public, in data/" if is_public else ""
    if STAFF_FOLDER not in name.casefold() or (is_folder and not name.startswith(".")):
        return ""
    return f"records for staff only are in the folder data/{STAFF_FOLDER}/, as {files}"


def has_staff_records(root: Path) -> bool:
    """Return whether a project has a file of records that only staff may see."""
    return any(os.path.lexists(root / "data" / f"{file.file}.yml") for file in STAFF_FILES)
