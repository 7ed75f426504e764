"""A project folder to its published site: stage, build, repair, prove, swap."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from generator.build import build_site
from generator.cache import FOLDER, Cache
from generator.diagnostics import Code, Diagnostic, Span, has_errors, in_order
from generator.model.vocabulary import Edition
from generator.progress import Progress, Work, silent
from generator.publishing.engine.engine import Engine
from generator.publishing.engine.pages import MadePages, make_pages
from generator.publishing.engine.tree import write_tree
from generator.publishing.proofs.built_links import broken_links
from generator.publishing.proofs.leak_scan import leaks
from generator.publishing.proofs.page_policy import write_headers
from generator.publishing.proofs.search_index import SEARCH_FOLDER, SearchIndexing
from generator.publishing.swap import keep_unchanged, one_at_a_time, staging_folder, swap_in
from generator.publishing.unchanged import stand_key
from generator.rendering.artefacts import Site


@dataclass(frozen=True, slots=True)
class Published:
    """What a build made, or why it made nothing (``folder`` is None)."""

    folder: Path | None
    site: Site
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    work: Work = field(default_factory=Work)
    keepable: bool = False
    """Whether everything that it depends on is known, so that the same files make the same again."""
    stand: str | None = None
    """How the folder stood when it was put there."""


def publish(
    project: Path,
    *,
    today: date,
    edition: Edition = Edition.PUBLIC,
    with_prints: bool = True,
    name: str = "",
    cache: Cache | None = None,
    progress: Progress = silent,
) -> Published:
    """Build ``project`` and put the result in ``build/NAME``; on any error what stood there stays whole.

    The name is the edition's if none is given. Without a ``cache`` the project's own is used.
    """
    name, build = name or edition.value, project / "build"
    cache = Cache(project / FOLDER) if cache is None else cache
    with one_at_a_time(build, name, lambda: progress("Waiting for another build of this project")):
        site = build_site(
            project, today=today, edition=edition, with_prints=with_prints, cache=cache, progress=progress
        )
        settings = project / "mkdocs.yml"
        found = site.diagnostics
        if not settings.is_file():
            hint = "copy the mkdocs.yml of this project's own repository"
            found += (Diagnostic(Span("mkdocs.yml"), Code.MISSING_FILE, "there is no file mkdocs.yml", hint),)
        if has_errors(found):
            return Published(None, site, 0, in_order(found))
        tree = write_tree(site, project, build / "docs" / name)
        with staging_folder(build) as staging:
            engine = Engine(tree, staging / name, today)
            made = staging / name
            pages = make_pages(site, engine, made, build / name, cache, progress)
            wrong = engine.problems or _proved(site, made, pages, engine.address, cache, progress)
            if has_errors(wrong) and pages.tally.reused:
                # A page that was not read does not say what is wrong with it, so all are read.
                engine.restart()
                pages = make_pages(site, engine, made, build / name, Cache(), progress)
                wrong = engine.problems or _proved(site, made, pages, engine.address, cache, progress)
            found += wrong
            if has_errors(found):
                return Published(None, site, 0, in_order(found))
            files = keep_unchanged(made, build / name)
            swap_in(made, build / name)
        # Staging is gone: what it had in common with the folder has its last date.
        stand = stand_key(build / name)
    cache.tidy()
    work = Work(pages.tally, site.printed, files)
    return Published(build / name, site, len(pages.facts), in_order(found), work, pages.keepable, stand)


def _proved(
    site: Site, folder: Path, pages: MadePages, address: str, cache: Cache, progress: Progress
) -> tuple[Diagnostic, ...]:
    """What is wrong with the finished site in ``folder``, which gets its search index and its hosts' files here."""
    progress("Indexing the pages for search")
    write_headers(folder, {script for facts in pages.facts.values() for script in facts.scripts})
    indexing = SearchIndexing(folder, language=site.surroundings["language"])
    try:
        found = leaks(folder, site.hidden, cache, without=SEARCH_FOLDER)
        found += indexing.finish()
    finally:
        indexing.stop()
    progress("Looking for what only staff may see")
    found += leaks(folder, site.hidden, cache, within=SEARCH_FOLDER)
    return found + broken_links(folder, pages.facts, prefix=urlsplit(address).path)
