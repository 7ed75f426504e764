"""Build the search index of the finished pages with Pagefind.

Pagefind reads HTML, so it works with any site engine. A browser fetches the index in small parts. Of Pagefind's files
only those that ``search.js`` loads are published.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

import cbor2

from generator.diagnostics import Code, Diagnostic, Span

SEARCH_FOLDER = "search"
PART_PREFIX = b"pagefind_dcd"
"""What each part of the index starts with, once it is decompressed."""
_ENTRY = "pagefind-entry.json"
_SCRIPT_ENDS = {"pagefind.js": b"};", "pagefind-worker.js": b"})();"}
"""What the scripts that a browser loads end with."""
_NO_LANGUAGE = "unknown"
"""The name of the program for a language that Pagefind does not know."""
_PAGES, _WORDS, _FILTERS = 1, 2, 3
"""The positions of lists in the index's first part: version, pages, parts by word, filters, …"""
_UNUSED_FILES = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Pagefind's own search boxes, which this site does not use."""
_EXCLUDED_ELEMENTS = ".kb-filter, nav, .kb-noprint, .kb-threads, .kb-unseen"
"""Elements of an article that do not describe its subject."""

_Files = dict[str, bytes]
"""The files of an index by their paths in the search folder."""


class SearchIndexer:
    """Runs Pagefind on the pages below ``folder`` in a process of its own, and writes ``folder/search``.

    Only articles with the attribute ``data-pagefind-body`` are indexed. Pagefind sends its files through a pipe: where
    it writes them itself it may wait for ever on a full disk, and goes on writing after its build was killed.
    """

    def __init__(self, folder: Path, *, language: str) -> None:
        from pagefind_bin import get_executable

        self._folder = folder / SEARCH_FOLDER
        self._process: subprocess.Popen[bytes] | None = None
        self._error = ""
        requests = _requests(folder.resolve(), language.split("-")[0])
        self._request_count = len(requests)
        # Pagefind reads settings from the working folder and the environment too, so exclude both.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        try:
            self._process = subprocess.Popen(
                [str(get_executable()), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd=folder.parent,
                env=environment,
            )
            assert self._process.stdin
            self._process.stdin.write(b"".join(map(_encoded, requests)))
        except BrokenPipeError:
            pass  # It ended at once, which shows when its answers are read.
        except OSError as error:
            self._error = str(error)

    def finish(self, pages: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Wait for the index, write its files, and return what went wrong. ``pages`` are the paths to be found.

        Raise an OSError if the disk takes no more.
        """
        files: _Files = {}
        if self._process and self._process.stdout and not self._error:
            files, self._error = _files_received(self._process.stdout, self._request_count)
        self.stop()
        if self._error:
            return (_problem(self._error),)
        try:
            _sort_index(files)
        except (ValueError, TypeError, LookupError, EOFError, OSError) as error:
            return (_problem(f"its parts are not in the form of Pagefind 1.5 ({error})"),)
        for name, content in sorted(files.items()):
            (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(content)
        problem = index_problem(self._folder, pages)
        return (_incomplete(problem),) if problem else ()

    def stop(self) -> None:
        """Kill the process if it is still running."""
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process = None


def _requests(folder: Path, language: str) -> tuple[dict[str, Any], ...]:
    """Return what Pagefind is asked to do, in order. The first index of a process has the number 0."""
    settings = {"exclude_selectors": [_EXCLUDED_ELEMENTS], "force_language": language}
    return (
        {"type": "NewIndex", "config": settings},
        {"type": "AddDir", "index_id": 0, "path": str(folder)},
        {"type": "GetFiles", "index_id": 0},
    )


def _encoded(request: dict[str, Any]) -> bytes:
    """Return a request as Pagefind reads it: JSON in base64, up to a comma."""
    return b64encode(json.dumps({"message_id": 1, "payload": request}).encode()) + b","


def _files_received(output: IO[bytes], answer_count: int) -> tuple[_Files, str]:
    """Return the files of the index without those that are not used, and in words what went wrong if something did."""
    chunks: list[bytes] = []
    received = 0
    while received < answer_count and (chunk := os.read(output.fileno(), 1 << 20)):
        chunks.append(chunk)
        received += chunk.count(b",")
    files: _Files = {}
    try:
        for encoded in b"".join(chunks).split(b",")[:-1]:
            answer = json.loads(b64decode(encoded, validate=True))["payload"]
            if answer["type"] == "Error":
                return {}, str(answer["message"])
            files.update((one["path"], b64decode(one["content"])) for one in answer.get("files", ()))
    except (ValueError, TypeError, LookupError) as error:
        return {}, f"its answer is not in the form of Pagefind 1.5 ({error})"
    if received < answer_count:
        return {}, "Pagefind ended too early"
    return {name: one for name, one in files.items() if not any(fnmatch(name, unused) for unused in _UNUSED_FILES)}, ""


def index_problem(folder: Path, pages: Iterable[str]) -> str:
    """Return what is wrong with the index in ``folder``; empty if each part can be read and each page is in it."""
    try:
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        entry = json.loads(files[_ENTRY])
        indexed = {page for language in entry["languages"].values() for page in _pages_in_index(files, language)}
        for name, end in _SCRIPT_ENDS.items():
            if not files[name].rstrip().endswith(end) or b"\0" in files[name]:
                return f"{name} was not written completely"
    except KeyError as error:
        return f"{error.args[0]} is missing"
    except Exception as error:
        # The parts are another program's. Whatever makes one unreadable here would make it unreadable for a browser.
        return f"a part of it cannot be read ({type(error).__name__})"
    missing = sorted(set(pages) - indexed)
    return f"{missing[0]} is not in it" if missing else ""


def _pages_in_index(files: Mapping[str, bytes], language: dict[str, Any]) -> Iterator[str]:
    """Yield the paths of the pages in the index of one language. Raise an error if a part is missing or damaged."""
    _, pages, words, filters, *_ = _part(files, f"pagefind.{language['hash']}.pf_meta")
    if len(pages) != language["page_count"]:
        raise ValueError("the number of pages differs")
    for *_, name in words:
        _part(files, f"index/{name}.pf_index")
    for _, name in filters:
        _part(files, f"filter/{name}.pf_filter")
    for program in {language["wasm"] or _NO_LANGUAGE, _NO_LANGUAGE}:
        if not _unpacked(files[f"wasm.{program}.pagefind"]).startswith(b"\0asm"):
            raise ValueError("this is not a program")
    for name, _ in pages:
        address = unquote(json.loads(_unpacked(files[f"fragment/{name}.pf_fragment"]))["url"])
        yield address.lstrip("/") + ("index.html" if address.endswith("/") else "")


def _unpacked(content: bytes) -> bytes:
    """Return the content of a part. Gzip's checksum shows if it is damaged."""
    content = gzip.decompress(content)
    if not content.startswith(PART_PREFIX):
        raise ValueError("this is not a part of an index")
    return content.removeprefix(PART_PREFIX)


def _sort_index(files: _Files) -> None:
    """Sort pages and filters, so that the same pages give the same index.

    Pagefind numbers pages in the order in which the file system lists them, and writes filters and their values in that
    of a hash map, which differs between runs (its issue 638). Here pages are numbered by the names of their parts.
    Those are hashes of their bytes, so changed parts are renamed.
    """
    entry = json.loads(files[_ENTRY])
    for language in entry["languages"].values():
        meta_name = f"pagefind.{language['hash']}.pf_meta"
        meta = _part(files, meta_name)
        order = sorted(range(len(meta[_PAGES])), key=lambda number: str(meta[_PAGES][number]))
        numbers = {old: new for new, old in enumerate(order)}
        meta[_PAGES] = [meta[_PAGES][old] for old in order]
        meta[_WORDS] = [[first, last, _sort_words(files, part, numbers)] for first, last, part in meta[_WORDS]]
        meta[_FILTERS] = sorted([name, _sort_filter(files, part, numbers)] for name, part in meta[_FILTERS])
        del files[meta_name]
        language["hash"] = _add_part(files, meta, "pagefind.{}.pf_meta", language["hash"])
    files[_ENTRY] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()


def _sort_words(files: _Files, part: str, numbers: Mapping[int, int]) -> str:
    """Number the pages of each word of a part anew, and return the part's new name."""
    name = f"index/{part}.pf_index"
    (words,) = _part(files, name)
    for word in words:
        word[1] = _renumber(word[1], numbers)
        word[2] = [[form, _renumber(pages, numbers)] for form, pages in word[2]]
    del files[name]
    return _add_part(files, [words], "index/{}.pf_index", part)


def _renumber(pages: list[list[Any]], numbers: Mapping[int, int]) -> list[list[Any]]:
    """Return the pages of a word with other numbers. Each number is written as the distance from the one before."""
    old = accumulate(distance for distance, *_ in pages)
    sorted_pages = sorted((numbers[number], *places) for number, (_, *places) in zip(old, pages, strict=True))
    before = (0, *(number for number, *_ in sorted_pages))
    return [[number - last, *places] for (number, *places), last in zip(sorted_pages, before, strict=False)]


def _sort_filter(files: _Files, part: str, numbers: Mapping[int, int]) -> str:
    """Sort the values of one filter and its pages, and return the new name of its part."""
    file_name = f"filter/{part}.pf_filter"
    name, values = _part(files, file_name)
    del files[file_name]
    sorted_values = sorted([value, sorted(numbers[page] for page in pages)] for value, pages in values)
    return _add_part(files, [name, sorted_values], "filter/{}.pf_filter", part)


def _part(files: Mapping[str, bytes], name: str) -> Any:
    """Return the content of an index part: gzipped CBOR after a fixed prefix."""
    return cbor2.loads(_unpacked(files[name]))


def _add_part(files: _Files, content: Any, file_name: str, old_part: str) -> str:
    """Add an index part and return its name: the language and a hash of the content, as long as the old one."""
    data = PART_PREFIX + cbor2.dumps(content)
    language, _, digits = old_part.partition("_")
    part = f"{language}_{sha256(data).hexdigest()[: len(digits)]}"
    files[file_name.format(part)] = gzip.compress(data, mtime=0)
    return part


def _incomplete(reason: str) -> Diagnostic:
    message = f"the search index is not complete: {reason}"
    hint = "run ./kb build again; if it stays, look whether the disk is full or damaged"
    return Diagnostic(Span(SEARCH_FOLDER), Code.INCOMPLETE_FILE, message, hint)


def _problem(error: str) -> Diagnostic:
    hint = "run ./kb build again; if it stays, the package pagefind-bin has no program for this kind of machine"
    return Diagnostic(Span(SEARCH_FOLDER), Code.ENGINE_PROBLEM, f"the search index could not be made: {error}", hint)
