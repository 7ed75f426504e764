"""Benchmarks of ``kb build`` and ``kb check``: on generated partnerships and on that of this repository."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.edits import Edit, default_edits, partnership_edits
from benchmarks.measurement import CommandError, Figures, ProcessRun, add_values
from benchmarks.workspace import BenchmarkTask, Workspace, delete_cache

_BUILT_COUNTS = re.compile(r"Built (\d+) pages and (\d+) PDF")


def measure_site(task: BenchmarkTask) -> Figures:
    """Measure builds of a generated partnership without PDFs, and checks: cold, unchanged, and after each edit."""
    workspace, figures = task.workspace, Figures()
    project = workspace.partnership(task.units)
    for turn in range(task.rounds):

        def build() -> list[ProcessRun]:
            return [workspace.kb("build", project, "--no-pdf")]

        _measure_builds(figures, build, project, partnership_edits(project, workspace.code), turn)
        _measure_checks(figures, workspace, project)
    workspace.built_projects.add(project)
    return figures


def measure_default(task: BenchmarkTask) -> Figures:
    """Measure builds of this repository's partnership, both editions with all PDFs."""
    workspace, figures = task.workspace, Figures()
    project = workspace.default_project()
    for turn in range(task.rounds):

        def build() -> list[ProcessRun]:
            return [workspace.kb("build", project, "--edition", edition) for edition in ("public", "staff")]

        _measure_builds(figures, build, project, default_edits(project), turn)
    return figures


def measure_check(task: BenchmarkTask) -> Figures:
    """Measure checks of this repository's partnership, and the import of pydantic to compare with."""
    workspace, figures = task.workspace, Figures()
    project = workspace.default_project()
    for _ in range(task.rounds):
        _measure_checks(figures, workspace, project)
        _add_runs(figures, "importing pydantic", [workspace.python("-c", "import pydantic; pydantic.BaseModel")])
    return figures


def _measure_builds(
    figures: Figures, build: Callable[[], list[ProcessRun]], project: Path, edits: tuple[Edit, ...], turn: int
) -> None:
    shutil.rmtree(project / "build", ignore_errors=True)
    cold = build()
    _add_runs(figures, "cold", cold)
    add_values(figures, "cold", **_built_counts(cold))
    _add_runs(figures, "nothing changed", build())
    for edit in edits:
        with edit.apply(turn):
            _add_runs(figures, edit.name, build())
        build()  # build without the edit, so that the next edit is the only change


def _measure_checks(figures: Figures, workspace: Workspace, project: Path) -> None:
    delete_cache(project)
    _add_runs(figures, "check, first", [workspace.kb("check", project)])
    _add_runs(figures, "check, again", [workspace.kb("check", project)])


def _add_runs(figures: Figures, name: str, runs: list[ProcessRun]) -> None:
    """Add consecutive runs as one: the sum of their times, and the largest memory."""
    add_values(figures, name, seconds=sum(run.seconds for run in runs), megabytes=max(run.megabytes for run in runs))


def _built_counts(runs: list[ProcessRun]) -> dict[str, float]:
    """Return the total of pages and prints that the builds printed."""
    matches = [_BUILT_COUNTS.search(run.output) for run in runs]
    counts = [(int(match[1]), int(match[2])) for match in matches if match]
    if len(counts) != len(runs):
        raise CommandError(f"a build did not print its counts: {runs[-1].output}")
    return {"pages": sum(pages for pages, _ in counts), "prints": sum(prints for _, prints in counts)}
