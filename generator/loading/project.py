"""Load a project: the files of the table of kinds, and the pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from generator.cache import PACKAGE
from generator.diagnostics import Diagnostic
from generator.loading.data_folder import MOST_UNKNOWN_FILES, check_folder, data_files, unknown_files
from generator.loading.drawings import read_drawings
from generator.loading.history import ids_below
from generator.loading.leave_out import PAGE, Gone, Named
from generator.loading.left_out import leave_out
from generator.loading.overrides import read_overrides
from generator.loading.packs import as_problems_of_packs
from generator.loading.pages import HOME_PAGE, Pages
from generator.loading.prose import PageResult
from generator.loading.record_files import RecordFiles
from generator.loading.records import InvalidReference, Located
from generator.loading.releases import read_releases
from generator.loading.site_settings import read_site_settings
from generator.loading.yaml_values import Places
from generator.model.allowed_html import ExtraHtml
from generator.model.kinds import STAFF_FILES, STAFF_FOLDER, kind_of
from generator.model.manifest import Manifest
from generator.model.overrides import Overrides
from generator.model.packs import PACKS_FOLDER, LeftOut, Pack, Replacement
from generator.model.pages import FrontMatter, GeneratedPage, ProsePage
from generator.model.record import Identified, Record, RecordFile
from generator.model.releases import ReleasesFile
from generator.model.site_settings import SiteSettings
from generator.model.vocabulary import Edition

F = TypeVar("F", bound=RecordFile)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a project, with their references unresolved."""

    files: Mapping[type[RecordFile], Located[RecordFile] | None]
    """Each file of the table of kinds: None if it could not be read, empty if it is optional and absent."""
    pages: tuple[ProsePage, ...]
    fronts: tuple[Located[FrontMatter], ...]
    """The front matter of each of ``pages``, with the places of its values."""
    broken_pages: frozenset[str]
    """The ids of pages with a problem in their front matter."""
    nameless_pages: bool
    """Whether the id of a page with a problem, or of the home page, is unknown."""
    faulty_paths: frozenset[str]
    """The paths below the project of files with a problem."""
    invalid_references: tuple[InvalidReference, ...]
    """Every value that names another record and cannot be an id. Linking reports them, with the ids that exist."""
    attachments: dict[str, bytes]
    """The bytes of every other file in ``content/``, by its path there."""
    versions: dict[str, dict[str, Any]]
    """The exported records of each published version, by the id of the release."""
    manifests: dict[str, Manifest]
    """The manifests of the published versions that have one, by the id of the release."""
    drawings: dict[str, bytes]
    """The bytes of the files in ``data/pictures``, by name."""
    settings: Located[SiteSettings] | None
    """What ``mkdocs.yml`` sets; None if it could not be read."""
    overrides: Overrides = field(default_factory=Overrides)
    """What the folder ``overrides/`` has."""
    packs: tuple[Pack, ...] = ()
    """The packs that the project builds on."""
    replaced: tuple[Replacement, ...] = ()
    """The records and pages of packs that the project has its own for, sorted."""
    left_out: tuple[LeftOut, ...] = ()
    """The records and pages that the project leaves out, and what packs have for other areas, sorted."""

    def located(self, file: type[F]) -> Located[F] | None:
        """Return a file's record with the places of its values; None if it could not be read."""
        return cast("Located[F] | None", self.files[file])

    def get(self, file: type[F]) -> F | None:
        """Return a file's record; None if it could not be read."""
        located = self.located(file)
        return located.record if located else None

    @property
    def is_complete(self) -> bool:
        """Whether every file, record and page could be read, so that what is not here does not exist."""
        files = all(located and not located.left_out.anything for located in self.files.values())
        return files and not self.broken_pages and not self.nameless_pages

    def is_absent(self, file: type[RecordFile]) -> bool:
        """Return whether the project does not have an optional file."""
        located = self.files[file]
        return located is not None and not located.places.values

    def only(self, file: type[RecordFile], model: type[R]) -> R | None:
        """Return the single record of class ``model`` in a file, or the file itself if it has that class; else None."""
        content = self.get(file)
        if content is None or content == _empty(file):
            return None
        fields = (getattr(content, name) for name in type(content).model_fields)
        return next((record for record in (content, *fields) if isinstance(record, model)), None)

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Return the entries of class ``model`` in its files, in order."""
        files = (record for file in kind_of(model).files if (record := self.get(file)))
        lists = (getattr(record, name) for record in files for name in type(record).model_fields)
        return tuple(entry for one in lists if isinstance(one, tuple) for entry in one if isinstance(entry, model))


def _has_nameless_pages(root: Path, pages: Iterable[PageResult], data_files: Iterable[str]) -> bool:
    """Return whether the id of some page is unknown because it cannot be read, lies in data/, or is absent."""
    unread = any(result.page is None and not result.broken_id for result in pages)
    misplaced = any(path.endswith(".md") for path in data_files)
    has_home_page = any(result.page and result.page.path == HOME_PAGE for result in pages)
    return unread or misplaced or not (has_home_page or os.path.lexists(root / "content" / HOME_PAGE))


def _empty(file: type[RecordFile]) -> RecordFile | None:
    """Return the record of an absent optional file; None for a required one."""
    return None if file.required else file()


class DeclaredPage(Protocol):
    """The part of a row of the table of pages that loading and linking need."""

    @property
    def page(self) -> GeneratedPage:
        """The page as a target of references."""

    @property
    def exists(self) -> Callable[[Records, Edition], bool]:
        """Returns whether a project has records for the page and the edition includes it."""


def load(root: Path, generated: Iterable[DeclaredPage] = ()) -> tuple[Records, tuple[Diagnostic, ...]]:
    """Return the records in a project's ``data/`` and ``content/``, its settings, and every problem.

    The records of packs are among them, and what the project leaves out is not. ``generated`` is the table of pages
    made from records: what a pack says of one that the project has no records for is left out too.
    """
    problems: list[Diagnostic] = []
    check_folder(root, "data", problems)
    paths = data_files(root, problems)
    misnamed = dict(unknown_files(root))
    problems += [*misnamed][:MOST_UNKNOWN_FILES]
    settings, setting_problems = read_site_settings(root)
    overrides, override_problems = read_overrides(root)
    read = RecordFiles(root, misnamed.values(), problems)
    if not read.packs or os.path.lexists(root / "content"):
        check_folder(root, "content", problems)
    extra = frozenset(settings.record.allowed_html) if settings else frozenset(ExtraHtml)
    content = Pages(root, read.packs, extra, problems)
    rows = tuple(generated)
    origins = {**read.origins(), **content.origins()}
    gone = leave_out(read, content, frozenset(row.page.id for row in rows), problems)
    drawings = read_drawings(root, problems)
    for pack in reversed(read.packs):
        drawings = {**read_drawings(PACKAGE, problems, f"{PACKS_FOLDER}/{pack.id}/data/pictures"), **drawings}
    problems += (*setting_problems, *override_problems)
    while True:
        content.prune(gone)
        files = read.located()
        releases = cast("Located[ReleasesFile] | None", files[ReleasesFile])
        versions = read_releases(root, releases, partial(past_and_present_staff_ids, root, files), problems)
        records = Records(
            files=files,
            pages=tuple(result.page for result in content.results if result.page),
            fronts=tuple(result.front for result in content.results if result.front),
            nameless_pages=_has_nameless_pages(root, content.results, paths),
            faulty_paths=frozenset(problem.span.path for problem in problems),
            invalid_references=tuple(problem for problem in problems if isinstance(problem, InvalidReference)),
            broken_pages=frozenset(result.broken_id for result in content.results if result.broken_id),
            attachments=content.attachments,
            versions=versions.records,
            manifests=versions.manifests,
            drawings=drawings,
            settings=settings,
            overrides=overrides,
            packs=read.packs,
            replaced=tuple(sorted((*read.replaced, *content.replaced))),
            left_out=_left_out(gone, origins),
        )
        if not _without_pages(records, rows, gone):
            break
        read.prune(gone)
    ordinary = (problem for problem in problems if not isinstance(problem, InvalidReference))
    return records, tuple(as_problems_of_packs(ordinary))


def _without_pages(records: Records, generated: Iterable[DeclaredPage], gone: Gone) -> bool:
    """Add to what is gone the pages that have no records. Return whether anything is new.

    A project that leaves nothing out is told of its own references to them; those of packs are taken out. While a file
    cannot be read, nobody knows which pages have records.
    """
    if (not records.packs and not gone) or None in records.files.values():
        return False
    no_staff = {file: Located(file(), Places(f"data/{file.file}.yml")) for file in STAFF_FILES}
    public = replace(records, files={**records.files, **no_staff})
    absent = {(PAGE, row.page.id) for row in generated if not _exists(row, records, public)}
    is_new = not absent <= (gone.ids if gone.is_wanted else gone.of_packs)
    if gone.is_wanted:
        gone.add(absent, "")
    else:
        gone.of_packs |= absent
    return is_new


def _exists(row: DeclaredPage, records: Records, public: Records) -> bool:
    """Return whether every edition that would have a page has records for it."""
    is_public = row.exists(records, Edition.PUBLIC)
    return row.exists(records, Edition.STAFF) and (not is_public or row.exists(public, Edition.PUBLIC))


def _left_out(gone: Gone, origins: Mapping[Named, str]) -> tuple[LeftOut, ...]:
    """Return what is gone of what there was, each with the reason."""
    found = ((kind, one, why) for (kind, one), why in gone.because.items() if why and (kind, one) in origins)
    return tuple(sorted(LeftOut(why, kind, one, origins[kind, one]) for kind, one, why in found))


def staff_ids(files: Mapping[type[RecordFile], Located[RecordFile] | None]) -> frozenset[str]:
    """Return the ids of the records that only staff may see, and of those that were left out with a problem."""
    located = [one for file in STAFF_FILES if (one := files[file])]
    lists = (getattr(one.record, name) for one in located for name in type(one.record).model_fields)
    ids = (entry.id for one in lists if isinstance(one, tuple) for entry in one if isinstance(entry, Identified))
    return frozenset(ids).union(*(one.broken for one in located))


def past_and_present_staff_ids(
    root: Path, files: Mapping[type[RecordFile], Located[RecordFile] | None]
) -> frozenset[str]:
    """Return the ids of the records that are, or by what git knows were, for staff only."""
    return staff_ids(files) | ids_below(root, f"data/{STAFF_FOLDER}")
