"""The same pages inside plain `mkdocs serve` and `mkdocs build`: a preview without prints, never the published site."""

from __future__ import annotations

import logging
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.build import build_site
from generator.cache import FOLDER, Cache
from generator.diagnostics import has_errors
from generator.publishing.engine.engine import page_names
from generator.publishing.engine.html_repairs import repair_pages
from generator.rendering.artefacts import Site

_LOG = logging.getLogger("mkdocs.plugins.generator")
_SITE = "kb_site"


def on_startup(command: str, dirty: bool) -> None:
    """Stay loaded between the rebuilds of ``mkdocs serve``, which else reads the hook anew each time."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Run the pipeline, and give the engine its navigation and what surrounds each page."""
    project = Path(config.docs_dir).parent
    site = build_site(project, today=date.today(), with_prints=False, cache=Cache(project / FOLDER))
    for diagnostic in site.diagnostics:
        _LOG.warning(str(diagnostic))
    config.extra[_SITE] = site
    config.extra["kb"] = {**(site.surroundings or _SURROUNDINGS_WHEN_BROKEN), "preview": True}
    config["nav"] = list(site.navigation) or [{"Problems": "index.md"}]
    if site.surroundings:
        config["site_name"] = site.surroundings["short_name"]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace what lies in ``content/`` by what the pipeline made of it."""
    site: Site = config.extra[_SITE]
    for file in list(files):
        if Path(file.abs_src_path or "").is_relative_to(config.docs_dir):
            files.remove(file)
    wanted: dict[str, str | bytes] = {page.path: page.markdown for page in site.pages}
    wanted |= {artefact.path: artefact.content for artefact in site.artefacts}
    if has_errors(site.diagnostics):
        wanted = {"index.md": _problems(site)}
    for path, content in wanted.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Repair the theme's pages as a published build does."""
    site: Site = config.extra[_SITE]
    if not has_errors(site.diagnostics):
        folder = Path(config.site_dir)
        repair_pages(folder, page_names(site, folder), language=config.extra["kb"]["language"])


def _problems(site: Site) -> str:
    listed = "\n".join(f"<li><pre>{escape(str(diagnostic))}</pre></li>" for diagnostic in site.diagnostics)
    return f"# This must be mended first\n\n<ul>\n{listed}\n</ul>\n"


_NO_ROUTE = {"dial": "tel:999", "number": "999", "use": []}
_SURROUNDINGS_WHEN_BROKEN: dict[str, Any] = {
    "language": "en-GB",
    "exit_to": "https://www.bbc.co.uk/weather",
    "emergency": _NO_ROUTE,
    "without_speaking": _NO_ROUTE,
    "status": "",
    "made_on": "",
    "check_again": "",
    "footer": [],
}
