"""A project folder to its published site: stage, build, repair, prove, swap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from generator.build import build_site, silent
from generator.diagnostics import Code, Diagnostic, Span, has_errors, in_order
from generator.model.vocabulary import Edition
from generator.publishing.built_links import broken_links
from generator.publishing.engine import ERROR_PAGE, build_tree, page_names, site_address
from generator.publishing.html_repairs import repair_pages
from generator.publishing.leak_scan import leaks
from generator.publishing.page_policy import apply_policy
from generator.publishing.search_index import write_search_index
from generator.publishing.swap import staging_folder, swap_in
from generator.publishing.tree import write_tree
from generator.rendering.artefacts import Site


@dataclass(frozen=True, slots=True)
class Published:
    """What a build made, or why it made nothing (``folder`` is None)."""

    folder: Path | None
    site: Site
    pages: int
    diagnostics: tuple[Diagnostic, ...]


def publish(
    project: Path,
    *,
    today: date,
    edition: Edition = Edition.PUBLIC,
    with_prints: bool = True,
    progress: Callable[[str], None] = silent,
) -> Published:
    """Build ``project`` and put the result in ``build/EDITION``; on any error what stood there stays whole."""
    site = build_site(project, today=today, edition=edition, with_prints=with_prints, progress=progress)
    settings = project / "mkdocs.yml"
    found = site.diagnostics
    if not settings.is_file():
        hint = "copy the mkdocs.yml of this project's own repository"
        found += (Diagnostic(Span("mkdocs.yml"), Code.MISSING_FILE, "there is no file mkdocs.yml", hint),)
    if has_errors(found):
        return Published(None, site, 0, in_order(found))
    build = project / "build"
    tree = write_tree(site, project, build / "docs" / edition.value)
    with staging_folder(build) as staging:
        progress("Building the website")
        finished = staging / edition.value
        found += build_tree(tree, finished, today=today)
        if has_errors(found):
            return Published(None, site, 0, in_order(found))
        address = site_address(tree)
        if not address:
            # An error page answers for any address, so it must link absolutely; without an address it cannot.
            (finished / ERROR_PAGE).unlink(missing_ok=True)
        pages = page_names(site, finished)
        repair_pages(finished, pages, language=site.surroundings["language"])
        progress("Indexing the pages for search")
        found += write_search_index(finished, language=site.surroundings["language"])
        apply_policy(finished, pages)
        found += broken_links(finished, pages, prefix=urlsplit(address).path)
        progress("Looking for what only staff may see")
        found += leaks(finished, site.hidden)
        if has_errors(found):
            return Published(None, site, 0, in_order(found))
        swap_in(finished, build / edition.value)
    return Published(build / edition.value, site, len(pages), in_order(found))
