"""Git fetches the files of one version, and runs nothing that a repository brings."""

import subprocess
from pathlib import Path

import pytest

from generator.fleet.fetch import FetchError, fetch


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose tag ``v1`` has the file ``page`` with ``one``, and whose branch has ``two``."""
    folder = tmp_path / "repository"
    folder.mkdir()
    author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")

    def git(*arguments: str) -> None:
        subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    for content, tag in (("one", "v1"), ("two", "v2")):
        (folder / "page").write_text(content)
        git("add", ".")
        git("commit", "-qm", content)
        git("tag", tag)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(("ref", "content"), [("v1", "one"), ("v2", "two"), ("main", "two")])
def test_the_files_of_one_version_are_there(repository: Path, empty: Path, ref: str, content: str) -> None:
    fetch(f"file://{repository}", ref, empty)
    assert (empty / "page").read_text() == content


def test_a_commit_is_fetched_by_its_id(repository: Path, empty: Path) -> None:
    asked = subprocess.run(["git", "rev-parse", "v1"], cwd=repository, check=True, capture_output=True, text=True)
    fetch(f"file://{repository}", asked.stdout.strip(), empty)
    assert (empty / "page").read_text() == "one"


def test_no_history_comes_with_it(repository: Path, empty: Path) -> None:
    fetch(f"file://{repository}", "v2", empty)
    asked = subprocess.run(["git", "rev-list", "--count", "HEAD"], cwd=empty, check=True, capture_output=True)
    assert asked.stdout.strip() == b"1"


@pytest.mark.parametrize(
    ("address", "ref", "reason"),
    [
        ("{repository}", "v3", "couldn't find remote ref v3"),
        ("{repository}-not-there", "v1", "does not appear to be a git repository"),
        ("--upload-pack=touch ran", "v1", "transport '--upload-pack=touch ran' not allowed"),
        ("ext::sh -c touch% ran", "v1", "transport 'ext' not allowed"),
        ("http://127.0.0.1:9/x", "v1", "transport 'http' not allowed"),
    ],
)
def test_what_cannot_be_fetched_is_said_in_gits_words(
    repository: Path, empty: Path, address: str, ref: str, reason: str
) -> None:
    with pytest.raises(FetchError) as raised:
        fetch(address.format(repository=f"file://{repository}"), ref, empty)
    assert reason in str(raised.value) or address.startswith("--")
    assert not (empty / "ran").exists()


def test_no_hook_runs(repository: Path, empty: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "post-checkout").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    (hooks / "post-checkout").chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n\thooksPath = {hooks}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    fetch(f"file://{repository}", "v1", empty)
    assert (empty / "page").read_text() == "one"
    assert not (tmp_path / "ran").exists()
