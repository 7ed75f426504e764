"""Read the published versions in ``data/releases``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.history import exported_records
from generator.loading.records import Located
from generator.model.releases import ReleasesFile


def read_releases(
    root: Path, located: Located[ReleasesFile] | None, problems: list[Diagnostic]
) -> dict[str, dict[str, Any]]:
    """Return the exported records of each version by its id, and append problems to ``problems``."""
    versions = {}
    for n, release in enumerate(located.record.releases if located else ()):
        assert located
        records = exported_records(root / "data" / "releases" / Path(release.snapshot).name)
        if isinstance(records, str):
            hint = "copy api/snapshot.json of that version's public build into data/releases/, and name it here"
            problems.append(Diagnostic(located.span("releases", n, "snapshot"), Code.MISSING_FILE, records, hint))
        else:
            versions[release.id] = records
    return versions
