"""Benchmarks of PDFs: made by this project, from its cache, and each by a WeasyPrint process of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from benchmarks.measurement import CommandError, Figures, add_values
from benchmarks.workspace import BenchmarkTask, delete_cache

COUNT = 160


def measure_prints(task: BenchmarkTask) -> Figures:
    """Measure the first 160 prints of a generated partnership, or all of them if it has fewer."""
    project, figures = task.workspace.partnership(task.units), Figures()
    for _ in range(task.rounds):
        delete_cache(project)
        first_digest = _make_prints(figures, "cold", task, project)
        second_digest = _make_prints(figures, "nothing changed", task, project)
        if first_digest != second_digest:
            raise CommandError("the prints from the cache differ from the first ones")
    _print_one_by_one(figures, task, project)
    return figures


def _make_prints(figures: Figures, name: str, task: BenchmarkTask, project: Path) -> str:
    """Make the prints and add their time, without that for reading the project. Return a hash of the files."""
    run = task.workspace.python("-m", "benchmarks.print_stage", str(project), str(COUNT))
    report: dict[str, Any] = json.loads(run.output.splitlines()[-1])
    add_values(figures, name, seconds=report["seconds"], megabytes=run.megabytes, prints=report["prints"])
    return str(report["digest"])


def _print_one_by_one(figures: Figures, task: BenchmarkTask, project: Path) -> None:
    """Print each document in a process of its own. For a sample, scale the seconds to all documents."""
    folder = task.workspace.folder / "documents"
    shutil.rmtree(folder, ignore_errors=True)
    task.workspace.python("-m", "benchmarks.print_stage", str(project), str(COUNT), "--documents", str(folder))
    documents: list[list[str]] = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    count = min(task.sample or len(documents), len(documents))
    sample = [documents[number * len(documents) // count] for number in range(count)]
    runs = [task.workspace.python("-m", "weasyprint", *arguments) for arguments in sample]
    seconds = sum(run.seconds for run in runs) * len(documents) / count
    megabytes = max(run.megabytes for run in runs)
    add_values(
        figures, "a process for each", seconds=seconds, megabytes=megabytes, prints=len(documents), measured=count
    )
