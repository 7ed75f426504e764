"""Put right what is wrong in one way only: ``./kb check --fix``.

Files are changed in memory until nothing more can be put right, shown as a diff, and written in one step each. A file
keeps its line endings, its byte-order mark, its comments and every line that is not in the diff.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher, unified_diff
from math import inf
from pathlib import Path
from typing import Any

from generator.build_folder import BuildFolder, build_folder_problem, make_build_folder
from generator.diagnostics import Code, Diagnostic, Fix
from generator.disk import link_on_the_way, replace_file
from generator.loading.content_files import content_files
from generator.loading.files import decode, read_file
from generator.loading.records import read_record
from generator.loading.repairs import LineFix, has_other_spaces, is_suspect, syntax_fixes, tidy
from generator.loading.yaml_values import compose, error_line
from generator.model.kinds import FILES
from generator.model.pages import FrontMatter
from generator.model.record import Record

COPIES = Path("build") / ".fixed"
"""Where the old files go, relative to the project, in a folder for each day."""

LINE_END = "missing end of the last line"

_MOST_LINES = 4_000_000
"""The most lines that are read to repair one file, about half a minute. Each repair reads the whole file again."""
_MOST_ATTEMPTS = 20
"""The most times that the values of one file are put right."""
_MOST_NUMBERS = 10
"""The most lines that the summary of a file names for one kind."""
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file with everything put right that can be: its path in the project, both contents, and what was wrong."""

    path: str
    before: bytes
    after: bytes
    reasons: tuple[tuple[str, int], ...]
    """What was wrong, and in which line."""

    @property
    def line_count(self) -> int:
        """How many lines differ."""
        old, new = _lines(self.before), _lines(self.after)
        changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in changes if tag != "equal")


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What was written: the files, the folder with the old ones, and why any file was left as it was."""

    written: tuple[FileChange, ...] = ()
    folder: str = ""
    refusals: tuple[str, ...] = ()


@dataclass(slots=True)
class _File:
    """A file in memory. Its YAML is the lines from ``first`` to before ``last``: all of them, or the front matter."""

    path: str
    model: type[Record]
    original: bytes
    bom: str
    lines: list[str]
    ends: list[str]
    first: int
    last: int
    reasons: list[tuple[str, int]] = field(default_factory=list)
    value: Any = None
    error_line: float = inf
    """The line of the YAML, from 1, at which the parser gives up; infinity if it reads it all."""
    problems: tuple[Diagnostic, ...] = ()

    @property
    def yaml(self) -> list[str]:
        return self.lines[self.first : self.last]

    def read(self) -> None:
        """Read the lines: where the parser gives up; if it does not, their value and its problems."""
        text = "\n".join((*self.yaml, ""))
        self.error_line = error_line(text) or inf
        self.value, self.problems = None, ()
        if self.error_line == inf:
            self.value, places, self.problems = compose(self.path, text)
        if self.value is not None:
            self.problems += read_record(self.model, self.value, places)[1]

    def replace(self, line: int, text: str, kind: str) -> None:
        """Replace a line of the YAML, counted from 0."""
        self.lines[self.first + line] = text
        self.explain(kind, line)

    def explain(self, kind: str, line: int) -> None:
        """Add to the reasons what was wrong in a line of the YAML, counted from 0."""
        if kind:
            self.reasons.append((kind, self.first + line + 1))

    def content(self) -> bytes:
        text = "".join(f"{line}{end}" for line, end in zip(self.lines, self.ends, strict=True))
        return f"{self.bom}{text}".encode()


def propose(project: Path) -> tuple[FileChange, ...]:
    """Return the files in which something can be put right without a person, in the order of their paths."""
    files = [file for path, model in _paths(project) if (file := _open(project, path, model))]
    for file in files:
        _fix_syntax(file)
    ids = Counter(name.lower() for file in files for name in _ids(file.value))
    for file in files:
        _fix_values(file, ids)
        _tidy(file)
    changes = (FileChange(file.path, file.original, file.content(), tuple(file.reasons)) for file in files)
    return tuple(sorted((c for c in changes if c.before != c.after), key=lambda c: c.path))


def _paths(project: Path) -> Iterator[tuple[str, type[Record]]]:
    for file in FILES:
        if (project / "data" / f"{file.file}.yml").is_file():
            yield f"data/{file.file}.yml", file
    pages, _, _ = content_files(project)
    for path in pages:
        yield path, FrontMatter


def _open(project: Path, path: str, model: type[Record]) -> _File | None:
    """Return a file, read; None if it cannot be read as text, or has no front matter."""
    original = read_file(project, path)
    if isinstance(original, Diagnostic) or decode(path, original)[0] is None:
        return None
    text = original.decode()
    bom, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    pairs = [(match[1], match[2]) for match in _LINE.finditer(text) if match[0]]
    lines = [line for line, _ in pairs]
    first, last = (0, len(lines)) if path.endswith(".yml") else _front_matter(lines)
    if first == last:
        return None
    file = _File(path, model, original, bom, lines, [end for _, end in pairs], first, last)
    file.read()
    return file


def _front_matter(lines: Sequence[str]) -> tuple[int, int]:
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), 0)
    return (1, end) if end and lines[0].rstrip() == "---" else (0, 0)


def _fix_syntax(file: _File, most: int | None = None, *, with_trials: bool = True) -> None:
    """Repair one syntax error after the other, while there is only one repair that lets the file be read further.

    ``most`` is how many; without it, as many as a file of its size can have repaired in a reasonable time.
    """
    for _ in range(most or _MOST_LINES // len(file.lines)):
        problem = _misread(file)
        if problem is None and file.error_line == inf:
            return
        line = problem.span.line if problem else int(file.error_line)
        fixes = syntax_fixes(file.yaml, line - 1, file.model)
        if len(fixes) > 1 and with_trials:
            fixes = _furthest(file, fixes)
        if len(fixes) != 1:
            return
        (fix,) = fixes
        old = file.yaml[fix.line]
        file.replace(fix.line, fix.text, fix.kind)
        file.read()
        if file.error_line <= fix.line + 1 or (problem and _misread(file) == problem):
            file.replace(fix.line, old, "")
            file.reasons.pop()
            file.read()
            return


def _misread(file: _File) -> Diagnostic | None:
    """Return the problem of a line that YAML reads as something else: a field at the left edge, or a text."""

    def is_misread(problem: Diagnostic) -> bool:
        if problem.span.line > len(file.yaml):
            return False
        line = file.yaml[problem.span.line - 1]
        if problem.code is Code.UNKNOWN_FIELD:
            return has_other_spaces(line)
        return problem.code is Code.WRONG_TYPE and is_suspect(line)

    return next((problem for problem in file.problems if is_misread(problem)), None)


def _furthest(file: _File, fixes: Sequence[LineFix]) -> list[LineFix]:
    """Return the repairs after which most of the file can be read, together with what is certain below them."""
    lines: dict[LineFix, float] = {}
    for fix in fixes:
        trial = replace(file, lines=list(file.lines), reasons=[])
        trial.replace(fix.line, fix.text, fix.kind)
        trial.read()
        _fix_syntax(trial, _MOST_ATTEMPTS, with_trials=False)
        lines[fix] = trial.error_line
    return [fix for fix in fixes if lines[fix] == max(lines.values())]


def _ids(value: Any) -> Iterator[str]:
    """Yield every id that is written in a value."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for child in value.values():
            yield from _ids(child)
    elif isinstance(value, list):
        for child in value:
            yield from _ids(child)


