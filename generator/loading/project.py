"""A project folder to records: every file of the table of kinds, and every page."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.content_files import content_files
from generator.loading.drawings import read_drawings
from generator.loading.files import read_text, unreadable
from generator.loading.prose import ReadPage, read_page
from generator.loading.records import Located, read_record, suggestion
from generator.loading.releases import read_releases
from generator.loading.yaml_values import Places, compose
from generator.model.kinds import FILES, kind_of
from generator.model.pages import ProsePage
from generator.model.record import Record, RecordFile
from generator.model.releases import ReleasesFile

F = TypeVar("F", bound=RecordFile)
R = TypeVar("R", bound=Record)

FOLDERS = {"": ("pictures", "releases", "staff"), "staff": ()}
"""The folders of ``data/`` whose files are listed in the table of kinds, and the folders in each."""


@dataclass(frozen=True, slots=True)
class Records:
    """What the files of a project say, before anything is looked up."""

    files: Mapping[type[RecordFile], Located[RecordFile] | None]
    """Every file of the table of kinds; None where it could not be read, empty where a project need not have it."""
    pages: tuple[ProsePage, ...]
    broken_pages: frozenset[str]
    """The ids of pages that have something wrong in their front matter."""
    nameless_pages: bool
    """Whether a page's front matter is so wrong that not even its id is known."""
    attachments: dict[str, bytes]
    """Every other file in ``content/``, by its path there: pictures and files that pages link to."""
    versions: dict[str, dict[str, Any]]
    """What each version said that was published, by the id of the release."""
    drawings: dict[str, bytes]
    """The files in ``data/pictures``, by name."""

    def located(self, file: type[F]) -> Located[F] | None:
        """Return a file's record with the places of its values; None where it could not be read."""
        return cast("Located[F] | None", self.files[file])

    def get(self, file: type[F]) -> F | None:
        """Return a file's record; None where it could not be read."""
        located = self.located(file)
        return located.record if located else None

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Return the entries of one kind in the lists of its files, in the order of the files."""
        files = (record for file in kind_of(model).files if (record := self.get(file)))
        lists = (getattr(record, name) for record in files for name in type(record).model_fields)
        return tuple(entry for one in lists if isinstance(one, tuple) for entry in one if isinstance(entry, model))


def load(root: Path) -> tuple[Records, tuple[Diagnostic, ...]]:
    """Read a project's ``data/`` and ``content/``; problems are collected, never raised."""
    problems: list[Diagnostic] = []
    for folder in ("data", "content"):
        if not (root / folder).is_dir():
            hint = f"create the folder {folder}/ here, or name the project's folder with --project"
            problems.append(Diagnostic(Span(folder), Code.MISSING_FILE, f"there is no folder {folder}", hint))
    problems += unknown_files(root)
    pages, attachments = _content(root, problems)
    files = {file: _read(root, file, problems) for file in FILES}
    releases = cast("Located[ReleasesFile] | None", files[ReleasesFile])
    records = Records(
        files=files,
        pages=tuple(read.page for read in pages if read.page),
        nameless_pages=any(read.page is None and not read.broken_id for read in pages),
        broken_pages=frozenset(read.broken_id for read in pages if read.broken_id),
        attachments=attachments,
        versions=read_releases(root, releases, problems),
        drawings=read_drawings(root, problems),
    )
    return records, tuple(problems)


def unknown_files(root: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each file or folder in ``data/`` that no kind of record is kept in.

    Names that start with a dot are an editor's or a system's, and are passed over.
    """
    for folder, folders in FOLDERS.items():
        below = f"{folder}/" if folder else ""
        names = [file.file.removeprefix(below) + ".yml" for file in FILES if file.file.startswith(below)]
        known = sorted({*(name for name in names if "/" not in name), *folders})
        path = root / "data" / folder
        for entry in sorted(one.name for one in path.iterdir()) if path.is_dir() else ():
            if entry.startswith(".") or entry in known:
                continue
            what = "folder" if (path / entry).is_dir() else "file"
            shown = f"data/{below}{entry}".encode("ascii", "backslashreplace").decode()
            hint = suggestion(entry.lower(), known) or "move it out of data/, which holds records only"
            yield Diagnostic(Span(shown), Code.UNKNOWN_FILE, f"nothing reads the {what} {shown}", hint)


def _content(root: Path, problems: list[Diagnostic]) -> tuple[list[ReadPage], dict[str, bytes]]:
    """Read every page and every other file of ``content/``."""
    paths, others, found = content_files(root)
    problems += found
    pages = []
    for path in paths:
        read, found = read_page(root, path)
        pages.append(read)
        problems += found
    attachments = {}
    for path in others:
        try:
            attachments[path.split("/", 1)[1]] = (root / path).read_bytes()
        except OSError as error:
            problems.append(unreadable(path, error))
    return pages, attachments


def _read(root: Path, file: type[RecordFile], problems: list[Diagnostic]) -> Located[RecordFile] | None:
    """Read one file of ``data/``; one that a project need not have and has not is read as empty."""
    path = f"data/{file.file}.yml"
    if not file.required and not os.path.lexists(root / path):
        return Located(file(), Places(path))
    if not (root / "data").is_dir():
        return None
    text, found = read_text(root, path)
    problems += found
    if text is None:
        return None
    value, places, found = compose(path, text)
    problems += found
    if any(problem.code is not Code.DUPLICATE_KEY for problem in found):
        return None
    if value is None:
        hint = "write its records, or restore it from the project's history"
        problems.append(Diagnostic(Span(path), Code.EMPTY_FILE, "this file holds comments only", hint))
        return None
    located, found = read_record(file, value, places)
    problems += found
    return located
