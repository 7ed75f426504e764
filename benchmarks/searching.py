"""Benchmark of search: the bytes that a reader's browser fetches."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from typing import Any

from benchmarks.measurement import Figures, UnavailableError, add_values
from benchmarks.workspace import BenchmarkTask


def measure_search(task: BenchmarkTask) -> Figures:
    """Measure a first and a second search of a generated partnership's site."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser or not find_spec("playwright"):
        raise UnavailableError("there is no Chromium, or no Playwright to drive it")
    site = task.workspace.built_partnership(task.units) / "build" / "public"
    run = task.workspace.python("-m", "benchmarks.search_fetch", str(site), browser)
    sizes_by_search: dict[str, Any] = json.loads(run.output.splitlines()[-1])
    figures = Figures()
    for name, sizes in sizes_by_search.items():
        add_values(figures, name, kilobytes=sum(sizes) / 1000, answers=len(sizes))
    return figures
