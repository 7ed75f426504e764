"""A finished folder takes the place of the published one: whole, readable by a web server, or not at all."""

import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.publishing.swap import link_unchanged, replace_folder, staging_folder, write_or_link


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """What a new file may be read by: everybody, as on a server that is set up as usual."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot let two names change places in one step, as a Mac cannot."""

    def no_library(*_: object, **__: object) -> object:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", no_library)


def test_a_folder_is_swapped_in_whole_and_the_former_one_comes_back(tmp_path: Path) -> None:
    published = tmp_path / "public"
    for text in ("first", "second"):
        with staging_folder(tmp_path, "public") as staging:
            (staging / "public").mkdir()
            (staging / "public" / "index.html").write_text(text)
            replace_folder(published, staging / "public")
    assert (published / "index.html").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_what_a_killed_build_left_behind_is_cleared_even_if_another_process_has_its_number(tmp_path: Path) -> None:
    (tmp_path / f".staging-public-{os.getpid()}").mkdir()
    (tmp_path / ".staging-public-a1b2c3_d").mkdir()
    with staging_folder(tmp_path, "public") as staging:
        assert list(tmp_path.iterdir()) == [staging]


def test_the_folder_of_a_build_with_a_longer_name_is_left_alone(tmp_path: Path) -> None:
    for name in (".staging-public-preview-a1b2c3d4", ".staging-staff-a1b2c3d4"):
        (tmp_path / name).mkdir()
    with staging_folder(tmp_path, "public"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".staging-public-preview-a1b2c3d4",
        ".staging-staff-a1b2c3d4",
    ]


@pytest.mark.usefixtures("usual_umask")
def test_a_web_server_can_read_all_that_is_published(tmp_path: Path) -> None:
    published = tmp_path / "public"
    for text in ("first", "second"):
        with staging_folder(tmp_path, "public") as staging:
            finished = staging / "public"
            finished.mkdir(mode=0o700)
            write_or_link(finished / "index.html", text.encode(), published / "index.html", not_before_ns=0)
            poster = "downloads/a.pdf"
            write_or_link(finished / poster, b"the same", published / poster, not_before_ns=0)
            link_unchanged(finished, published)
            replace_folder(published, finished)
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (published, *published.rglob("*"))}
        assert modes == {"public": "0o755", "downloads": "0o755", "index.html": "0o644", "a.pdf": "0o644"}


@pytest.mark.usefixtures("no_exchange")
def test_without_an_exchange_of_names_the_new_folder_still_takes_the_place_of_the_old(tmp_path: Path) -> None:
    finished, published = folder(tmp_path / "finished", "new"), folder(tmp_path / "public", "old")
    replace_folder(published, finished)
    assert (published / "index.html").read_text() == "new"
    assert (finished / "index.html").read_text() == "old"


@pytest.mark.usefixtures("no_exchange")
def test_a_swap_that_fails_half_way_leaves_the_published_folder_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished, published = folder(tmp_path / "finished", "new"), folder(tmp_path / "public", "old")
    rename = Path.rename

    def full_disk(path: Path, target: Path) -> Path:
        if path == finished:
            raise OSError("No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full_disk)
    with pytest.raises(OSError, match="No space left"):
        replace_folder(published, finished)
    assert (published / "index.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["finished", "public"]


def test_a_published_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = folder(tmp_path / "www", "old")
    published = tmp_path / "public"
    published.symlink_to(elsewhere)
    finished = folder(tmp_path / "finished", "new")
    with pytest.raises(OSError, match="this is a link"):
        replace_folder(published, finished)
    assert published.is_symlink()
    assert (elsewhere / "index.html").read_text() == "old"


def test_a_link_with_the_name_of_a_leftover_is_deleted_and_not_what_it_leads_to(tmp_path: Path) -> None:
    elsewhere = folder(tmp_path / "www", "old")
    build = tmp_path / "build"
    build.mkdir()
    (build / ".staging-public-abc").symlink_to(elsewhere)
    os.mkfifo(build / ".staging-public-pipe")
    with staging_folder(build, "public"):
        pass
    assert list(build.iterdir()) == []
    assert (elsewhere / "index.html").read_text() == "old"


def folder(path: Path, text: str) -> Path:
    """Make a folder with one page that says ``text``."""
    path.mkdir()
    (path / "index.html").write_text(text)
    return path
