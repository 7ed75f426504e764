"""Read the published versions in ``data/releases``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.files import read_file
from generator.loading.history import GIVE_A_SNAPSHOT, LARGEST_SNAPSHOT, snapshot_records
from generator.loading.records import Located
from generator.model.releases import ReleasesFile


def read_releases(
    root: Path, located: Located[ReleasesFile] | None, problems: list[Diagnostic]
) -> dict[str, dict[str, Any]]:
    """Return the exported records of each version by its id, and append problems to ``problems``."""
    versions = {}
    for n, release in enumerate(located.record.releases if located else ()):
        assert located
        name = Path(release.snapshot).name
        content = read_file(root, f"data/releases/{name}", LARGEST_SNAPSHOT)
        if isinstance(content, Diagnostic) and content.code is Code.OUTSIDE_PROJECT:
            continue
        records = _unreadable(name, content) if isinstance(content, Diagnostic) else snapshot_records(name, content)
        if isinstance(records, str):
            hint = "copy api/snapshot.json of that version's public build into data/releases/, and name it here"
            problems.append(Diagnostic(located.span("releases", n, "snapshot"), Code.MISSING_FILE, records, hint))
        else:
            versions[release.id] = records
    return versions


def _unreadable(name: str, problem: Diagnostic) -> str:
    if problem.code is Code.MISSING_FILE:
        return f"there is no file {name}; {GIVE_A_SNAPSHOT}"
    return f"{name} cannot be read: {problem.message}; {GIVE_A_SNAPSHOT}"
