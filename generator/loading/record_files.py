"""Read the files of ``data/``, each merged with those of the packs that the project builds on."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import PACKAGE
from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.files import link_problem, read_text
from generator.loading.pack_records import Composed, merged
from generator.loading.packs import packs_named
from generator.loading.records import Located, read_record
from generator.loading.yaml_values import Places, compose
from generator.model.kinds import FILES, kinds_in
from generator.model.packs import PACKS_FOLDER, Pack, Replacement
from generator.model.partnership import Partnership
from generator.model.record import RecordFile


@dataclass(slots=True)
class _Value:
    """The plain value of one file, and what was wrong with it; ``composed`` is None if it could not be read."""

    composed: Composed | None = None
    is_absent: bool = False
    has_duplicates: bool = False


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """The files of the table of kinds, and the packs in them."""

    files: Mapping[type[RecordFile], Located[RecordFile] | None]
    packs: tuple[Pack, ...]
    replaced: tuple[Replacement, ...]
    """The records of packs that the project has its own for, sorted."""


@dataclass(slots=True)
class _Reader:
    root: Path
    misnamed: Set[str]
    """The paths that files or folders with a misspelt name were meant to have. These are unreadable."""
    problems: list[Diagnostic]
    packs: tuple[Pack, ...] = ()
    replaced: list[Replacement] = field(default_factory=list)

    def own_value(self, file: type[RecordFile]) -> _Value:
        """Return the value of the project's own file."""
        path = f"data/{file.file}.yml"
        if not (self.root / "data").is_dir() or link_problem(self.root, posixpath.dirname(path)):
            return _Value()
        is_there = os.path.lexists(self.root / path)
        if not is_there and (path in self.misnamed or posixpath.dirname(path) in self.misnamed):
            return _Value()
        may_be_absent = not file.required or (self.packs and file is not Partnership)
        return _Value(is_absent=True) if not is_there and may_be_absent else self._value(self.root, path)

    def _value(self, root: Path, path: str) -> _Value:
        text, new_problems = read_text(root, path)
        self.problems += new_problems
        if text is None:
            return _Value()
        value, places, new_problems = compose(path, text)
        self.problems += new_problems
        if value is None and any(problem.code is not Code.LOST_TEXT for problem in new_problems):
            return _Value()
        if value is None:
            hint = "write its records, or restore it from the project's history"
            self.problems.append(Diagnostic(Span(path), Code.EMPTY_FILE, "this file holds comments only", hint))
            return _Value()
        return _Value(Composed(value, places), has_duplicates=bool(new_problems))

    def located(self, file: type[RecordFile], own: _Value) -> Located[RecordFile] | None:
        """Return the record of a file, merged with those of the packs."""
        if not own.composed and not own.is_absent:
            return None
        path = f"data/{file.file}.yml"
        composed = own.composed
        for pack in reversed(self.packs):
            theirs = f"{PACKS_FOLDER}/{pack.id}/{path}"
            if not (PACKAGE / theirs).is_file():
                continue
            value = self._value(PACKAGE, theirs)
            if value.composed is None:
                return None
            if composed is None:
                composed = value.composed
                composed.places.pack_texts[theirs] = composed.places.text
                continue
            composed, replaced, new_problems = merged(pack.id, value.composed, composed)
            self.replaced += replaced
            self.problems += new_problems
        if composed is None:
            return Located(file(), Places(path))
        if not any((PACKAGE / PACKS_FOLDER / pack.id / path).is_file() for pack in self.packs):
            self.problems += merged("", None, composed)[2]
        located, record_problems = read_record(file, composed.value, composed.places)
        self.problems += record_problems
        if located and own.has_duplicates:
            # The second of two values for one field is not read, whatever is in it.
            located.left_out.anything = True
            located.left_out.nameless.update(kind.model for kind in kinds_in(file))
        return located


def read_record_files(root: Path, misnamed: Iterable[str], problems: list[Diagnostic]) -> RecordFiles:
    """Return every file of the table of kinds; an absent optional file is read as empty. Append to ``problems``."""
    reader = _Reader(root, {*misnamed}, problems)
    partnership = reader.own_value(Partnership)
    reader.packs = packs_named(partnership.composed, problems)
    values = {file: partnership if file is Partnership else reader.own_value(file) for file in FILES}
    files = {file: reader.located(file, value) for file, value in values.items()}
    return RecordFiles(files, reader.packs, tuple(sorted(reader.replaced)))
