"""Read text files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.letters import mend_letters

LARGEST_FILE = 4_000_000
"""Bytes: about 5,000 records, more than anybody writes by hand."""

LONGEST_LINE = 10_000
"""Letters: about 1,600 words, more than anybody reads in one paragraph. It bounds the work on every line."""

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of ``root/path``, or None if it has none, and its problems.

    A byte-order mark is removed and every line ends in a line feed. Hidden letters are problems, and are mended. An
    empty file is a problem.
    """
    try:
        if (root / path).stat().st_size > LARGEST_FILE:
            return None, (_too_large(path),)
        if (root / path).exists() and not (root / path).is_file():
            hint = "put the file itself here"
            return None, (Diagnostic(Span(path), Code.UNREADABLE_FILE, "this is not a file", hint),)
        content = (root / path).read_bytes()
    except FileNotFoundError:
        hint = f"create {path}, or restore it from the project's history"
        return None, (Diagnostic(Span(path), Code.MISSING_FILE, f"there is no file {path}", hint),)
    except OSError as error:
        return None, (unreadable(path, error),)
    return _decode(path, content)


def unreadable(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic of a file or folder that cannot be opened."""
    message = f"this cannot be opened: {(error.strerror or 'unknown reason').lower()}"
    return Diagnostic(Span(path), Code.UNREADABLE_FILE, message, "look at its name and permissions")


def _too_large(path: str) -> Diagnostic:
    message = f"this file is larger than {LARGEST_FILE // 1_000_000} MB"
    return Diagnostic(Span(path), Code.FILE_TOO_LARGE, message, "check that it is the file you meant")


def _too_long(path: str, text: str) -> Diagnostic | None:
    lengths = [len(line) for line in text.split("\n")] if len(text) > LONGEST_LINE else [0]
    if max(lengths) <= LONGEST_LINE:
        return None
    number, length = next((n, length) for n, length in enumerate(lengths, start=1) if length > LONGEST_LINE)
    message = f"this line has {length:,} letters, and no line has more than {LONGEST_LINE:,}"
    hint = "check that it is what you meant; if it is, break it into shorter lines"
    return Diagnostic(Span(path, number), Code.FILE_TOO_LARGE, message, hint)


def _decode(path: str, content: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_unicode(path, content, error.start),)
    if "\0" in text:
        return None, (_not_text(path, text.partition("\0")[0]),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if too_long := _too_long(path, text):
        return None, (too_long,)
    text, problems = mend_letters(path, text)
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        message = f"'{conflict[0]}' was left by a merge of two versions"
        hint = "keep the lines of one version; delete those of the other, and the lines <<<<<<<, ======= and >>>>>>>"
        return None, (*problems, Diagnostic(Span(path, line), Code.YAML_SYNTAX, message, hint))
    if not text.strip():
        hint = "write its records, or restore it from the project's history"
        if path.endswith(".md"):
            hint = "start it with `---`, then `id:`, `title:` and `description:`, then another `---`"
        return None, (*problems, Diagnostic(Span(path), Code.EMPTY_FILE, "this file is empty", hint))
    return text, problems


def _not_unicode(path: str, content: bytes, start: int) -> Diagnostic:
    """Return the diagnostic of a file that is not in UTF-8, with the letter that it probably has where that ends."""
    before = content[:start].decode("utf-8", errors="replace")
    problem = _not_text(path, before)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return replace(problem, message="this file is saved as UTF-16", hint="save it again as UTF-8")
    if b"\0" in content:
        return problem
    letter = content[start : start + 1].decode("cp1252", errors="ignore")
    rest = content[start:].decode("cp1252", errors="ignore")
    if not letter or any(one < " " and one not in "\t\n\r" for one in rest):
        return problem
    message = f"the letter here, probably '{letter}', is not saved as UTF-8"
    return replace(problem, message=message, hint="choose UTF-8 where you save this file; then type the letter again")


def _not_text(path: str, before: str) -> Diagnostic:
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    hint = "save it as plain text in UTF-8; a word processor's file will not do"
    return Diagnostic(Span(path, line, column), Code.NOT_TEXT, "this file is not plain text from here on", hint)
