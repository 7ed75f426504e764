"""Projects in the form of an earlier version of the program are told line by line what to write now."""

import re
from pathlib import Path

import pytest

from generator.build import check
from generator.model.data_format import DATA_FORMAT
from generator.model.retired_fields import RETIRED_FIELDS
from tests.conftest import REPOSITORY, TODAY, edit, knowledge_base

EMERGENCY = """emergency:
  id: emergency
  name: Emergency services
  number: "999"
  use: Call if you are in danger.
  basis: known
  source: https://example.org/999
  checked_on: 2026-11-01
"""
EMERGENCY_NOW = """emergency:
  contact: contact-999
  name: Emergency services
  use: Call if you are in danger.
"""


def problems(project: Path) -> list[str]:
    return [str(problem) for problem in check(project, TODAY)[1]]


def stating(project: Path, number: object) -> None:
    """Write the number of the data format at the top of partnership.yml."""
    path = project / "data" / "partnership.yml"
    path.write_text(f"data_format: {number}\n" + path.read_text())


def test_a_project_may_state_the_present_format(loamshire: Path) -> None:
    stating(loamshire, DATA_FORMAT)
    assert problems(loamshire) == []


@pytest.mark.parametrize("number", range(1, DATA_FORMAT))
def test_an_older_format_is_the_one_problem_and_names_the_command(number: int, loamshire: Path) -> None:
    stating(loamshire, number)
    edit(loamshire, "data/standards.yml", ("sets:", "old_sets:"))
    assert problems(loamshire) == [
        f"data/partnership.yml:1:14: error[older-format] this project is written in data format {number}, and this "
        "program reads 4\n  hint: type `./kb migrate`, which shows what changes"
    ]


def test_strands_of_a_project_that_states_no_format_are_one_problem(loamshire: Path) -> None:
    strands = loamshire / "data" / "strands.yml"
    strategy = loamshire / "data" / "strategy.yml"
    strategy.write_text(strands.read_text() + strategy.read_text())
    strands.unlink()
    assert problems(loamshire) == [
        "data/strategy.yml:1:1: error[unknown-field] the field 'strands' is of data format 3; data/strands.yml has it "
        "now\n  hint: type `./kb migrate`, which moves it there"
    ]


def test_the_number_of_the_format_is_in_no_export(loamshire: Path) -> None:
    before = knowledge_base(loamshire).snapshot["partnership"]
    stating(loamshire, DATA_FORMAT)
    assert knowledge_base(loamshire).snapshot["partnership"] == before


@pytest.mark.parametrize("number", [5, 10, 999_999])
def test_a_newer_format_is_the_one_problem(number: int, loamshire: Path) -> None:
    stating(loamshire, number)
    edit(loamshire, "data/standards.yml", ("sets:", "new_sets:"))
    (loamshire / "data" / "newer.yml").write_text("things: []\n")
    assert problems(loamshire) == [
        f"data/partnership.yml:1:14: error[newer-format] this project is written in data format {number}, and this "
        "program reads 4\n  hint: update the program: type `git pull` in its folder"
    ]


@pytest.mark.parametrize("number", ["0", "three", "-1", "3.1", "[3]", '""'])
def test_what_is_no_number_is_a_problem_at_its_place(number: str, loamshire: Path) -> None:
    stating(loamshire, number)
    found = problems(loamshire)
    assert found
    assert all(problem.startswith("data/partnership.yml:1:14: error[") for problem in found)


def test_a_project_of_format_1_is_told_what_to_write_and_then_builds(loamshire: Path) -> None:
    edit(loamshire, "data/partnership.yml", (EMERGENCY_NOW, EMERGENCY))
    edit(loamshire, "data/legislation.yml", ("review_every: 12\nsubjects", "check_holds_for_days: 365\nsubjects"))
    edit(
        loamshire,
        "data/publications.yml",
        (
            "    subject: The Loamshire Charter in plain English.\n    audience: anyone\n    made_of: [charter]\n",
            "    subject: The Loamshire Charter in plain English.\n    standard_set: charter\n",
        ),
    )
    assert problems(loamshire) == [
        "data/legislation.yml:2:1: error[unknown-field] the field 'check_holds_for_days' is of data format 1; "
        "'review_every' took its place\n  hint: write review_every: 12, which is in months",
        "data/partnership.yml:10:3: error[unknown-field] the field 'number' is of data format 1; 'contact' took its "
        "place\n  hint: write contact: with the id of the contact in contacts.yml that has the number '999', and take "
        "the lines number, id, basis, source and checked_on away",
        "data/publications.yml:2:5: error[missing-field] the field 'audience' is missing\n"
        "  hint: add `audience:` (anyone, staff or trainers)",
        "data/publications.yml:6:5: error[unknown-field] the field 'standard_set' is of data format 1; 'made_of' took "
        "its place\n  hint: write made_of: [charter]",
    ]
    edit(loamshire, "data/partnership.yml", (EMERGENCY, EMERGENCY_NOW))
    edit(loamshire, "data/legislation.yml", ("check_holds_for_days: 365", "review_every: 12"))
    edit(loamshire, "data/publications.yml", ("standard_set: charter", "made_of: [charter]\n    audience: anyone"))
    assert problems(loamshire) == []


def test_a_project_of_format_2_is_told_what_to_write_and_then_builds(loamshire: Path) -> None:
    paths = [loamshire / "data" / "publications.yml", loamshire / "data" / "staff" / "publications.yml"]
    now = {path: path.read_text() for path in paths}
    for path, text in now.items():
        path.write_text(re.sub(r"made_of: \[([a-z-]+)\]", r"shows: \1", text))
    found = problems(loamshire)
    assert found[0] == (
        "data/publications.yml:7:5: error[unknown-field] the field 'shows' is of data format 2; "
        "'made_of' took its place\n  hint: write made_of: [charter]"
    )
    assert len(found) == sum(path.read_text().count("shows: ") for path in paths)
    assert all("'made_of' took its place" in problem for problem in found)
    assert any(problem.startswith("data/staff/publications.yml:7:5: ") for problem in found)
    for path, text in now.items():
        path.write_text(text)
    assert problems(loamshire) == []


def test_each_retired_field_is_in_the_documents() -> None:
    page = (REPOSITORY / "docs" / "keeping-current.md").read_text()
    for one in RETIRED_FIELDS:
        assert f"`{one.name}:`" in page
        assert f"`{one.now}:`" in page
        assert one.until < DATA_FORMAT
        assert one.name not in one.model.model_fields
        assert f"`{one.file}`" in page if one.file else one.now in one.model.model_fields
