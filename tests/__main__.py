"""``./kb test``: check formatting, lint and types, then run every test; other arguments are passed to pytest.

``--fast`` leaves out tests that build sites, make PDFs, drive a browser or start Java. ``--oldest`` runs only the fast
tests of what reads and writes files, with the oldest supported Python on this machine. ``--project DIR`` runs only the
tests that apply to any partnership's content, against that folder.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests import oldest

REPOSITORY = Path(__file__).parents[1]

GATES = (
    ("formatting", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy"]),
)

SIDE_BY_SIDE = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
"""Options for a complete or a fast run: one worker per processor; all tests of a file run in the same one.

Files come in the order of ``tests/conftest.py``. The order of xdist has those with few tests last, which can be long:
one worker would do them alone.
"""


def main(arguments: list[str]) -> int:
    if "--oldest" in arguments:
        return _with_the_oldest([argument for argument in arguments if argument != "--oldest"])
    failed = []
    fast = "--fast" in arguments
    rest = [argument for argument in arguments if argument != "--fast"]
    rest, project = _project_resolved(rest)
    for name, command in () if project else GATES:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", *command], check=False, cwd=REPOSITORY).returncode:
            failed.append(name)
    print("== tests", flush=True)
    chosen = ["-m", "project"] if project else ["-m", "not slow"] if fast else []
    side_by_side = [] if project or rest else SIDE_BY_SIDE
    if subprocess.run(
        [sys.executable, "-m", "pytest", *chosen, *rest, *side_by_side], check=False, env=_environment(), cwd=REPOSITORY
    ).returncode:
        failed.append("tests")
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _with_the_oldest(arguments: list[str]) -> int:
    """Run the fast tests with an older patch level of Python, and return the exit code; or print why there is none."""
    minor, own = oldest.admitted(), tuple(sys.version_info[:3])
    found = oldest.installed(minor)
    program = oldest.older(found, minor, own)
    if program is None:
        same = f"the ordinary tests run with {oldest.dotted(own)}, and no older Python {oldest.dotted(minor)} is here"
        none = f"no Python {oldest.dotted(minor)} is here, the oldest that the project admits"
        print(f"== oldest Python: not tested apart; {same if own[:2] == minor else none}", flush=True)
        return 0
    print(f"== fast tests with Python {oldest.dotted(found[program])}, {program}", flush=True)
    python = oldest.with_packages(program, found[program])
    if python is None:
        print("Failed: the packages for the oldest Python could not be installed.")
        return 1
    command = [str(python), "-m", "pytest", "-m", "not slow", *(arguments or (*oldest.TESTS, *SIDE_BY_SIDE))]
    return subprocess.run(command, check=False, env=_environment(), cwd=REPOSITORY).returncode


def _project_resolved(arguments: list[str]) -> tuple[list[str], bool]:
    """Return the arguments with ``--project DIR`` as one word and an absolute path, and whether it was given."""
    words = list(arguments)
    if "--project" in words[:-1]:
        at = words.index("--project")
        words[at : at + 2] = [f"--project={words[at + 1]}"]
    for n, word in enumerate(words):
        if word.startswith("--project="):
            words[n] = f"--project={Path(word.removeprefix('--project=')).resolve()}"
            return words, True
    return words, False


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
