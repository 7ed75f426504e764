"""Nothing outside a project is deleted, changed or followed, whatever lies in its ``build/``."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.build import check
from generator.build_folder import MARKER, BuildFolder, edition_problem
from generator.cache import Cache, hash_parts, project_cache
from generator.diagnostics import Code, Diagnostic
from generator.loading.stamps_file import write_stamps
from generator.mark_reviewed import mark_reviewed
from generator.model.vocabulary import Edition
from generator.publishing.engine.tree import write_tree
from generator.publishing.incremental import run_build
from generator.publishing.publish import publish
from generator.rendering.artefacts import Artefact, MarkdownPage, Site
from tests.conftest import LOAMSHIRE, TODAY, copy_of
from tests.incremental import files

slow = pytest.mark.slow


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return what every file and folder below a folder is: its kind and rights, its time, its names and its content."""

    def one(path: Path) -> tuple[object, ...]:
        stat = path.lstat()
        content = sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
        return stat.st_mode, stat.st_mtime_ns, stat.st_nlink, stat.st_size, content

    return {path.relative_to(folder).as_posix(): one(path) for path in (folder, *sorted(folder.rglob("*")))}


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of the user's, with names that a build uses too, old enough for a cache to throw away."""
    folder = tmp_path / "photos"
    for name in ("beach.jpg", "index.html", "public/index.html", "docs/index.md", "pages/ab/old", "last-pruned"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"the user's own {name}")
        os.utime(folder / name, (1_000_000_000, 1_000_000_000))
    return folder


def a_link_to_photos(path: Path, photos: Path) -> None:
    path.symlink_to(photos)


def a_relative_link(path: Path, photos: Path) -> None:
    path.symlink_to(os.path.relpath(photos, path.parent))


def a_link_to_a_link(path: Path, photos: Path) -> None:
    (photos.parent / "first").symlink_to(photos)
    path.symlink_to(photos.parent / "first")


def a_link_to_everything(path: Path, photos: Path) -> None:  # noqa: ARG001
    path.symlink_to("/")


def a_link_to_another_project(path: Path, photos: Path) -> None:
    other = photos.parent / "other" / "build" / "public"
    other.mkdir(parents=True)
    (other / "index.html").write_text("the site of others")
    path.symlink_to(other)


def a_link_to_a_file(path: Path, photos: Path) -> None:
    path.symlink_to(photos / "beach.jpg")


def a_broken_link(path: Path, photos: Path) -> None:
    path.symlink_to(photos / "nothing")


def a_link_to_itself(path: Path, photos: Path) -> None:  # noqa: ARG001
    path.symlink_to(path.name)


def a_file(path: Path, photos: Path) -> None:  # noqa: ARG001
    path.write_text("a file")


def a_pipe(path: Path, photos: Path) -> None:  # noqa: ARG001
    os.mkfifo(path)


def a_socket(path: Path, photos: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.fspath(photos.parent / "s"))
    (photos.parent / "s").rename(path)


Plant = Callable[[Path, Path], None]
LINKS: tuple[Plant, ...] = (
    a_link_to_photos,
    a_relative_link,
    a_link_to_a_link,
    a_link_to_everything,
    a_link_to_another_project,
    a_link_to_a_file,
    a_broken_link,
    a_link_to_itself,
)
OTHERS: tuple[Plant, ...] = (a_file, a_pipe, a_socket)
FOLDERS = ("build", "build/public", "build/docs", "build/docs/public", "build/docs/public/docs")


def refused(project: Path) -> Diagnostic:
    """Return the one problem for which nothing is published, with and without a stored result."""
    made = publish(project, today=TODAY, with_prints=False)
    again = run_build(project, today=TODAY, edition=Edition.PUBLIC, with_prints=False, cache=project_cache(project))
    assert made.folder is None
    assert not again.is_published
    assert made.diagnostics == again.diagnostics
    (problem,) = made.diagnostics
    return problem


