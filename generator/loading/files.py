"""Read the files of a project: only those that its own folder has, and within bounds (``docs/limits.md``)."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.disk import relative_name
from generator.loading.letters import mend_letters

LARGEST_FILE = 4_000_000
"""Bytes: about 5,000 records, more than anybody writes by hand."""

_STAFF_FOLDER = "data/staff/"
LONGEST_LINE = 10_000
"""Letters: about 1,600 words, more than anybody reads in one paragraph. It bounds the work on every line."""

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of ``root/path``, or None if it has none, and its problems.

    A byte-order mark is removed and every line ends in a line feed. Hidden letters are problems, and are mended. An
    empty file is a problem.
    """
    content = read_file(root, path)
    if isinstance(content, Diagnostic):
        return None, (content,)
    return decode(path, content)


def read_file(root: Path, path: str, largest: int = LARGEST_FILE, *, anywhere: bool = False) -> bytes | Diagnostic:
    """Return the bytes of ``root/path``, or why it cannot be read.

    It is not read if it is no file, is larger than ``largest`` bytes, or a link on its path leads elsewhere
    (``link_problem``), unless it may be ``anywhere``, as a file that the command line names. What is not a file is not
    opened: a pipe would wait, and a device has no end.
    """
    name = os.path.join(root, path)  # noqa: PTH118
    try:
        if not anywhere and (problem := link_problem(root, path)):
            return problem
        if not stat.S_ISREG(os.stat(name).st_mode):  # noqa: PTH116
            hint = "put the file itself here"
            return Diagnostic(Span(printable(path)), Code.UNREADABLE_FILE, "this is not a file", hint)
        # Without waiting, in case that a pipe has taken the file's place since.
        with open(os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_size > largest:
                return too_large(path, largest)
            content = file.read(largest + 1)
    except FileNotFoundError:
        hint = f"create {printable(path)}, or restore it from the project's history"
        message = f"there is no file {printable(path)}"
        return Diagnostic(Span(printable(path)), Code.MISSING_FILE, message, hint)
    except OSError as error:
        return unreadable(path, error)
    return too_large(path, largest) if len(content) > largest else content


def link_problem(root: Path, path: str) -> Diagnostic | None:
    """Return the problem of a symbolic link at or above ``root/path``, seen from ``root``; None if it may be read.

    A link may lead to another file of the project. It may not lead out of it, from elsewhere to what is for staff only,
    to what a build has made, or to a folder, which could lead back to itself. Hard links cannot be told from files.
    """
    name = str(root)
    for part in path.split("/"):
        name = os.path.join(name, part)  # noqa: PTH118
        if os.path.islink(name):  # noqa: PTH114
            return _link_problem(root, path, name)
    return None


def _link_problem(root: Path, path: str, link: str) -> Diagnostic | None:
    """Return the problem of the link at ``link``, which is ``root/path`` or a folder above it."""
    span = Span(printable(relative_name(link, root)))
    project = os.path.realpath(root)
    target = os.path.realpath(link)
    is_inside = Path(project) in Path(target).parents
    shown = printable(relative_name(target, project) if is_inside else target)
    reason: OSError | None = None
    try:
        is_folder = stat.S_ISDIR(os.stat(link).st_mode)  # noqa: PTH116
    except OSError as error:
        is_folder, reason = False, error
    what = "folder" if is_folder else "file"
    hint = f"put a copy of the {what} here instead of the link, or take the link away"
    if not is_inside:
        message = f"this is a link that leads out of the project, to {shown}"
        return Diagnostic(span, Code.OUTSIDE_PROJECT, message, hint)
    if isinstance(reason, FileNotFoundError):
        message = f"this is a link to {shown}, which is not there"
        return Diagnostic(span, Code.MISSING_FILE, message, "put the file itself here, or take the link away")
    if reason:
        message = f"this is a link that cannot be followed: {(reason.strerror or 'unknown reason').lower()}"
        return Diagnostic(span, Code.UNREADABLE_FILE, message, "put the file itself here, or take the link away")
    if is_folder:
        return Diagnostic(span, Code.UNREADABLE_FILE, "this is a link to a folder", "put the folder itself here")
    if why := _reserved(shown, path):
        return Diagnostic(span, Code.UNREADABLE_FILE, f"this is a link to {shown}, {why}", hint)
    return None


def _reserved(target: str, path: str) -> str:
    """Return why a link at ``path`` may not lead to ``target``, both below the project; empty if it may."""
    if target.startswith(_STAFF_FOLDER) and not path.startswith(_STAFF_FOLDER):
        return "which only staff may see"
    if target.startswith(("build/", ".")):
        return "which is not written by hand"
    return ""


def printable(name: str) -> str:
    """Return a name with the letters that cannot be shown as their codes."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in name)


def unreadable(path: str, error: OSError) -> Diagnostic:
    """Return the diagnostic of a file or folder that cannot be opened."""
    message = f"this cannot be opened: {(error.strerror or 'unknown reason').lower()}"
    return Diagnostic(Span(printable(path)), Code.UNREADABLE_FILE, message, "look at its name and permissions")


def too_large(path: str, largest: int) -> Diagnostic:
    """Return the diagnostic of a file of more than ``largest`` bytes."""
    message = f"this file is larger than {largest // 1_000_000} MB"
    return Diagnostic(Span(printable(path)), Code.FILE_TOO_LARGE, message, "check that it is the file you meant")


def _too_long(path: str, text: str) -> Diagnostic | None:
    lengths = [len(line) for line in text.split("\n")] if len(text) > LONGEST_LINE else [0]
    if max(lengths) <= LONGEST_LINE:
        return None
    number, length = next((n, length) for n, length in enumerate(lengths, start=1) if length > LONGEST_LINE)
    message = f"this line has {length:,} letters, and no line has more than {LONGEST_LINE:,}"
    hint = "check that it is what you meant; if it is, break it into shorter lines"
    return Diagnostic(Span(path, number), Code.FILE_TOO_LARGE, message, hint)


def decode(path: str, content: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of the bytes of a file, or None if they are none, and its problems: see ``read_text``."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_unicode(path, content, error.start),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        return None, (_not_text(path, text.partition("\0")[0]),)
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
    before = content[:start].decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
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
