"""Read the files of ``data/``, each merged with those of the packs that the project builds on."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.cache import PACKAGE
from generator.diagnostics import Code, Diagnostic, Span
from generator.loading.files import link_problem, read_text
from generator.loading.leave_out import Gone, Named, named_in, named_places, names_of, pruned
from generator.loading.pack_records import Composed, merged, own_texts
from generator.loading.packs import packs_named
from generator.loading.records import Located, read_record
from generator.loading.yaml_values import Places, compose
from generator.model.kinds import FILES, kinds_in
from generator.model.packs import PACKS_FOLDER, Pack, Replacement, pack_of
from generator.model.partnership import Partnership
from generator.model.record import RecordFile

File = type[RecordFile]


@dataclass(frozen=True, slots=True)
class _Source:
    """What a file holds: ``composed`` is None if it is absent, or could not be read."""

    composed: Composed | None = None
    is_absent: bool = False
    has_duplicates: bool = False
    text: str = ""
    """What stands in a file that could not be read as YAML."""


FileState = dict[File, _Source]


class RecordFiles:
    """The files of the table of kinds, merged with those of packs, and without what the project leaves out.

    Problems are appended to ``problems``. ``misnamed`` has the paths that files or folders with a misspelt name were
    meant to have: these are unreadable.
    """

    def __init__(self, root: Path, misnamed: Iterable[str], problems: list[Diagnostic]) -> None:
        self._root, self._misnamed, self._problems = root, {*misnamed}, problems
        self._replaced: list[Replacement] = []
        partnership = self._own(Partnership)
        self.packs: tuple[Pack, ...] = packs_named(partnership.composed, partnership.text, problems)
        self._leave_out = _names_left_out(partnership.composed)
        own = {file: partnership if file is Partnership else self._own(file) for file in FILES}
        self._sources = {file: self._with_packs(file, source) for file, source in own.items()}
        self._located: dict[File, tuple[Composed | None, Located[RecordFile] | None]] = {}

    @property
    def replaced(self) -> tuple[Replacement, ...]:
        """The records of packs that the project has its own for, sorted."""
        return tuple(sorted(self._replaced))

    def value(self, file: File) -> Any:
        """Return the plain value of a file; None if it has none."""
        composed = self._sources[file].composed
        return composed.value if composed else None

    def values(self) -> Iterator[tuple[File, Composed]]:
        """Yield each file that has a value, with it."""
        for file, source in self._sources.items():
            if source.composed:
                yield file, source.composed

    def origins(self) -> dict[Named, str]:
        """Return the id of the pack that each record comes from; empty for one of the project's own."""
        return {
            named: pack_of(composed.places.value((*place, "id")))
            for file, composed in self.values()
            for named, place in named_places(file, composed.value)
        }

    def own_texts(self) -> set[str]:
        """Return every text in the project's own files that is a value on its own, such as an id that is named."""
        return {text for _, composed in self.values() for text in own_texts(composed)}

    def state(self) -> FileState:
        """Return what the files hold now, for ``restore``."""
        return dict(self._sources)

    def restore(self, state: FileState) -> None:
        """Let the files hold again what they held."""
        self._sources = dict(state)

    def drop(self, file: File, gone: Gone) -> None:
        """Leave a whole file out."""
        gone.add(named_in(file, self.value(file)), file.file)
        gone.whole_kinds.update(kind.key for kind in kinds_in(file) if kind.files == (file,))
        self._sources[file] = _Source(is_absent=True)

    def prune(self, gone: Gone) -> None:
        """Take out of every file what is gone, and what cannot be without it."""
        before = -1
        names: dict[File, frozenset[str]] = {}
        seen: dict[File, frozenset[Named]] = {}
        while before != len(gone.ids):
            before = len(gone.ids)
            for file, composed in tuple(self.values()):
                # Most files name nothing of what has gone since they were looked at.
                now = frozenset({*gone.ids, *gone.of_packs})
                if file not in names:
                    names[file] = names_of(composed)
                new = {identifier for _, identifier in now - seen.get(file, frozenset())}
                if not composed.pruned and names[file].isdisjoint(new):
                    continue
                seen[file] = now
                rest = pruned(file, composed, gone)
                if rest is not composed and rest is not None:
                    self._sources[file] = replace(self._sources[file], composed=rest)
                elif rest is None and file is not Partnership:
                    self._sources[file] = _Source(is_absent=True)

    def located(self) -> dict[File, Located[RecordFile] | None]:
        """Return every file as a record; an absent optional file is read as empty."""
        return {file: self._record(file, source) for file, source in self._sources.items()}

    def _own(self, file: File) -> _Source:
        path = f"data/{file.file}.yml"
        if not (self._root / "data").is_dir() or link_problem(self._root, posixpath.dirname(path)):
            return _Source()
        is_there = os.path.lexists(self._root / path)
        if not is_there and (path in self._misnamed or posixpath.dirname(path) in self._misnamed):
            return _Source()
        is_needed = file is Partnership or (file.required and not self.packs)
        return self._read(self._root, path) if is_there or is_needed else _Source(is_absent=True)

    def _read(self, root: Path, path: str) -> _Source:
        text, new_problems = read_text(root, path)
        self._problems += new_problems
        if text is None:
            return _Source()
        value, places, new_problems = compose(path, text)
        self._problems += new_problems
        if value is None and any(problem.code is not Code.LOST_TEXT for problem in new_problems):
            return _Source(text=text)
        if value is None:
            hint = "write its records, or restore it from the project's history"
            self._problems.append(Diagnostic(Span(path), Code.EMPTY_FILE, "this file holds comments only", hint))
            return _Source()
        return _Source(Composed(value, places), has_duplicates=bool(new_problems))

    def _with_packs(self, file: File, own: _Source) -> _Source:
        if not own.composed and not own.is_absent:
            return own
        path = f"data/{file.file}.yml"
        composed, is_in_a_pack = own.composed, False
        for pack in reversed(self.packs):
            theirs = f"{PACKS_FOLDER}/{pack.id}/{path}"
            if not (PACKAGE / theirs).is_file():
                continue
            is_in_a_pack = True
            source = self._read(PACKAGE, theirs)
            if source.composed is None:
                return source
            source.composed.places.pack_texts[theirs] = source.composed.places.text
            if composed is None:
                composed = source.composed
                continue
            composed, replaced, new_problems = merged(pack.id, source.composed, composed, self._leave_out)
            self._replaced += replaced
            self._problems += new_problems
        if composed is None and file.required:
            return self._read(self._root, path)
        if composed and not is_in_a_pack:
            self._problems += merged("", None, composed)[2]
        return _Source(composed, is_absent=composed is None, has_duplicates=own.has_duplicates)

    def _record(self, file: File, source: _Source) -> Located[RecordFile] | None:
        if source.is_absent:
            return Located(file(), Places(f"data/{file.file}.yml"))
        if source.composed is None:
            return None
        before, located = self._located.get(file, (None, None))
        if before is source.composed:
            return located
        located, new_problems = read_record(file, source.composed.value, source.composed.places)
        self._problems += new_problems
        if located and source.has_duplicates:
            # The second of two values for one field is not read, whatever is in it.
            located.left_out.anything = True
            located.left_out.nameless.update(kind.model for kind in kinds_in(file))
        self._located[file] = source.composed, located
        return located


def _names_left_out(partnership: Composed | None) -> frozenset[str]:
    """Return what ``leave_out`` names. What it says wrongly is reported with what it names."""
    value = partnership.value.get("leave_out") if partnership and isinstance(partnership.value, dict) else None
    names = value if isinstance(value, list) else [value]
    return frozenset(name for name in names if isinstance(name, str))
