"""The versions that a project has published, each from the file that was kept of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.history import exported_records
from generator.loading.records import Located
from generator.model.releases import ReleasesFile


def read_releases(
    root: Path, located: Located[ReleasesFile] | None, found: list[Diagnostic]
) -> dict[str, dict[str, Any]]:
    """The records of each version by the version's id; a diagnostic for each whose file cannot be read."""
    kept = {}
    for n, release in enumerate(located.record.releases if located else ()):
        assert located
        read = exported_records(root / "data" / "releases" / Path(release.snapshot).name)
        if isinstance(read, str):
            hint = "copy api/snapshot.json of that version's public build into data/releases/, and name it here"
            found.append(Diagnostic(located.span("releases", n, "snapshot"), Code.MISSING_FILE, read, hint))
        else:
            kept[release.id] = read
    return kept
