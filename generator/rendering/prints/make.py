"""Make all prints of a site. Unchanged ones come from the cache; many new ones are made in several processes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.cache import Cache
from generator.diagnostics import Diagnostic
from generator.progress import Progress, ReuseCount
from generator.rendering.prints.jobs import Printed, PrintJob
from generator.views.shared.pages import PrintView
from generator.workers import NO_WORKERS, Workers

KIND = "prints"
_POOL_THRESHOLD = 60_000
"""Characters of HTML from which worker processes are faster: each must first import the libraries."""


def make_prints(
    jobs: Sequence[PrintJob], cache: Cache, progress: Progress, workers: Workers = NO_WORKERS
) -> tuple[tuple[Printed, ...], ReuseCount]:
    """Return the file of each job in the same order, and how many were new and how many reused.

    Jobs with equal keys are done once, so the items of a pack are seldom made for it. Files with problems are not
    stored in the cache.
    """
    keys = [job.key for job in jobs]
    with_items = [*jobs, *(item for job in jobs for item in job.items)]
    all_keys = [job.key for job in with_items]
    jobs_by_key = dict(zip(reversed(all_keys), reversed(with_items), strict=True))
    results = {key: printed for key in sorted(jobs_by_key) if (printed := _cached(cache.get(KIND, key)))}
    pending_jobs = {key: jobs_by_key[key] for key in dict.fromkeys(all_keys) if key not in results}
    count = ReuseCount(len(pending_jobs), len(results))

    def accept(key: str, printed: Printed) -> None:
        results[key] = printed
        if not printed.problems:
            cache.put(KIND, key, printed.pages.to_bytes(4, "big") + printed.content)
        progress(f"Printing {PurePosixPath(jobs_by_key[key].path).name}", len(results) - count.reused, count.new)

    laid_out = {key: job for key, job in pending_jobs.items() if not job.items}
    pays = sum(map(_length, laid_out.values())) > _POOL_THRESHOLD
    if pays and workers.count > 1 and len(laid_out) > 1:
        # The longest first, so that no worker starts a long one last.
        longest_first = sorted(laid_out.items(), key=lambda pending: -_length(pending[1]))
        for n, printed in workers.start(_print_alone, [job for _, job in longest_first]).results():
            accept(longest_first[n][0], printed)
    else:
        for key, job in laid_out.items():
            accept(key, job.output.call("write", job))
    for key, job in pending_jobs.items():
        if job.items:
            accept(key, _pack(job, results, frozenset(keys)))
    return tuple(results[key] for key in keys), count


def _pack(job: PrintJob, results: Mapping[str, Printed], published: frozenset[str]) -> Printed:
    """Return the file of a pack. Its problems include those of items that are not published alone."""
    items = {item.key: results[item.key] for item in job.items}
    pack: Printed = job.output.call("collate", job, [items[item.key] for item in job.items])
    of_items = (problem for key, item in items.items() if key not in published for problem in item.problems)
    return replace(pack, problems=(*pack.problems, *of_items))


def problems_at_source(view: PrintView, problems: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """Yield the problems of a print with the place that its author can edit, which is its publication."""
    yield from (replace(one, span=view.span, message=f"{view.path}: {one.message}") for one in problems)


def _cached(entry: bytes | None) -> Printed | None:
    """Return the file of a cache entry: its number of pages in 4 bytes, then its content."""
    return Printed(entry[4:], int.from_bytes(entry[:4], "big")) if entry else None


def _length(job: PrintJob) -> int:
    return len(job.markup)


def _print_alone(job: PrintJob) -> Printed:
    """Return the file of one job. Free its memory at once, because the next job may need as much."""
    printed: Printed = job.output.call("write", job)
    gc.collect()
    return printed
