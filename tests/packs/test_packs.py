"""What a project says of packs, what it gets from them, and who is told of what is wrong in one."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build import check
from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.loading.packs import as_problems_of_packs, pack_ids
from generator.model.contacts import Area, Contact, ContactsFile, Service, Venue
from generator.model.kinds import FILES
from generator.model.packs import Pack, pack_of
from tests.conftest import LOAMSHIRE, REPOSITORY, edit
from tests.packs.projects import GWENT, MERSEYSIDE, PACK, PACK_FILES, example, loaded, write

TODAY = date(2026, 11, 30)
CONTACT = """contacts:
  - id: contact-police-101
    {field}
    name: Gwent Police (example)
"""


OLD, NEW = "0800 555 111", "0808 157 0123"
MINE = """contacts:
  - id: contact-mine
    name: Mine
    what_for: Ring us over the bridge.
    channels:
      - {kind: phone, value: "01632 960101", basis: verified}
    state: active
    basis: verified
    checked_on: 2026-11-01
    sources: [https://example.org/who]
    owner: unknown
    review_every: 3
"""


@pytest.fixture
def gwent(tmp_path: Path) -> Path:
    return example(GWENT, tmp_path / "gwent")


def test_the_packs_are_found_by_their_files() -> None:
    assert PACK in pack_ids()
    assert all((REPOSITORY / "generator/packs" / one / "pack.yml").is_file() for one in pack_ids())


def test_the_records_know_their_pack_and_its_version() -> None:
    records, problems = loaded(GWENT)
    assert problems == []
    assert records.packs == (Pack(PACK, "England and Wales", "2026-11-30"),)
    located = records.located(ContactsFile)
    assert located
    spans = [located.span("contacts", n, "id") for n in range(len(located.record.contacts))]
    assert {pack_of(span) for span in spans} == {PACK}


def test_a_place_in_the_project_is_in_no_pack() -> None:
    assert pack_of(Span("packs/a/data/contacts.yml")) == "a"
    assert pack_of(Span("data/contacts.yml")) == ""
    assert pack_of(Span("packs/a")) == ""


@pytest.mark.parametrize(
    ("written", "place", "hint"),
    [
        ("england-and-wale", "4:12", "did you mean 'england-and-wales'?"),
        ("zzz", "4:12", f"the packs are: {', '.join(pack_ids())}"),
        ("[england-and-wales, zzz]", "4:32", f"the packs are: {', '.join(pack_ids())}"),
    ],
)
def test_a_pack_that_is_not_there_is_named(gwent: Path, written: str, place: str, hint: str) -> None:
    path = gwent / "data/partnership.yml"
    path.write_text(path.read_text().replace("builds_on: england-and-wales", f"builds_on: {written}"))
    line = path.read_text().split("\n").index(f"builds_on: {written}") + 1
    assert f"{line}:{place[2:]}" in loaded(gwent)[1][0]
    first = loaded(gwent)[1][0]
    assert first.startswith(f"data/partnership.yml:{line}:")
    assert "error[unknown-reference] there is no pack" in first
    assert hint in first


@pytest.mark.parametrize("written", ["{a: b}", "[[a]]", "''", "[]"])
def test_what_is_no_name_of_a_pack_is_reported_and_never_raised(gwent: Path, written: str) -> None:
    path = gwent / "data/partnership.yml"
    path.write_text(path.read_text().replace("builds_on: england-and-wales", f"builds_on: {written}"))
    _, problems = check(gwent, TODAY)
    assert any(one.severity is Severity.ERROR for one in problems)


def test_a_record_of_the_pack_is_replaced_in_one_field(gwent: Path) -> None:
    write(gwent, "data/contacts.yml", CONTACT.format(field="instead_of: [name]"))
    records, problems = loaded(gwent)
    assert problems == []
    [police] = [one for one in records.all(Contact) if one.id == "contact-police-101"]
    assert police.name == "Gwent Police (example)"
    assert [channel.value for channel in police.channels if channel.kind.value == "phone"] == ["101"]
    assert [(one.id, one.fields, one.span.path) for one in records.replaced] == [
        ("contact-police-101", ("name",), "data/contacts.yml")
    ]


def test_a_record_with_the_id_of_one_in_the_pack_is_one_message(gwent: Path) -> None:
    write(gwent, "data/contacts.yml", CONTACT.format(field="state: active"))
    [problem] = [str(one) for one in check(gwent, TODAY)[1]]
    assert problem.startswith("data/contacts.yml:2:9: error[duplicate-identifier]")


def test_contacts_for_other_areas_are_not_there() -> None:
    records, _ = loaded(GWENT)
    everywhere = (PACK_FILES / "data/contacts.yml").read_text()
    ids = {one.id for kind in (Contact, Service, Venue) for one in records.all(kind)}
    far = [one for one in ("contact-lgsco", "contact-housing-ombudsman") if f"id: {one}\n" in everywhere]
    assert far, "the pack has an ombudsman for England alone"
    assert not {*far} & ids
    assert "area-wales" in {one.id for one in records.all(Area)}
    assert "area-england" not in {one.id for one in records.all(Area)}


def test_what_a_project_names_itself_is_there_wherever_it_is(gwent: Path) -> None:
    write(gwent, "data/contacts.yml", f"{MINE}    areas: [area-england]\n")
    records, problems = loaded(gwent)
    assert problems == []
    assert "area-england" in {one.id for one in records.all(Area)}
    assert "contact-mine" in {one.id for one in records.all(Contact)}
    assert "contact-lgsco" not in {one.id for one in records.all(Contact)}


def test_without_covers_every_contact_is_there(tmp_path: Path) -> None:
    project = example(GWENT, tmp_path / "anywhere")
    edit(project, "data/partnership.yml", ("covers: area-gwent\n", ""))
    records, _ = loaded(project)
    assert "area-england" in {one.id for one in records.all(Area)}


def test_covers_of_no_area_is_one_message(gwent: Path) -> None:
    edit(gwent, "data/partnership.yml", ("covers: area-gwent", "covers: area-gwnet"))
    errors = [str(one) for one in check(gwent, TODAY)[1] if one.severity is Severity.ERROR]
    assert len(errors) == 1
    assert "did you mean 'area-gwent'?" in errors[0]


def test_who_is_told_of_a_problem_in_a_pack_cannot_mend_it() -> None:
    mine = Diagnostic(Span("data/contacts.yml"), Code.INVALID_VALUE, "wrong", "write it so")
    theirs = replace(mine, span=Span(f"packs/{PACK}/data/contacts.yml"))
    own, other = as_problems_of_packs((mine, theirs))
    assert own == mine
    assert other.message == "wrong"
    assert "not yours to mend" in other.hint
    assert "instead_of:" in other.hint


def test_loamshire_builds_on_no_pack() -> None:
    records, problems = loaded(LOAMSHIRE)
    assert (records.packs, records.replaced, problems) == ((), (), [])


class Program:
    """A copy of the program, whose pack can be edited, and its commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / "generator", folder / "generator", ignore=ignored)
        self.pack = folder / "generator/packs" / PACK

    def run(self, *arguments: str) -> str:
        surroundings = {**os.environ, "PYTHONPATH": str(self.folder)}
        command = [sys.executable, "-m", "generator", *arguments, "--today", TODAY.isoformat()]
        ran = subprocess.run(command, cwd=self.folder, env=surroundings, capture_output=True, text=True, check=False)
        return ran.stdout + ran.stderr


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "program")


