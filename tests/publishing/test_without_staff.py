"""A public site is searched for every staff record, or says that nothing was searched for."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.build import check
from generator.diagnostics import Code, has_errors
from generator.model.vocabulary import Edition
from tests.conftest import TODAY, edit

Kb = Callable[..., CompletedProcess[str]]
NOTHING = "Nothing was searched for: data/staff/ has nothing that only staff may see."


def move(project: Path, before: str, after: str) -> None:
    (project / "data" / before).rename(project / "data" / after)


def write(project: Path, path: str, text: str) -> None:
    (project / "data" / path).parent.mkdir(exist_ok=True)
    (project / "data" / path).write_text(text)


def a_folder_in_the_folder(project: Path) -> None:
    move(project, "staff", "old")
    (project / "data/staff").mkdir()
    move(project, "old", "staff/staff")


def a_file_for_the_folder(project: Path) -> None:
    shutil.rmtree(project / "data/staff")
    write(project, "staff", "contacts: []\n")


def a_link_to_nothing(project: Path) -> None:
    shutil.rmtree(project / "data/staff")
    (project / "data/staff").symlink_to("nowhere")


def a_file_that_links_to_nothing(project: Path) -> None:
    (project / "data/staff/contacts.yml").unlink()
    (project / "data/staff/contacts.yml").symlink_to("nowhere.yml")


def a_folder_for_the_file(project: Path) -> None:
    (project / "data/staff/contacts.yml").unlink()
    (project / "data/staff/contacts.yml").mkdir()


def not_utf_8(project: Path) -> None:
    (project / "data/staff/contacts.yml").write_bytes(b"contacts: \xe9\n")


def renamed(before: str, after: str) -> Callable[[Path], None]:
    return lambda project: move(project, before, after)


def written(text: str) -> Callable[[Path], None]:
    return lambda project: write(project, "staff/contacts.yml", text)


def edited(before: str, after: str) -> Callable[[Path], None]:
    return lambda project: edit(project, "data/staff/contacts.yml", (before, after))


BROKEN: dict[str, Callable[[Path], None]] = {
    "a folder with a capital": renamed("staff", "Staff"),
    "a folder in the plural": renamed("staff", "staffs"),
    "a hidden folder": renamed("staff", ".staff"),
    "a folder in the folder": a_folder_in_the_folder,
    "another ending": renamed("staff/contacts.yml", "staff/contacts.yaml"),
    "a capital": renamed("staff/contacts.yml", "staff/Contacts.yml"),
    "the other number": renamed("staff/contacts.yml", "staff/contact.yml"),
    "a hidden file": renamed("staff/contacts.yml", "staff/.contacts.yml"),
    "a copy by hand": renamed("staff/contacts.yml", "staff/contacts (1).yml"),
    "a name of its own": renamed("staff/contacts.yml", "staff/night.yml"),
    "a file of text": renamed("staff/contacts.yml", "staff/notes.txt"),
    "a file beside the folder": renamed("staff/contacts.yml", "staff.yml"),
    "a file in the place of the folder": a_file_for_the_folder,
    "a link to nothing": a_link_to_nothing,
    "a file that links to nothing": a_file_that_links_to_nothing,
    "a folder in place of the file": a_folder_for_the_file,
    "an empty file": written(""),
    "comments only": written("# nothing yet\n"),
    "a list that is no list": written("contacts: none\n"),
    "a field that is not known": edited("    what_for: For other", "    whatfor: For other"),
    "a value that cannot be": edited("01632 960777", "0163"),
    "a field twice": edited("    what_for: For other", "    name: B\n    what_for: For other"),
    "an open quotation": edited("name: The night", 'name: "The night'),
    "not UTF-8": not_utf_8,
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_staff_file_that_is_not_read_stops_the_public_edition(how: str, loamshire: Path) -> None:
    BROKEN[how](loamshire)
    base, problems = check(loamshire, TODAY, Edition.PUBLIC)
    assert base is None
    assert has_errors(problems)
    assert all(problem.span.path.startswith("data/") and problem.hint for problem in problems)


@pytest.mark.parametrize(
    "name", [".git/config", ".gitignore", ".DS_Store", "._contacts.yml", ".#contacts.yml", ".contacts.yml.swp"]
)
def test_what_other_programs_leave_in_the_folder_is_no_problem(name: str, loamshire: Path) -> None:
    path = loamshire / "data" / "staff" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("not ours\n")
    assert check(loamshire, TODAY)[1] == ()


@pytest.mark.slow
def test_a_public_site_without_staff_records_must_be_meant(loamshire: Path, kb: Kb) -> None:
    shutil.rmtree(loamshire / "data" / "staff")
    build = ("build", "--no-pdf", "--project", str(loamshire), "--today", TODAY.isoformat())
    refused = kb(*build)
    assert refused.returncode == 1
    assert refused.stdout.startswith("data/staff:1:1: error[missing-file] there are no records for staff only")
    assert "type ./kb build --without-staff" in refused.stdout
    assert not (loamshire / "build" / "public").exists()
    for _ in range(2):
        built = kb(*build, "--without-staff")
        assert built.returncode == 0, built.stdout + built.stderr
        assert built.stdout.rstrip().endswith(NOTHING)
    as_json = kb(*build, "--without-staff", "--format", "json")
    assert json.loads(as_json.stdout) == []
    assert NOTHING in as_json.stderr
    assert kb(*build, "--edition", "staff").returncode == 0
    partnership = loamshire / "data" / "partnership.yml"
    partnership.write_text(f"{partnership.read_text()}staff_records: no\n")
    for _ in range(2):
        said = kb(*build)
        assert (said.returncode, said.stderr) == (0, "")
        assert "Nothing was searched for" not in said.stdout


@pytest.mark.slow
def test_the_option_does_not_stop_the_search_for_records_that_are_there(loamshire: Path, kb: Kb) -> None:
    build = ("build", "--no-pdf", "--project", str(loamshire), "--today", TODAY.isoformat(), "--without-staff")
    built = kb(*build)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Nothing was searched for" not in built.stdout + built.stderr
    home = loamshire / "content" / "index.md"
    home.write_text(home.read_text() + "\nRing 01632 960777.\n")
    assert f"[{Code.STAFF_ONLY_LEAK.slug}]" in kb(*build).stdout