@pytest.mark.parametrize("name", [*FOLDERS, "build/.cache"])
@pytest.mark.parametrize("plant", LINKS)
def test_a_link_in_place_of_a_folder_is_refused_and_not_followed(
    loamshire: Path, photos: Path, name: str, plant: Plant
) -> None:
    (loamshire / name).parent.mkdir(parents=True, exist_ok=True)
    plant(loamshire / name, photos)
    before, project_before = state(photos.parent), state(loamshire)
    problem = refused(loamshire)
    assert problem.code is Code.BUILD_FOLDER
    assert problem.span.path == name
    assert problem.message.startswith(f"{name} is a link")
    assert f"rm {name}" in problem.hint or "link it to an empty folder" in problem.hint
    assert state(photos.parent) == before
    assert state(loamshire) == project_before


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("plant", OTHERS)
def test_what_is_no_folder_is_refused(loamshire: Path, photos: Path, name: str, plant: Plant) -> None:
    (loamshire / name).parent.mkdir(parents=True, exist_ok=True)
    plant(loamshire / name, photos)
    problem = refused(loamshire)
    assert problem.message == f"{name} must be a folder, and it is not"
    assert problem.hint == f"rename it or delete it: rm {name}"
    assert (loamshire / name).lstat()


@pytest.mark.parametrize("plant", [*LINKS, a_pipe, a_socket])
def test_a_lock_is_a_file(loamshire: Path, photos: Path, plant: Plant) -> None:
    (loamshire / "build").mkdir()
    plant(loamshire / "build" / ".building-public", photos)
    before = state(photos.parent)
    problem = refused(loamshire)
    assert problem.message.endswith("it must be a file, which tells other builds to wait")
    assert state(photos.parent) == before


def test_the_other_edition_is_no_concern_of_a_build(loamshire: Path, photos: Path) -> None:
    (loamshire / "build").mkdir()
    (loamshire / "build" / "staff").symlink_to(photos)
    assert edition_problem(BuildFolder(loamshire), "public") is None
    problem = edition_problem(BuildFolder(loamshire), "staff")
    assert problem
    assert problem.span.path == "build/staff"
    (loamshire / "build" / "preview").symlink_to(photos)
    problem = publish(loamshire, today=TODAY, with_prints=False, name="preview").diagnostics[0]
    assert problem.span.path == "build/preview"


def test_the_whole_message_of_a_link(loamshire: Path, photos: Path) -> None:
    (loamshire / "build").mkdir()
    (loamshire / "build" / "public").symlink_to(photos)
    assert str(refused(loamshire)) == (
        f"build/public:1:1: error[build-folder] build/public is a link to {photos}, and nothing is written through a "
        "link\n  hint: remove the link: rm build/public (what it leads to stays as it is); ./kb build makes the folder"
    )


def test_build_may_not_lead_to_a_folder_with_files(loamshire: Path, photos: Path) -> None:
    (loamshire / "build").symlink_to(photos)
    assert str(refused(loamshire)) == (
        f"build:1:1: error[build-folder] build is a link to {photos}, which has files that ./kb did not put there\n"
        "  hint: link it to an empty folder, for this project alone: what is in build/ is replaced by each build"
    )


def test_build_may_not_lead_to_the_folder_of_another_project(loamshire: Path, tmp_path: Path) -> None:
    other = copy_of(LOAMSHIRE, tmp_path / "other")
    shared = tmp_path / "shared"
    shared.mkdir()
    for project in (other, loamshire):
        (project / "build").symlink_to(shared)
    assert project_cache(other).get_or_create("things", hash_parts("a"), lambda: b"made") == b"made"
    problem = refused(loamshire)
    assert problem.message == f"build is a link to {shared}, which belongs to the project in {other}"


@slow
def test_build_may_lead_to_an_empty_folder_on_another_disk(loamshire: Path, tmp_path: Path) -> None:
    clean = copy_of(LOAMSHIRE, tmp_path / "clean")
    plain = publish(clean, today=TODAY, with_prints=False).folder
    disk = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path
    elsewhere = disk / f"kb-test-{os.getpid()}"
    (elsewhere / "lost+found").mkdir(parents=True)
    try:
        (loamshire / "build").symlink_to(elsewhere)
        made = [publish(loamshire, today=TODAY, with_prints=False) for _ in range(2)]
        assert plain
        assert [one.diagnostics for one in made] == [(), ()]
        assert made[1].build_counts.pages.new == 0
        assert files(elsewhere / "public") == files(plain)
        assert files(loamshire / "build" / "public") == files(plain)
        assert (elsewhere / MARKER).read_text() == f"{loamshire}\n"
        assert (loamshire / "build").is_symlink()
    finally:
        shutil.rmtree(elsewhere)