def _fix_values(file: _File, ids: Counter[str]) -> None:
    """Put right the values of which their problem says how, unless the same place then has a problem still."""
    refused: set[tuple[int, int]] = set()
    for _ in range(_MOST_ATTEMPTS):
        edits = _edits(file, ids, refused)
        if not edits:
            return
        before, was = list(file.lines), file.problems
        places = _apply(file, edits)
        file.read()
        left = {(problem.span.line, problem.span.column, problem.code) for problem in file.problems}
        bad = {e for e, place in places.items() if left & {(*place, e[3]), (*place, Code.DUPLICATE_KEY)}}
        if file.error_line == inf and not bad:
            for line, _, fix, _ in edits:
                file.explain(fix.kind, line - 1)
            continue
        file.lines, file.problems = before, was
        refused |= {(line, column) for line, column, _, _ in (bad or edits)}
        file.read()


_Edit = tuple[int, int, Fix, Code]
"""A place in the YAML (the line and the column, both from 1), the fix of it, and the code of its problem."""


def _edits(file: _File, ids: Counter[str], refused: set[tuple[int, int]]) -> list[_Edit]:
    """Return the fixes of a file whose text is at their place, in its order; of an id, only if a record has it."""
    found: dict[tuple[int, int], tuple[Fix, Code]] = {}
    for problem in file.problems:
        fix, place = problem.fix, (problem.span.line, problem.span.column)
        if fix is None or place in refused or (fix.only_if_id and ids[fix.after.strip('"')] != 1):
            continue
        if _column_of(file.yaml[place[0] - 1], place[1], fix.before) is not None:
            found[place] = (fix, problem.code)
    return [(*place, *found[place]) for place in sorted(found)]


def _column_of(line: str, column: int, text: str) -> int | None:
    """Return the index of the text of a value that begins in a column: there, or after a quotation mark."""
    start = column - 1
    if line.startswith(text, start):
        return start
    quote = line[start : start + 1]
    return start + 1 if quote in {'"', "'"} and line.startswith(f"{text}{quote}", start + 1) else None


