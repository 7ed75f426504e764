"""Read the folder ``overrides/``: the files and wordings of the table, and a problem for whatever else is there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Span
from generator.disk import relative_name
from generator.loading.files import link_problem, printable, read_text, unreadable
from generator.loading.folders import entries_below
from generator.loading.records import read_record
from generator.loading.yaml_values import compose
from generator.model.overrides import (
    DEFAULT_WORDS,
    OVERRIDE_FILES,
    OVERRIDES_FOLDER,
    WORDING,
    WORDINGS,
    Overrides,
    WordingFile,
)
from generator.words.near_names import nearest_name

MOST_UNKNOWN = 200
"""The most things that may not be there of which each is reported."""

_FILES = {one.path: one for one in OVERRIDE_FILES}
_FOLDERS = frozenset(path.rpartition("/")[0] for path in _FILES if "/" in path)


def read_overrides(root: Path) -> tuple[Overrides, tuple[Diagnostic, ...]]:
    """Return what a project overrides, and every problem. A project without the folder overrides nothing."""
    if not os.path.lexists(root / OVERRIDES_FOLDER):
        return Overrides(), ()
    if problem := link_problem(root, OVERRIDES_FOLDER):
        return Overrides(), (problem,)
    if not (root / OVERRIDES_FOLDER).is_dir():
        return Overrides(), (_unknown(OVERRIDES_FOLDER, "a file has the name of the folder overrides"),)
    problems: list[Diagnostic] = []
    found: list[str] = []
    for path, is_known in _entries(root, problems):
        if is_known:
            found.append(path)
        elif len(problems) < MOST_UNKNOWN:
            problems.append(_unknown_file(path))
    files: dict[str, str] = {}
    for path in sorted(found):
        text, text_problems = read_text(root, f"{OVERRIDES_FOLDER}/{path}")
        problems += text_problems
        if text is not None:
            files[path] = text
    words, places, word_problems = _words(files.pop(WORDING.path, None))
    return Overrides(words, places, files), (*problems, *word_problems)


def _entries(root: Path, problems: list[Diagnostic]) -> Iterator[tuple[str, bool]]:
    """Yield the path below the folder of each file and of each unknown folder, and whether it may be there.

    Names that start with a dot are skipped.
    """

    def on_error(error: OSError) -> None:
        name = relative_name(error.filename, root) if error.filename else OVERRIDES_FOLDER
        problems.append(unreadable(name, error))

    for top, folders, names in entries_below(root / OVERRIDES_FOLDER, on_error):
        below = relative_name(top, root / OVERRIDES_FOLDER)
        start = "" if below in {"", "."} else f"{below}/"
        unknown = [name for name in folders if f"{start}{name}" not in _FOLDERS]
        folders[:] = [name for name in folders if name not in unknown]
        for name in (*unknown, *names):
            if not name.startswith("."):
                yield f"{start}{name}", name not in unknown and f"{start}{name}" in _FILES


def _unknown_file(path: str) -> Diagnostic:
    near = nearest_name(path, [*_FILES])
    shown = f"{OVERRIDES_FOLDER}/{printable(path)}"
    hint = f"did you mean '{near}'? " if near else ""
    return _unknown(shown, f"there is nothing to override with {shown}", hint)


def _unknown(path: str, message: str, hint: str = "") -> Diagnostic:
    known = f"in {OVERRIDES_FOLDER}/ there may be {', '.join(_FILES)}"
    return Diagnostic(Span(path), Code.UNKNOWN_OVERRIDE, message, f"{hint}{known}")


def _words(text: str | None) -> tuple[dict[str, str], dict[str, Span], tuple[Diagnostic, ...]]:
    """Return every wording by its id, the places of those that are overridden, and the problems of the file."""
    words, places = dict(DEFAULT_WORDS), {}
    if text is None:
        return words, {}, ()
    value, where, yaml_problems = compose(WORDING.full_path, text)
    if value is None:
        return words, {}, yaml_problems
    located, problems = read_record(WordingFile, value, where)
    # No spelling is put right by itself: the ids are few, and each hint has them.
    named = tuple(replace(one, fix=None) for one in map(_as_unknown_override, problems))
    for name, written in located.record.json_fields().items() if located else ():
        if written is not None:
            words[name], places[name] = written, located.span(name) if located else Span(WORDING.full_path)
    return words, places, (*yaml_problems, *named, *_repeated(words, places))


def _repeated(words: Mapping[str, str], places: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Yield a problem for each entry of the menu that is called as another one is."""
    for name, span in places.items():
        if same := [one for one in words if one != name and words[one] == words[name] and _in_menu(one, name)]:
            message = f"the menu would have '{words[name]}' twice: '{same[0]}' says it too"
            yield Diagnostic(span, Code.INVALID_VALUE, message, "give each entry of the menu words of its own")


def _in_menu(*names: str) -> bool:
    return all(name.startswith("menu-") for name in names)


def _as_unknown_override(problem: Diagnostic) -> Diagnostic:
    if problem.code is not Code.UNKNOWN_FIELD:
        return problem
    message = problem.message.replace("there is no field", "there is no wording").removesuffix(" here")
    near = f"{problem.hint} " if problem.hint.startswith("did you mean") else ""
    hint = f"{near}the wordings are {', '.join(row.id for row in WORDINGS)}"
    return replace(problem, code=Code.UNKNOWN_OVERRIDE, message=message, hint=hint)
