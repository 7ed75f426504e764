"""Bring the files of a project from an earlier data format to the present one: ``./kb migrate``.

A step takes the texts of the files by their paths and returns those that it changes. It reads their places and edits
lines, so that comments, order and line endings stay. A step finds nothing to do in files of a later format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.disk import link_on_the_way, remove, replace_file
from generator.fix import FileChange, WriteResult, write
from generator.loading.files import decode, read_file
from generator.loading.yaml_values import Location, Places, compose
from generator.model.data_format import DATA_FORMAT
from generator.model.kinds import FILES
from generator.model.retired_fields import whole_months

Texts = Mapping[str, str]
"""The text of each file of records, by its path in the project, as it is written."""

PARTNERSHIP, STRATEGY, STRANDS = "data/partnership.yml", "data/strategy.yml", "data/strands.yml"
LEGISLATION = "data/legislation.yml"
PUBLICATIONS = ("data/publications.yml", "data/staff/publications.yml")
_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one data format to the next."""

    to: int
    """The format that the files have afterwards."""
    change: Callable[[Texts], dict[str, str]]
    """Returns the new texts of the files that it changes; an empty one for a file that goes."""
    by_hand: Callable[[Texts], tuple[str, ...]]
    """Returns what the author must write, each with its place, given the texts after the step."""


@dataclass(frozen=True, slots=True)
class Migration:
    """What would change: the files, and what the author must write after that."""

    changes: tuple[FileChange, ...]
    by_hand: tuple[str, ...]


