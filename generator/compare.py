"""A project folder now and as it was: what changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.linking.history.snapshot import RECORD_FILES, Snapshot, recorded, snapshot
from generator.loading.history import exported_records, unpacked
from generator.loading.project import Records, load
from generator.model.vocabulary import Edition
from generator.views.keeping.changes import Change, changes


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed, and the ids of records that one of the two could not be read for."""

    changes: tuple[Change, ...]
    left_out: tuple[str, ...]


def changes_since(project: Path, since: str, edition: Edition = Edition.PUBLIC) -> Compared | str:
    """What is not as it was at ``since``, a tag or commit or the file of a snapshot; or why that cannot be said."""
    now, _ = load(project)
    then = _exported(Path(since)) if Path(since).is_file() else _at(project, since)
    if isinstance(then, str):
        return then
    old = then if isinstance(then, dict) else snapshot(then, edition)
    for records, when in ((now, "now"), (then, f"at {since}")):
        if isinstance(records, Records) and (unread := _unread(records)):
            return f"data/{unread}.yml cannot be read as it is {when}; ./kb check says why, for today's files"
    broken = _broken(now) | (_broken(then) if isinstance(then, Records) else frozenset())
    found = changes(_without(old, broken), _without(snapshot(now, edition), broken))
    return Compared(found, tuple(sorted(broken)))


def _exported(path: Path) -> Snapshot | str:
    read = exported_records(path)
    if isinstance(read, str):
        return read
    return recorded(read)


def _at(project: Path, ref: str) -> Records | str:
    with TemporaryDirectory() as folder:
        return unpacked(project, ref, Path(folder)) or load(Path(folder))[0]


def _unread(records: Records) -> str:
    """The name of a file that could not be read at all; empty if there is none."""
    return next((file.file for file in RECORD_FILES if records.files[file] is None), "")


def _broken(records: Records) -> frozenset[str]:
    """The ids of records that have something wrong in them: they are there, and cannot be compared."""
    broken = (located.broken for file in RECORD_FILES if (located := records.files[file]))
    return frozenset(records.broken_pages).union(*broken)


def _without(records: Snapshot, broken: frozenset[str]) -> Snapshot:
    return {name: one for name, one in records.items() if name not in broken}
