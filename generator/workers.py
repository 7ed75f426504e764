"""Worker processes: what a build has much of is made by all processors.

A worker that dies, or cannot be started, costs only time: its jobs are done by the process that asked for them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from threading import Thread
from types import TracebackType
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")


PROCESSES = "KB_PROCESSES"
"""The environment variable with the most processes that a build may use, where others build beside it."""


def processors() -> int:
    """Return how many processors this process may use."""
    if (most := os.environ.get(PROCESSES, "")).isdecimal():
        return max(1, int(most))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """As many processes as there are processors, each started at the first job that needs it. A context manager.

    With a ``count`` below 2 there are none, and every job is done where it is asked for.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = processors() if count is None else count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:
            # After Ctrl-C or a bug of ours, the executor would first finish the jobs it has started.
            for worker in multiprocessing.active_children():
                worker.terminate()
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def start(self, function: Callable[[J], R], jobs: Sequence[J]) -> StartedJobs[J, R]:
        """Give ``jobs`` to the workers. ``function`` is one of a module, and jobs and results can be pickled."""
        futures: dict[Future[R], int] = {}
        if self.count > 1:
            # A fork would copy the libraries' threads and locks in an unknown state, so each is a new interpreter.
            context = multiprocessing.get_context("spawn")
            try:
                self._pool = self._pool or ProcessPoolExecutor(self.count, context, initializer=_start_worker)
                with _interrupts_blocked():
                    for n, job in enumerate(jobs):
                        futures[self._pool.submit(function, job)] = n
            except (BrokenProcessPool, OSError):
                self._pool = None
        return StartedJobs(function, tuple(jobs), futures)


NO_WORKERS = Workers(1)


@dataclass(frozen=True)
class StartedJobs(Generic[J, R]):
    """Jobs that workers have, but for those that no worker could be given."""

    _function: Callable[[J], R]
    _jobs: tuple[J, ...]
    _futures: dict[Future[R], int]

    def results(self) -> Iterator[tuple[int, R]]:
        """Yield the position and the result of each job as it is done; those that workers leave are done last."""
        left = set(range(len(self._jobs)))
        with suppress(BrokenProcessPool, OSError):
            for future in as_completed(self._futures):
                result = future.result()
                left.remove(self._futures[future])
                yield self._futures[future], result
        for n in sorted(left):
            yield n, self._function(self._jobs[n])

    def shared_results(self) -> list[R]:
        """Return the result of each job in their order; this process does those that no worker has begun."""
        done: dict[int, R] = {}
        for future, n in reversed(self._futures.items()):
            if future.cancel():
                done[n] = self._function(self._jobs[n])
        for future, n in self._futures.items():
            if n not in done:
                with suppress(BrokenProcessPool, OSError):
                    done[n] = future.result()
        return [done[n] if n in done else self._function(job) for n, job in enumerate(self._jobs)]


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
