"""The longest path of a build on more processors than this machine has, from parts that are measured one by one.

``python -m benchmarks.longest_path --units 10`` prints, for each number of processes, the CPU seconds of all and
the longest path: the main process's own seconds, and what it has to wait for workers. No two parts run at once, so none
is slowed by another; the pages of a worker are counted with the start of its process.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.partnership import write_partnership
from benchmarks.workspace import TODAY
from generator.publishing import publish as publishing
from generator.workers import Workers

PROCESSES = (1, 2, 4, 8, 16)


@dataclass(slots=True)
class _Seconds:
    of_workers: float = 0.0
    waited: float = 0.0


class _MeasuredWorkers(Workers):
    """Workers whose jobs are done one after another, while the main process waits without using time."""

    def __init__(self, count: int, seconds: _Seconds) -> None:
        super().__init__(count)
        self._seconds = seconds

    def start(self, function: Callable[[Any], Any], jobs: Sequence[Any]) -> Any:
        """Do all jobs now. What the main process does until it asks for the results counts as done meanwhile."""
        # Fewer jobs than processes are one for each worker. More are pieces, for workers that have been started.
        batches = [[job] for job in jobs] if len(jobs) < self.count else [list(jobs)]
        results, seconds = [], []
        for batch in batches:
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                before = 0.0 if len(batches) > 1 or len(jobs) == 1 else pool.submit(time.process_time).result()
                for job in batch:
                    result, until = pool.submit(_timed, function, job).result()
                    results.append(result)
                    seconds.append(until - before)
                    before = until
        self._seconds.of_workers += sum(seconds)
        return _Done(results, _makespan(seconds, self.count), self._seconds, time.process_time())


@dataclass(slots=True)
class _Done:
    results: list[Any]
    makespan: float
    seconds: _Seconds
    started: float

    def shared_results(self) -> list[Any]:
        self.seconds.waited += max(0.0, self.makespan - (time.process_time() - self.started))
        return self.results


def _timed(function: Callable[[Any], Any], job: Any) -> tuple[Any, float]:
    return function(job), time.process_time()


def _makespan(seconds: Sequence[float], count: int) -> float:
    """Return when the last of ``count`` processes is done, if each takes the longest piece that is left."""
    ends = [0.0] * count
    for one in sorted(seconds, reverse=True):
        ends[ends.index(min(ends))] += one
    return max(ends)


def measure(project: Path, count: int) -> tuple[float, float]:
    """Return the CPU seconds of all processes, and of the longest path, of a build from nothing without PDFs."""
    with tempfile.TemporaryDirectory() as output:
        seconds = _Seconds()
        vars(publishing)["Workers"] = lambda: _MeasuredWorkers(count, seconds)
        before = time.process_time()
        result = publishing.publish(project, today=date.fromisoformat(TODAY), with_prints=False, output=f"{output}/b")
        assert result.folder, result.diagnostics
        own = time.process_time() - before
        return own + (seconds.of_workers if count > 1 else 0.0), own + (seconds.waited if count > 1 else 0.0)


def _in_new_process(project: Path, count: int) -> tuple[float, float]:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, project, count).result()


def main() -> None:
    """Print a row for each number of processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=10)
    parser.add_argument("--processes", default=",".join(map(str, PROCESSES)))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "partnership")
        write_partnership(project, options.units)
        print("| Processes | CPU s of all | Longest path, s | ÷ one process |\n| ---: | ---: | ---: | ---: |")
        first = None
        for count in map(int, options.processes.split(",")):
            of_all, path = _in_new_process(project, count)
            first = first or path
            print(f"| {count} | {of_all:.1f} | {path:.1f} | {path / first:.3f} |", flush=True)


if __name__ == "__main__":
    main()
