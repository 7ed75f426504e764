"""Hooks that show the generated pages in plain `mkdocs serve` and `mkdocs build`: a preview without prints."""

from __future__ import annotations

import logging
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.build import build_site
from generator.cache import CACHE_FOLDER, Cache
from generator.diagnostics import has_errors
from generator.publishing.engine.engine import page_names
from generator.publishing.engine.html_repairs import repair_files
from generator.rendering.artefacts import Site

_LOG = logging.getLogger("mkdocs.plugins.generator")
_SITE = "kb_site"


def on_startup(command: str, dirty: bool) -> None:
    """Do nothing. With this hook, ``mkdocs serve`` keeps the module loaded between its builds."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the Site, and set the navigation and the surroundings of each page."""
    project = Path(config.docs_dir).parent
    site = build_site(project, today=date.today(), with_prints=False, cache=Cache(project / CACHE_FOLDER))
    for diagnostic in site.diagnostics:
        _LOG.warning(str(diagnostic))
    config.extra[_SITE] = site
    config.extra["kb"] = {**(site.surroundings or _FALLBACK_SURROUNDINGS), "preview": True}
    config["nav"] = list(site.navigation) or [{"Problems": "index.md"}]
    if site.surroundings:
        config["site_name"] = site.surroundings["short_name"]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the files of ``content/`` by the generated files."""
    site: Site = config.extra[_SITE]
    for file in list(files):
        if Path(file.abs_src_path or "").is_relative_to(config.docs_dir):
            files.remove(file)
    generated: dict[str, str | bytes] = {page.path: page.markdown for page in site.pages}
    generated |= {artefact.path: artefact.content for artefact in site.artefacts}
    if has_errors(site.diagnostics):
        generated = {"index.md": _problems_page(site)}
    for path, content in generated.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Repair the built pages as ``kb build`` does."""
    site: Site = config.extra[_SITE]
    if not has_errors(site.diagnostics):
        folder = Path(config.site_dir)
        repair_files(folder, page_names(site, folder), language=config.extra["kb"]["language"])


def _problems_page(site: Site) -> str:
    items = "\n".join(f"<li><pre>{escape(str(diagnostic))}</pre></li>" for diagnostic in site.diagnostics)
    return f"# Mend this first\n\n<ul>\n{items}\n</ul>\n"


_NO_CHANNEL = {"dial": "tel:999", "number": "999", "use": []}
_FALLBACK_SURROUNDINGS: dict[str, Any] = {
    "language": "en-GB",
    "exit_to": "https://www.bbc.co.uk/weather",
    "emergency": _NO_CHANNEL,
    "without_speaking": _NO_CHANNEL,
    "status": "",
    "made_on": "",
    "check_again": "",
    "footer": [],
}
