"""``kb migrate`` brings a project of an earlier data format to the present one, and changes nothing else."""

from pathlib import Path

import pytest

from generator.build import check
from generator.cli import main
from generator.migrate import STEPS, apply, migrated, propose
from generator.model.data_format import DATA_FORMAT
from tests.conftest import TODAY

STRATEGY_3 = """# The strategy.

# Whom hate is aimed at,
# in the order of the document.
strands:  # eight of them
  - {id: one, title: Race}   # odd   spaces

  # in between
  - id: two
    title: "Age"

# The strategy itself.
strategy:
  id: plan
"""
STRATEGY_4 = """# The strategy.

# The strategy itself.
strategy:
  id: plan
"""
STRANDS_4 = """# Whom hate is aimed at,
# in the order of the document.
strands:  # eight of them
  - {id: one, title: Race}   # odd   spaces

  # in between
  - id: two
    title: "Age"
"""


def files_of(project: Path) -> dict[str, bytes]:
    paths = [path for folder in ("data", "content") for path in (project / folder).rglob("*") if path.is_file()]
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in paths}


def make_format_3(project: Path) -> None:
    """Write a copy of Loamshire as it was in format 3."""
    strands, strategy = project / "data/strands.yml", project / "data/strategy.yml"
    strategy.write_text(strands.read_text() + strategy.read_text())
    strands.unlink()
    partnership = project / "data/partnership.yml"
    partnership.write_text("data_format: 3  # ours\n" + partnership.read_text())


def test_each_format_has_a_step() -> None:
    assert [step.to for step in STEPS] == list(range(2, DATA_FORMAT + 1))


def test_strands_move_with_their_comments_and_nothing_else_changes() -> None:
    new = migrated({"data/strategy.yml": STRATEGY_3})
    assert new == {"data/strategy.yml": STRATEGY_4, "data/strands.yml": STRANDS_4}
    assert migrated(new) == new


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    new = migrated({"data/strategy.yml": "\ufeff" + STRATEGY_3.replace("\n", "\r\n")})
    assert new["data/strategy.yml"] == "\ufeff" + STRATEGY_4.replace("\n", "\r\n")
    assert new["data/strands.yml"] == STRANDS_4.replace("\n", "\r\n")


def test_strands_at_the_end_of_the_file_leave_no_empty_lines() -> None:
    new = migrated({"data/strategy.yml": "strategy:\n  id: plan\n\nstrands:\n- {id: one}"})
    assert new == {"data/strategy.yml": "strategy:\n  id: plan\n", "data/strands.yml": "strands:\n- {id: one}\n"}


def test_a_file_of_strands_alone_becomes_theirs() -> None:
    assert migrated({"data/strategy.yml": "# Ours.\nstrands: []\n"}) == {"data/strands.yml": "# Ours.\nstrands: []\n"}


@pytest.mark.parametrize("text", ["{strands: [], strategy: {id: plan}}\n", "strands: [\n", "- strands\n"])
def test_what_cannot_be_moved_stays(text: str) -> None:
    assert migrated({"data/strategy.yml": text}) == {"data/strategy.yml": text}


def test_strands_never_replace_a_file_that_is_there() -> None:
    texts = {"data/strategy.yml": STRATEGY_3, "data/strands.yml": "strands: []\n"}
    assert migrated(texts) == texts
    assert STEPS[-1].by_hand(texts) == ("data/strategy.yml:5: move `strands:` and what is in it to data/strands.yml",)


def test_fields_of_formats_1_and_2_are_written_anew_in_their_place() -> None:
    publications = (
        "publications:\n  - id: one\n    standard_set: charter  # the set\n  - {id: two, shows: law, paper: A4}\n"
    )
    law = "check_holds_for_days: 182\nsubjects: []\n"
    new = migrated({"data/publications.yml": publications, "data/legislation.yml": law})
    assert new["data/publications.yml"] == (
        "publications:\n  - id: one\n    made_of: [charter]  # the set\n  - {id: two, made_of: [law], paper: A4}\n"
    )
    assert new["data/legislation.yml"] == "review_every: 6\nsubjects: []\n"
    assert STEPS[1].by_hand(new) == (
        "data/publications.yml:2: add `audience:` (anyone, staff or trainers)",
        "data/publications.yml:4: add `audience:` (anyone, staff or trainers)",
    )


def test_numbers_of_format_1_are_said_to_be_written_by_hand() -> None:
    (line,) = STEPS[0].by_hand({"data/partnership.yml": 'name: A\nemergency:\n  number: "999"\n'})
    assert line.startswith("data/partnership.yml:3: write `contact:` with the id of the contact")


def test_migrating_gives_the_project_of_today_and_a_second_time_nothing(loamshire: Path) -> None:
    now = files_of(loamshire)
    make_format_3(loamshire)
    result = apply(loamshire, propose(loamshire).changes, TODAY)
    assert result.refusals == ()
    found = files_of(loamshire)
    assert found.pop("data/partnership.yml") == b"data_format: 4  # ours\n" + now.pop("data/partnership.yml")
    assert found == now
    assert check(loamshire, TODAY)[1] == ()
    assert propose(loamshire).changes == ()
    assert (loamshire / result.folder / "data/strategy.yml").read_bytes().startswith(b"strands:\n")


def test_the_verb_shows_and_changes_only_with_a_yes(loamshire: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_format_3(loamshire)
    before = files_of(loamshire)
    command = ["migrate", "--project", str(loamshire), "--today", "2026-11-21"]
    assert main(command) == 1
    shown = capsys.readouterr()
    assert "-data_format: 3  # ours\n+data_format: 4  # ours\n" in shown.out
    assert "data/strands.yml" in shown.out
    assert "To change it, add --yes." in shown.err
    assert files_of(loamshire) == before
    assert main([*command, "--yes"]) == 0
    assert "Changed 3 files." in capsys.readouterr().err
    assert main([*command, "--yes"]) == 0
    assert "No file changes" in capsys.readouterr().err


def test_nothing_changes_if_a_file_may_not_be_replaced(loamshire: Path) -> None:
    make_format_3(loamshire)
    changes = propose(loamshire).changes
    (loamshire / "data/strands.yml").write_text("strands: []\n")
    before = files_of(loamshire)
    assert apply(loamshire, changes, TODAY).refusals
    assert files_of(loamshire) == before