def _apply(file: _File, edits: Sequence[_Edit]) -> dict[_Edit, tuple[int, int]]:
    """Change the lines, and return the place of each edit after all of them."""
    places: dict[_Edit, tuple[int, int]] = {}
    shift: Counter[int] = Counter()
    for line, column, fix, code in edits:
        text = file.lines[file.first + line - 1]
        start = _column_of(text, column + shift[line], fix.before)
        if start is None:
            continue
        file.lines[file.first + line - 1] = text[:start] + fix.after + text[start + len(fix.before) :]
        places[line, column, fix, code] = (line, column + shift[line])
        shift[line] += len(fix.after) - len(fix.before)
    return places


def _tidy(file: _File) -> None:
    """Take spaces away at the ends of lines, put each id first, and end the last line."""
    for _ in range(_MOST_ATTEMPTS):
        fixes = tidy(file.yaml, file.model)
        if not fixes:
            break
        for fix in fixes:
            file.replace(fix.line, fix.text, fix.kind)
    if not file.ends[-1] and file.error_line == inf:
        file.ends[-1] = Counter(file.ends[:-1]).most_common(1)[0][0] if len(file.ends) > 1 else "\n"
        file.reasons.append((LINE_END, len(file.lines)))


def summary(change: FileChange) -> str:
    """Return what was wrong in a file, and where: ``data/contacts.yml: spaces at the end of a line (line 7)``."""
    lines: dict[str, set[int]] = {}
    for kind, line in change.reasons:
        lines.setdefault(kind, set()).add(line)
    return f"{change.path}: {', '.join(f'{kind} ({_numbers(lines[kind])})' for kind in sorted(lines))}"


def _numbers(lines: set[int]) -> str:
    first = ", ".join(map(str, sorted(lines)[:_MOST_NUMBERS]))
    more = len(lines) - _MOST_NUMBERS
    return f"line{'s' if len(lines) > 1 else ''} {first}{f' and {more} more' if more > 0 else ''}"


def diff(change: FileChange) -> str:
    """Return the change of a file as a unified diff, without characters that could steer a terminal."""
    old, new = _lines(change.before), _lines(change.after)
    lines = unified_diff(old, new, change.path, change.path, n=1, lineterm="")
    return "\n".join(_printable(line) for line in lines)


def _lines(content: bytes) -> list[str]:
    """Return the lines of a file with their ends, except those that a diff adds itself."""
    text = content.decode().removeprefix(_BOM)
    return [
        line if end else f"{line}\n\\ No newline at end of file"
        for line, end in (m.groups() for m in _LINE.finditer(text) if m[0])
    ]


def _printable(line: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", lambda match: f"\\x{ord(match[0]):02x}", line)


def write(project: Path, changes: Sequence[FileChange], today: date, command: str = "./kb check --fix") -> WriteResult:
    """Write the changed files, each in one step, and copies of the old ones below ``build/.fixed``.

    A file that is a link, may not be written or was saved meanwhile is left as it is; then ``command`` has to be run
    again.
    """
    reasons = {change.path: _refusal(project, change, command) for change in changes}
    ready = [change for change in changes if not reasons[change.path]]
    refusals = [reason for reason in reasons.values() if reason]
    if not ready:
        return WriteResult(refusals=tuple(refusals))
    if problem := build_folder_problem(BuildFolder(project), COPIES.name):
        reason = f"the old files could not be copied to {COPIES.as_posix()}: {problem.message}"
        return WriteResult(refusals=(*refusals, reason))
    try:
        make_build_folder(BuildFolder(project))
        folder = _copies(project, ready, today)
    except OSError as error:
        reason = f"the old files could not be copied to {COPIES.as_posix()}: {_reason(error)}"
        return WriteResult(refusals=(*refusals, reason))
    written = []
    for change in ready:
        try:
            replace_file(project / change.path, change.after)
        except OSError as error:
            refusals.append(f"{change.path} could not be written: {_reason(error)}")
        else:
            written.append(change)
    return WriteResult(tuple(written), folder, tuple(refusals))


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def _refusal(project: Path, change: FileChange, command: str) -> str:
    """Return why a file cannot be changed; empty if it can."""
    path = project / change.path
    if path.is_symlink():
        return f"{change.path} is a link to another file; change that file"
    if link := link_on_the_way(project, change.path):
        return f"{link}/ is a link to another folder; change {change.path} there"
    try:
        if path.read_bytes() != change.before:
            return f"{change.path} was saved meanwhile; run {command} again"
        is_writable = os.access(path, os.W_OK) and path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    except OSError as error:
        return f"{change.path} cannot be opened: {_reason(error)}"
    return "" if is_writable else f"{change.path} may not be written; look at its permissions"


def _copies(project: Path, changes: Sequence[FileChange], today: date) -> str:
    """Copy the old files to a new folder, and return its path in the project."""
    number, folder = 1, COPIES / today.isoformat()
    while os.path.lexists(project / folder):
        number += 1
        folder = COPIES / f"{today}-{number}"
    for change in changes:
        copy = project / folder / change.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(change.before)
        copy.chmod(stat.S_IMODE((project / change.path).stat().st_mode))
    return folder.as_posix()