def test_what_is_wrong_in_a_pack_is_said_to_be_the_packs(program: Program, gwent: Path) -> None:
    assert "No problems" in program.run("check", "--project", str(gwent))
    contacts = program.pack / "data/contacts.yml"
    contacts.write_text(contacts.read_text().replace("state: active", "state: activ", 1))
    # The second run would answer from the cache, if a change of the pack were no change of what it depends on.
    said = program.run("check", "--project", str(gwent))
    assert f"packs/{PACK}/data/contacts.yml:" in said
    assert "not yours to mend" in said


def test_a_warning_in_a_pack_is_not_shown(program: Program, gwent: Path) -> None:
    law = "  - id: act-late\n    title: Late\n"
    assert law not in (program.pack / "data/legislation.yml").read_text()
    contacts = program.pack / "data/contacts.yml"
    contacts.write_text(contacts.read_text().replace("checked_on: 2026-11-21", "checked_on: 2020-01-01"))
    program.run("check", "--project", str(gwent))
    said = program.run("check", "--project", str(gwent))
    assert "warning[" not in said
    own = gwent / "data/contacts.yml"
    text = (program.pack / "data/contacts.yml").read_text()
    entry = text[text.index("  - id: contact-police-101") :].split("\n\n", 1)[0]
    own.write_text(
        "contacts:\n" + entry.replace("id: contact-police-101", "id: contact-police-101\n    instead_of: all")
    )
    assert "data/contacts.yml" in program.run("check", "--project", str(gwent))


@pytest.mark.slow
def test_after_a_contact_of_the_pack_changes_both_examples_follow_with_no_edit(
    program: Program, tmp_path: Path
) -> None:
    contacts = program.pack / "data/contacts.yml"
    # What has nothing to do with a contact is left out: both sites are built twice.
    others = f"leave_out: [{', '.join(file.file for file in FILES if not file.required and file.file != 'contacts')}]"
    projects = [example(MERSEYSIDE, tmp_path / "one", others), example(GWENT, tmp_path / "other", others)]

    def numbers(project: Path) -> list[str]:
        said = program.run("build", "--no-pdf", "--without-staff", "--project", str(project))
        directory = project / "build/public/api/contacts.csv"
        assert directory.exists(), said
        return [number for number in (OLD, NEW) if number in directory.read_text()]

    assert [numbers(project) for project in projects] == [[OLD], [OLD]]
    text = contacts.read_text()
    assert text.count(f'"{OLD}"') == 1
    contacts.write_text(text.replace(f'"{OLD}"', f'"{NEW}"'))
    assert [numbers(project) for project in projects] == [[NEW], [NEW]]
