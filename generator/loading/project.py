"""A project folder to records: every file it must have, and every page it holds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.drawings import read_drawings
from generator.loading.files import read_text
from generator.loading.prose import read_page
from generator.loading.records import Located, read_record
from generator.loading.yaml_values import Places, compose
from generator.model.easy_read import EasyReadFile
from generator.model.glossary import GlossaryFile
from generator.model.pages import ProsePage
from generator.model.partnership import Partnership
from generator.model.pictures import PicturesFile
from generator.model.publications import PublicationsFile
from generator.model.record import Record
from generator.model.sources import SourcesFile
from generator.model.standards import StandardsFile

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Records:
    """What the files of a project say, before anything is looked up; None where a file could not be read."""

    partnership: Located[Partnership] | None
    sources: Located[SourcesFile] | None
    standards: Located[StandardsFile] | None
    publications: Located[PublicationsFile] | None
    pages: tuple[ProsePage, ...]
    attachments: dict[str, bytes]
    """Every other file in ``content/``, by its path there: pictures and files that pages link to."""
    easy_read: Located[EasyReadFile] | None
    glossary: Located[GlossaryFile] | None
    pictures: Located[PicturesFile] | None
    drawings: dict[str, bytes]
    """The files in ``data/pictures``, by name."""


def load(root: Path) -> tuple[Records, tuple[Diagnostic, ...]]:
    """Read a project's ``data/`` and ``content/``; problems are collected, never raised."""
    found: list[Diagnostic] = []
    for folder in ("data", "content"):
        if not (root / folder).is_dir():
            hint = f"create the folder {folder}/ here, or name the project's folder with --project"
            found.append(Diagnostic(Span(folder), Code.MISSING_FILE, f"there is no folder {folder}", hint))
    records = Records(
        partnership=_read(root, "partnership", Partnership, found),
        sources=_read(root, "sources", SourcesFile, found),
        standards=_read(root, "standards", StandardsFile, found),
        publications=_read(root, "publications", PublicationsFile, found),
        pages=_pages(root, found),
        attachments=_attachments(root, found),
        easy_read=_optional(root, "easy_read", EasyReadFile, found),
        glossary=_optional(root, "glossary", GlossaryFile, found),
        pictures=_optional(root, "pictures", PicturesFile, found),
        drawings=read_drawings(root, found),
    )
    return records, tuple(found)


def _read(root: Path, name: str, model: type[R], found: list[Diagnostic]) -> Located[R] | None:
    if not (root / "data").is_dir():
        return None
    path = f"data/{name}.yml"
    text, problems = read_text(root, path)
    found.extend(problems)
    if text is None:
        return None
    value, places, problems = compose(path, text)
    found.extend(problems)
    if any(problem.code is not Code.DUPLICATE_KEY for problem in problems):
        return None
    if value is None:
        hint = "write its records, or restore it from the project's history"
        found.append(Diagnostic(Span(path), Code.EMPTY_FILE, "this file holds comments only", hint))
        return None
    located, problems = read_record(model, value, places)
    found.extend(problems)
    return located


def _optional(root: Path, name: str, model: type[R], found: list[Diagnostic]) -> Located[R] | None:
    """A file that a project need not have: without it, no records."""
    path = root / "data" / f"{name}.yml"
    if not os.path.lexists(path):
        return Located(model(), Places(f"data/{name}.yml"))
    return _read(root, name, model, found)


def _pages(root: Path, found: list[Diagnostic]) -> tuple[ProsePage, ...]:
    pages = []
    for file in sorted((root / "content").rglob("*.md")):
        page, problems = read_page(root, file.relative_to(root).as_posix())
        found.extend(problems)
        if page:
            pages.append(page)
    return tuple(pages)


def _attachments(root: Path, found: list[Diagnostic]) -> dict[str, bytes]:
    attachments = {}
    for file in sorted((root / "content").rglob("*")):
        if file.suffix == ".md" or not file.is_file() or file.name.startswith("."):
            continue
        try:
            attachments[file.relative_to(root / "content").as_posix()] = file.read_bytes()
        except OSError as error:
            path = file.relative_to(root).as_posix()
            message = f"this file cannot be opened: {(error.strerror or 'unknown reason').lower()}"
            hint = "look at the file's name and permissions"
            found.append(Diagnostic(Span(path), Code.UNREADABLE_FILE, message, hint))
    return attachments
