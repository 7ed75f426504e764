"""A site takes the place of the last one whole, or not at all."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from generator.fleet.place import MissingBlobError, place_site


def site(blobs: dict[str, bytes], **files: bytes) -> str:
    """Put files and their list into ``blobs``; return the SHA-256 of the list."""
    listed = {path.replace("_", "/", 1): content for path, content in files.items()}
    manifest = json.dumps({path: sha256(content).hexdigest() for path, content in listed.items()}).encode()
    for content in (manifest, *files.values()):
        blobs[sha256(content).hexdigest()] = content
    return sha256(manifest).hexdigest()


def place(manifest: str, blobs: dict[str, bytes], output: Path) -> int:
    return place_site(manifest, blobs.get, output, "gwent", lambda: None)


def content_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_an_unchanged_file_stays_the_same_file_and_others_are_new_or_gone(tmp_path: Path) -> None:
    blobs: dict[str, bytes] = {}
    assert place(site(blobs, index=b"one", a_kept=b"kept", a_old=b"old"), blobs, tmp_path) == 3
    kept = (tmp_path / "gwent/a/kept").stat()
    assert place(site(blobs, index=b"two", a_kept=b"kept"), blobs, tmp_path) == 2
    assert content_of(tmp_path / "gwent") == {"index": b"two", "a/kept": b"kept"}
    assert (tmp_path / "gwent/a/kept").stat().st_ino == kept.st_ino


def test_a_site_without_a_change_is_not_touched(tmp_path: Path) -> None:
    blobs: dict[str, bytes] = {}
    manifest = site(blobs, index=b"one")
    place(manifest, blobs, tmp_path)
    before = (tmp_path / "gwent").stat()
    assert place(manifest, blobs, tmp_path) == 0
    assert (tmp_path / "gwent").stat() == before


def test_a_file_that_was_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    blobs: dict[str, bytes] = {}
    manifest = site(blobs, index=b"one")
    place(manifest, blobs, tmp_path)
    (tmp_path / "gwent/index").write_bytes(b"by hand")
    assert place(manifest, blobs, tmp_path) == 1
    assert content_of(tmp_path / "gwent") == {"index": b"one"}


def test_without_one_of_its_files_a_site_stays_as_it_was(tmp_path: Path) -> None:
    blobs: dict[str, bytes] = {}
    place(site(blobs, index=b"one"), blobs, tmp_path)
    manifest = site(blobs, index=b"two", page=b"lost")
    del blobs[sha256(b"lost").hexdigest()]
    with pytest.raises(MissingBlobError):
        place(manifest, blobs, tmp_path)
    assert content_of(tmp_path / "gwent") == {"index": b"one"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".building-gwent", "gwent"]


@pytest.mark.parametrize(
    "path",
    ["../escaped", "/escaped", "a/../../escaped", "", "C:/escaped", "a\\..\\escaped", "a\0b", "\ud800", "a//b", "./a"],
)
def test_a_list_from_a_store_leads_to_nothing_outside_of_the_site(tmp_path: Path, path: str) -> None:
    manifest = json.dumps({path: sha256(b"x").hexdigest()}).encode()
    blobs = {sha256(content).hexdigest(): content for content in (manifest, b"x")}
    with pytest.raises(MissingBlobError):
        place(sha256(manifest).hexdigest(), blobs, tmp_path)
    assert content_of(tmp_path) == {}


@pytest.mark.parametrize("manifest", [b"[]", b"{", b'{"index": 1}', b"null"])
def test_what_is_no_list_of_files_is_no_site(tmp_path: Path, manifest: bytes) -> None:
    digest = sha256(manifest).hexdigest()
    with pytest.raises(MissingBlobError):
        place(digest, {digest: manifest}, tmp_path)
