"""Find the oldest supported Python on this machine, and install the packages of the tests for it.

The Python of an operating system keeps its patch level: that of Debian 12 is 3.11.2. Linters and type checkers know
only minor versions, so only a run with an old patch level finds what a later one added.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
FOLDER = REPOSITORY / ".venv-oldest"
LOCKS = ("build", "test", "release")
"""The lock files that ``./kb test`` installs."""

TESTS = (
    "tests/loading",
    "tests/publishing",
    "tests/release",
    "tests/rendering",
    "tests/test_kb.py",
    "tests/test_migrate.py",
    "tests/test_new.py",
    "tests/test_spreadsheet_verbs.py",
)
"""The tests of what reads, writes and converts files, which is where the standard library has changed within a minor
version; what follows our own rules alone, such as how records are linked, is tested with one Python."""

Version = tuple[int, ...]


def admitted() -> Version:
    """Return the oldest minor version that ``requires-python`` allows."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    oldest = re.fullmatch(r">=(\d+)\.(\d+)", project["requires-python"])
    assert oldest, "requires-python names the oldest minor version, and nothing else"
    return int(oldest[1]), int(oldest[2])


def older(found: Mapping[str, Version], minor: Version, own: Version) -> str | None:
    """Return the program with the lowest patch level of ``minor`` if it is lower than ``own``; None otherwise."""
    programs = {version: program for program, version in found.items() if version[:2] == minor}
    oldest = min(programs, default=own)
    return programs[oldest] if oldest < own else None


def installed(minor: Version) -> dict[str, Version]:
    """Return the version of each Python here that may be the oldest, by program."""
    name = f"python{dotted(minor)}"
    versions = {program: version_of(program) for program in ("/usr/bin/python3", f"/usr/bin/{name}", name)}
    return {program: version for program, version in versions.items() if version}


def dotted(version: Version) -> str:
    """Return a version as text, such as ``3.11.2``."""
    return ".".join(map(str, version))


def version_of(program: str) -> Version:
    """Return the version of a Python; empty if it cannot be run."""
    command = [program, "-c", "import sys; print(*sys.version_info[:3])"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ()
    return tuple(map(int, answer.stdout.split())) if answer.returncode == 0 else ()


def with_packages(program: str, version: Version) -> Path | None:
    """Return the Python of a virtual environment with exactly the locked packages; None if it cannot be created.

    virtualenv creates it, because Debian's Python has no venv until its package python3-venv is installed.
    """
    locks = [REPOSITORY / "requirements" / f"{name}.lock" for name in LOCKS]
    contents = dotted(version) + " " + hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    python, stamp = FOLDER / "bin" / "python", FOLDER / ".ready"
    if stamp.is_file() and stamp.read_text() == contents:
        return python
    print(f"installing the Python packages for {dotted(version)} into {FOLDER.name} (once)", flush=True)
    new = ["virtualenv", "--quiet", "--no-periodic-update", "--clear", "--python", program, str(FOLDER)]
    packages = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
    steps = [[sys.executable, "-m", *new], *([str(python), "-P", *packages, str(lock)] for lock in locks)]
    if any(subprocess.run(step, check=False).returncode for step in steps):
        return None
    stamp.write_text(contents)
    return python
