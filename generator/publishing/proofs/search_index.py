"""Build the search index of the finished pages with Pagefind.

Pagefind reads HTML, so it works with any site engine. A browser fetches the index in small parts. Of Pagefind's files
only those that ``search.js`` loads are published.
"""

from __future__ import annotations

import ctypes
import gzip
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import cbor2

from generator.diagnostics import Code, Diagnostic, Span

SEARCH_FOLDER = "search"
PART_PREFIX = b"pagefind_dcd"
"""What each part of the index starts with, once it is decompressed."""
_ENTRY = "pagefind-entry.json"
_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of prctl(2), which Linux has."""
_SCRIPT_ENDS = {"pagefind.js": b"};", "pagefind-worker.js": b"})();"}
"""What the scripts that a browser loads end with."""
_NO_LANGUAGE = "unknown"
"""The name of the program for a language that Pagefind does not know."""
_PAGES, _WORDS, _FILTERS = 1, 2, 3
"""The positions of lists in the index's first part: version, pages, parts by word, filters, …"""
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
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                cwd=folder.parent,
                env=environment,
                preexec_fn=_end_with_parent(),
            )
        except OSError as error:
            self._error = str(error)

    def finish(self, pages: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Wait for the process, complete the index, and return what went wrong. ``pages`` are the paths to be found."""
        if self._process:
            output, _ = self._process.communicate()
            if self._process.returncode:
                self._error = output.strip() or f"it ended with {self._process.returncode}"
        if self._error:
            return (_problem(self._error),)
        for pattern in _UNUSED_FILES:
            for path in self._folder.glob(pattern):
                path.unlink()
        problem = _index_problem(self._folder, pages)
        if not problem:
            try:
                _sort_index(self._folder)
            except (ValueError, TypeError, KeyError, IndexError) as error:
                return (_problem(f"its parts are not in the form of Pagefind 1.5 ({error})"),)
            problem = _index_problem(self._folder, pages)
        return (_incomplete(problem),) if problem else ()

    def stop(self) -> None:
        """Kill the process if it is still running."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def _end_with_parent() -> Callable[[], object] | None:
    """Return a function that a new process calls so as to be killed with its parent; None where that cannot be said.

    Otherwise the indexer of a killed build goes on writing to a folder that the next build deletes.
    """
    try:
        return partial(ctypes.CDLL(None).prctl, _DEATH_SIGNAL, signal.SIGKILL)
    except (AttributeError, OSError, TypeError):
        return None


def _index_problem(folder: Path, pages: Iterable[str]) -> str:
    """Return what is wrong with the index in ``folder``; empty if each part can be read and each page is in it.

    Pagefind does not notice a full disk: it leaves empty files and ends as if all were well.
    """
    try:
        entry = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))
        indexed = {page for language in entry["languages"].values() for page in _pages_in_index(folder, language)}
        for name, end in _SCRIPT_ENDS.items():
            script = (folder / name).read_bytes()
            if not script.rstrip().endswith(end) or b"\0" in script:
                return f"{name} was not written completely"
    except FileNotFoundError as error:
        return f"{Path(error.filename).name} is missing"
    except Exception as error:
        # The parts are another program's. Whatever makes one unreadable here would make it unreadable for a browser.
        return f"a part of it cannot be read ({type(error).__name__})"
    missing = sorted(set(pages) - indexed)
    return f"{missing[0]} is not in it" if missing else ""


def _pages_in_index(folder: Path, language: dict[str, Any]) -> Iterator[str]:
    """Yield the paths of the pages in the index of one language. Raise an error if a part is missing or damaged."""
    _, pages, words, filters, *_ = _read_part(folder / f"pagefind.{language['hash']}.pf_meta")
    if len(pages) != language["page_count"]:
        raise ValueError("the number of pages differs")
    for *_, name in words:
        _read_part(folder / "index" / f"{name}.pf_index")
    for _, name in filters:
        _read_part(folder / "filter" / f"{name}.pf_filter")
    for program in {language["wasm"] or _NO_LANGUAGE, _NO_LANGUAGE}:
        if not _unpacked(folder / f"wasm.{program}.pagefind").startswith(b"\0asm"):
            raise ValueError("this is not a program")
    for name, _ in pages:
        address = unquote(json.loads(_unpacked(folder / "fragment" / f"{name}.pf_fragment"))["url"])
        yield address.lstrip("/") + ("index.html" if address.endswith("/") else "")


