"""Releases for tests: record the version that a project is now, as ``kb release`` does, without its checks."""

from datetime import date
from pathlib import Path

from generator.build import check
from generator.model.manifest import Manifest
from generator.model.vocabulary import Edition
from generator.release import NewRelease, new_release, recorded
from tests.conftest import knowledge_base


def record_release(project: Path, today: date) -> NewRelease:
    """Record a release of a project, which must have changed since the last."""
    release = new_release(project, knowledge_base(project, today, Edition.PUBLIC), today)
    assert isinstance(release, NewRelease), release
    with recorded(project, release):
        pass
    return release


def manifests(project: Path, today: date) -> list[Manifest]:
    """Return the manifests of all releases of a project, newest first."""
    versions = knowledge_base(project, today, Edition.PUBLIC).versions
    return [version.manifest for version in versions if version.manifest]


def problems_of(project: Path, today: date) -> list[str]:
    """Return the errors of a project, each as its code, place, message and hint."""
    _, problems = check(project, today)
    return [
        f"{one.code.slug} {one.span}: {one.message} | {one.hint}" for one in problems if one.severity.value == "error"
    ]