@slow
def test_a_project_may_be_reached_through_a_link(loamshire: Path, tmp_path: Path) -> None:
    (tmp_path / "by-another-name").symlink_to(loamshire)
    made = publish(tmp_path / "by-another-name", today=TODAY, with_prints=False)
    assert made.folder
    assert made.diagnostics == ()


@slow
def test_links_in_what_was_built_are_not_followed(loamshire: Path, photos: Path) -> None:
    first = publish(loamshire, today=TODAY, with_prints=False)
    assert first.folder
    before = files(first.folder)
    docs = loamshire / "build" / "docs" / "public"
    for path in (
        docs / "mkdocs.yml",
        docs / "docs" / "index.md",
        docs / "docs" / "api",
        docs / "docs" / "extra",
        first.folder / "index.html",
        first.folder / "guides",
        first.folder / "extra",
        loamshire / "build" / ".cache" / "pages",
        loamshire / "build" / ".cache" / "last-pruned",
    ):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        path.symlink_to(photos if path.suffix == "" and path.name != "last-pruned" else photos / "beach.jpg")
    (photos / "phone.svg").write_bytes((LOAMSHIRE / "content" / "guides" / "phone.svg").read_bytes())
    (docs / "docs" / "pipe.md").unlink(missing_ok=True)
    os.mkfifo(docs / "docs" / "pipe.md")
    (docs / "docs" / "tell.md").unlink()
    os.mkfifo(docs / "docs" / "tell.md")
    photos_before = state(photos)
    again = publish(loamshire, today=TODAY, with_prints=False)
    assert again.folder
    assert again.diagnostics == ()
    assert files(again.folder) == before
    assert not any(path.is_symlink() for path in again.folder.rglob("*"))
    assert not any(path.is_symlink() for path in docs.rglob("*"))
    assert state(photos) == photos_before


def test_a_tree_replaces_links_pipes_and_folders_in_the_way_of_its_files(tmp_path: Path, photos: Path) -> None:
    site = Site(
        pages=(MarkdownPage("a.md", "# A"), MarkdownPage("deep/b.md", "# B"), MarkdownPage("c.md", "# C")),
        artefacts=(Artefact("d.txt", b"d"), Artefact("e/f.txt", b"f")),
        surroundings={"short_name": "A", "website": ""},
    )
    docs = tmp_path / "tree" / "docs"
    docs.mkdir(parents=True)
    (docs / "a.md").symlink_to(photos / "beach.jpg")
    (docs / "deep").symlink_to(photos)
    os.mkfifo(docs / "c.md")
    (docs / "d.txt").mkdir()
    (docs / "d.txt" / "inside.txt").write_text("inside")
    (docs / "e").write_text("a file where a folder should be")
    second_name = tmp_path / "backup.yml"
    second_name.write_text("kept by a backup")
    (tmp_path / "tree" / "mkdocs.yml").hardlink_to(second_name)
    before = state(photos)
    write_tree(site, tmp_path / "tree")
    assert files(docs) == {
        "a.md": b"# A",
        "deep/b.md": b"# B",
        "c.md": b"# C",
        "d.txt": b"d",
        "e/f.txt": b"f",
    }
    assert state(photos) == before
    assert second_name.read_text() == "kept by a backup"


@pytest.mark.parametrize("name", [".cache", ".cache/things", ".cache/things/{prefix}", ".cache/things/{prefix}/{key}"])
@pytest.mark.parametrize("plant", [*LINKS, *OTHERS])
def test_a_cache_with_a_link_in_it_works_without_it(tmp_path: Path, photos: Path, name: str, plant: Plant) -> None:
    project, key = tmp_path / "project", hash_parts("a")
    path = project / "build" / name.format(prefix=key[:2], key=key)
    path.parent.mkdir(parents=True)
    plant(path, photos)
    before = state(photos)
    cache = project_cache(project)
    assert cache.get("things", key) is None
    assert cache.get_or_create("things", key, lambda: b"made") == b"made"
    cache.prune()
    assert state(photos) == before
    assert not (photos / "nothing").exists()


