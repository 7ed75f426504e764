"""What ``kb fleet`` says before it builds anything."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from generator.workers import processors
from tests.conftest import REPOSITORY

Kb = Callable[..., tuple[int, str, str]]


@pytest.fixture
def fleet(capsys: pytest.CaptureFixture[str]) -> Kb:
    """Run the verb; return its exit code and what it said on both streams."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["fleet", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "gwent" / "data").mkdir(parents=True)
    file = tmp_path / "fleet.yml"
    file.write_text("partnerships:\n  - {name: gwent, folder: gwent}\noutput: sites\n")
    return file


@pytest.mark.parametrize("absent", ["distributed", "fsspec", "cryptography"])
def test_without_its_packages_it_says_in_one_line_what_to_install(file: Path, absent: str) -> None:
    code = f"import sys; sys.modules['{absent}'] = None; from generator.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "fleet", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY, env=os.environ)
    expected = "kb: to build a fleet, install what it needs: pipx install 'community-safety-kb[fleet]'\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", expected)


def test_without_bokeh_there_is_no_dashboard_and_it_says_what_to_install(
    file: Path, fleet: Kb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bokeh", None)
    expected = "kb: to show the dashboard, install what it needs: pipx inject community-safety-kb bokeh\n"
    assert fleet(str(file), "--dashboard") == (2, "", expected)


def test_no_other_verb_loads_dask() -> None:
    code = "import sys, generator.cli as c; c._parser(); print([m for m in sys.modules if m in ('dask', 'fsspec')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert ran.stdout == "[]\n"


def test_a_mistake_in_the_file_is_said_and_nothing_is_made(file: Path, fleet: Kb) -> None:
    file.write_text(file.read_text().replace("name: gwent", "name: ../gwent"))
    code, out, err = fleet(str(file))
    assert code == 1
    assert out.startswith("fleet.yml:2:12: error[invalid-value] '../gwent' cannot be the name of a site's folder\n")
    assert err == "Nothing was built, because of what is wrong in the fleet's file.\n"
    assert sorted(path.name for path in file.parent.iterdir()) == ["fleet.yml", "gwent"]


def test_a_folder_with_other_files_is_not_written_to(file: Path, fleet: Kb) -> None:
    (file.parent / "sites" / "gwent").mkdir(parents=True)
    (file.parent / "sites" / "gwent" / "diary").write_text("mine")
    code, out, _ = fleet(str(file))
    assert code == 1
    assert out.splitlines() == [
        f"fleet.yml:3:9: error[build-folder] {file.parent}/sites has files that ./kb did not put there",
        "  hint: what is in it is replaced by each fleet; name a new or an empty folder after `output:`",
    ]
    assert (file.parent / "sites" / "gwent" / "diary").read_text() == "mine"


def test_a_store_that_nothing_reaches_is_said(file: Path, fleet: Kb) -> None:
    file.write_text(f"{file.read_text()}store: s4://bucket/store\n")
    code, out, _ = fleet(str(file))
    assert code == 1
    assert out.startswith("fleet.yml:4:8: error[invalid-value] nothing here knows how to reach 's4://'\n")


@pytest.mark.parametrize("address", ["here", "http://127.0.0.1:1", "tcp://127.0.0.1", "tcp://", "-x"])
def test_what_is_no_address_of_a_scheduler_is_refused(
    file: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["fleet", str(file), f"--scheduler={address}"])
    assert raised.value.code == 2
    assert "write the address of a scheduler: tcp://HOST:PORT" in capsys.readouterr().err


@pytest.mark.parametrize(("most", "expected"), [("1", 1), ("3", 3), ("0", 1)])
def test_a_build_beside_others_uses_no_more_processes_than_it_is_told(
    monkeypatch: pytest.MonkeyPatch, most: str, expected: int
) -> None:
    monkeypatch.setenv("KB_PROCESSES", most)
    assert processors() == expected
