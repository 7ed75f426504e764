"""Run mkdocs: settings and a Markdown tree in, a folder of pages and diagnostics out."""

from __future__ import annotations

import os
import posixpath
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.cache import hash_folder, hash_parts, package_fingerprint
from generator.diagnostics import Code, Diagnostic, Span, captured_log
from generator.disk import is_full
from generator.publishing.swap import write_or_link
from generator.rendering.artefacts import Site
from generator.rendering.environment import template_bytecode_cache
from generator.rendering.pages.site_files import PARTS

ERROR_PAGE = "404.html"
"""The page for addresses that lead nowhere. It is shown at any of them, so its links begin at the server's root."""

_SITE_MAP = "sitemap.xml"
_HINT = "mend the page that it names"
_DIRTY_BUILD_WARNING = "A 'dirty' build is being performed"
"""mkdocs's warning about an incremental build, which is intended here."""


@contextmanager
def engine_environment() -> Iterator[None]:
    """Set the environment variables of mkdocs: its clock at a constant, its advertisements off.

    No page says the time of that clock, and it is in the head of ``sitemap.xml.gz``, which would differ each day.
    """
    variables = {
        "SOURCE_DATE_EPOCH": "0",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    previous = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in previous.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


FinishPage = Callable[[str, str], str]
"""Takes the path and the HTML of a page from mkdocs; returns the HTML to publish."""


class _FinishPlugin:
    """A mkdocs plugin that passes every page to ``finish``, after all other plugins."""

    name = "kb"

    def __init__(self) -> None:
        self.finish: FinishPage = lambda _, source: source
        self.sources: frozenset[str] = frozenset()
        self.pages_only = False

    def on_files(self, files: Any, config: Any, **_: Any) -> Any:
        """Leave out the theme's files and the parts of style sheets and scripts: ``page_files`` makes what is sent.

        Of the rest, a build that skips files skips what is not its share: another process builds it.
        """
        for file in [file for file in files if file.src_uri in PARTS or file.src_dir in config.theme.dirs]:
            files.remove(file)
        for file in files:
            if file.src_uri not in self.sources and (self.pages_only or file.is_documentation_page()):
                file.is_modified = _never
        if self.pages_only:
            config.theme.static_templates.clear()
        return files

    def on_env(self, env: Any, **_: Any) -> Any:
        env.bytecode_cache = template_bytecode_cache()
        return env

    def on_post_page(self, output: str, page: Any, **_: Any) -> str:
        return self.finish(page.file.dest_uri, output) if output.strip() else output

    def on_post_template(self, output: str, template_name: str, config: Any, **_: Any) -> str:
        if template_name == _SITE_MAP and not config.site_url:
            # A site map gives whole addresses, and may not be empty. The engine writes no file for an empty text.
            return ""
        return self.finish(template_name, output) if template_name == ERROR_PAGE else output

    on_post_page.mkdocs_priority = on_post_template.mkdocs_priority = -1_000  # type: ignore[attr-defined]


def _never() -> bool:
    return False


class Engine:
    """mkdocs with its settings loaded, ready to build one tree into one folder.

    ``log_messages`` are its warnings and errors so far. If the settings cannot be loaded, ``build`` does nothing.
    """

    def __init__(self, settings: Path, output: Path) -> None:
        self.log_messages: list[str] = []
        self.settings, self.output = settings, output
        self._docs = settings.parent / "docs"
        self._config: Any = None
        self._plugin = _FinishPlugin()
        with self._capture_problems():
            from mkdocs.config import load_config

            self._config = load_config(str(settings), site_dir=str(output))
            self._config.plugins[_FinishPlugin.name] = self._plugin

    @property
    def address(self) -> str:
        """The site's address from the settings; empty if they have none."""
        return (self._config.site_url or "") if self._config else ""

    @property
    def path(self) -> str:
        """The path of the site's address, which ends with ``/``; the root of the server without an address."""
        return urlsplit(self.address or "/").path

    @property
    def fingerprint(self) -> str | None:
        """A hash of everything but its own Markdown that a page depends on; None if the settings could not be loaded.

        The settings are derived, so they name no hook, plugin or extension that could read a file. The targets of links
        are not included: ``broken_links`` checks them on all pages, built or reused.
        """
        if not self._config:
            return None
        theme = [hash_folder(Path(folder)) for folder in _outside_packages(self._config.theme.dirs)]
        settings = Path(self._config.config_file_path).read_bytes()
        return hash_parts(package_fingerprint(), settings, *theme)

    def build(
        self, finish: FinishPage, *, sources: frozenset[str], incremental: bool = False, pages_only: bool = False
    ) -> None:
        """Build the tree and pass every page through ``finish``.

        ``incremental`` skips files added by ``add_file`` and pages that are not in ``sources``; ``pages_only`` also
        skips everything that is no page.
        """
        if not self._config:
            return
        with self._capture_problems():
            from mkdocs.commands.build import build

            self._plugin.finish, self._plugin.sources, self._plugin.pages_only = finish, sources, pages_only
            # Every warning becomes a problem here. Strict mode would also stop at the dirty build warning.
            self._config.strict = False
            self._config.plugins.on_startup(command="build", dirty=incremental)
            build(self._config, dirty=incremental)
            self._config.plugins.on_shutdown()

    def reset(self) -> None:
        """Delete the output folder and the log messages."""
        shutil.rmtree(self.output, ignore_errors=True)
        self.log_messages.clear()

    def add_file(self, source: str, name: str, content: bytes, published: Path) -> None:
        """Write the output file of the tree's file ``source``, so that an incremental build skips it.

        If the folder ``published`` has the same file, the output is a hard link to it.
        """
        source_ns = (self._docs / source).stat().st_mtime_ns
        write_or_link(self.output / name, content, published / name, not_before_ns=source_ns)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The log messages as diagnostics."""
        return tuple(Diagnostic(Span("mkdocs.yml"), Code.ENGINE_PROBLEM, text, _HINT) for text in self.log_messages)

    @contextmanager
    def _capture_problems(self) -> Iterator[None]:
        with engine_environment(), captured_log("mkdocs") as messages:
            try:
                yield
            except OSError as error:
                if is_full(error):
                    raise
                messages.append(str(error))
            except Exception as error:
                # Settings and pages come from an author; some mistakes in them raise any kind of exception in mkdocs.
                if not any(map(_is_problem, messages)):
                    messages.append(str(error) or type(error).__name__)
            self.log_messages += [text.strip() for text in messages if _is_problem(text)]


def _is_problem(message: str) -> bool:
    return not message.startswith(_DIRTY_BUILD_WARNING)


def page_names(site: Site, folder: Path) -> list[str]:
    """Return the paths of the site's pages in ``folder``, with the error page if there is one."""
    names = [page_name(page.path) for page in site.pages]
    return [*names, ERROR_PAGE] if (folder / ERROR_PAGE).is_file() else names


def page_name(path: str) -> str:
    """Return the path of the page that mkdocs builds from a Markdown file."""
    return posixpath.splitext(path)[0] + ".html"


def _outside_packages(folders: Iterable[str]) -> list[str]:
    """Return the folders that are not in an installed package. The version of a package stands for its files."""
    packages = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    return [folder for folder in folders if not any(map(Path(folder).is_relative_to, packages))]