def test_the_mark_of_the_last_look_through_a_cache_is_not_written_through_a_link(tmp_path: Path, photos: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "last-pruned").symlink_to(photos / "beach.jpg")
    (tmp_path / "cache" / "linked").symlink_to(photos)
    before = state(photos)
    Cache(tmp_path / "cache").prune()
    assert state(photos) == before
    (tmp_path / "cache" / "last-pruned").unlink()
    (tmp_path / "cache" / "last-pruned").symlink_to(photos / "nothing")
    Cache(tmp_path / "cache").prune()
    assert state(photos) == before


def test_check_writes_nothing_through_a_link(loamshire: Path, photos: Path, kb: Callable[..., object]) -> None:
    (loamshire / "build").symlink_to(photos)
    before = state(photos)
    kb("check", "--project", str(loamshire), "--today", str(TODAY))
    assert state(photos) == before


def test_a_review_is_not_written_through_a_link(loamshire: Path, photos: Path) -> None:
    (loamshire / "data" / "stamps.yml").unlink(missing_ok=True)
    (loamshire / "data" / "stamps.yml").symlink_to(photos / "beach.jpg")
    before = state(photos)
    problem = mark_reviewed(loamshire, ["a-text"], "engagement lead", TODAY)
    assert problem == (
        f"data/stamps.yml is a link to {photos / 'beach.jpg'}; put the file itself in its place, or change that one"
    )
    assert state(photos) == before


def test_a_review_replaces_the_file_in_one_step(loamshire: Path, tmp_path: Path) -> None:
    stamps = loamshire / "data" / "stamps.yml"
    stamps.write_text("stamps: []\n")
    (tmp_path / "backup.yml").hardlink_to(stamps)
    base, _ = check(loamshire, TODAY)
    assert base
    write_stamps(loamshire, [text.mark_reviewed("engagement lead", TODAY) for text in base.derived_texts[:1]])
    assert (tmp_path / "backup.yml").read_text() == "stamps: []\n"
    assert "engagement lead" in stamps.read_text()
    assert [path.name for path in (loamshire / "data").glob(".new-*")] == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")
@pytest.mark.parametrize("closed", ["", "build", "build/docs/public/docs", "build/.building-public"])
def test_a_folder_that_one_may_not_write_is_said_in_plain_words(open_folder: Path, closed: str) -> None:
    project = copy_of(LOAMSHIRE, open_folder / "loamshire")
    publish(project, today=TODAY, with_prints=False)
    before = files(project / "build" / "public")
    with (project / "content" / "tell.md").open("a") as page:
        page.write("\nWe listen.\n")
    if closed:
        for path in (project / "build", *(project / "build").rglob("*")):
            os.chown(path, 65534, 65534)
        os.chown(project / closed, 0, 0)
    else:
        shutil.rmtree(project / "build")
    os.seteuid(65534)
    try:
        made = publish(project, today=date(2026, 11, 22), with_prints=False)
    finally:
        os.seteuid(0)
    (problem,) = made.diagnostics
    assert made.folder is None
    assert problem.code is Code.BUILD_FOLDER
    assert problem.message.startswith(f"you may not write {closed or 'build'}")
    assert problem.hint == (
        "run ./kb as the user who owns build/, or delete build/ as that user: it is made again; "
        "or build to a folder of your own: --output DIR"
    )
    if closed:
        assert files(project / "build" / "public") == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
def test_a_published_folder_that_is_a_disk_of_its_own_says_why_that_cannot_be(loamshire: Path) -> None:
    (loamshire / "build" / "public").mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(loamshire / "build" / "public")]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        assert str(refused(loamshire)) == (
            "build/public:1:1: error[build-folder] build/public is a disk of its own, so a new site cannot take the "
            "place of the old one in one step\n  hint: use that disk for the whole of build/"
        )
    finally:
        subprocess.run(["umount", str(loamshire / "build" / "public")], check=True)
