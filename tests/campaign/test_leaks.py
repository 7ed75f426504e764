"""A short run of the campaign of leaks, and its table in the documents."""

from random import Random

import pytest

from tests.campaign.campaigns import Budget
from tests.campaign.disguises import DISGUISES
from tests.campaign.file_kinds import FILE_KINDS
from tests.campaign.leaks import all_values, plantings, run
from tests.campaign.reliability_page import PAGE


def test_a_short_run_finds_every_promised_disguise_and_no_false_alarm() -> None:
    outcome = run(Budget(rounds=2_000))
    assert outcome.findings == ()
    assert outcome.counts["plantings"] > 1_900


@pytest.mark.slow
def test_every_value_in_every_disguise_is_found() -> None:
    pairs = len(list(plantings(all_values(), Random(0)))) // len(FILE_KINDS)
    assert run(Budget(rounds=pairs, seed=7)).findings == ()


def test_there_are_forty_promised_disguises_and_the_page_names_each_of_them() -> None:
    promised = [one.name for one in DISGUISES if one.promised]
    assert len(promised) >= 40
    section = PAGE.read_text().partition("## Leaks")[2].partition("\n## ")[0]
    rows = [f"| {one.name} | {'yes' if one.promised else 'no'} |" for one in DISGUISES]
    assert [line for line in section.splitlines() if line.startswith("| ")][1:] == rows
    words = " ".join(section.split())
    assert [kind for kind in FILE_KINDS if kind not in words] == []
