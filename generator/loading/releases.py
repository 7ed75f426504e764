"""Read the published versions in ``data/releases``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.files import read_file
from generator.loading.history import GIVE_A_SNAPSHOT, LARGEST_SNAPSHOT, snapshot_of
from generator.loading.records import Located
from generator.model.releases import ReleasesFile

_HINT = "copy api/snapshot.json of that version's public build into data/releases/, and name it here"


def read_releases(
    root: Path,
    located: Located[ReleasesFile] | None,
    staff_ids: Callable[[], Collection[str]],
    problems: list[Diagnostic],
) -> dict[str, dict[str, Any]]:
    """Return the exported records of each version by its id, and append problems to ``problems``.

    A version that is not of a public build is a problem: the page of changes would show what only staff may see.
    ``staff_ids`` returns the ids of the records that are or were for staff only.
    """
    versions = {}
    for n, release in enumerate(located.record.releases if located else ()):
        assert located
        name, span = Path(release.snapshot).name, located.span("releases", n, "snapshot")
        content = read_file(root, f"data/releases/{name}", LARGEST_SNAPSHOT)
        if isinstance(content, Diagnostic) and content.code is Code.OUTSIDE_PROJECT:
            continue
        exported = _unreadable(name, content) if isinstance(content, Diagnostic) else snapshot_of(name, content)
        if isinstance(exported, str):
            problems.append(Diagnostic(span, Code.MISSING_FILE, exported, _HINT))
        elif reason := exported.staff_only(staff_ids):
            problems.append(Diagnostic(span, Code.STAFF_ONLY_LEAK, f"{name} {reason}", _HINT))
        else:
            versions[release.id] = exported.records
    return versions


def _unreadable(name: str, problem: Diagnostic) -> str:
    if problem.code is Code.MISSING_FILE:
        return f"there is no file {name}; {GIVE_A_SNAPSHOT}"
    return f"{name} cannot be read: {problem.message}; {GIVE_A_SNAPSHOT}"
