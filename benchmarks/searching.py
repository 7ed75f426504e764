"""Benchmark of search: the bytes that a reader's browser fetches, once, to search all pages."""

from __future__ import annotations

import gzip

from benchmarks.measurement import Figures, add_values
from benchmarks.workspace import BenchmarkTask
from generator.publishing.engine.search_index import INDEX_PATH

_LEVEL = 6
"""How hard web servers compress, if nobody tells them otherwise."""


def measure_search(task: BenchmarkTask) -> Figures:
    """Measure the index of a generated partnership's site as a server sends it."""
    index = task.workspace.built_partnership(task.units) / "build" / "public" / INDEX_PATH
    figures = Figures()
    add_values(figures, "a search", kilobytes=len(gzip.compress(index.read_bytes(), _LEVEL)) / 1000)
    return figures
