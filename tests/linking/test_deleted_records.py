"""A reference to a record that is gone: when git knows, since when, under which new id, and who else names it."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.loading.history import Deletion, deleted_records
from tests.conftest import TODAY, edit

CONTACT = """
  - id: contact-neighbours
    name: Neighbours
    what_for: Talking.
    owner: Loam
    areas: [area-loam]
    basis: known
    checked_on: 2026-11-01
    state: unknown
"""


def git(folder: Path, *arguments: str, day: str = "2026-11-02") -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **{f"GIT_{who}_{what}": "someone@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        **{f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")},
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout.strip()


def commit(folder: Path, day: str) -> str:
    """Commit everything and return the short hash."""
    git(folder, "add", "-A", day=day)
    git(folder, "commit", "-q", "-m", "Edit", day=day)
    return git(folder, "rev-parse", "--short", "HEAD")


@pytest.fixture
def project(loamshire: Path) -> Path:
    """A copy of Loamshire in a repository of its own, with one commit."""
    git(loamshire, "init", "-q", "-b", "main")
    commit(loamshire, "2026-10-01")
    return loamshire


def printed(project: Path) -> str:
    return "\n".join(map(str, check(project, TODAY)[1]))


def test_a_deleted_record_says_since_when_it_is_gone_and_who_names_it(project: Path) -> None:
    before = "documents:\n"
    edit(project, "data/sources.yml", (before, before + LEAFLET))
    edit(project, "data/standards.yml", ('document: charter-document, clause: "2"', 'document: leaflet, clause: "2"'))
    edit(
        project,
        "data/strategy.yml",
        ("document: charter-document\n  covers", "document: leaflet\n  covers"),
    )
    commit(project, "2026-10-02")
    edit(project, "data/sources.yml", (before + LEAFLET, before))
    deleted = commit(project, "2026-11-02")
    edit(project, "data/glossary.yml", ("A list of promises that", "The list of promises that"))
    commit(project, "2026-11-03")
    assert printed(project) == (
        "data/standards.yml:58:28: error[unknown-reference] "
        f"there is no document 'leaflet': it was deleted on 2026-11-02 (commit {deleted})\n"
        f"  hint: `git show {deleted}` shows what it was; write the record again, or another id here; "
        "the documents are: charter-document; it is also named in data/strategy.yml line 7"
    )


LEAFLET = """\
  - id: leaflet
    title: A leaflet
    publisher: Loamshire
    published: 2016
    clauses: None.
