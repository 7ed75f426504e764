"""All prints of a site: what was made before comes from the cache, the rest is made, by several hands if it is much."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from queue import Empty, SimpleQueue
from threading import Thread

from generator.cache import PACKAGE, Cache
from generator.diagnostics import Diagnostic
from generator.progress import Progress, ReuseCount
from generator.rendering.prints.jobs import Printed, PrintJob
from generator.rendering.prints.prose import prose_problems
from generator.views.prints.prose import PrintedProse
from generator.views.shared.pages import PrintView

KIND = "prints"
_WORTH_IT = 60_000
"""Letters of HTML from which on it pays to start workers, each of which must first read what it works with."""


def make_prints(jobs: Sequence[PrintJob], cache: Cache, progress: Progress) -> tuple[tuple[Printed, ...], ReuseCount]:
    """The PDF of each job, in their order, and how many were made.

    Jobs that come to the same are done once. Only what went well is kept.
    """
    keys = [job.key for job in jobs]
    by_key = dict(zip(reversed(keys), reversed(jobs), strict=True))
    made = {key: printed for key in sorted(by_key) if (printed := _kept(cache.get(KIND, key)))}
    wanted = {key: by_key[key] for key in dict.fromkeys(keys) if key not in made}
    count = ReuseCount(len(wanted), len(made))

    def take(key: str, printed: Printed) -> None:
        made[key] = printed
        if not printed.problems:
            cache.put(KIND, key, printed.pages.to_bytes(4, "big") + printed.content)
        progress(f"Printing {PurePosixPath(by_key[key].path).name}", len(made) - count.reused, count.new)

    hands = min(_processors(), len(wanted)) if sum(map(_length, wanted.values())) > _WORTH_IT else 1
    if hands > 1:
        _by_workers(wanted, hands, take)
    left = {key: job for key, job in wanted.items() if key not in made}
    if left:
        from generator.rendering.pdf.make import make_print

        for key, job in left.items():
            take(key, make_print(job))
    return tuple(made[key] for key in keys), count


def placed(view: PrintView, problems: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """The problems of a print at the publication that asks for it, and of its prose where that was written.

    There its author can do something about them.
    """
    yield from (replace(one, span=view.span, message=f"{view.path}: {one.message}") for one in problems)
    for part in view.parts:
        if isinstance(part.content, PrintedProse):
            yield from prose_problems(part.content)


def _kept(content: bytes | None) -> Printed | None:
    return Printed(content[4:], int.from_bytes(content[:4], "big")) if content else None


def _length(job: PrintJob) -> int:
    return sum(map(len, job.markups))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_workers(wanted: dict[str, PrintJob], hands: int, take: Callable[[str, Printed], None]) -> None:
    """The longest first, so that the last to be done is short. What a worker that dies leaves undone stays undone."""
    waiting: SimpleQueue[tuple[str, PrintJob]] = SimpleQueue()
    for one in sorted(wanted.items(), key=lambda one: -_length(one[1])):
        waiting.put(one)
    done: SimpleQueue[tuple[str, Printed] | None] = SimpleQueue()
    overseers = [Thread(target=_oversee, args=(waiting, done), daemon=True) for _ in range(hands)]
    for overseer in overseers:
        overseer.start()
    working = hands
    while working:
        if (printed := done.get()) is not None:
            take(*printed)
        else:
            working -= 1


def _oversee(waiting: SimpleQueue[tuple[str, PrintJob]], done: SimpleQueue[tuple[str, Printed] | None]) -> None:
    """Give one worker job after job; None at the end of its work."""
    path = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-P", "-m", "generator.rendering.prints.worker"]
    surroundings = {**os.environ, "PYTHONPATH": path}
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings) as worker:
            assert worker.stdin
            assert worker.stdout
            with suppress(Empty, EOFError, OSError, pickle.UnpicklingError):
                while True:
                    key, job = waiting.get_nowait()
                    pickle.dump(job, worker.stdin)
                    worker.stdin.flush()
                    done.put((key, pickle.load(worker.stdout)))
            with suppress(OSError):
                worker.stdin.close()
    finally:
        done.put(None)
