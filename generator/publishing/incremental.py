"""Run ``check`` and ``build``, or return their cached result if no input has changed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.build_folder import BuildFolder, edition_problem, staging_folders
from generator.cache import Cache
from generator.diagnostics import Diagnostic, from_dicts, to_dicts
from generator.model.vocabulary import Edition
from generator.progress import BuildCounts, Progress, ReuseCount, no_progress
from generator.publishing.fingerprints import folder_state, input_fingerprint, input_state
from generator.publishing.storage import low_space

ONLY = "only"
"""The folder of files that are made alone, for a look: beside the sites, so that no site is ever half a one."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """The result of ``check`` or ``build``. Only ``diagnostics`` and ``packs`` are set by ``check``."""

    diagnostics: tuple[Diagnostic, ...]
    is_published: bool = False
    page_count: int = 0
    print_count: int = 0
    readability: str = ""
    build_counts: BuildCounts = field(default_factory=BuildCounts)
    is_searched: bool = True
    """False if there is nothing that a public edition could be searched for, and the partnership does not say so."""
    bytes_needed: int = 0
    """About how many bytes the next build may write."""
    packs: str = ""
    """One line on what of the packs is replaced and left out; set by ``check``, empty without packs or with errors."""


def run_check(project: Path, *, today: date, release: bool, cache: Cache) -> CommandResult:
    """Return every problem in the author's files as of ``today``."""
    options = ("check", today.isoformat(), str(release))
    key = input_fingerprint(project, *options)
    if cached := _load(cache, "checks", key):
        return cached
    from generator.build import check
    from generator.views.keeping.packs import packs_line

    state = input_state(project)
    base, problems = check(project, today, release=release)
    result = CommandResult(problems, packs=packs_line(base.records) if base else "")
    if input_fingerprint(project, *options) == key and input_state(project) == state:
        _store(cache, "checks", key, result)
    return result


def run_build(
    project: Path,
    *,
    today: date,
    edition: Edition,
    with_prints: bool,
    without_staff: bool = False,
    only: tuple[str, ...] = (),
    output: str | None = None,
    cache: Cache,
    progress: Progress = no_progress,
) -> CommandResult:
    """Build ``build/EDITION``, or the same in the folder ``output``.

    If inputs and output are unchanged since the last build, build nothing.

    With ids in ``only``, make the files of these publications in ``build/only``.

    A public edition needs the records for staff only, to search for them, unless it is to be built ``without_staff``.
    """
    options = ("build", today.isoformat(), edition.value, str(with_prints), str(without_staff), *only)
    name = ONLY if only else edition.value
    build = BuildFolder(project, output)
    if problem := edition_problem(build, name):
        return CommandResult((problem,))
    # The state of a folder includes its path, so what was built to one folder is never taken for another.
    folder = build.path.resolve() / name
    progress("Looking for what has changed")
    inputs = input_fingerprint(project, *options, with_templates=True)
    # What an interrupted build has left is deleted by the next one that holds the lock.
    is_tidy = not staging_folders(folder.parent, name)
    if is_tidy and (cached := _load(cache, "builds", _build_key(inputs, folder_state(folder)))):
        return _with_warning(_as_reused(cached), build)
    state = input_state(project)
    progress("Loading the program")
    from generator.linking.checks.readability import summary
    from generator.publishing.publish import publish

    published = publish(
        project,
        today=today,
        edition=edition,
        with_prints=with_prints,
        needs_staff_records=edition is Edition.PUBLIC and not without_staff,
        name=name,
        only=only,
        output=output,
        cache=cache,
        progress=progress,
    )
    site = published.site
    result = CommandResult(
        diagnostics=published.diagnostics,
        is_published=published.folder is not None,
        page_count=published.page_count,
        print_count=len(site.prints),
        readability=summary(site.readability) if site.readability else "",
        build_counts=published.build_counts,
        is_searched=edition is not Edition.PUBLIC or bool(site.staff_values) or not site.expects_staff_records,
        bytes_needed=published.bytes_needed,
    )
    # A file saved during the build may or may not be in the output, so the result is then not stored.
    unchanged = input_fingerprint(project, *options, with_templates=True) == inputs and input_state(project) == state
    if published.is_cacheable and unchanged:
        _store(cache, "builds", _build_key(inputs, published.published_state), result)
    return _with_warning(result, build)


def _with_warning(result: CommandResult, build: BuildFolder) -> CommandResult:
    """Return the result with a warning if the next build may have too little room. It is not stored: room changes."""
    if not result.is_published:
        return result
    return replace(result, diagnostics=(*result.diagnostics, *low_space(build, result.bytes_needed)))


def _build_key(inputs: str | None, published_state: str | None) -> str | None:
    return f"{inputs[:32]}{published_state[:32]}" if inputs and published_state else None


def _as_reused(result: CommandResult) -> CommandResult:
    """Return a cached build result in which everything counts as reused."""
    counts = result.build_counts
    pages, prints, files = (ReuseCount(0, count.total) for count in (counts.pages, counts.prints, counts.files))
    return replace(result, build_counts=BuildCounts(pages, prints, files))


def _load(cache: Cache, kind: str, key: str | None) -> CommandResult | None:
    content = cache.get(kind, key) if key else None
    if content is None:
        return None
    try:
        values = json.loads(content)
        values["diagnostics"] = from_dicts(values["diagnostics"])
        values["build_counts"] = BuildCounts(**{name: ReuseCount(**c) for name, c in values["build_counts"].items()})
        return CommandResult(**values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # the entry is whole, but another version or program wrote it


def _store(cache: Cache, kind: str, key: str | None, result: CommandResult) -> None:
    if key:
        values = {**asdict(result), "diagnostics": to_dicts(result.diagnostics)}
        cache.put(kind, key, json.dumps(values).encode())
