"""Hooks that show the generated pages in plain `mkdocs serve` and `mkdocs build`: a preview without prints."""

from __future__ import annotations

import logging
from datetime import date
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from generator.build import build_site
from generator.cache import project_cache
from generator.diagnostics import has_errors
from generator.model.overrides import OVERRIDES_FOLDER
from generator.model.site_settings import CONTENT_FOLDER
from generator.publishing.engine.engine import page_names
from generator.publishing.engine.engine_settings import THEME, engine_settings
from generator.publishing.engine.finished_pages import finish_files
from generator.rendering.artefacts import Site
from generator.rendering.environment import TEMPLATES
from generator.rendering.pages.site_files import own_styles_of

_LOG = logging.getLogger("mkdocs.plugins.generator")
_SITE = "kb_site"


def on_startup(command: str, dirty: bool) -> None:
    """Do nothing. With this hook, ``mkdocs serve`` keeps the module loaded between its builds."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the Site, and return the generator's settings for it instead of those of mkdocs.yml."""
    project = _project(config)
    site = build_site(project, today=date.today(), with_prints=False, cache=project_cache(project))
    for diagnostic in site.diagnostics:
        _LOG.warning(str(diagnostic))
    settings = MkDocsConfig(config.config_file_path)
    settings.load_dict(
        {
            "site_name": "Preview",
            "nav": [{"Problems": "index.md"}],
            **engine_settings(site, str(THEME)),
            "site_url": config.site_url,
            "docs_dir": str(project / CONTENT_FOLDER),
            "site_dir": config.site_dir,
            "strict": config.strict,
            "hooks": list(config.hooks),
        }
    )
    errors, _ = settings.validate()
    if errors:
        raise Abort("; ".join(f"{name}: {error}" for name, error in errors))
    settings.extra[_SITE] = site
    settings.extra["kb"]["preview"] = True
    return settings


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watch the records, the overrides and the templates. mkdocs watches the pages itself."""
    overrides = _project(config) / OVERRIDES_FOLDER
    for folder in (_project(config) / "data", TEMPLATES, *([overrides] if overrides.is_dir() else [])):
        server.watch(str(folder))
    return server


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


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
        around, extra = config.extra["kb"], site.settings.allowed_html
        names = page_names(site, folder)
        own = {"own_colour": around["colour"], "own_styles": own_styles_of(site.artefacts)}
        finish_files(folder, names, language=around["language"], extra=extra, **own)


def _problems_page(site: Site) -> str:
    items = "\n".join(f"<li><pre>{escape(str(diagnostic))}</pre></li>" for diagnostic in site.diagnostics)
    return f"# Mend this first\n\n<ul>\n{items}\n</ul>\n"