def _read(path: str, texts: Texts) -> tuple[list[str], Places | None]:
    """Return the lines of a file with their ends, and its places; None for them if it cannot be read."""
    text = texts.get(path, "").removeprefix(_BOM)
    value, places, _ = compose(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINE.findall(text), places if isinstance(value, dict) else None


def _joined(lines: Sequence[str], old: str) -> str:
    return (_BOM if old.startswith(_BOM) else "") + "".join(lines)


def _reworded(path: str, texts: Texts, edits: Mapping[str, tuple[str, Callable[[str], str]]], depth: int) -> str | None:
    """Return a text with fields written anew, or None if it has none of them.

    ``edits`` has for each field the pattern of its value and a function from that to the new line; ``depth`` is how
    deep in the file the fields are.
    """
    lines, places = _read(path, texts)
    is_changed = False
    for location, span in places.keys.items() if places else ():
        name = str(location[-1])
        if len(location) != depth or name not in edits:
            continue
        pattern, new = edits[name]
        line, start = lines[span.line - 1], span.column - 1
        found = re.compile(rf"{name}:[ \t]+({pattern})(?=[ \t\r\n,}}]|$)").match(line, start)
        if found:
            lines[span.line - 1] = line[:start] + new(found[1]) + line[found.end() :]
            is_changed = True
    return _joined(lines, texts[path]) if is_changed else None


def _changed(texts: Texts, new: Mapping[str, str | None]) -> dict[str, str]:
    return {path: text for path, text in new.items() if text is not None and text != texts.get(path)}


_ID = "[a-z0-9-]+"


def _to_2(texts: Texts) -> dict[str, str]:
    days = {"check_holds_for_days": ("[0-9]+", lambda one: f"review_every: {whole_months(one)}")}
    printed = {"standard_set": (_ID, lambda one: f"shows: {one}")}
    new = {path: _reworded(path, texts, printed, 3) for path in PUBLICATIONS}
    return _changed(texts, {LEGISLATION: _reworded(LEGISLATION, texts, days, 1), **new})


def _numbers_by_hand(texts: Texts) -> tuple[str, ...]:
    _, places = _read(PARTNERSHIP, texts)
    found = sorted(span.line for at, span in places.keys.items() if at[1:] == ("number",)) if places else []
    what = "write `contact:` with the id of the contact that has this number, and take the lines beside it away"
    return tuple(f"{PARTNERSHIP}:{line}: {what}" for line in found)


def _to_3(texts: Texts) -> dict[str, str]:
    shown = {"shows": (_ID, lambda one: f"made_of: [{one}]")}
    return _changed(texts, {path: _reworded(path, texts, shown, 3) for path in PUBLICATIONS})


def _audience_by_hand(texts: Texts) -> tuple[str, ...]:
    found = []
    for path in PUBLICATIONS:
        _, places = _read(path, texts)
        keys: Mapping[Location, object] = places.keys if places else {}
        ids = [at for at in keys if len(at) == 3 and at[0] == "publications" and at[2] == "id"]
        lines = sorted(places.keys[at].line for at in ids if places and (*at[:2], "audience") not in keys)
        found += [f"{path}:{line}: add `audience:` (anyone, staff or trainers)" for line in lines]
    return tuple(found)


def _strands(texts: Texts) -> tuple[list[str], int, int, bool] | None:
    """Return the lines of the strategy's file, where its strands start and end, and if they are all that is in it.

    A comment that touches the first line of the strands is theirs. None if there are none that can be moved.
    """
    lines, places = _read(STRATEGY, texts)
    tops = {str(at[0]): span for at, span in places.keys.items() if len(at) == 1} if places else {}
    if "strands" not in tops or STRANDS in texts or any(span.column != 1 for span in tops.values()):
        return None
    start = tops["strands"].line - 1
    after = sorted(span.line - 1 for span in tops.values() if span.line - 1 > start)
    end = after[0] if after else next((n for n, one in enumerate(lines) if n > start and _is_end(one)), len(lines))
    while after and end > start + 1 and lines[end - 1].startswith("#"):
        end -= 1
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return lines, start, end, len(tops) == 1


def _is_end(line: str) -> bool:
    return line.rstrip() in {"---", "..."}


def _to_4(texts: Texts) -> dict[str, str]:
    found = _strands(texts)
    if found is None:
        return {}
    lines, start, end, is_all = found
    if is_all:
        return {STRANDS: texts[STRATEGY], STRATEGY: ""}
    moved, before, after = lines[start:end], lines[:start], lines[end:]
    while not moved[-1].strip():
        moved.pop()
    while not after and before and not before[-1].strip():
        before.pop()
    if not moved[-1].endswith(("\n", "\r")):
        moved[-1] += "\n"
    return {STRANDS: "".join(moved), STRATEGY: _joined([*before, *after], texts[STRATEGY])}


def _strands_by_hand(texts: Texts) -> tuple[str, ...]:
    _, places = _read(STRATEGY, texts)
    at = places.keys.get(("strands",)) if places else None
    return (f"{STRATEGY}:{at.line}: move `strands:` and what is in it to {STRANDS}",) if at else ()


STEPS = (
    Step(2, _to_2, _numbers_by_hand),
    Step(3, _to_3, _audience_by_hand),
    Step(4, _to_4, _strands_by_hand),
)
"""One row for each format after the first, in order."""


def migrated(texts: Texts) -> dict[str, str]:
    """Return the texts of all files in the present format; a file that goes is not among them."""
    new = dict(texts)
    for step in STEPS:
        new |= step.change(new)
        new = {path: text for path, text in new.items() if text}
    stated = {"data_format": ("[0-9]+", lambda one: f"data_format: {max(DATA_FORMAT, int(one))}")}
    return new | _changed(new, {PARTNERSHIP: _reworded(PARTNERSHIP, new, stated, 1)})


def propose(project: Path) -> Migration:
    """Return what would change in a project, in the order of the paths. Files that are no text stay as they are."""
    found = {f"data/{file.file}.yml": read_file(project, f"data/{file.file}.yml") for file in FILES}
    contents = {path: one for path, one in found.items() if isinstance(one, bytes) and decode(path, one)[0] is not None}
    texts = {path: content.decode() for path, content in contents.items() if content}
    new = migrated(texts)
    paths = sorted(path for path in {*texts, *new} if texts.get(path) != new.get(path))
    changes = (FileChange(one, contents.get(one, b""), new.get(one, "").encode(), ()) for one in paths)
    return Migration(tuple(changes), tuple(line for step in STEPS for line in step.by_hand(new)))


def apply(project: Path, changes: Sequence[FileChange], today: date) -> WriteResult:
    """Write the changes, with copies of the old files below ``build/.fixed``: new files first, so that none is lost."""
    new = [change for change in changes if not change.before]
    old = [change for change in changes if change.before]
    for change in new:
        if link_on_the_way(project, change.path) or (project / change.path).exists():
            return WriteResult(refusals=(f"{change.path} is there already, or is a link; nothing was changed",))
    for change in new:
        replace_file(project / change.path, change.after)
    result = write(project, old, today)
    if not result.written:
        for change in new:
            remove(project / change.path)
        return result
    for change in result.written:
        if not change.after:
            remove(project / change.path)
    return WriteResult((*new, *result.written), result.folder, result.refusals)
