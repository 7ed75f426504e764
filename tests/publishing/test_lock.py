"""Two builds of one edition take turns; two editions do not wait for each other; a killed build blocks nobody."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.publishing.swap import build_lock
from tests.conftest import REPOSITORY

_BUILDING = """
import sys
from pathlib import Path
from generator.publishing.swap import build_lock
with build_lock(Path(sys.argv[1]), "public", lambda: None):
    print("building", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that builds the public edition until its standard input ends or it is killed."""
    command = [sys.executable, "-c", _BUILDING, str(tmp_path)]
    path = {"PYTHONPATH": str(REPOSITORY)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, text=True, env=path, stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == "building\n"
        yield process
        process.kill()


def test_a_build_says_once_that_it_waits_and_goes_on_when_the_other_is_killed(
    tmp_path: Path, other: "subprocess.Popen[str]"
) -> None:
    messages = []

    def waiting() -> None:
        messages.append("waiting")
        other.kill()

    with build_lock(tmp_path, "public", waiting):
        assert messages == ["waiting"]
        assert other.wait() < 0


def test_a_build_goes_on_when_the_other_is_done(tmp_path: Path, other: "subprocess.Popen[str]") -> None:
    assert other.stdin
    with build_lock(tmp_path, "public", other.stdin.close):
        assert other.wait() == 0


@pytest.mark.usefixtures("other")
def test_the_other_edition_does_not_wait(tmp_path: Path) -> None:
    messages: list[str] = []
    with build_lock(tmp_path, "staff", lambda: messages.append("waiting")):
        assert messages == []
