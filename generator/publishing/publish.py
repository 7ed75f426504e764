"""Build a project and publish the result: render, run the site engine, check the output, replace the folder."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from generator.build import build_site
from generator.build_folder import BuildFolder, edition_problem, make_build_folder
from generator.cache import Cache, project_cache
from generator.diagnostics import Diagnostic, has_errors, sort_diagnostics
from generator.disk import has_links, write_new
from generator.model.vocabulary import Edition
from generator.progress import BuildCounts, Progress, no_progress
from generator.publishing.engine.engine import Engine
from generator.publishing.engine.page_files import write_page_files
from generator.publishing.engine.pages import BuiltPages, build_pages
from generator.publishing.engine.search_index import write_search_index
from generator.publishing.engine.tree import write_tree
from generator.publishing.fingerprints import folder_state
from generator.publishing.host_files import HostedSite, write_host_files
from generator.publishing.proofs.built_links import broken_links
from generator.publishing.proofs.complete_files import incomplete_files
from generator.publishing.proofs.leak_scan import find_leaks
from generator.publishing.proofs.page_content import page_problems
from generator.publishing.storage import bytes_needed, storage_problem, with_cause
from generator.publishing.swap import build_lock, flush, link_unchanged, replace_folder, staging_folder
from generator.rendering.artefacts import Artefact, Site
from generator.workers import Workers


@dataclass(frozen=True, slots=True)
class PublishResult:
    """The result of ``publish``. ``folder`` is None if nothing was published."""

    folder: Path | None
    site: Site
    page_count: int
    diagnostics: tuple[Diagnostic, ...]
    build_counts: BuildCounts = field(default_factory=BuildCounts)
    is_cacheable: bool = False
    """Whether all inputs are known, so that the same files give the same result."""
    published_state: str | None = None
    """The ``folder_state`` of the folder after it was published."""
    bytes_needed: int = 0
    """About how many bytes the next build may write."""


@dataclass(frozen=True, slots=True)
class _Stages:
    """What every stage of a build is given."""

    cache: Cache
    progress: Progress
    workers: Workers


def publish(
    project: Path,
    *,
    today: date,
    edition: Edition = Edition.PUBLIC,
    with_prints: bool = True,
    needs_staff_records: bool = False,
    name: str = "",
    only: tuple[str, ...] = (),
    output: str | None = None,
    cache: Cache | None = None,
    progress: Progress = no_progress,
) -> PublishResult:
    """Build ``project`` and publish it as ``build/NAME``. If there is an error, the folder stays as it was.

    With ``needs_staff_records``, a project without records for staff only is an error: nothing could be searched for.

    ``name`` defaults to the edition's, ``cache`` to the project's own. ``output`` names another folder than ``build/``.
    With ids in ``only``, the folder gets the files of these publications and nothing else.
    """
    name, folder = name or edition.value, BuildFolder(project, output)
    if problem := edition_problem(folder, name):
        return PublishResult(None, Site(), 0, (problem,))
    cache = project_cache(project, output) if cache is None else cache
    needed = [0]
    try:
        build = make_build_folder(folder)
        with (
            build_lock(build, name, lambda: progress("Waiting for another build of this project")),
            Workers() as workers,
        ):
            site = build_site(
                project,
                today=today,
                edition=edition,
                with_prints=with_prints,
                needs_staff_records=needs_staff_records,
                only=only,
                cache=cache,
                progress=progress,
                workers=workers,
            )
            if has_errors(site.diagnostics):
                return PublishResult(None, site, 0, sort_diagnostics(site.diagnostics))
            needed = [bytes_needed(site)]
            stages = _Stages(cache, progress, workers)
            publish_files = _publish_prints if only else _publish_site
            result = publish_files(site, build, name, stages)
    except OSError as error:
        problem = storage_problem(error, folder, name, *needed)
        if problem is None:
            raise
        return PublishResult(None, Site(), 0, (problem,))
    if result.folder is None:
        return replace(result, diagnostics=sort_diagnostics(with_cause(result.diagnostics, folder, *needed)))
    cache.prune()
    return replace(result, bytes_needed=needed[0])


def _publish_site(site: Site, build: Path, name: str, stages: _Stages) -> PublishResult:
    """Write the site's tree, build it in a staging folder, check it and put it in the place of the published one."""
    published = build / name
    stages.progress("Writing the files for the site engine")
    settings = write_tree(site, build / "docs" / name)
    with staging_folder(build, name) as staging:
        output = staging / name
        # A link that somebody put into the published folder could lead to files that are not the site's.
        reusable = staging / "nothing" if has_links(published) else published
        engine = Engine(settings, output)
        pages, site_problems = _build_output(site, engine, output, reusable, stages)
        problems = site.diagnostics + site_problems
        if has_errors(problems):
            return PublishResult(None, site, 0, sort_diagnostics(problems))
        stages.progress("Putting the site in its place")
        file_count, new_files = link_unchanged(output, reusable)
        flush(new_files)
        replace_folder(published, output)
    return PublishResult(
        folder=published,
        site=site,
        page_count=len(pages.facts),
        diagnostics=sort_diagnostics(problems),
        build_counts=BuildCounts(pages.reuse_count, site.print_count, file_count),
        is_cacheable=pages.is_cacheable,
        # Deleting the staging folder changes the ctime of hard-linked files, so the state is taken after it.
        published_state=folder_state(published),
    )


