"""Build the search index of the finished pages with Pagefind.

Pagefind reads HTML, so it works with any site engine. A browser fetches the index in small parts. Of Pagefind's files
only those that ``search.js`` loads are published.
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
PART_PREFIX = b"pagefind_dcd"
"""What each part of the index starts with, once it is decompressed."""
_FILTERS = 3
"""The position of the filters in the index's first part: version, pages, parts by word, filters, …"""
_UNUSED_FILES = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Pagefind's own search boxes, which this site does not use."""
_EXCLUDED_ELEMENTS = "form, nav, .kb-noprint, .kb-threads, .kb-sr"
"""Elements of an article that do not describe its subject."""


class SearchIndexer:
    """Runs Pagefind on the pages below ``folder`` in a process of its own, and writes ``folder/search``.

    Only articles with the attribute ``data-pagefind-body`` are indexed.
    """

    def __init__(self, folder: Path, *, language: str) -> None:
        from pagefind_bin import get_executable

        command = [str(get_executable()), "--site", str(folder.resolve()), "--output-subdir", SEARCH_FOLDER]
        command += ["--exclude-selectors", _EXCLUDED_ELEMENTS, "--force-language", language.split("-")[0], "--quiet"]
        self._folder = folder / SEARCH_FOLDER
        self._process: subprocess.Popen[str] | None = None
        self._error = ""
        try:
            # Pagefind reads settings from the working folder and the environment too, so exclude both.
            environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder.parent, env=environment
            )
        except OSError as error:
            self._error = str(error)

    def finish(self) -> tuple[Diagnostic, ...]:
        """Wait for the process, complete the index, and return what went wrong."""
        if self._process:
            output, _ = self._process.communicate()
            if self._process.returncode:
                self._error = output.strip() or f"it ended with {self._process.returncode}"
        if self._error:
            return (_problem(self._error),)
        for pattern in _UNUSED_FILES:
            for path in self._folder.glob(pattern):
                path.unlink()
        _sort_filters(self._folder)
        return ()

    def stop(self) -> None:
        """Kill the process if it is still running."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def _sort_filters(folder: Path) -> None:
    """Sort the filters, so that the same pages give the same index.

    Pagefind writes filters and their values in the order of a hash map, which differs between runs (its issue 638). It
    names parts after a hash of their bytes, so the sorted parts are renamed.
    """
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        meta_path = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read_part(meta_path)
        meta[_FILTERS] = sorted([name, _sort_filter(folder, part)] for name, part in meta[_FILTERS])
        meta_path.unlink()
        language["hash"] = _write_part(folder, meta, "pagefind.{}.pf_meta", language["hash"])
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"))
    (folder / "pagefind-entry.json").write_text(text, encoding="utf-8", newline="\n")


def _sort_filter(folder: Path, part: str) -> str:
    """Sort the values of one filter and return the new name of its part."""
    path = folder / "filter" / f"{part}.pf_filter"
    name, values = _read_part(path)
    path.unlink()
    return _write_part(folder / "filter", [name, sorted(values)], "{}.pf_filter", part)


def _read_part(path: Path) -> Any:
    """Return the content of an index part: gzipped CBOR after a fixed prefix."""
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(PART_PREFIX))


def _write_part(folder: Path, content: Any, file_name: str, old_part: str) -> str:
    """Write an index part and return its name: the language and a hash of the content, as long as the old one."""
    data = PART_PREFIX + cbor2.dumps(content)
    language, _, digits = old_part.partition("_")
    part = f"{language}_{sha256(data).hexdigest()[: len(digits)]}"
    (folder / file_name.format(part)).write_bytes(gzip.compress(data, mtime=0))
    return part


def _problem(error: str) -> Diagnostic:
    hint = "run ./kb build again; if it stays, the package pagefind-bin has no program for this kind of machine"
    return Diagnostic(Span(SEARCH_FOLDER), Code.ENGINE_PROBLEM, f"the search index could not be made: {error}", hint)
