"""Real fleets on real clusters of Dask: what is built, what stays, and what happens when something dies."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from distributed import Client, LocalCluster

from generator.cache import Cache
from generator.cli import main
from generator.fleet.run import Outcome, run_fleet
from generator.loading.fleet_file import read_fleet
from generator.publishing.publish import publish
from tests.conftest import REPOSITORY, edit
from tests.fleet.conftest import digests, write_project

TODAY = date(2026, 11, 30)
Run = Callable[..., CompletedProcess[str]]

pytestmark = pytest.mark.slow


def run(
    projects: Path, cluster: LocalCluster, say: Callable[[str], None] | None = None
) -> tuple[dict[str, Outcome], list[str]]:
    """Run the fleet of ``projects`` on a cluster; return the outcomes by name, and what was said."""
    fleet, problems = read_fleet(projects / "fleet.yml")
    assert fleet, problems
    lines: list[str] = []

    def tell(line: str) -> None:
        lines.append(line)
        if say:
            say(line)

    outcomes = run_fleet(fleet, TODAY, scheduler=cluster.scheduler_address, say=tell)
    return {outcome.name: outcome for outcome in outcomes}, lines


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fleet of two that the command has built on a cluster of its own."""
    folder = tmp_path_factory.mktemp("built")
    for name in ("gwent", "powys"):
        write_project(folder / name, name.title())
    text = "partnerships:\n  - {name: powys, folder: powys, pdf: no}\n  - {name: gwent, folder: gwent, pdf: no}\n"
    (folder / "fleet.yml").write_text(f"{text}output: sites\n")
    return folder