def _publish_prints(site: Site, build: Path, name: str, stages: _Stages) -> PublishResult:
    """Write the site's files to print to a staging folder, check them and put it in the place of the published one."""
    files = {PurePosixPath(artefact.path).name: artefact for artefact in site.artefacts}
    prints = {file: site.prints[artefact.path] for file, artefact in files.items()}
    site = replace(site, artefacts=tuple(Artefact(file, one.content) for file, one in files.items()), prints=prints)
    published = build / name
    with staging_folder(build, name) as staging:
        output = staging / name
        for artefact in site.artefacts:
            write_new(output / artefact.path, artefact.content)
        stages.progress("Looking for what only staff may see")
        problems = (
            site.diagnostics
            + find_leaks(output, site.staff_values, stages.cache, stages.workers)
            + incomplete_files(site, output)
        )
        if has_errors(problems):
            return PublishResult(None, site, 0, sort_diagnostics(problems))
        replace_folder(published, output)
    return PublishResult(
        folder=published,
        site=site,
        page_count=0,
        diagnostics=sort_diagnostics(problems),
        build_counts=BuildCounts(prints=site.print_count),
        is_cacheable=True,
        published_state=folder_state(published),
    )


def _build_output(
    site: Site, engine: Engine, output: Path, published: Path, stages: _Stages
) -> tuple[BuiltPages, tuple[Diagnostic, ...]]:
    """Build and check the complete site in the folder ``output``. Return its pages and what is wrong with them."""
    pages = build_pages(site, engine, published, stages.cache, stages.progress, stages.workers)
    problems = engine.problems or _complete_site(site, output, pages, engine, stages)
    if has_errors(problems) and pages.reuse_count.reused:
        # The engine does not report problems of reused pages, so build all pages once more.
        engine.reset()
        pages = build_pages(site, engine, published, Cache(), stages.progress, stages.workers)
        problems = engine.problems or _complete_site(site, output, pages, engine, stages)
    return pages, problems


def _complete_site(
    site: Site, folder: Path, pages: BuiltPages, engine: Engine, stages: _Stages
) -> tuple[Diagnostic, ...]:
    """Add what is made of all pages to the site in ``folder``, check all files and return the problems."""
    stages.progress("Writing the scripts, the header files and the search index")
    faults = [problem for name, facts in pages.facts.items() for problem in page_problems(name, facts.faults)]
    if faults:
        return tuple(faults)
    scripts = {script for facts in pages.facts.values() for script in facts.scripts}
    staff_only = bool(site.surroundings.get("staff_only"))
    files = tuple(artefact.path for artefact in site.artefacts)
    made_files = write_page_files(folder, (facts.components for facts in pages.facts.values()))
    hosted = HostedSite(engine.path, tuple(sorted(scripts)), files, tuple(made_files), site.redirects, staff_only)
    made_files |= write_host_files(folder, hosted)
    made_files |= write_search_index(
        folder, {name: facts.searched for name, facts in pages.facts.items() if facts.searched}
    )
    stages.progress("Looking for what only staff may see")
    problems = find_leaks(folder, site.staff_values, stages.cache, stages.workers)
    stages.progress("Checking files and links")
    problems += incomplete_files(site, folder, pages.digests, made_files)
    return problems + broken_links(folder, pages.facts, prefix=urlsplit(engine.address).path)
