"""The search index of the built pages: made by Pagefind, fetched by a reader's browser in small parts.

Pagefind reads finished pages, so any engine's will do. Of what it makes only what ``search.js`` loads is kept.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span

SEARCH_FOLDER = "search"
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Pagefind's own search boxes: ours needs none of them."""
_LEFT_OUT = "form, nav, .kb-noprint, .kb-threads, .kb-sr"
"""Parts of a page that say nothing of what it is about."""


def write_search_index(folder: Path, *, language: str) -> tuple[Diagnostic, ...]:
    """Index the pages below ``folder`` whose article is marked ``data-pagefind-body``, into ``folder/search``."""
    from pagefind_bin import get_executable

    command = [str(get_executable()), "--site", str(folder), "--output-subdir", SEARCH_FOLDER]
    command += ["--exclude-selectors", _LEFT_OUT, "--force-language", language.split("-")[0], "--quiet"]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return (_failed(str(error)),)
    if ran.returncode:
        return (_failed((ran.stderr or ran.stdout).strip()),)
    for pattern in _UNUSED:
        for path in (folder / SEARCH_FOLDER).glob(pattern):
            path.unlink()
    return ()


def _failed(why: str) -> Diagnostic:
    hint = "run ./kb build again; if it stays, the package pagefind-bin has no program for this kind of machine"
    return Diagnostic(Span(SEARCH_FOLDER), Code.ENGINE_PROBLEM, f"the search index could not be made: {why}", hint)
