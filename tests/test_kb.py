"""The script ``kb`` says what it will install as root before it does, runs nothing else as root, and can be refused."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
UPDATE = "apt-get update -qq"
INSTALL = "apt-get install -y -qq --no-install-recommends"


@dataclass(frozen=True)
class Machine:
    """A copy of ``kb`` with programs in place of the machine's that only write down how they were called."""

    folder: Path

    @property
    def calls(self) -> list[str]:
        """Each call of a program that changes the machine, after what ``kb`` had said by then."""
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []

    def program(self, path: str, body: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)

    def run(self, *arguments: str, **environment: str) -> tuple[int, list[str]]:
        """Return how ``kb`` ended, and what it said."""
        surroundings = {"PATH": f"{self.folder}/programs:/usr/bin:/bin", "HOME": str(self.folder), **environment}
        with (self.folder / "said").open("w") as said:
            command = ["/bin/sh", str(self.folder / "kb"), *arguments]
            ran = subprocess.run(command, stderr=said, stdout=subprocess.DEVNULL, check=False, env=surroundings)
        return ran.returncode, (self.folder / "said").read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine of root with apt, on which everything but Pango is installed."""
    shutil.copyfile(REPOSITORY / "kb", tmp_path / "kb")
    shutil.copytree(REPOSITORY / "requirements", tmp_path / "requirements")
    made = Machine(tmp_path)
    record = (
        f'sed "s/^/said: /" "{tmp_path}/said" >>"{tmp_path}/calls"; echo "$(basename "$0") $*" >>"{tmp_path}/calls"'
    )
    made.program("programs/apt-get", record)
    made.program("programs/id", "echo 0")
    made.program("programs/sudo", f'[ "$1" = -n ] && exit 0; echo "sudo $*" >>"{tmp_path}/sudo"; exec "$@"')
    made.program("programs/python3", "exit 0")
    made.program(".venv/bin/python", 'case "$*" in "-P -") exit 1 ;; -V) echo Python 3.11 ;; esac')
    return made


def test_what_is_installed_as_root_is_named_before(machine: Machine) -> None:
    code, _ = machine.run("build")
    assert code == 2
    announcement = (
        f"said: kb: this will run as root: apt-get update, then apt-get install --no-install-recommends {LIBRARIES}"
    )
    calls = machine.calls
    assert announcement in calls
    assert calls.index(announcement) < calls.index(UPDATE)
    assert [call for call in calls if not call.startswith("said: ")] == [UPDATE, f"{INSTALL} {LIBRARIES}"]
    assert not (machine.folder / "sudo").exists()


def test_with_sudo_the_same_and_nothing_more_is_run_as_root(machine: Machine) -> None:
    machine.program("programs/id", "echo 1000")
    _, said = machine.run("build")
    assert any(
        f"as root, by sudo: apt-get update, then apt-get install --no-install-recommends {LIBRARIES}" in one
        for one in said
    )
    assert (machine.folder / "sudo").read_text().splitlines() == [
        f"sudo {UPDATE}",
        f"sudo env DEBIAN_FRONTEND=noninteractive {INSTALL} {LIBRARIES}",
    ]


def test_a_sudo_that_asks_for_a_password_is_not_used(machine: Machine) -> None:
    machine.program("programs/id", "echo 1000")
    machine.program("programs/sudo", "exit 1")
    code, said = machine.run("build")
    assert (code, machine.calls) == (2, [])
    assert f"on Debian and Ubuntu: apt-get install {LIBRARIES}" in said[-1]


@pytest.mark.parametrize("verb", ["build", "serve"])
def test_it_can_be_refused(machine: Machine, verb: str) -> None:
    code, said = machine.run(verb, KB_NO_INSTALL="1")
    assert (code, machine.calls) == (2, [])
    assert any(f"by hand, as root: apt-get install {LIBRARIES}" in one for one in said)


def test_python_itself_is_named_or_refused_the_same_way(machine: Machine) -> None:
    machine.program("programs/python3", "exit 1")
    shutil.rmtree(machine.folder / ".venv")
    code, said = machine.run("check", KB_NO_INSTALL="1")
    assert (code, machine.calls) == (2, [])
    assert any("by hand, as root: apt-get install python3" in one for one in said)
    machine.run("check")
    assert [call for call in machine.calls if not call.startswith("said: ")] == [UPDATE, f"{INSTALL} python3"]


def test_a_command_that_needs_no_library_asks_for_nothing(machine: Machine) -> None:
    code, said = machine.run("check")
    assert (code, machine.calls) == (0, [])
    assert not any("as root" in one for one in said)


def test_a_machine_without_apt_is_told_what_to_install(machine: Machine) -> None:
    (machine.folder / "programs" / "apt-get").unlink()
    for name in ("sh", "cat", "cksum", "dirname", "readlink", "tail"):
        (machine.folder / "programs" / name).symlink_to(shutil.which(name) or name)
    code, said = machine.run("build", PATH=str(machine.folder / "programs"))
    assert code == 2
    assert "on a Mac: brew install pango" in said[-1]
