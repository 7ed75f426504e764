"""Read the published versions in ``data/releases``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Code, Diagnostic
from generator.loading.files import read_file
from generator.loading.history import GIVE_A_SNAPSHOT, LARGEST_SNAPSHOT, snapshot_of, unpacked
from generator.loading.records import Located
from generator.model.manifest import Manifest
from generator.model.releases import ReleasesFile

_HINT = "copy api/snapshot.json of that version's public build into data/releases/, and name it here"


@dataclass(frozen=True, slots=True)
class PublishedVersions:
    """What was kept of each published version, by the id of its release."""

    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The exported records."""
    manifests: dict[str, Manifest] = field(default_factory=dict)
    """The manifests of those that have one."""


def read_releases(
    root: Path,
    located: Located[ReleasesFile] | None,
    staff_ids: Callable[[], Collection[str]],
    problems: list[Diagnostic],
) -> PublishedVersions:
    """Return what was kept of each version, and append problems to ``problems``.

    A version that is not of a public build is a problem: the page of changes would show what only staff may see.
    ``staff_ids`` returns the ids of the records that are or were for staff only.
    """
    versions = PublishedVersions()
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
            versions.records[release.id] = exported.records
        if release.manifest:
            manifest = _manifest(root, Path(release.manifest).name)
            if isinstance(manifest, str):
                span = located.span("releases", n, "manifest")
                problems.append(Diagnostic(span, Code.MISSING_FILE, manifest, _RESTORE))
            else:
                versions.manifests[release.id] = manifest
    return versions


_RESTORE = "restore it from the project's history: git checkout -- data/releases"


def _manifest(root: Path, name: str) -> Manifest | str:
    """Return the manifest in a file of ``data/releases``, or a message if there is none."""
    content = read_file(root, f"data/releases/{name}", LARGEST_SNAPSHOT)
    if isinstance(content, Diagnostic):
        return f"the manifest {name} cannot be read: {content.message}"
    text = unpacked(name, content)
    if isinstance(text, str):
        return text
    try:
        return Manifest.model_validate_json(text)
    except ValueError:
        return f"{name} is not the manifest of a release, or is damaged"


def _unreadable(name: str, problem: Diagnostic) -> str:
    if problem.code is Code.MISSING_FILE:
        return f"there is no file {name}; {GIVE_A_SNAPSHOT}"
    return f"{name} cannot be read: {problem.message}; {GIVE_A_SNAPSHOT}"
