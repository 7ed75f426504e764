"""Running the site engine: settings and a folder in, a built folder and its complaints out."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span, overheard
from generator.rendering.artefacts import Site

_HINT = "mend the page or the setting that it names"


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


def build_tree(settings: Path, into: Path, *, today: date) -> tuple[Diagnostic, ...]:
    """Build the tree that ``settings`` describe into the folder ``into``; every complaint is a diagnostic."""
    with engine_surroundings(today), overheard("mkdocs") as complaints:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        try:
            config = load_config(str(settings), site_dir=str(into))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except Exception as error:
            # Settings and pages are the author's, and the engine answers some of them with whatever it trips over.
            if not complaints:
                complaints.append(str(error) or type(error).__name__)
    return tuple(Diagnostic(Span("mkdocs.yml"), Code.ENGINE_PROBLEM, text.strip(), _HINT) for text in complaints)


ERROR_PAGE = "404.html"


def page_names(site: Site, folder: Path) -> list[str]:
    """The pages an engine made of ``site`` in ``folder``, by their paths there, its error page included."""
    made = [posixpath.splitext(page.path)[0] + ".html" for page in site.pages]
    return [*made, ERROR_PAGE] if (folder / ERROR_PAGE).is_file() else made


def site_address(settings: Path) -> str:
    """The address the settings say the site will have, or nothing."""
    from mkdocs.config import load_config

    return load_config(str(settings)).site_url or ""
