"""A site that several processes build is the one that a single process builds, also if one of them is killed."""

import multiprocessing
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import workers
from generator.diagnostics import Code
from generator.publishing.engine import pages
from generator.publishing.proofs import leak_scan
from generator.publishing.publish import PublishResult, publish
from tests.conftest import TODAY
from tests.incremental import files

pytestmark = pytest.mark.slow

Build = Callable[..., PublishResult]


@pytest.fixture
def build(loamshire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build a copy of a project in this many processes, however little there is to do."""
    monkeypatch.setattr(pages, "_FEWEST_PAGES", 1)
    monkeypatch.setattr(leak_scan, "_FEW_BYTES", 0)

    def run(processes: int, at_stage: Callable[[str], None] = lambda _: None) -> PublishResult:
        monkeypatch.setattr(workers, "processors", lambda: processes)
        copy = tmp_path / f"in-{processes}"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(loamshire, copy)
        return publish(copy, today=TODAY, with_prints=False, progress=lambda stage, *_: at_stage(stage))

    return run


def test_three_processes_build_the_bytes_that_one_builds(build: Build) -> None:
    seen: set[int | None] = set()
    one = build(1, lambda _: seen.update(worker.pid for worker in multiprocessing.active_children()))
    assert seen == set()
    three = build(3, lambda _: seen.update(worker.pid for worker in multiprocessing.active_children()))
    assert len(seen) >= 2
    assert one.folder
    assert three.folder
    assert files(three.folder) == files(one.folder)
    assert multiprocessing.active_children() == []


def test_killed_processes_cost_no_page(build: Build) -> None:
    killed: list[int | None] = []

    def kill(stage: str) -> None:
        # The first stage after the pages are given out; some workers have not begun, others are about to search.
        if stage.startswith(("Writing the scripts", "Looking for what only")):
            for worker in multiprocessing.active_children():
                worker.kill()
                killed.append(worker.pid)

    one, three = build(1), build(3, kill)
    assert killed
    assert one.folder
    assert three.folder
    assert files(three.folder) == files(one.folder)


@pytest.mark.parametrize("processes", [1, 3])
def test_each_process_tells_what_is_wrong_with_its_pages(processes: int, build: Build, loamshire: Path) -> None:
    for page in sorted((loamshire / "content").rglob("*.md")):
        page.write_text(page.read_text() + "\nThere is [nothing of that](#nowhere).\n")
    result = build(processes)
    assert result.folder is None
    told = [problem for problem in result.diagnostics if problem.code is Code.ENGINE_PROBLEM]
    assert len(told) == len(list((loamshire / "content").rglob("*.md")))


@pytest.mark.parametrize("processes", [1, 3])
def test_each_process_finds_what_only_staff_may_see(processes: int, build: Build, loamshire: Path) -> None:
    page = next((loamshire / "content" / "guides").glob("*.md"))
    page.write_text(page.read_text() + "\nAt night, ring (01632) 960-777.\n")
    result = build(processes)
    assert result.folder is None
    assert {problem.code for problem in result.diagnostics} == {Code.STAFF_ONLY_LEAK}
