"""A store gives back what was put into it or nothing, and a build never depends on it."""

from pathlib import Path

import fsspec
import pytest

from generator.cache import Cache
from generator.fleet.store import Store, address_problem

HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
"""The SHA-256 of ``hello``."""


@pytest.fixture(params=["folder", "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "store") if request.param == "folder" else f"memory://{tmp_path.name}"


def test_a_blob_lies_under_the_hash_of_its_content(address: str) -> None:
    assert Store(address).put_blob(b"hello") == HELLO
    assert Store(address).get_blob(HELLO) == b"hello"
    files, root = fsspec.url_to_fs(address)
    assert [path.removeprefix(root) for path in files.find(root)] == [f"/blobs/2c/{HELLO}"]


@pytest.mark.parametrize("damage", [b"", b"hell", b"hellO", b"hello again"])
def test_a_damaged_or_half_written_blob_is_absent_and_is_written_again(address: str, damage: bytes) -> None:
    store = Store(address)
    store.put_blob(b"hello")
    files, root = fsspec.url_to_fs(address)
    files.pipe_file(f"{root}/blobs/2c/{HELLO}", damage)
    assert store.get_blob(HELLO) is None
    store.put_blob(b"hello")
    assert store.get_blob(HELLO) == b"hello"
    assert store.fault == ""


def test_an_entry_is_found_under_its_own_kind_and_key_alone(address: str) -> None:
    store = Store(address)
    store.put_entry("prints", "abcd", b"a print")
    assert store.get_entry("prints", "abcd") == b"a print"
    assert store.get_entry("prints", "abce") is None
    files, root = fsspec.url_to_fs(address)
    files.copy(f"{root}/entries/prints/ab/abcd", f"{root}/entries/prints/ab/abce")
    assert store.get_entry("prints", "abce") is None


def test_an_object_is_replaced_in_one_step_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.put_entry("sites", "abcd", b"one")
    before = (tmp_path / "entries/sites/ab/abcd").stat().st_ino
    store.put_entry("sites", "abcd", b"two")
    assert store.get_entry("sites", "abcd") == b"two"
    assert (tmp_path / "entries/sites/ab/abcd").stat().st_ino != before
    assert [path.name for path in tmp_path.iterdir()] == ["entries"]


def test_a_store_that_cannot_be_reached_says_so_once_and_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(str(tmp_path / "file" / "store"))
    assert store.put_blob(b"hello") == HELLO
    assert store.fault == "Not a directory"
    (tmp_path / "file").unlink()
    store.put_entry("prints", "abcd", b"a print")
    assert store.get_blob(HELLO) is None
    assert store.get_entry("prints", "abcd") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("sites/store", None),
        ("file:///srv/store", None),
        ("memory://store", None),
        ("s4://bucket/store", "nothing here knows how to reach 's4://'"),
        ("simplecache::file:///srv/store", "'simplecache::file:///srv/store' is more than one address"),
    ],
)
def test_an_address_that_nothing_can_reach_is_refused_before_anything_is_built(
    address: str, message: str | None
) -> None:
    problem = address_problem(address)
    assert (problem and problem[0]) == message


def test_an_address_that_needs_a_package_names_it() -> None:
    problem = address_problem("s3://bucket/store")
    if problem is None:
        pytest.skip("s3fs is installed, so nothing is missing")
    assert "s3fs" in problem[0]
    assert problem[1] == "add it to the program: pipx inject community-safety-kb PACKAGE"


def test_what_one_cache_made_another_finds_in_the_store_and_keeps(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    Cache(tmp_path / "one", store).put("prints", "abcd", b"a print")
    assert Cache(tmp_path / "two").get("prints", "abcd") is None
    assert Cache(tmp_path / "two", store).get("prints", "abcd") == b"a print"
    assert Cache(tmp_path / "two").get("prints", "abcd") == b"a print"


def test_a_cache_without_its_store_works_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = Cache(tmp_path / "one", Store(str(tmp_path / "file" / "store")))
    cache.put("prints", "abcd", b"a print")
    assert cache.get("prints", "abcd") == b"a print"