def _unpacked(path: Path) -> bytes:
    """Return the content of a part. Gzip's checksum shows if it is damaged."""
    content = gzip.decompress(path.read_bytes())
    if not content.startswith(PART_PREFIX):
        raise ValueError("this is not a part of an index")
    return content.removeprefix(PART_PREFIX)


def _sort_index(folder: Path) -> None:
    """Sort pages and filters, so that the same pages give the same index.

    Pagefind numbers pages in the order in which the file system lists them, and writes filters and their values in that
    of a hash map, which differs between runs (its issue 638). Here pages are numbered by the names of their parts.
    Those are hashes of their bytes, so changed parts are renamed.
    """
    entry = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        meta_path = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read_part(meta_path)
        order = sorted(range(len(meta[_PAGES])), key=lambda number: str(meta[_PAGES][number]))
        numbers = {old: new for new, old in enumerate(order)}
        meta[_PAGES] = [meta[_PAGES][old] for old in order]
        meta[_WORDS] = [[first, last, _sort_words(folder, part, numbers)] for first, last, part in meta[_WORDS]]
        meta[_FILTERS] = sorted([name, _sort_filter(folder, part, numbers)] for name, part in meta[_FILTERS])
        meta_path.unlink()
        language["hash"] = _write_part(folder, meta, "pagefind.{}.pf_meta", language["hash"])
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"))
    (folder / _ENTRY).write_text(text, encoding="utf-8", newline="\n")


def _sort_words(folder: Path, part: str, numbers: Mapping[int, int]) -> str:
    """Number the pages of each word of a part anew, and return the part's new name."""
    path = folder / "index" / f"{part}.pf_index"
    (words,) = _read_part(path)
    for word in words:
        word[1] = _renumber(word[1], numbers)
        word[2] = [[form, _renumber(pages, numbers)] for form, pages in word[2]]
    path.unlink()
    return _write_part(folder / "index", [words], "{}.pf_index", part)


def _renumber(pages: list[list[Any]], numbers: Mapping[int, int]) -> list[list[Any]]:
    """Return the pages of a word with other numbers. Each number is written as the distance from the one before."""
    old = accumulate(distance for distance, *_ in pages)
    sorted_pages = sorted((numbers[number], *places) for number, (_, *places) in zip(old, pages, strict=True))
    before = (0, *(number for number, *_ in sorted_pages))
    return [[number - last, *places] for (number, *places), last in zip(sorted_pages, before, strict=False)]


def _sort_filter(folder: Path, part: str, numbers: Mapping[int, int]) -> str:
    """Sort the values of one filter and its pages, and return the new name of its part."""
    path = folder / "filter" / f"{part}.pf_filter"
    name, values = _read_part(path)
    path.unlink()
    sorted_values = sorted([value, sorted(numbers[page] for page in pages)] for value, pages in values)
    return _write_part(folder / "filter", [name, sorted_values], "{}.pf_filter", part)


def _read_part(path: Path) -> Any:
    """Return the content of an index part: gzipped CBOR after a fixed prefix."""
    return cbor2.loads(_unpacked(path))


def _write_part(folder: Path, content: Any, file_name: str, old_part: str) -> str:
    """Write an index part and return its name: the language and a hash of the content, as long as the old one."""
    data = PART_PREFIX + cbor2.dumps(content)
    language, _, digits = old_part.partition("_")
    part = f"{language}_{sha256(data).hexdigest()[: len(digits)]}"
    (folder / file_name.format(part)).write_bytes(gzip.compress(data, mtime=0))
    return part


def _incomplete(reason: str) -> Diagnostic:
    message = f"the search index is not complete: {reason}"
    hint = "run ./kb build again; if it stays, look whether the disk is full or damaged"
    return Diagnostic(Span(SEARCH_FOLDER), Code.INCOMPLETE_FILE, message, hint)


def _problem(error: str) -> Diagnostic:
    hint = "run ./kb build again; if it stays, the package pagefind-bin has no program for this kind of machine"
    return Diagnostic(Span(SEARCH_FOLDER), Code.ENGINE_PROBLEM, f"the search index could not be made: {error}", hint)
