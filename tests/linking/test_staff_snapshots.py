"""What only staff may see, or might see once, is not published by way of an earlier version."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from generator.build import check
from generator.compare import diff_since
from generator.diagnostics import Code, Diagnostic
from generator.model.vocabulary import Edition
from generator.rendering.exports.changes import snapshot_export
from generator.views.keeping.releases import version_views
from generator.views.keeping.version_summaries import version_summaries
from tests.conftest import TODAY, edit, knowledge_base
from tests.linking.test_changes import git

Kb = Callable[..., CompletedProcess[str]]
RELEASES = "releases:\n  - {id: version-one, title: the first, published_on: 2026-10-01, snapshot: NAME}\n"
HINT = "copy api/snapshot.json of that version's public build into data/releases/, and name it here"


def exported(project: Path, edition: Edition) -> dict[str, Any]:
    """Return the api/snapshot.json of a build."""
    base = knowledge_base(project, edition=edition)
    content: dict[str, Any] = json.loads(snapshot_export(base.snapshot, edition).content)
    return content


def release(project: Path, content: dict[str, Any], name: str = "one.json") -> tuple[Diagnostic, ...]:
    """Name a snapshot as a release of the project, and return the problems."""
    (project / "data" / "releases").mkdir(exist_ok=True)
    text = json.dumps(content).encode()
    (project / "data" / "releases" / name).write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    (project / "data" / "releases.yml").write_text(RELEASES.replace("NAME", name))
    return check(project, TODAY, Edition.PUBLIC)[1]


def without_edition(content: dict[str, Any]) -> dict[str, Any]:
    """Return a snapshot as it was made before snapshots said their edition."""
    return {name: value for name, value in content.items() if name != "edition"}


def changes_shown(project: Path) -> str:
    """Return everything that the pages of changes say."""
    base = knowledge_base(project, edition=Edition.PUBLIC)
    return str((version_views(base), version_summaries(base)))


def test_a_snapshot_says_its_edition(loamshire: Path) -> None:
    assert exported(loamshire, Edition.PUBLIC)["edition"] == "public"
    assert exported(loamshire, Edition.STAFF)["edition"] == "staff"


@pytest.mark.parametrize("name", ["one.json", "one.json.gz"])
def test_the_snapshot_of_a_staff_build_is_no_release(name: str, loamshire: Path) -> None:
    (problem,) = release(loamshire, exported(loamshire, Edition.STAFF), name)
    message = f"{name} is the snapshot of a staff build, and names what only staff may see"
    assert replace(problem, span=problem.span) == Diagnostic(problem.span, Code.STAFF_ONLY_LEAK, message, HINT)
    assert (problem.span.path, problem.span.line) == ("data/releases.yml", 2)


def test_it_is_refused_where_the_staff_records_are_gone(loamshire: Path) -> None:
    content = exported(loamshire, Edition.STAFF)
    for path in (loamshire / "data" / "staff").iterdir():
        path.unlink()
    (problem,) = release(loamshire, content)
    assert problem.code is Code.STAFF_ONLY_LEAK


@pytest.mark.parametrize("edition", ["Staff", "both", "", 7, None, ["public"], {"public": 1}])
def test_an_edition_that_is_not_public_is_refused(edition: object, loamshire: Path) -> None:
    problems = release(loamshire, {**exported(loamshire, Edition.STAFF), "edition": edition})
    assert [problem.code for problem in problems] == [Code.STAFF_ONLY_LEAK]


def test_an_older_snapshot_with_a_staff_record_is_refused(loamshire: Path) -> None:
    (problem,) = release(loamshire, without_edition(exported(loamshire, Edition.STAFF)))
    assert problem.code is Code.STAFF_ONLY_LEAK
    assert problem.message == "one.json has the record 'contact-night-desk', which only staff may see"


def test_an_older_snapshot_with_a_former_staff_record_is_refused_where_git_knows_it(loamshire: Path) -> None:
    content = without_edition(exported(loamshire, Edition.STAFF))
    git(loamshire, "init", "--quiet")
    git(loamshire, "add", "--all")
    git(loamshire, "commit", "--quiet", "--message", "Loamshire")
    for path in (loamshire / "data" / "staff").iterdir():
        path.unlink()
    git(loamshire, "add", "--all")
    git(loamshire, "commit", "--quiet", "--message", "No staff records")
    (problem,) = release(loamshire, content)
    assert problem.message == "one.json has the record 'contact-night-desk', which only staff may see"


def test_an_older_public_snapshot_is_a_release(loamshire: Path) -> None:
    assert release(loamshire, without_edition(exported(loamshire, Edition.PUBLIC))) == ()


def test_what_only_staff_may_see_now_is_not_shown_as_having_gone(loamshire: Path) -> None:
    path, staff = loamshire / "data/contacts.yml", loamshire / "data/staff/contacts.yml"
    night_desk = staff.read_text().split("  - id: contact-spoc-police")[0].removeprefix("contacts:\n")
    before, after = path.read_text(), staff.read_text()
    path.write_text(before.replace("contacts:\n", "contacts:\n" + night_desk, 1))
    staff.write_text(after.replace(night_desk, "", 1))
    content = exported(loamshire, Edition.PUBLIC)
    assert "contact-night-desk" in content["records"]
    path.write_text(before)
    assert release(loamshire, content) == ()
    assert "night desk of Loam" in changes_shown(loamshire)
    staff.write_text(after)
    assert release(loamshire, content) == ()
    assert "night desk of Loam" not in changes_shown(loamshire)


def test_the_changes_since_a_staff_snapshot_are_not_listed(loamshire: Path, tmp_path: Path, kb: Kb) -> None:
    snapshot = tmp_path / "before.json"
    snapshot.write_text(json.dumps(exported(loamshire, Edition.STAFF)))
    ran = kb("changes", "--since", str(snapshot), "--project", str(loamshire))
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr == (
        "kb: before.json is the snapshot of a staff build, and names what only staff may see; "
        "give the file api/snapshot.json of a public build\n"
    )
    assert not isinstance(diff_since(loamshire, str(snapshot), Edition.STAFF), str)
    snapshot.write_text(json.dumps(without_edition(exported(loamshire, Edition.STAFF))))
    assert "has the record 'contact-night-desk'" in str(diff_since(loamshire, str(snapshot)))


def test_the_changes_since_a_commit_name_no_former_staff_record(loamshire: Path) -> None:
    git(loamshire, "init", "--quiet")
    git(loamshire, "add", "--all")
    git(loamshire, "commit", "--quiet", "--message", "Loamshire")
    edit(loamshire, "data/staff/contacts.yml", ("The night desk of Loam", "The day desk"))
    (loamshire / "data" / "staff" / "publications.yml").unlink()
    diff = diff_since(loamshire, "HEAD")
    assert not isinstance(diff, str)
    assert diff.changes == ()
