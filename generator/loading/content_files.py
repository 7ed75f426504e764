"""The pages and other files in ``content/``, with names that are valid in file systems and addresses."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from generator.diagnostics import Code, Diagnostic, Span
from generator.disk import relative_name
from generator.loading.attachments import read_attachment
from generator.loading.files import link_problem, printable, read_file, unreadable
from generator.loading.folders import DEEPEST_FOLDER, entries_below

MOST_FILES = 5_000
"""The most files in ``content/``, pages among them."""

LARGEST_ATTACHMENT = 50_000_000
"""Bytes of a file in ``content/`` that is no page."""

LARGEST_ATTACHMENTS = 200_000_000
"""Bytes of all of these together, which are all in memory while a site is built."""

LONGEST_NAME = 150
"""Letters of the name of a file or folder: file systems take 255, and what is made of a file has a longer name."""

_PAGE_ENDINGS = {".md", ".markdown", ".mdown", ".mkd", ".mdx"}
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")


def content_files(root: Path, content: str = "content") -> tuple[list[str], list[str], tuple[Diagnostic, ...]]:
    """Return the paths of pages and of other files, and the problems of files that cannot be used.

    ``content`` is the folder that holds them. Paths are relative to ``root`` and sorted. Names that start with a dot
    are skipped, and so are all files beyond the first ``MOST_FILES``.
    """
    paths: list[str] = []
    problems: list[Diagnostic] = []

    def on_error(error: OSError) -> None:
        path = relative_name(error.filename, root) if error.filename else content
        problems.append(unreadable(path, error))

    for folder, folders, names in entries_below(root / content, on_error):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = relative_name(folder, root)
        if folders and below.count("/") - content.count("/") == DEEPEST_FOLDER:
            message = f"folders are nested more than {DEEPEST_FOLDER} deep"
            span = Span(printable(f"{below}/{folders[0]}"))
            problems.append(Diagnostic(span, Code.TOO_DEEP, message, "move what is in it to a folder further up"))
        for name in names:
            path = f"{below}/{name}"
            if name.startswith("."):
                continue
            if len(paths) >= MOST_FILES:
                message = f"there are more than {MOST_FILES:,} files in content/"
                hint = "check that it is the folder you meant"
                return *_sorted(paths), (Diagnostic(Span("content"), Code.FILE_TOO_LARGE, message, hint),)
            if problem := _problem(root, path):
                problems.append(problem)
            else:
                paths.append(path)
    return *_sorted(paths), tuple(problems)


def _sorted(paths: list[str]) -> tuple[list[str], list[str]]:
    pages = sorted(path for path in paths if path.endswith(".md"))
    return pages, sorted(path for path in paths if not path.endswith(".md"))


def _problem(root: Path, relative: str) -> Diagnostic | None:
    path, span = PurePosixPath(relative), Span(printable(relative))
    if problem := link_problem(root, relative):
        return problem
    if not (root / path).is_file():
        hint = "put the file itself here, or take this away"
        return Diagnostic(span, Code.UNREADABLE_FILE, "this is not a file", hint)
    if long := next((part for part in (path.parent.name, path.name) if len(part) > LONGEST_NAME), ""):
        message = f"the name '{printable(long[:30])}…' has more than {LONGEST_NAME} letters"
        return Diagnostic(span, Code.INVALID_VALUE, message, "give it a shorter name")
    if not all(_NAME.fullmatch(part) for part in path.parts):
        hint = "rename it with letters, digits, hyphens and dots: my-page.md"
        message = f"a file or folder called '{printable(path.name)}' cannot have an address"
        return Diagnostic(span, Code.INVALID_VALUE, message, hint)
    if path.suffix.lower() in _PAGE_ENDINGS and path.suffix != ".md":
        message = f"the name of a page ends in .md, not {path.suffix}"
        return Diagnostic(span, Code.INVALID_VALUE, message, f"call it {path.stem}.md")
    if path.name == "README.md":
        message = f"a page cannot be called {path.name}"
        return Diagnostic(span, Code.INVALID_VALUE, message, "call it index.md, or a name of its own.md")
    return None


def read_attachments(
    root: Path, paths: list[str], problems: list[Diagnostic], content_folder: str = "content"
) -> dict[str, bytes]:
    """Return the files at ``paths`` as published, by their paths in ``content/``; append problems to ``problems``.

    If they are more than ``LARGEST_ATTACHMENTS`` together, the rest is not read.
    """
    attachments: dict[str, bytes] = {}
    total = 0
    for path in paths:
        content = read_file(root, path, LARGEST_ATTACHMENT)
        if isinstance(content, Diagnostic):
            problems.append(content)
            continue
        total += len(content)
        if total > LARGEST_ATTACHMENTS:
            message = (
                f"with this file, those in content/ are larger than {LARGEST_ATTACHMENTS // 1_000_000} MB together"
            )
            hint = "make pictures and PDFs smaller, or link to large files elsewhere"
            problems.append(Diagnostic(Span(path), Code.FILE_TOO_LARGE, message, hint))
            # The links to the rest are not wrong, and with this problem nothing is published.
            attachments |= {rest.removeprefix(f"{content_folder}/"): b"" for rest in paths[paths.index(path) :]}
            break
        attachment, new_problems = read_attachment(path, content)
        problems += new_problems
        if attachment is not None:
            attachments[path.removeprefix(f"{content_folder}/")] = attachment
    return attachments
