"""The prints of a partnership: made by this project, made again, and each by a WeasyPrint process of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from benchmarks.measuring import FailedError, Figures, note
from benchmarks.workplace import Task, without_cache

COUNT = 160


def measure_prints(task: Task) -> Figures:
    """The first 160 prints of a made-up partnership, or all of them if it has fewer."""
    project, figures = task.place.partnership(task.units), Figures()
    for _ in range(task.rounds):
        without_cache(project)
        first = _stage(figures, "cold", task, project)
        again = _stage(figures, "nothing changed", task, project)
        if first != again:
            raise FailedError("the prints that were made again are not those that were made first")
    _one_by_one(figures, task, project)
    return figures


def _stage(figures: Figures, name: str, task: Task, project: Path) -> str:
    """Make the prints; note what the making took, without reading the project; return what tells the files apart."""
    ran = task.place.python("-m", "benchmarks.print_stage", str(project), str(COUNT))
    said: dict[str, Any] = json.loads(ran.output.splitlines()[-1])
    note(figures, name, seconds=said["seconds"], megabytes=ran.megabytes, prints=said["prints"])
    return str(said["digest"])


def _one_by_one(figures: Figures, task: Task, project: Path) -> None:
    """The same documents, each by a process; of a sample, as many seconds as all of them would take at its pace."""
    folder = task.place.folder / "documents"
    shutil.rmtree(folder, ignore_errors=True)
    task.place.python("-m", "benchmarks.print_stage", str(project), str(COUNT), "--documents", str(folder))
    documents: list[list[str]] = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
    count = min(task.sample or len(documents), len(documents))
    chosen = [documents[number * len(documents) // count] for number in range(count)]
    runs = [task.place.python("-m", "weasyprint", *arguments) for arguments in chosen]
    seconds = sum(one.seconds for one in runs) * len(documents) / count
    largest = max(one.megabytes for one in runs)
    note(figures, "a process for each", seconds=seconds, megabytes=largest, prints=len(documents), measured=count)
