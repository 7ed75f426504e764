"""``python -m tests.mutants [WORD]``: plant each fault of ``mutants.yml``, and check that a fast test fails.

A fault is planted in a copy of the package; the repository does not change. WORD selects the faults that contain it. A
fault that no test notices is alive, and then the exit code is 1. ``./kb test`` does not run this: it takes minutes.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

REPOSITORY = Path(__file__).parents[1]
PACKAGE = "generator"
_SECONDS = 300
_FAILED = 1
"""The exit code of pytest if tests failed. Any other except 0 means that it could not run them."""


class Mutant(NamedTuple):
    """A fault: the text to replace, its replacement, and the tests that must then fail."""

    fault: str
    file: str
    before: str
    after: str
    test: str


def mutants() -> list[Mutant]:
    """Return every fault, in the order of the file."""
    return [Mutant(**entry) for entry in yaml.safe_load((REPOSITORY / "tests" / "mutants.yml").read_text())]


def planted(mutant: Mutant, folder: Path) -> Path:
    """Copy the package below ``folder`` with the fault in it. Return the folder to import it from."""
    shutil.copytree(REPOSITORY / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / PACKAGE / mutant.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutant.before) != 1:
        raise SystemExit(f"{PACKAGE}/{mutant.file} holds {mutant.before!r} {text.count(mutant.before)} times, not once")
    path.write_text(text.replace(mutant.before, mutant.after), encoding="utf-8")
    return folder


def fast_tests(files: Iterable[str], package: Path) -> subprocess.CompletedProcess[str]:
    """Run the fast tests of ``files`` against the package below ``package``, until one fails."""
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", *files]
    path = f"{package}{os.pathsep}{REPOSITORY}"
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS
    )


def verdict(mutant: Mutant) -> str:
    """Return the name of the test that fails because of the fault, or what happened instead."""
    if not (REPOSITORY / mutant.test).is_file():
        return f"ALIVE: there is no {mutant.test}"
    with TemporaryDirectory() as folder:
        ran = fast_tests([mutant.test], planted(mutant, Path(folder)))
    if ran.returncode == 0:
        return f"ALIVE: {mutant.test} passes"
    failed = re.search(r"^FAILED \S+::(\S+)", ran.stdout, re.MULTILINE)
    if ran.returncode == _FAILED and failed:
        return f"killed by {failed[1]}"
    return f"ALIVE: {mutant.test} could not be run\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}"


def main(words: list[str]) -> int:
    """Print a line for each fault; return 1 if one is alive, or if the tests fail without any."""
    chosen = [one for one in mutants() if all(word in f"{one.fault} {one.file}" for word in words)]
    files = sorted({one.test for one in chosen if (REPOSITORY / one.test).is_file()})
    sound = fast_tests(files, REPOSITORY)
    if sound.returncode:
        print(f"These tests must pass before a fault is planted:\n{sound.stdout[-2000:]}")
        return 1
    alive = 0
    for mutant in chosen:
        result = verdict(mutant)
        alive += result.startswith("ALIVE")
        print(f"{mutant.fault} ({PACKAGE}/{mutant.file}): {result}", flush=True)
    print(f"{len(chosen) - alive} of {len(chosen)} killed.")
    return 1 if alive or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
