"""The pages and other files in ``content/``, with names that are valid in file systems and addresses."""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.files import unreadable

_PAGE_ENDINGS = {".md", ".markdown", ".mdown", ".mkd", ".mdx"}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def content_files(root: Path) -> tuple[list[str], list[str], tuple[Diagnostic, ...]]:
    """Return the paths of pages and of other files, and the problems of files that cannot be used.

    Paths are relative to ``root`` and sorted. Names that start with a dot are skipped.
    """
    pages: list[str] = []
    others: list[str] = []
    problems: list[Diagnostic] = []

    def on_error(error: OSError) -> None:
        path = Path(error.filename or "content").relative_to(root).as_posix()
        problems.append(unreadable(path, error))

    if not (root / "content").is_dir():
        return [], [], ()
    for folder, folders, names in os.walk(root / "content", onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(folders):
            if (Path(folder) / name).is_symlink():
                hint = "put the folder itself here"
                path = _printable_path(Path(folder) / name, root)
                problems.append(Diagnostic(Span(path), Code.UNREADABLE_FILE, "this is a link to a folder", hint))
        for name in sorted(names):
            path = _printable_path(Path(folder) / name, root)
            if name.startswith("."):
                continue
            problem = _problem(Path(folder) / name, root)
            if problem:
                problems.append(Diagnostic(Span(path), *problem))
            else:
                (pages if name.endswith(".md") else others).append(path)
    return sorted(pages), sorted(others), tuple(problems)


def _problem(path: Path, root: Path) -> tuple[Code, str, str] | None:
    if not path.is_file():
        return Code.UNREADABLE_FILE, "this is not a file", "put the file itself here, or take this away"
    if not all(_NAME.fullmatch(part) for part in path.relative_to(root).parts):
        hint = "rename it with letters, digits, hyphens and dots: my-page.md"
        return Code.INVALID_VALUE, f"a file or folder called '{_printable(path.name)}' cannot have an address", hint
    if path.suffix.lower() in _PAGE_ENDINGS and path.suffix != ".md":
        return Code.INVALID_VALUE, f"the name of a page ends in .md, not {path.suffix}", f"call it {path.stem}.md"
    if path.name == "README.md":
        return Code.INVALID_VALUE, f"a page cannot be called {path.name}", "call it index.md, or a name of its own.md"
    return None


def _printable_path(path: Path, root: Path) -> str:
    return _printable(path.relative_to(root).as_posix())


def _printable(name: str) -> str:
    """Return a name with the letters that cannot be shown as their codes."""
    return "".join(
        letter if letter.isprintable() else letter.encode("ascii", "backslashreplace").decode() for letter in name
    )
