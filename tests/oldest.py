"""The oldest Python on this machine that the project admits, with the packages of the tests.

A system's own Python stays at the patch level it came with: Debian 12's is 3.11.2. Linters and type checkers know minor
versions only, so what a later patch brought is found by running with an earlier one.
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
LOCKS = ("build", "test")

Version = tuple[int, ...]


def admitted() -> Version:
    """The oldest minor version that ``requires-python`` admits."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    oldest = re.fullmatch(r">=(\d+)\.(\d+)", project["requires-python"])
    assert oldest, "requires-python names the oldest minor version, and nothing else"
    return int(oldest[1]), int(oldest[2])


def older(found: Mapping[str, Version], minor: Version, own: Version) -> str | None:
    """The program with the oldest patch level of ``minor``, where that is older than ``own``."""
    programs = {version: program for program, version in found.items() if version[:2] == minor}
    oldest = min(programs, default=own)
    return programs[oldest] if oldest < own else None


def installed(minor: Version) -> dict[str, Version]:
    """The version of each Python that may be the oldest one here."""
    name = f"python{dotted(minor)}"
    versions = {program: version_of(program) for program in ("/usr/bin/python3", f"/usr/bin/{name}", name)}
    return {program: version for program, version in versions.items() if version}


def dotted(version: Version) -> str:
    """A version as people write it."""
    return ".".join(map(str, version))


def version_of(program: str) -> Version:
    """The version of a Python; empty where there is none that runs."""
    command = [program, "-c", "import sys; print(*sys.version_info[:3])"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ()
    return tuple(map(int, answer.stdout.split())) if answer.returncode == 0 else ()


def with_packages(program: str, version: Version) -> Path | None:
    """A virtual environment of ``program`` with exactly what the lock files name; None where it cannot be set up.

    virtualenv makes it, because Debian's Python has no venv until its package python3-venv is installed.
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