"""


def test_a_record_renamed_since_the_last_commit_names_its_new_id(project: Path) -> None:
    edit(project, "data/standards.yml", ("id: door-mended", "id: door-repaired"))
    assert printed(project) == (
        "content/tell.md:16:12: error[unknown-reference] "
        "there is no standard 'door-mended': it was renamed to 'door-repaired' since the last commit\n"
        "  hint: write 'door-repaired'; it is also named in data/easy_read.yml line 16; "
        "data/leaflets.yml line 13; data/training.yml line 61"
    )


def test_a_record_renamed_in_a_commit_names_its_new_id(project: Path) -> None:
    edit(project, "data/areas.yml", ("id: area-loam,", "id: area-of-loam,"))
    renamed = commit(project, "2026-11-02")
    assert (
        f"there is no area 'area-loam': it was renamed to 'area-of-loam' on 2026-11-02 (commit {renamed})"
        in printed(project)
    )
    assert "hint: write 'area-of-loam'" in printed(project)


def test_a_record_whose_text_changed_with_its_id_is_told_as_deleted(project: Path) -> None:
    edit(
        project,
        "data/sources.yml",
        ("id: charter-document\n    title: Loamshire Charter", "id: the-paper\n    title: A paper"),
    )
    text = printed(project)
    assert "there is no document 'charter-document': it was deleted since the last commit" in text
    assert "renamed" not in text
    assert text.count("error[") == 1


def test_a_record_deleted_and_written_again_and_deleted_has_the_last_day(project: Path) -> None:
    for day, change in (
        ("2026-10-03", (LEAFLET, "")),
        ("2026-10-02", ("", LEAFLET)),
    )[::-1] * 2:
        path = project / "data" / "sources.yml"
        path.write_text(path.read_text().replace(LEAFLET, "") + change[1])
        commit(project, day)
    assert deleted_records(project, ["leaflet"])["leaflet"].day == "2026-10-03"


def test_a_record_deleted_on_a_branch_is_gone_since_the_merge(project: Path) -> None:
    path = project / "data" / "sources.yml"
    path.write_text(path.read_text() + LEAFLET)
    commit(project, "2026-10-02")
    git(project, "checkout", "-q", "-b", "tidy")
    path.write_text(path.read_text().replace(LEAFLET, ""))
    commit(project, "2026-10-03")
    git(project, "checkout", "-q", "main")
    edit(project, "data/glossary.yml", ("A list of promises that", "The list of promises that"))
    commit(project, "2026-10-04")
    git(project, "merge", "-q", "--no-ff", "--no-edit", "tidy", day="2026-10-05")
    assert deleted_records(project, ["leaflet"]) == {
        "leaflet": Deletion(git(project, "rev-parse", "--short", "HEAD"), "2026-10-05")
    }


def test_a_deleted_page_is_told_as_a_record_is(project: Path) -> None:
    (project / "content/guides/ringing.md").unlink()
    (project / "content/guides/phone.svg").unlink()
    edit(project, "data/gaps.yml", ("of: ringing", "of: ringing"))
    deleted = commit(project, "2026-11-02")
    text = printed(project)
    assert f"'ringing': it was deleted on 2026-11-02 (commit {deleted})" in text
    assert text.count("error[") == 1


def test_a_page_moved_to_another_file_is_not_deleted(project: Path) -> None:
    (project / "content/guides/ringing.md").rename(project / "content/guides/calling.md")
    commit(project, "2026-11-02")
    assert deleted_records(project, ["ringing"]) == {}
    assert printed(project) == ""


def without_git(project: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / ".git")


def git_not_installed(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


def a_damaged_repository(project: Path, _: pytest.MonkeyPatch) -> None:
    (project / ".git" / "HEAD").write_text("nonsense")


def no_commit_yet(project: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / ".git")
    git(project, "init", "-q")


@pytest.mark.parametrize("trouble", [without_git, git_not_installed, a_damaged_repository, no_commit_yet])
def test_without_a_history_the_ids_that_exist_are_named(
    trouble: Callable[[Path, pytest.MonkeyPatch], None],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edit(project, "data/standards.yml", ("id: door-mended", "id: door-repaired"))
    commit(project, "2026-11-02")
    trouble(project, monkeypatch)
    assert printed(project) == (
        "content/tell.md:16:12: error[unknown-reference] there is no standard 'door-mended'\n"
        "  hint: the standards are: answer-soon, calls-as-agreed, door-repaired; "
        "it is also named in data/easy_read.yml line 16; data/leaflets.yml line 13; data/training.yml line 61"
    )


def test_a_shallow_clone_knows_what_its_commits_know(project: Path, tmp_path: Path) -> None:
    edit(project, "data/sources.yml", ("id: charter-document", "id: the-charter"))
    commit(project, "2026-11-02")
    edit(project, "data/glossary.yml", ("A list of promises that", "The list of promises that"))
    commit(project, "2026-11-03")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", str(clone))
    assert deleted_records(project, ["charter-document"])["charter-document"].renamed_to == "the-charter"
    assert deleted_records(clone, ["charter-document"]) == {}


def test_a_project_without_unknown_references_does_not_start_git(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.loading.history.subprocess.run", lambda *_, **__: pytest.fail("git was started"))
    assert printed(project) == ""


IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    (folder / "data").mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


@settings(max_examples=15)
@given(old=IDS, new=IDS, quote=st.sampled_from(["", '"', "'"]), inline=st.booleans())
def test_any_id_that_is_renamed_leads_to_its_new_one(
    repository: Path, old: str, new: str, quote: str, inline: bool
) -> None:
    if old == new:
        return

    def text(identifier: str) -> str:
        shown = f"{quote}{identifier}{quote}"
        entry = f"{{id: {shown}, title: One}}" if inline else f"id: {shown}\n    title: One"
        return f"areas:\n  - {entry}\n  - {{id: other, title: Two}}\n"

    path = repository / "data" / "areas.yml"
    path.write_text(text(old))
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Old")
    path.write_text(text(new))
    assert deleted_records(repository, [old]) == {old: Deletion("", "", new)}
    renamed = commit(repository, "2026-11-02")
    assert deleted_records(repository, [old]) == {old: Deletion(renamed, "2026-11-02", new)}


def test_what_is_not_an_id_is_not_looked_for(repository: Path) -> None:
    assert deleted_records(repository, ["Corby", "(", "", "a|b", "x\n"]) == {}
    assert re.fullmatch(r"[0-9a-f]+", commit(repository, "2026-11-02")) if git(repository, "status", "-s") else True


def test_an_absent_file_says_when_its_records_were_deleted(project: Path) -> None:
    (project / "data/areas.yml").unlink()
    deleted = commit(project, "2026-11-02")
    text = printed(project)
    assert text.startswith("data/areas.yml:1:1: error[missing-file] there is no file data/areas.yml, ")
    assert f"'area-country' was deleted on 2026-11-02 (commit {deleted})\n" in text
    assert text.count("error[") == 1


def test_two_deleted_records_are_two_problems(project: Path) -> None:
    edit(project, "data/areas.yml", ("  - {id: area-country, title: The country}\n", ""))
    edit(project, "data/legislation.yml", ("id: subject-answering", "id: subject-replies"))
    text = printed(project)
    assert "there is no area 'area-country': it was deleted since the last commit" in text
    assert "there is no subject 'subject-answering': it was renamed to 'subject-replies' since the last commit" in text
    assert text.count("error[") == 2
