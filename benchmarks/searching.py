"""What a reader's browser fetches to search a built site."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from typing import Any

from benchmarks.measuring import Figures, NotMeasuredError, note
from benchmarks.workplace import Task


def measure_search(task: Task) -> Figures:
    """A first search of a made-up partnership's site, and a second one."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser or not find_spec("playwright"):
        raise NotMeasuredError("there is no Chromium, or no Playwright to drive it")
    site = task.place.built_site(task.units) / "build" / "public"
    ran = task.place.python("-m", "benchmarks.search_fetch", str(site), browser)
    fetched: dict[str, Any] = json.loads(ran.output.splitlines()[-1])
    figures = Figures()
    for name, sizes in fetched.items():
        note(figures, name, kilobytes=sum(sizes) / 1000, answers=len(sizes))
    return figures
