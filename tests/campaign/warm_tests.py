"""Tests that are imported once and then run again and again, each time in a process that begins where this one is."""

from __future__ import annotations

import gc
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from tests import conftest
from tests.campaign.code_swap import Functions, Statement, module_of, watch

REPOSITORY = conftest.REPOSITORY
PACKAGE = REPOSITORY / "generator"
_MOST_SECONDS = 3.0
"""Longer tests are left out: there are shorter ones of the same code."""
_HANG = 60
"""Seconds after which a process that waits for something is ended."""
_MEMORY = 2 << 30
"""Bytes that a process may have beyond what it begins with."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: the test that noticed it, if one did."""

    word: str
    """``killed``, ``hangs`` (noticed too), ``crashes`` (noticed too), ``survives``, or ``not planted``."""
    test: int | None = None
    tests_run: int = 0
    seconds: float = 0.0

    @property
    def noticed(self) -> bool:
        """Whether a test fails, hangs or breaks off because of the mutant."""
        return self.word in {"killed", "hangs", "crashes"}


class WarmTests:
    """The fast tests of some files, with the statements that each reaches."""

    def __init__(self, items: list[pytest.Item], scratch: Path) -> None:
        self._scratch = scratch
        self.items: list[pytest.Item] = []
        self.seconds: list[float] = []
        self.reach: dict[Statement, int] = {}
        """For each statement, the tests that reach it: bit n is the test n of ``items``."""
        self.failing: list[str] = []
        self.functions = Functions()
        self._sound: dict[int, bool] = {}
        self._measure(items)
        self.functions = Functions()

    def name(self, test: int) -> str:
        """Return the id of a test."""
        return self.items[test].nodeid

    def reaching(self, statements: Iterable[Statement]) -> int:
        """Return the tests that reach one of these statements, as bits."""
        tests = 0
        for statement in statements:
            tests |= self.reach.get(statement, 0)
        return tests

    def _measure(self, items: list[pytest.Item]) -> None:
        """Run each test once, and record what it reaches and how long it takes."""
        reached: set[Statement] = set()
        modules = [module for path in sorted(PACKAGE.rglob("*.py")) if (module := module_of(path, PACKAGE))]
        undo = [watch(module, self.functions, reached) for module in modules]
        with _remembered_links(reached) as links:
            for item in items:
                reached.clear()
                links.seconds = 0.0
                start = time.process_time()
                passed = _passes(item)
                seconds = time.process_time() - start + links.seconds
                if not passed:
                    self.failing.append(item.nodeid)
                elif reached and seconds <= _MOST_SECONDS:
                    bit = 1 << len(self.items)
                    self.items.append(item)
                    self.seconds.append(seconds)
                    for statement in reached:
                        self.reach[statement] = self.reach.get(statement, 0) | bit
                _empty(self._scratch)
        for one in undo:
            one()

    def fate(self, tests: list[int], prepare: Callable[[], None], budget: float, layers: tuple[str, ...]) -> Fate:
        """Return what becomes of the change that ``prepare`` makes, if ``tests`` run for ``budget`` seconds of CPU.

        The change is made in a new process. Functions of ``layers`` forget what they have remembered.
        """
        start = time.monotonic()
        word, number = self._in_a_new_process(tests, prepare, budget, layers)
        seconds = time.monotonic() - start
        if word == "survives":
            return Fate(word, None, number, seconds)
        test = tests[number] if number < len(tests) else None
        if test is not None and word != "not planted" and not self._is_sound(test, layers):
            return self.fate([one for one in tests if one != test], prepare, budget, layers)
        return Fate(word, test, number + 1, seconds)

    def _is_sound(self, test: int, layers: tuple[str, ...]) -> bool:
        """Return whether a test passes in a new process without any change."""
        if test not in self._sound:
            self._sound[test] = self._in_a_new_process([test], lambda: None, 60, layers)[0] == "survives"
            if not self._sound[test]:
                self.failing.append(self.name(test))
        return self._sound[test]

    def _in_a_new_process(
        self, tests: list[int], prepare: Callable[[], None], budget: float, layers: tuple[str, ...]
    ) -> tuple[str, int]:
        """Return what happened, and the position of the test that noticed or the number of tests that did not."""
        reading, writing = os.pipe()
        gc.collect(0)
        gc.freeze()
        process = os.fork()
        if process == 0:
            os.close(reading)
            self._child(tests, prepare, budget, layers, writing)
        os.close(writing)
        status = _wait(process)
        with os.fdopen(reading, "rb") as pipe:
            written = pipe.read().split()
        _empty(self._scratch)
        last = int(written[-1]) if written else 0
        if os.WIFSIGNALED(status):
            return ("hangs" if os.WTERMSIG(status) in {signal.SIGPROF, signal.SIGKILL} else "crashes"), last
        return {0: "survives", 1: "killed", 3: "not planted"}.get(os.WEXITSTATUS(status), "crashes"), last

    def _child(
        self, tests: list[int], prepare: Callable[[], None], budget: float, layers: tuple[str, ...], writing: int
    ) -> None:
        """Make the change, run the tests until one fails, and end this process."""
        code = 2
        try:
            gc.disable()
            quiet = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(quiet, stream)
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (_memory_now() + _MEMORY, hard))
            try:
                prepare()
            except BaseException:
                code = 3
                return
            forget(layers)
            code = self._run_until_one_fails(tests, budget, writing)
        finally:
            os._exit(code)

    def _run_until_one_fails(self, tests: list[int], budget: float, writing: int) -> int:
        begun = time.process_time()
        for n, test in enumerate(tests):
            if time.process_time() - begun > budget:
                os.write(writing, f"{n} ".encode())
                return 0
            os.write(writing, f"{n} ".encode())
            signal.setitimer(signal.ITIMER_PROF, 2 + 10 * self.seconds[test])
            following = self.items[tests[n + 1]] if n + 1 < len(tests) else None
            if not _passes(self.items[test], following):
                return 1
        os.write(writing, f"{len(tests)} ".encode())
        return 0


