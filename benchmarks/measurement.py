"""Run a command, measure its time and memory, and describe the environment."""

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
PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "weasyprint")
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024
"""The unit of ``ru_maxrss`` in bytes."""

Figures = dict[str, dict[str, list[float]]]
"""Measured values by name, then by unit, in the order of measurement."""


class UnavailableError(Exception):
    """A group cannot be measured: a program is not installed, or the size takes too long."""


class CommandError(Exception):
    """A measured command failed."""


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """The time, memory and output of one command."""

    seconds: float
    megabytes: float
    """The peak memory of its largest process."""
    output: str


def run_process(command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str]) -> ProcessRun:
    """Run a command in the folder ``cwd`` and measure it. ``environment`` is added to this process's own."""
    with TemporaryFile() as file:
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **environment}, stdout=file, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        file.seek(0)
        output = file.read().decode("utf-8", "replace")
    if process.returncode:
        raise CommandError(f"{' '.join(map(str, command))[:300]} ended with {process.returncode}:\n{output[-2000:]}")
    return ProcessRun(seconds, usage.ru_maxrss * _MAXRSS_BYTES / 1e6, output)


def add_values(figures: Figures, name: str, **values: float) -> None:
    """Add one value for each unit to the figures of ``name``."""
    units = figures.setdefault(name, {})
    for unit, value in values.items():
        units.setdefault(unit, []).append(round(value, 3))


def median_value(figures: Figures, name: str, unit: str) -> float | None:
    """Return the median of the values, or None if there are none."""
    values = figures.get(name, {}).get(unit)
    return median(values) if values else None


def describe_environment() -> dict[str, str]:
    """Return the commit, the machine and the versions of programs that affect the figures."""
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
    changes = _first_line([*git, "status", "--porcelain", "--", "generator", "benchmarks", "data", "content"])
    commit = _first_line([*git, "rev-parse", "--short", "HEAD"]) or "unknown"
    return f"{commit} with changes" if changes else commit


def _first_line(command: Sequence[str]) -> str:
    try:
        process = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (process.stdout.splitlines() or [""])[0]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
