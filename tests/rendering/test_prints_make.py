"""PDFs made by several processes are those that one makes; processes that die or are stopped leave nothing undone."""

import multiprocessing
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cache import Cache
from generator.model.output_formats import OUTPUT_FORMATS
from generator.progress import ReuseCount
from generator.rendering.prints import make
from generator.rendering.prints.jobs import PrintJob
from generator.rendering.prints.limits import Limits
from generator.workers import Workers
from tests.conftest import REPOSITORY


def a_job(words: str) -> PrintJob:
    markup = f"<!doctype html><html lang=en-GB><title>A</title><h1>A</h1><p>{words}</p></html>"
    style = (
        "html { font-family: 'Source Sans KB' } @font-face { font-family: 'Source Sans KB'; src: url(kb:font/regular) }"
    )
    return PrintJob(f"downloads/{words}.pdf", OUTPUT_FORMATS[0], markup, (style,), "A4", (), False, Limits())


JOBS = [a_job(words) for words in ("one", "two", "three", "one")]


def pdf_contents(progress: Callable[..., None], processes: int = 2) -> list[bytes]:
    with Workers(processes) as workers:
        results, count = make.make_prints(JOBS, Cache(), progress, workers)
    assert count == ReuseCount(new=3, reused=0)
    return [one.content for one in results]


@pytest.fixture
def alone() -> list[bytes]:
    """What one process makes of the jobs."""
    counts: list[tuple[int, int]] = []
    made = pdf_contents(lambda _, done=0, of=0: counts.append((done, of)), processes=1)
    assert counts == [(1, 3), (2, 3), (3, 3)]
    return made


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes, however little there is to do."""
    monkeypatch.setattr(make, "_POOL_THRESHOLD", 0)


def test_a_job_reaches_a_worker_as_it_is() -> None:
    assert pickle.loads(pickle.dumps(JOBS)) == JOBS


@pytest.mark.slow
@pytest.mark.usefixtures("two_workers")
def test_workers_make_the_same_bytes_in_the_same_order_and_count_as_they_go(alone: list[bytes]) -> None:
    counts: list[tuple[int, int]] = []
    workers: set[int | None] = set()

    def progress(_: str, done: int = 0, of: int = 0) -> None:
        counts.append((done, of))
        workers.update(one.pid for one in multiprocessing.active_children())

    assert pdf_contents(progress) == alone
    assert counts == [(1, 3), (2, 3), (3, 3)]
    assert len(workers) == 2
    assert multiprocessing.active_children() == []


@pytest.mark.slow
@pytest.mark.usefixtures("two_workers")
def test_what_killed_workers_leave_is_made_all_the_same(alone: list[bytes]) -> None:
    def progress(*_: object) -> None:
        for worker in multiprocessing.active_children():
            worker.kill()

    assert pdf_contents(progress) == alone


@pytest.fixture
def no_python() -> Iterator[None]:
    """A program in Python's place that ends before it has read anything."""
    multiprocessing.set_executable("/bin/false")
    yield
    multiprocessing.set_executable(sys.executable)


@pytest.mark.slow
@pytest.mark.usefixtures("two_workers", "no_python")
def test_where_no_worker_starts_all_is_made_all_the_same(alone: list[bytes]) -> None:
    assert pdf_contents(lambda *_: None) == alone


_PROGRAM = """
import multiprocessing, sys
from generator.cache import Cache
from generator.rendering.prints import make
from generator.workers import Workers
from tests.rendering.test_prints_make import JOBS

def progress(*_):
    print(*(one.pid for one in multiprocessing.active_children()), flush=True)
    sys.stdin.read()

if __name__ == "__main__":
    make._POOL_THRESHOLD = 0
    with Workers(2) as workers:
        make.make_prints(JOBS, Cache(), progress, workers)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stop", "tracebacks"),
    [
        (lambda pid: os.kill(pid, signal.SIGKILL), 0),
        (lambda pid: os.kill(pid, signal.SIGINT), 1),
        (lambda pid: os.killpg(pid, signal.SIGINT), 1),
    ],
    ids=["killed", "interrupted", "interrupted at the terminal"],
)
def test_workers_end_with_the_process_that_started_them(
    stop: Callable[[int], None], tracebacks: int, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM)
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        [sys.executable, "-P", str(program)],
        env=environment,
        text=True,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        workers = [os.pidfd_open(int(pid)) for pid in process.stdout.readline().split()]
        assert len(workers) == 2
        stop(process.pid)
        assert process.wait(120) < 0
        for worker in workers:
            ended, _, _ = select.select([worker], [], [], 120)
            assert ended == [worker]
            os.close(worker)
        assert process.stderr.read().count("Traceback") == tracebacks


@pytest.mark.slow
def test_a_print_with_a_problem_does_not_go_to_the_cache(tmp_path: Path) -> None:
    job = a_job("\u4e2d")
    for _ in range(2):
        results, count = make.make_prints([job], Cache(tmp_path), lambda *_: None)
        assert count.new == 1
        assert results[0].problems
