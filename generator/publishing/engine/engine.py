"""Running the site engine: settings and a folder in, a built folder and its complaints out."""

from __future__ import annotations

import os
import posixpath
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from generator.cache import key_of, key_of_folder, programs
from generator.diagnostics import Code, Diagnostic, Span, overheard
from generator.publishing.swap import put
from generator.rendering.artefacts import Site
from generator.rendering.environment import compiled_templates

ERROR_PAGE = "404.html"
_HINT = "mend the page or the setting that it names"
_SELF_CONTAINED = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    ]
)
"""Extensions of Markdown that make a page of its own words alone; others may read any file."""
_ON_PURPOSE = "A 'dirty' build is being performed"
"""What the engine warns of when it is told that some pages are there already."""


@contextmanager
def engine_surroundings(today: date) -> Iterator[None]:
    """The environment the engine reads: its clock stands at the start of ``today``, and its advertisements are off."""
    wanted = {
        "SOURCE_DATE_EPOCH": str(int(datetime.combine(today, time(), UTC).timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


Finish = Callable[[str, str], str]
"""What becomes of a page that the engine has made, from its path and its HTML."""


class _Finisher:
    """Stands among the engine's plugins, after all others."""

    name = "kb"

    def __init__(self) -> None:
        self.finish: Finish = lambda _, source: source

    def on_env(self, env: Any, **_: Any) -> Any:
        env.bytecode_cache = compiled_templates()
        return env

    def on_post_page(self, output: str, page: Any, **_: Any) -> str:
        return self.finish(page.file.dest_uri, output) if output.strip() else output

    def on_post_template(self, output: str, template_name: str, **_: Any) -> str:
        return self.finish(template_name, output) if template_name == ERROR_PAGE else output

    on_post_page.mkdocs_priority = on_post_template.mkdocs_priority = -1_000  # type: ignore[attr-defined]


class Engine:
    """The engine with its settings read, ready to build one tree into one folder.

    ``complaints`` is everything it has warned of. Where its settings cannot be read, it builds nothing.
    """

    def __init__(self, settings: Path, into: Path, today: date) -> None:
        self.complaints: list[str] = []
        self._docs, self._into, self._today = settings.parent / "docs", into, today
        self._config: Any = None
        self._finisher = _Finisher()
        with self._listening():
            from mkdocs.config import load_config

            self._config = load_config(str(settings), site_dir=str(into))
            self._config.plugins[_Finisher.name] = self._finisher

    @property
    def address(self) -> str:
        """The address the settings say the site will have, or nothing."""
        return (self._config.site_url or "") if self._config else ""

    @property
    def key(self) -> str | None:
        """A name for all that a page depends on besides its own words; None if it may depend on more than is known.

        A plugin, a hook or an extension that reads files could make of a page whatever it likes. Where a page leads is
        no part of it: that there is something is proved of all pages, made or kept.
        """
        config = self._config
        if not config or config.hooks or set(config.plugins) != {_Finisher.name}:
            return None
        if not _SELF_CONTAINED.issuperset(config.markdown_extensions):
            return None
        from mkdocs.utils.yaml import yaml_load

        with open(config.config_file_path, "rb") as file:  # noqa: PTH123
            said = yaml_load(file)
        theme = [key_of_folder(Path(folder)) for folder in _own(config.theme.dirs)]
        return key_of(programs(), repr(said), *theme, self._today.isoformat())

    def build(self, finish: Finish, *, besides: bool = False) -> None:
        """Build the tree, or, ``besides`` what was placed there, the rest of it; every page goes through ``finish``."""
        if not self._config:
            return
        with self._listening():
            from mkdocs.commands.build import build

            self._finisher.finish = finish
            # Every warning is a problem here; the engine's own strictness would also stop at what is on purpose.
            self._config.strict = False
            self._config.plugins.on_startup(command="build", dirty=besides)
            build(self._config, dirty=besides)
            self._config.plugins.on_shutdown()

    def restart(self) -> None:
        """Forget what was built and what was complained of."""
        shutil.rmtree(self._into, ignore_errors=True)
        self.complaints.clear()

    def place(self, source: str, name: str, content: bytes, former: Path) -> None:
        """Put a file there that is known to be what the tree's file ``source`` makes, so that it is not made again.

        If ``former``, a published folder, holds the same, the two are one file from now on.
        """
        put(self._into / name, content, former / name, not_before=(self._docs / source).stat().st_mtime_ns)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Every complaint as a diagnostic."""
        return tuple(Diagnostic(Span("mkdocs.yml"), Code.ENGINE_PROBLEM, text, _HINT) for text in self.complaints)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        with engine_surroundings(self._today), overheard("mkdocs") as complaints:
            try:
                yield
            except Exception as error:
                # Settings and pages are the author's, and the engine answers some of them with whatever it trips over.
                if not any(map(_is_complaint, complaints)):
                    complaints.append(str(error) or type(error).__name__)
            self.complaints += [text.strip() for text in complaints if _is_complaint(text)]


def _is_complaint(text: str) -> bool:
    return not text.startswith(_ON_PURPOSE)


def page_names(site: Site, folder: Path) -> list[str]:
    """The pages an engine made of ``site`` in ``folder``, by their paths there, its error page included."""
    made = [page_name(page.path) for page in site.pages]
    return [*made, ERROR_PAGE] if (folder / ERROR_PAGE).is_file() else made


def page_name(path: str) -> str:
    """Where the page of a Markdown file stands."""
    return posixpath.splitext(path)[0] + ".html"


def _own(folders: Iterable[str]) -> list[str]:
    """The folders of the theme that are not of an installed package, whose version is known."""
    installed = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    return [folder for folder in folders if not any(map(Path(folder).is_relative_to, installed))]
