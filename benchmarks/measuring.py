"""Running one command and noting what it took, and what it ran on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

REPOSITORY = Path(__file__).parents[1]
PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "weasyprint", "pagefind-bin")
_BYTES_OF_A_MAXRSS = 1 if sys.platform == "darwin" else 1024

Figures = dict[str, dict[str, list[float]]]
"""What was measured, by its name, then by its unit: every value, in the order they were measured."""


class NotMeasuredError(Exception):
    """Why a group cannot be measured here: what is not installed, or too big to wait for."""


class FailedError(Exception):
    """A command that was to be measured did not do its work."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took, and what it printed."""

    seconds: float
    megabytes: float
    """The most that the largest of its processes held at once; the processes are not added up."""
    output: str


def run(command: Sequence[str | Path], *, within: Path, surroundings: Mapping[str, str]) -> Run:
    """Run a command in a process of its own, in the folder ``within``, and wait for it."""
    with TemporaryFile() as written:
        environment = {**os.environ, **surroundings}
        begun = perf_counter()
        process = subprocess.Popen(command, cwd=within, env=environment, stdout=written, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        written.seek(0)
        output = written.read().decode("utf-8", "replace")
    if process.returncode:
        raise FailedError(f"{' '.join(map(str, command))[:300]} ended with {process.returncode}:\n{output[-2000:]}")
    return Run(seconds, used.ru_maxrss * _BYTES_OF_A_MAXRSS / 1e6, output)


def note(figures: Figures, name: str, **values: float) -> None:
    """Add one value in each unit to what was measured under ``name``."""
    units = figures.setdefault(name, {})
    for unit, value in values.items():
        units.setdefault(unit, []).append(round(value, 3))


def middle(figures: Figures, name: str, unit: str) -> float | None:
    """The median of what was measured, or None if nothing was."""
    values = figures.get(name, {}).get(unit)
    return median(values) if values else None


def measured_on() -> dict[str, str]:
    """The versions and the machine that decide how long things take, and this project's commit."""
    hugo = shutil.which("hugo")
    return {
        "commit": _commit(),
        "processors": str(os.cpu_count() or "unknown"),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
        "hugo": _first_line([hugo, "version"]).removeprefix("hugo v").split("-")[0].split("+")[0]
        if hugo
        else "not installed",
    }


def _commit() -> str:
    git = ["git", "-C", str(REPOSITORY)]
    changed = _first_line([*git, "status", "--porcelain", "--", "generator", "benchmarks", "data", "content"])
    commit = _first_line([*git, "rev-parse", "--short", "HEAD"]) or "unknown"
    return f"{commit} with changes" if changed else commit


def _first_line(command: Sequence[str]) -> str:
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (ran.stdout.splitlines() or [""])[0]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
