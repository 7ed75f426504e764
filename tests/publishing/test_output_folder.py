"""``--output DIR``: the build goes there, the project stays as it is, and a folder of somebody else is refused."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.build_folder import MARKER, BuildFolder, build_folder_problem
from generator.cache import Cache, project_cache
from generator.diagnostics import Code
from generator.model.vocabulary import Edition
from generator.publishing.incremental import CommandResult, run_build
from generator.publishing.preview.preview import run_preview
from tests.conftest import LOAMSHIRE, TODAY, copy_of
from tests.incremental import files
from tests.publishing.test_build_folder import photos, state
from tests.publishing.test_serve import Preview

slow = pytest.mark.slow
__all__ = ["photos"]
HINT = "what is in it is replaced by each build; name a new or an empty folder: --output DIR"
Run = Callable[..., CompletedProcess[str]]


def message(project: Path, output: Path | str) -> str:
    """Return why a build to a folder is refused; empty if it is not. Whatever is there stays as it was."""
    problem = build_folder_problem(BuildFolder(project, str(output)))
    if problem is None:
        return ""
    assert problem.code is Code.BUILD_FOLDER
    assert problem.hint == HINT
    return problem.message


@pytest.mark.parametrize("name", ["", "content", "content/new", "data", "data/staff/new", "build/new", ".git/new"])
def test_what_the_project_needs_is_no_output_folder(loamshire: Path, name: str) -> None:
    before = state(loamshire)
    ours = loamshire / name
    top = loamshire / name.split("/")[0]
    why = f"{ours} is in {top}, which has another use" if name else f"{loamshire} is the project itself"
    assert message(loamshire, ours) == why
    assert state(loamshire) == before


def test_a_folder_with_files_of_others_is_refused(loamshire: Path, photos: Path) -> None:
    before = state(photos)
    assert message(loamshire, photos) == f"{photos} has files that ./kb did not put there"
    assert message(loamshire, photos.parent) == f"{photos.parent} holds the project in {loamshire}"
    assert message(loamshire, "/") == f"/ holds the project in {loamshire}"
    assert message(loamshire, photos / "beach.jpg") == f"{photos}/beach.jpg is not a folder"
    assert message(loamshire, photos / "beach.jpg" / "new") == f"{photos}/beach.jpg is not a folder"
    (photos.parent / "link").symlink_to(photos)
    assert message(loamshire, photos.parent / "link").endswith("has files that ./kb did not put there")
    (photos.parent / "loop").symlink_to(photos.parent / "loop")
    assert message(loamshire, photos.parent / "loop") == f"{photos.parent}/loop is not a folder"
    assert state(photos) == before


def test_a_link_to_the_records_is_no_way_into_them(loamshire: Path, tmp_path: Path) -> None:
    shutil.move(loamshire / "data", tmp_path / "kept-elsewhere")
    (loamshire / "data").symlink_to(tmp_path / "kept-elsewhere")
    output = tmp_path / "kept-elsewhere" / "new"
    assert message(loamshire, output) == f"{output} is in {loamshire}/data, which has another use"
    (tmp_path / "way").symlink_to(loamshire / "content")
    output = tmp_path / "way" / "new"
    assert message(loamshire, output) == f"{output} is in {loamshire}/content, which has another use"


def test_the_program_is_not_built_over(loamshire: Path) -> None:
    import generator

    assert "has another use" in message(loamshire, Path(generator.__file__).parent / "new")


def test_a_new_an_empty_and_an_own_folder_may_be_used_by_one_project(loamshire: Path, tmp_path: Path) -> None:
    new, disk = tmp_path / "deep" / "new", tmp_path / "disk"
    (disk / "lost+found").mkdir(parents=True)
    other = copy_of(LOAMSHIRE, tmp_path / "other")
    for output in (new, disk):
        assert message(loamshire, output) == ""
        project_cache(loamshire, str(output)).put("things", "ab", b"made")
        assert (output / MARKER).read_text() == f"{loamshire}\n"
        assert message(loamshire, output) == ""
        assert message(other, output) == f"{output} belongs to the project in {loamshire}"
        assert project_cache(other, str(output)).get("things", "ab") is None
    assert message(loamshire, loamshire / "build") == ""
    assert not (loamshire / "build").exists()


def test_a_name_is_shown_as_it_was_typed(loamshire: Path, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(photos.parent)
    assert message(loamshire, "photos/") == "photos has files that ./kb did not put there"
    monkeypatch.chdir(loamshire)
    assert BuildFolder(loamshire, "build").is_own
    assert BuildFolder(loamshire, "../new").path == photos.parent / "new"


def test_a_folder_that_is_refused_is_an_error_of_every_verb(loamshire: Path, photos: Path, kb: Run) -> None:
    before = state(photos)
    for verb in ("build", "check"):
        ran = kb(verb, "--project", str(loamshire), "--output", str(photos))
        assert ran.returncode == 1
        assert ran.stdout == (
            f"{photos}:1:1: error[build-folder] {photos} has files that ./kb did not put there\n  hint: {HINT}\n"
        )
    problem = run_preview(loamshire, address="127.0.0.1:0", report=pytest.fail, output=str(photos))
    assert problem == f"{photos} has files that ./kb did not put there; {HINT}"
    empty = kb("check", "--project", str(loamshire), "--output", "")
    assert (empty.returncode, empty.stderr.splitlines()[-1]) == (
        2,
        "kb check: error: argument --output: a folder has a name; write it after --output",
    )
    assert state(photos) == before


def build(project: Path, output: Path, cache: Cache | None = None) -> CommandResult:
    result = run_build(
        project,
        today=TODAY,
        edition=Edition.PUBLIC,
        with_prints=False,
        output=str(output),
        cache=cache or project_cache(project, str(output)),
    )
    assert result.is_published
    return result


@slow
def test_two_outputs_are_the_same_bytes_and_each_is_made(loamshire: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "deep" / "er" / "two"
    cache = project_cache(loamshire, str(one))

    def made(output: Path) -> int:
        return build(loamshire, output, cache).build_counts.files.new

    assert made(one) > 0
    assert made(two) > 0
    assert files(one / "public") == files(two / "public")
    assert (made(one), made(two)) == (0, 0)
    shutil.rmtree(two / "public")
    assert made(two) > 0
    assert files(one / "public") == files(two / "public")


@pytest.fixture
def read_only(loamshire: Path) -> Iterator[Path]:
    """A project on a disk that nobody can write to, root included."""
    mount = ["mount", "--bind", "-o", "ro", str(loamshire), str(loamshire)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no folder can be mounted read-only here")
    yield loamshire
    subprocess.run(["umount", str(loamshire)], check=True)


@slow
def test_a_read_only_project_is_built_elsewhere(read_only: Path, tmp_path: Path, kb: Run) -> None:
    before = state(read_only)
    at = ("--project", str(read_only), "--today", str(TODAY))
    ran = kb("check", *at)
    assert (ran.returncode, ran.stderr) == (0, "")
    refused = kb("build", "--no-pdf", *at)
    assert refused.returncode == 1
    assert refused.stdout == (
        "build:1:1: error[build-folder] build cannot be written: the disk is read-only\n"
        "  hint: build to a folder that can be written: --output DIR\n"
    )
    ran = kb("build", *at, "--output", str(tmp_path / "made"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"Open {tmp_path}/made/public/index.html; the files to print are in {tmp_path}/made/public/downloads" in (
        ran.stdout.splitlines()
    )
    assert sorted(path.name for path in (tmp_path / "made").iterdir() if path.is_dir()) == [".cache", "docs", "public"]
    again = kb("build", *at, "--output", str(tmp_path / "made"))
    assert "No file has changed since the last build." in again.stdout
    assert kb("check", *at, "--output", str(tmp_path / "made")).returncode == 0
    assert state(read_only) == before


@slow
def test_nothing_is_written_in_the_project(loamshire: Path, tmp_path: Path) -> None:
    before = state(loamshire)
    build(loamshire, tmp_path / "made")
    preview = Preview(loamshire, "--output", str(tmp_path / "made"))
    try:
        assert preview.shows("promises/charter.html", "2\u00a0hours")
        assert preview.build_count(1) == 1
    finally:
        preview.process.terminate()
        preview.process.wait()
    assert (tmp_path / "made" / "preview" / "index.html").is_file()
    assert state(loamshire) == before
