"""``./kb test``: formatting, lint, types and every test, in that order; arguments go on to pytest.

``--fast`` leaves out what builds sites or drives a browser. ``--project DIR`` runs only what must hold for any
partnership's content, against that folder.
"""

import os
import subprocess
import sys

GATES = (
    ("formatting", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy"]),
)


def main(arguments: list[str]) -> int:
    failed = []
    fast = "--fast" in arguments
    rest = [argument for argument in arguments if argument != "--fast"]
    project = any(argument == "--project" or argument.startswith("--project=") for argument in rest)
    for name, command in () if project else GATES:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", *command], check=False).returncode:
            failed.append(name)
    print("== tests", flush=True)
    chosen = ["-m", "project"] if project else ["-m", "not slow"] if fast else []
    if subprocess.run([sys.executable, "-m", "pytest", *chosen, *rest], check=False, env=_environment()).returncode:
        failed.append("tests")
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
