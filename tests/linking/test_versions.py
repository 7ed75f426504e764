"""The published versions come newest first, without what only staff may see now."""

import json
from pathlib import Path

from generator.build import check
from generator.model.vocabulary import Edition
from tests.conftest import TODAY

RELEASES = """releases:
  - {id: version-b, title: the second, published_on: 2026-03-01, snapshot: b.json}
  - {id: version-a, title: the first, published_on: 2026-01-01, snapshot: a.json}
  - {id: version-d, title: the third again, published_on: 2026-05-01, snapshot: d.json}
  - {id: version-c, title: the third, published_on: 2026-05-01, snapshot: c.json}
"""
TERM = {"kind": "term", "title": "A word", "fields": {"means": "Something."}}


def with_versions(project: Path, *records: str) -> None:
    """Add to a project four versions that each have these records."""
    (project / "data" / "releases.yml").write_text(RELEASES)
    folder = project / "data" / "releases"
    folder.mkdir()
    content = json.dumps({"edition": "public", "records": dict.fromkeys(records, TERM)})
    for name in "abcd":
        (folder / f"{name}.json").write_text(content)


def test_the_version_being_built_is_first_and_then_the_newest(loamshire: Path) -> None:
    with_versions(loamshire, "term-word")
    base, problems = check(loamshire, TODAY, Edition.PUBLIC)
    assert base, problems
    assert [one.release and one.release.id for one in base.versions] == [
        None,
        "version-d",
        "version-c",
        "version-b",
        "version-a",
    ]
    assert {identifier for one in base.versions[1:] for identifier in one.snapshot} == {"term-word"}
    assert "charter" in base.versions[0].snapshot
