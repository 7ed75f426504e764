"""The search index of the built pages: made by Pagefind, fetched by a reader's browser in small parts.

Pagefind reads finished pages, so any engine's will do. Of what it makes only what ``search.js`` loads is kept.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2

from generator.diagnostics import Code, Diagnostic, Span

SEARCH_FOLDER = "search"
_MARK = b"pagefind_dcd"
_FILTERS = 3
"""Where the list of filters stands in the index's first part: version, pages, parts by word, filters, …"""
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Pagefind's own search boxes: ours needs none of them."""
_LEFT_OUT = "form, nav, .kb-noprint, .kb-threads, .kb-sr"
"""Parts of a page that say nothing of what it is about."""


class SearchIndexing:
    """Indexing the pages below ``folder`` whose article is marked, into ``folder/search``, while other work goes on.

    An article is marked ``data-pagefind-body``.
    """

    def __init__(self, folder: Path, *, language: str) -> None:
        from pagefind_bin import get_executable

        command = [str(get_executable()), "--site", str(folder.resolve()), "--output-subdir", SEARCH_FOLDER]
        command += ["--exclude-selectors", _LEFT_OUT, "--force-language", language.split("-")[0], "--quiet"]
        self._folder = folder / SEARCH_FOLDER
        self._running: subprocess.Popen[str] | None = None
        self._failed = ""
        try:
            # It would also obey settings in the folder where it is run and in the environment: neither is ours.
            ours = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
            self._running = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder.parent, env=ours
            )
        except OSError as error:
            self._failed = str(error)

    def finish(self) -> tuple[Diagnostic, ...]:
        """Wait until it is done; why it could not be."""
        if self._running:
            said, _ = self._running.communicate()
            if self._running.returncode:
                self._failed = said.strip() or f"it ended with {self._running.returncode}"
        if self._failed:
            return (_failed(self._failed),)
        for pattern in _UNUSED:
            for path in self._folder.glob(pattern):
                path.unlink()
        _put_in_order(self._folder)
        return ()

    def stop(self) -> None:
        """Give up, if it is not done."""
        if self._running and self._running.poll() is None:
            self._running.kill()
            self._running.communicate()


def _put_in_order(folder: Path) -> None:
    """Make the same index of the same pages.

    Pagefind lists filters and their values in the order of a hash map, another in each run (its issue 638), and names
    those parts by their bytes. They are put in order and named again.
    """
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        meta_path = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _part(meta_path)
        meta[_FILTERS] = sorted([name, _filter_in_order(folder, part)] for name, part in meta[_FILTERS])
        meta_path.unlink()
        language["hash"] = _write_part(folder, meta, "pagefind.{}.pf_meta", language["hash"])
    settled = json.dumps(entry, sort_keys=True, separators=(",", ":"))
    (folder / "pagefind-entry.json").write_text(settled, encoding="utf-8", newline="\n")


def _filter_in_order(folder: Path, part: str) -> str:
    path = folder / "filter" / f"{part}.pf_filter"
    name, values = _part(path)
    path.unlink()
    return _write_part(folder / "filter", [name, sorted(values)], "{}.pf_filter", part)


def _part(path: Path) -> Any:
    """A part of the index: CBOR after a mark, compressed."""
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))


def _write_part(folder: Path, content: Any, name: str, old: str) -> str:
    """Write a part under the hash of its content, in the form of its old one, and return that hash."""
    written = _MARK + cbor2.dumps(content)
    language, _, digits = old.partition("_")
    named = f"{language}_{sha256(written).hexdigest()[: len(digits)]}"
    (folder / name.format(named)).write_bytes(gzip.compress(written, mtime=0))
    return named


def _failed(why: str) -> Diagnostic:
    hint = "run ./kb build again; if it stays, the package pagefind-bin has no program for this kind of machine"
    return Diagnostic(Span(SEARCH_FOLDER), Code.ENGINE_PROBLEM, f"the search index could not be made: {why}", hint)
