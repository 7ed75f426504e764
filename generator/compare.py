"""Compare the records of a project with those of an earlier version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.linking.history.snapshot import SNAPSHOT_FILES, Snapshot, snapshot, snapshot_from_json
from generator.loading.history import exported_snapshot, extract_commit
from generator.loading.project import Records, load, past_and_present_staff_ids
from generator.model.vocabulary import Edition
from generator.views.keeping.changes import RecordChange, diff_snapshots
from generator.views.site_map import PAGES


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes between two versions, and the ids of records that could not be compared."""

    changes: tuple[RecordChange, ...]
    unreadable: tuple[str, ...]


def diff_since(project: Path, since: str, edition: Edition = Edition.PUBLIC) -> Diff | str:
    """Return the changes since ``since``: a tag, a commit or the file of a snapshot. Return a message on failure."""
    records, _ = load(project, PAGES)
    is_file = Path(since).is_file()
    earlier = _read_snapshot(Path(since), project, records, edition) if is_file else _read_version(project, since)
    if isinstance(earlier, str):
        return earlier
    earlier_snapshot = earlier if isinstance(earlier, dict) else snapshot(earlier, edition)
    for version, when in ((records, "now"), (earlier, f"at {since}")):
        if isinstance(version, Records) and (name := _unreadable_file(version)):
            return f"data/{name}.yml cannot be read as it is {when}; run ./kb check to see why, for today's files"
    unreadable = _invalid_records(records)
    if isinstance(earlier, Records):
        unreadable |= _invalid_records(earlier)
    current_snapshot = snapshot(records, edition)
    differences = diff_snapshots(_without(earlier_snapshot, unreadable), _without(current_snapshot, unreadable))
    return Diff(differences, tuple(sorted(unreadable)))


def _read_snapshot(path: Path, project: Path, records: Records, edition: Edition) -> Snapshot | str:
    """Return the snapshot in a file. One of a staff build is refused where the result is for the public."""
    exported = exported_snapshot(path)
    if isinstance(exported, str):
        return exported
    reason = exported.staff_only(lambda: past_and_present_staff_ids(project, records.files))
    if reason and edition is Edition.PUBLIC:
        return f"{path.name} {reason}; give the file api/snapshot.json of a public build"
    return snapshot_from_json(exported.records)


def _read_version(project: Path, ref: str) -> Records | str:
    with TemporaryDirectory() as folder:
        return extract_commit(project, ref, Path(folder)) or load(Path(folder), PAGES)[0]


def _unreadable_file(records: Records) -> str:
    """Return the name of the first file that could not be read at all; empty if there is none."""
    return next((file.file for file in SNAPSHOT_FILES if records.files[file] is None), "")


def _invalid_records(records: Records) -> frozenset[str]:
    """Return the ids of records with errors: they exist, but cannot be compared."""
    ids = (located.broken for file in SNAPSHOT_FILES if (located := records.files[file]))
    return frozenset(records.broken_pages).union(*ids)


def _without(records: Snapshot, ids: frozenset[str]) -> Snapshot:
    return {name: record for name, record in records.items() if name not in ids}
