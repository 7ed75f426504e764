"""This project: a site of some size, the partnership that this repository publishes, and checking it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.edits import Edit, edits_of_default, edits_of_partnership
from benchmarks.measuring import FailedError, Figures, Run, note
from benchmarks.workplace import Task, Workplace, without_cache

_MADE = re.compile(r"Built (\d+) pages and (\d+) PDF")


def measure_site(task: Task) -> Figures:
    """A made-up partnership without PDFs: from nothing, again, after one edit of each kind; and checking it."""
    place, figures = task.place, Figures()
    project = place.partnership(task.units)
    for turn in range(task.rounds):

        def build() -> list[Run]:
            return [place.kb("build", project, "--no-pdf")]

        _builds(figures, build, project, edits_of_partnership(project, place.code), turn)
        _checks(figures, place, project)
    place.built.add(project)
    return figures


def measure_default(task: Task) -> Figures:
    """What this repository publishes, both editions with all their PDFs."""
    place, figures = task.place, Figures()
    project = place.default()
    for turn in range(task.rounds):

        def build() -> list[Run]:
            return [place.kb("build", project, "--edition", edition) for edition in ("public", "staff")]

        _builds(figures, build, project, edits_of_default(project), turn)
    return figures


def measure_check(task: Task) -> Figures:
    """Checking what this repository publishes, and what importing pydantic alone takes."""
    place, figures = task.place, Figures()
    project = place.default()
    for _ in range(task.rounds):
        _checks(figures, place, project)
        _note_runs(figures, "importing pydantic", [place.python("-c", "import pydantic; pydantic.BaseModel")])
    return figures


def _builds(
    figures: Figures, build: Callable[[], list[Run]], project: Path, edits: tuple[Edit, ...], turn: int
) -> None:
    shutil.rmtree(project / "build", ignore_errors=True)
    cold = build()
    _note_runs(figures, "cold", cold)
    note(figures, "cold", **_made(cold))
    _note_runs(figures, "nothing changed", build())
    for edit in edits:
        with edit.made(turn):
            _note_runs(figures, edit.name, build())
        build()  # so that the next edit is the only one since the last build


def _checks(figures: Figures, place: Workplace, project: Path) -> None:
    without_cache(project)
    _note_runs(figures, "check, first", [place.kb("check", project)])
    _note_runs(figures, "check, again", [place.kb("check", project)])


def _note_runs(figures: Figures, name: str, runs: list[Run]) -> None:
    """Runs one after another, as one: their times together, the memory of the largest."""
    note(figures, name, seconds=sum(one.seconds for one in runs), megabytes=max(one.megabytes for one in runs))


def _made(runs: list[Run]) -> dict[str, float]:
    said = [_MADE.search(one.output) for one in runs]
    counts = [(int(one[1]), int(one[2])) for one in said if one]
    if len(counts) != len(runs):
        raise FailedError(f"a build did not say what it made: {runs[-1].output}")
    return {"pages": sum(pages for pages, _ in counts), "prints": sum(prints for _, prints in counts)}
