"""Benchmarks of ``kb build`` and ``kb check``: on generated partnerships and on that of this repository."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.edits import Edit, default_edits, partnership_edits
from benchmarks.measurement import CommandError, Figures, ProcessRun, add_values
from benchmarks.targets import MIDDLE_SIZE
from benchmarks.workspace import NEXT_DAY, BenchmarkTask, Workspace, delete_cache

_PATH_ROW = re.compile(r"^\| (\d+) \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE)
_FLEET_ROW = re.compile(r": [\d.]+ s of CPU, ([\d.]+) s of time$", re.MULTILINE)
_IMPORT = "import pydantic, yaml; pydantic.BaseModel"
_BUILT_COUNTS = re.compile(r"Built ([\d,]+) pages? and ([\d,]+) file")


def measure_site(task: BenchmarkTask) -> Figures:
    """Measure builds of a generated partnership without PDFs, and checks: cold, unchanged, and after each edit."""
    workspace, figures = task.workspace, Figures()
    project = workspace.partnership(task.units)
    for turn in range(task.rounds):

        def build() -> list[ProcessRun]:
            return [workspace.kb("build", project, "--no-pdf")]

        # Of the large sites, only how a build grows with them is asked.
        edits = partnership_edits(project, workspace.code) if task.units <= MIDDLE_SIZE else ()
        _measure_builds(figures, build, project, edits, turn)
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
        runs = [workspace.kb("build", project, "--edition", edition, day=NEXT_DAY) for edition in ("public", "staff")]
        _add_runs(figures, "the next day", runs)
    return figures


def measure_check(task: BenchmarkTask) -> Figures:
    """Measure checks of this repository's partnership, and the import of the libraries that read records."""
    workspace, figures = task.workspace, Figures()
    project = workspace.default_project()
    for _ in range(task.rounds):
        _measure_checks(figures, workspace, project)
        _add_runs(figures, "importing pydantic and PyYAML", [workspace.python("-c", _IMPORT)])
    return figures


def measure_path(task: BenchmarkTask) -> Figures:
    """Measure the parts of a build of a generated partnership, and the longest path on more processors."""
    figures = Figures()
    run = task.workspace.python("-m", "benchmarks.longest_path", "--units", str(task.units))
    for processes, of_all, path in _PATH_ROW.findall(run.output):
        name = f"{processes} process{'' if processes == '1' else 'es'}"
        add_values(figures, name, seconds=float(path))
        add_values(figures, f"{name}, the seconds of all added up", seconds=float(of_all))
    return figures


def measure_pdfs(task: BenchmarkTask) -> Figures:
    """Measure all PDFs of this repository's partnership in one process, in seconds of the processor."""
    figures, project = Figures(), task.workspace.default_project()
    run = task.workspace.python("-m", "benchmarks.pdf_share", str(project))
    report: dict[str, float] = json.loads(run.output.splitlines()[-1])
    own = report["layout"] + report["painting"]
    add_values(figures, "all of it", seconds=report["seconds"], megabytes=run.megabytes)
    add_values(figures, "WeasyPrint's own layout and painting", seconds=own)
    return figures


def measure_fleet(task: BenchmarkTask) -> Figures:
    """Measure a fleet of made partnerships without PDFs."""
    figures, count = Figures(), task.members
    run = task.workspace.python("-m", "benchmarks.fleet", "--count", str(count), "--no-pdf")
    alone, cold, again, changed = (float(seconds) for seconds in _FLEET_ROW.findall(run.output))
    add_values(figures, "all alone", seconds=count * alone, partnerships=count)
    add_values(figures, "cold", seconds=cold)
    add_values(figures, "nothing changed", seconds=again)
    add_values(figures, "one number changed", seconds=changed)
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
    counts = [tuple(int(match[n].replace(",", "")) for n in (1, 2)) for match in matches if match]
    if len(counts) != len(runs):
        raise CommandError(f"a build did not print its counts: {runs[-1].output}")
    return {"pages": sum(pages for pages, _ in counts), "prints": sum(prints for _, prints in counts)}