@pytest.fixture(scope="module")
def first(built: Path) -> CompletedProcess[str]:
    """What the command said when it built the fleet first."""
    command = [sys.executable, "-m", "generator", "fleet", str(built / "fleet.yml"), "--today", TODAY.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def copy(built: Path, first: CompletedProcess[str], tmp_path: Path) -> Path:
    """A copy of the fleet that was built, to edit."""
    assert first.returncode == 0, first.stderr
    copy = shutil.copytree(built, tmp_path / "copy")
    (copy / "sites" / ".kb-project").write_text(f"{copy}\n")
    return copy


def test_two_partnerships_are_built_without_any_set_up(first: CompletedProcess[str], built: Path) -> None:
    assert first.returncode == 0, first.stderr
    assert first.stdout == (
        "gwent: built 54 pages, 0 files to print\n"
        "powys: built 54 pages, 0 files to print\n"
        "Built 2 partnerships, 2 of them with changes.\n"
    )
    assert sorted(first.stderr.splitlines()) == [
        "gwent: building",
        "gwent: built 54 pages, 0 files to print",
        "powys: building",
        "powys: built 54 pages, 0 files to print",
    ]
    assert (built / "sites" / ".store").stat().st_mode & 0o777 == 0o700
    assert "Gwent" in (built / "sites" / "gwent" / "index.html").read_text()


def test_a_site_of_a_fleet_has_the_bytes_of_a_build_alone(first: CompletedProcess[str], built: Path) -> None:
    assert first.returncode == 0
    alone = publish(built / "gwent", today=TODAY, with_prints=False, cache=Cache())
    assert alone.folder
    assert digests(built / "sites" / "gwent") == digests(alone.folder)


def test_a_second_fleet_makes_nothing_anew(copy: Path, cluster: LocalCluster) -> None:
    shutil.rmtree(copy / "sites" / "powys")
    before = {path: path.stat().st_ino for path in (copy / "sites" / "gwent").rglob("*")}
    outcomes, _ = run(copy, cluster)
    assert outcomes["gwent"].line == "nothing has changed: 54 pages, 0 files to print"
    assert outcomes["powys"].line == "built 54 pages, 0 files to print"
    assert before == {path: path.stat().st_ino for path in (copy / "sites" / "gwent").rglob("*")}


def test_a_partnership_that_fails_keeps_its_last_site_and_stops_nobody(copy: Path, cluster: LocalCluster) -> None:
    before = digests(copy / "sites" / "powys")
    edit(copy, "powys/data/partnership.yml", ("short_name: Powys", "shortname: Powys"))
    edit(copy, "gwent/data/partnership.yml", ("short_name: Gwent", "short_name: Gwent now"))
    outcomes, lines = run(copy, cluster)
    assert outcomes["powys"].line == "failed, 1 error; its last site stays"
    assert [str(one.span) for one in outcomes["powys"].diagnostics] == ["data/partnership.yml:9:1"]
    assert digests(copy / "sites" / "powys") == before
    assert outcomes["gwent"].line == "built 54 pages, 0 files to print"
    assert "Gwent now" in (copy / "sites" / "gwent" / "index.html").read_text()
    assert "powys: failed, 1 error; its last site stays" in lines


def test_a_damaged_object_of_the_store_is_made_again(copy: Path, cluster: LocalCluster) -> None:
    expected = digests(copy / "sites" / "gwent")
    blob = copy / "sites" / ".store" / "blobs" / expected["index.html"][:2] / expected["index.html"]
    blob.write_bytes(blob.read_bytes()[:100])
    shutil.rmtree(copy / "sites" / "gwent")
    outcomes, lines = run(copy, cluster)
    assert "gwent: building again, because the store did not give its site back" in lines
    assert outcomes["gwent"].is_published
    assert digests(copy / "sites" / "gwent") == expected
    assert digests(blob.parent)[blob.name] == blob.name


def test_without_its_store_a_fleet_is_built_all_the_same_and_says_so_once(
    copy: Path, cluster: LocalCluster, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = {name: digests(copy / "sites" / name) for name in ("gwent", "powys")}
    for name in expected:
        shutil.rmtree(copy / "sites" / name)
    edit(copy, "fleet.yml", ("output: sites\n", "output: sites\nstore: away/store\n"))
    (copy / "away").write_text("a file, where the folder of the store should be")
    scheduler = f"--scheduler={cluster.scheduler_address}"
    assert main(["fleet", str(copy / "fleet.yml"), scheduler, f"--today={TODAY}"]) == 0
    said = f"The store {copy}/away/store could not be used (Not a directory), so results were not kept or reused."
    assert [line for line in capsys.readouterr().err.splitlines() if "store" in line] == [said]
    assert {name: digests(copy / "sites" / name) for name in expected} == expected


def test_when_a_worker_dies_another_builds_the_same_bytes(copy: Path, cluster: LocalCluster) -> None:
    expected = {name: digests(copy / "sites" / name) for name in ("gwent", "powys")}
    for name in ("gwent", "powys", ".store"):
        shutil.rmtree(copy / "sites" / name)
    with Client(cluster, set_as_default=False) as client:
        workers = [min(client.run(os.getpid).values())]
    begun: list[str] = []

    def kill(line: str) -> None:
        begun.extend([line] if line.endswith(": building") else [])
        # Both workers are at work once both partnerships have begun.
        if len(begun) == 2 and workers:
            os.kill(workers.pop(), signal.SIGKILL)

    _, lines = run(copy, cluster, kill)
    again = [line for line in lines if "building again, because its worker ended" in line]
    assert again, lines
    assert {name: digests(copy / "sites" / name) for name in ("gwent", "powys")} == expected


def test_two_fleets_at_once_on_one_store_and_one_output_give_the_same_bytes(copy: Path, cluster: LocalCluster) -> None:
    expected = digests(copy / "sites" / "gwent")
    shutil.rmtree(copy / "sites" / "gwent")
    shutil.rmtree(copy / "sites" / ".store")
    edit(copy, "fleet.yml", ("  - {name: powys, folder: powys, pdf: no}\n", ""))
    lines: list[str] = []
    fleets = [threading.Thread(target=lambda: lines.append(run(copy, cluster)[0]["gwent"].line)) for _ in range(2)]
    for fleet in fleets:
        fleet.start()
    for fleet in fleets:
        fleet.join()
    assert len(lines) == 2
    assert all(line.endswith("54 pages, 0 files to print") for line in lines), lines
    assert digests(copy / "sites" / "gwent") == expected
    assert sorted(path.name for path in (copy / "sites").glob(".staging*")) == []


def test_a_repository_is_built_at_its_ref(copy: Path, cluster: LocalCluster) -> None:
    expected = digests(copy / "sites" / "gwent")
    shutil.rmtree(copy / "sites" / "gwent")

    def git(*arguments: str) -> None:
        author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *author, *arguments], cwd=copy / "gwent", check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    git("tag", "v1")
    edit(copy, "gwent/data/partnership.yml", ("short_name: Gwent", "short_name: Later"))
    git("commit", "-qam", "two")
    address = f"git: 'file://{copy}/gwent', ref: v1"
    edit(copy, "fleet.yml", ("folder: gwent", address), ("folder: powys", "git: 'file:///nowhere/at-all', ref: v1"))
    outcomes, _ = run(copy, cluster)
    assert digests(copy / "sites" / "gwent") == expected
    [problem] = outcomes["powys"].diagnostics
    assert outcomes["powys"].line == "failed, 1 error; its last site stays"
    assert problem.message.startswith("file:///nowhere/at-all could not be fetched at v1: ")
