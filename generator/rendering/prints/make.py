"""Make all prints of a site. Unchanged ones come from the cache; many new ones are made in several processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import resource_tracker
from pathlib import PurePosixPath
from threading import Thread

from generator.cache import Cache
from generator.diagnostics import Diagnostic
from generator.progress import Progress, ReuseCount
from generator.rendering.prints.jobs import Printed, PrintJob
from generator.views.shared.pages import PrintView

KIND = "prints"
PROCESSES = "KB_PROCESSES"
"""The environment variable with the most processes that a build may use, where others build beside it."""
_POOL_THRESHOLD = 60_000
"""Characters of HTML from which worker processes are faster: each must first import the libraries."""


def make_prints(jobs: Sequence[PrintJob], cache: Cache, progress: Progress) -> tuple[tuple[Printed, ...], ReuseCount]:
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
    worker_count = min(_processors(), len(laid_out)) if pays else 1
    if worker_count > 1:
        _print_in_pool(laid_out, worker_count, accept)
    for key, job in laid_out.items():
        if key not in results:
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


def _processors() -> int:
    if (most := os.environ.get(PROCESSES, "")).isdecimal():
        return max(1, int(most))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print_in_pool(
    pending_jobs: dict[str, PrintJob], worker_count: int, accept: Callable[[str, Printed], None]
) -> None:
    """Make files in worker processes, the longest first, so that no worker starts a long one last.

    If a worker dies, the pool ends. The jobs that it leaves undone are for the caller.
    """
    longest_first = sorted(pending_jobs.items(), key=lambda pending: -_length(pending[1]))
    # A fork would copy the libraries' threads and locks in an unknown state, so each worker is a new interpreter.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(worker_count, context, initializer=_start_worker)
    try:
        with _interrupts_blocked():
            futures = {pool.submit(_print_in_worker, job): key for key, job in longest_first}
        for future in as_completed(futures):
            accept(futures[future], future.result())
    except (BrokenProcessPool, OSError):
        pass  # a worker died, or the system cannot start another one
    except BaseException:
        # After Ctrl-C or a bug of ours, the executor would first finish the files it has started.
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Hold Ctrl-C back, here and in the processes that are started meanwhile, until ``_start_worker`` has run there."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # starting it unblocks the signal
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _start_worker() -> None:
    """Prepare a worker process: end it when the process that started it ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches every process: avoid a traceback from each
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with suppress(OSError):
        os.dup2(2, 1)  # keep what libraries print out of the command's output
    Thread(target=_exit_with_parent, daemon=True).start()
    gc.freeze()


def _exit_with_parent() -> None:
    """End this worker when its parent is killed. Otherwise it would wait for ever on the executor's queue."""
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _print_in_worker(job: PrintJob) -> Printed:
    """Return the file of one job. Free its memory at once, because the next job may need as much."""
    printed: Printed = job.output.call("write", job)
    gc.collect()
    return printed