def _memory_now() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _wait(process: int) -> int:
    """Wait for a process and return its status; end it if it only waits."""
    deadline = time.monotonic() + _HANG
    pause = 0.001
    while time.monotonic() < deadline:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return status
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)
    os.kill(process, signal.SIGKILL)
    return os.waitpid(process, 0)[1]


def _empty(folder: Path) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _passes(item: pytest.Item, following: pytest.Item | None = None) -> bool:
    """Return whether a test passes or is skipped."""
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def forget(layers: tuple[str, ...]) -> None:
    """Empty what functions of these packages have remembered with ``functools.cache``."""
    for name, module in list(sys.modules.items()):
        if name.startswith(layers):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if clear is not None and str(getattr(value, "__module__", "")).startswith(layers):
                    clear()


class _remembered_links:  # noqa: N801  (used like a function)
    """Within this, a knowledge base that tests share counts as reached by each of them, and not by the first only."""

    def __init__(self, reached: set[Statement]) -> None:
        self._reached = reached
        self._linked = conftest._linked_once
        self.seconds = 0.0
        """What the knowledge bases would have taken that earlier tests had linked already."""

    def __enter__(self) -> _remembered_links:
        remembered: dict[Any, tuple[Any, frozenset[Statement], float]] = {}

        def linked(*arguments: Any) -> Any:
            if arguments not in remembered:
                earlier = set(self._reached)
                self._reached.clear()
                start = time.process_time()
                base = self._linked(*arguments)
                remembered[arguments] = base, frozenset(self._reached), time.process_time() - start
                self._reached |= earlier
            else:
                self.seconds += remembered[arguments][2]
            base, statements, _ = remembered[arguments]
            self._reached |= statements
            return base

        vars(conftest)["_linked_once"] = linked
        return self

    def __exit__(self, *_: object) -> None:
        vars(conftest)["_linked_once"] = self._linked


class _Plugin:
    """Runs a function with the collected tests in place of the tests."""

    def __init__(self, work: Callable[[list[pytest.Item]], None]) -> None:
        self._work = work

    def pytest_collection(self) -> None:
        """A failing test need not be made small."""
        settings.register_profile("mutants", settings(), phases=(Phase.explicit, Phase.generate), database=None)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the work instead of running each test once."""
        assert not session.testsfailed, "the tests could not be collected"
        processes = [item for item in session.items if "kb" in getattr(item, "fixturenames", ())]
        self._work([item for item in session.items if item not in processes])
        return True


def with_warm_tests(files: Iterable[str], scratch: Path, work: Callable[[WarmTests], None]) -> None:
    """Collect the fast tests of ``files``, and give them to ``work``. They write below ``scratch`` only."""
    folder = scratch / "tests"
    plugin = _Plugin(lambda items: work(WarmTests(items, folder)))
    options = ["-q", "-q", "--no-header", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist", "-s"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    options += [f"--basetemp={folder}", f"--rootdir={REPOSITORY}", "-c", str(REPOSITORY / "pyproject.toml")]
    code = pytest.main([*options, *files], plugins=[plugin])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise RuntimeError(f"pytest ended with {code}")


def tests_in(bits: int) -> Iterator[int]:
    """Yield the positions of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
