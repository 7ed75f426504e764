"""A project folder to records: every file it must have, and every page it holds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.content_files import content_files
from generator.loading.drawings import read_drawings
from generator.loading.files import read_text, unreadable
from generator.loading.prose import read_page
from generator.loading.records import Located, read_record
from generator.loading.releases import read_releases
from generator.loading.yaml_values import Places, compose
from generator.model.accessibility import AccessibilityFile, TestedFile
from generator.model.bodies import PartnersFile
from generator.model.consultation import ConsultationFile
from generator.model.contacts import AreasFile, ContactsFile
from generator.model.easy_read import EasyReadFile
from generator.model.gaps import GapsFile
from generator.model.glossary import GlossaryFile
from generator.model.legislation import LegislationFile
from generator.model.pages import ProsePage
from generator.model.papers import PapersFile
from generator.model.partnership import Partnership
from generator.model.pictures import PicturesFile
from generator.model.posters import PostersFile
from generator.model.powers import PowersFile
from generator.model.publications import PublicationsFile, StaffPublicationsFile
from generator.model.record import Record
from generator.model.releases import ReleasesFile
from generator.model.sources import SourcesFile
from generator.model.stamps import StampsFile
from generator.model.standards import StandardsFile
from generator.model.strategy import StrategyFile
from generator.model.training import TrainingFile

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Records:
    """What the files of a project say, before anything is looked up; None where a file could not be read."""

    partnership: Located[Partnership] | None
    sources: Located[SourcesFile] | None
    standards: Located[StandardsFile] | None
    publications: Located[PublicationsFile] | None
    pages: tuple[ProsePage, ...]
    broken_pages: frozenset[str]
    """The ids of pages that have something wrong in their front matter."""
    nameless_pages: bool
    """Whether a page's front matter is so wrong that not even its id is known."""
    attachments: dict[str, bytes]
    """Every other file in ``content/``, by its path there: pictures and files that pages link to."""
    easy_read: Located[EasyReadFile] | None
    glossary: Located[GlossaryFile] | None
    pictures: Located[PicturesFile] | None
    strategy: Located[StrategyFile] | None
    legislation: Located[LegislationFile] | None
    consultation: Located[ConsultationFile] | None
    partners: Located[PartnersFile] | None
    areas: Located[AreasFile] | None
    contacts: Located[ContactsFile] | None
    powers: Located[PowersFile] | None
    staff_contacts: Located[ContactsFile] | None
    """What only staff may see: ``data/staff/contacts.yml``."""
    staff_publications: Located[StaffPublicationsFile] | None
    """What only staff may print: ``data/staff/publications.yml``."""
    papers: Located[PapersFile] | None
    staff_papers: Located[PapersFile] | None
    """What only staff may write on: ``data/staff/papers.yml``."""
    posters: Located[PostersFile] | None
    training: Located[TrainingFile] | None
    accessibility: Located[AccessibilityFile] | None
    tested: Located[TestedFile] | None
    """What the tests of the site last found: ``data/tested.yml``."""
    gaps: Located[GapsFile] | None
    stamps: Located[StampsFile] | None
    """What texts were written from, as it was when somebody compared them: ``data/stamps.yml``."""
    releases: Located[ReleasesFile] | None
    versions: dict[str, dict[str, Any]]
    """What each version said that was published, by the id of the release."""
    drawings: dict[str, bytes]
    """The files in ``data/pictures``, by name."""


def load(root: Path) -> tuple[Records, tuple[Diagnostic, ...]]:
    """Read a project's ``data/`` and ``content/``; problems are collected, never raised."""
    found: list[Diagnostic] = []
    for folder in ("data", "content"):
        if not (root / folder).is_dir():
            hint = f"create the folder {folder}/ here, or name the project's folder with --project"
            found.append(Diagnostic(Span(folder), Code.MISSING_FILE, f"there is no folder {folder}", hint))
    pages, others, problems = content_files(root)
    found.extend(problems)
    reads = []
    for path in pages:
        read, problems = read_page(root, path)
        reads.append(read)
        found.extend(problems)
    releases = _optional(root, "releases", ReleasesFile, found)
    records = Records(
        partnership=_read(root, "partnership", Partnership, found),
        sources=_read(root, "sources", SourcesFile, found),
        standards=_read(root, "standards", StandardsFile, found),
        publications=_read(root, "publications", PublicationsFile, found),
        pages=tuple(read.page for read in reads if read.page),
        nameless_pages=any(read.page is None and not read.broken_id for read in reads),
        broken_pages=frozenset(read.broken_id for read in reads if read.broken_id),
        attachments=_attachments(root, others, found),
        easy_read=_optional(root, "easy_read", EasyReadFile, found),
        glossary=_optional(root, "glossary", GlossaryFile, found),
        pictures=_optional(root, "pictures", PicturesFile, found),
        strategy=_optional(root, "strategy", StrategyFile, found),
        legislation=_optional(root, "legislation", LegislationFile, found),
        consultation=_optional(root, "consultation", ConsultationFile, found),
        partners=_optional(root, "partners", PartnersFile, found),
        areas=_optional(root, "areas", AreasFile, found),
        contacts=_optional(root, "contacts", ContactsFile, found),
        powers=_optional(root, "powers", PowersFile, found),
        staff_contacts=_optional(root, "staff/contacts", ContactsFile, found),
        staff_publications=_optional(root, "staff/publications", StaffPublicationsFile, found),
        papers=_optional(root, "papers", PapersFile, found),
        staff_papers=_optional(root, "staff/papers", PapersFile, found),
        posters=_optional(root, "posters", PostersFile, found),
        training=_optional(root, "training", TrainingFile, found),
        accessibility=_optional(root, "accessibility", AccessibilityFile, found),
        tested=_optional(root, "tested", TestedFile, found),
        gaps=_optional(root, "gaps", GapsFile, found),
        stamps=_optional(root, "stamps", StampsFile, found),
        releases=releases,
        versions=read_releases(root, releases, found),
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


def _attachments(root: Path, paths: list[str], found: list[Diagnostic]) -> dict[str, bytes]:
    attachments = {}
    for path in paths:
        try:
            attachments[path.split("/", 1)[1]] = (root / path).read_bytes()
        except OSError as error:
            found.append(unreadable(path, error))
    return attachments
