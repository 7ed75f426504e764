"""What the page *Begin* says to type makes a project without a problem, and a slip in it is one message."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.build import check
from generator.cli import main
from generator.diagnostics import Code, Severity
from tests.conftest import REPOSITORY

TODAY = date(2026, 11, 30)
BEGIN = (REPOSITORY / "docs" / "new.md").read_text()
BLOCK = re.compile(r"```(?:yaml\n# |markdown\n<!-- )([\w/.-]+)(?: -->)?\n(.+?)```", re.DOTALL)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A new project with all that the page says to type."""
    folder = tmp_path / "our-site"
    name = "Loamshire Community Safety Partnership"
    assert main(["new", str(folder), "--name", name, "--area", "Loamshire", "--nation", "england"]) == 0
    for path, text in BLOCK.findall(BEGIN):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_what_the_page_says_to_type_has_no_problem_and_is_there(begun: Path) -> None:
    assert [path for path, _ in BLOCK.findall(BEGIN)] == [
        "data/contacts.yml",
        "data/sources.yml",
        "data/standards.yml",
        "data/publications.yml",
        "content/what-we-do.md",
    ]
    base, problems = check(begun, TODAY)
    assert problems == ()
    assert base
    assert {"we-ring-you", "our-promises-booklet", "what-we-do", "contact-police-101"} <= base.targets.keys()


def test_nothing_of_the_pack_keeps_a_partnership_from_its_first_release(begun: Path) -> None:
    [problem] = check(begun, TODAY, release=True)[1]
    assert (problem.severity, problem.code) == (Severity.WARNING, Code.NOT_CONFIRMED)


def test_a_late_check_of_the_pack_is_said_to_be_the_packs(begun: Path) -> None:
    _, problems = check(begun, date(2027, 9, 1), release=True)
    late = [one for one in problems if one.code is Code.REVIEW_OVERDUE and one.span.path.startswith("packs/")]
    assert late
    assert {one.hint.partition(",")[0] for one in late} == {"this is in a pack"}
    assert all("update the program" in one.hint for one in late)


SLIPS = [
    ("data/partnership.yml", "builds_on:", "builds on:", "did you mean 'builds_on'?"),
    ("data/partnership.yml", "builds_on:", "builds_on", "write it like this: `builds_on: england-and-wales`"),
    ("data/partnership.yml", "england-and-wales", "england-and-walse", "did you mean 'england-and-wales'?"),
    ("data/partnership.yml", "covers: ", "covers ", "write it like this: `covers: area-loamshire`"),
    ("data/contacts.yml", "    instead_of", "   instead_of", "4 spaces before its first letter"),
    ("data/contacts.yml", "name: L", "name L", "write it like this: `name: Loamshire Police (101)`"),
    (
        "data/standards.yml",
        "deadline: {within: 2, unit: working-day, from: report-received}",
        "deadline: 2 working days",
        "write `{within: 2, unit: working-day, from: report-received}`",
    ),
]


@pytest.mark.parametrize(("path", "before", "after", "hint"), SLIPS)
def test_a_slip_of_whoever_begins_is_one_message_at_its_place(
    begun: Path, path: str, before: str, after: str, hint: str
) -> None:
    text = (begun / path).read_text()
    assert text.count(before) == 1
    (begun / path).write_text(text.replace(before, after))
    [problem] = check(begun, TODAY)[1]
    assert problem.span.path == path
    assert problem.span.line == text[: text.index(before)].count("\n") + 1
    assert hint in problem.hint


def test_a_tab_is_answered_with_the_place_of_the_same_field_above(begun: Path) -> None:
    contact = """\
  - id: contact-{n}
    name: A desk
    channels:
      - kind: phone
        value: 01632 96000{n}
        basis: verified
{indent}state: active
"""
    written = contact.format(n=1, indent="    ") + contact.format(n=2, indent="\t")
    (begun / "data" / "contacts.yml").write_text(f"contacts:\n{written}")
    [problem] = [one for one in check(begun, TODAY)[1] if one.code is Code.YAML_SYNTAX]
    assert "4 spaces before its first letter: `    state: active`" in problem.hint
