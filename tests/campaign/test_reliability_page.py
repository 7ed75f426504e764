"""``docs/reliability.md`` has a line for each campaign, a long run replaces its own line only, and no line is empty."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.campaign import reliability_page
from tests.campaign.campaigns import CAMPAIGNS, Budget, Outcome, campaign

PAGE = reliability_page.PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_each_campaign_can_be_run_and_has_a_line_and_a_section(name: str) -> None:
    assert callable(campaign(name))
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
    assert re.search(r"\d", line), f"no long run of {name} is on record"
    section = PAGE.partition(f"\n## {name.capitalize()}\n")[2].partition("\n## ")[0]
    assert len(section.split()) > 50


def test_a_long_run_writes_its_own_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "reliability.md"
    page.write_text("# Title\n\n| `fuzz` | not run | | |\n| `leaks` | not run | | |\n")
    monkeypatch.setattr(reliability_page, "PAGE", page)
    outcome = Outcome({"inputs": 52000, "values": 7}, ("one",), {"longest": "1.2 s"})
    reliability_page.write_line("fuzz", outcome, date(2026, 11, 29), 5, write=True)
    assert page.read_text() == (
        "# Title\n\n| `fuzz` | 52,000 inputs, 7 values | 1 (longest: 1.2 s) | 2026-11-29, seed 5 |\n"
        "| `leaks` | not run | | |\n"
    )
    reliability_page.write_line("leaks", Outcome({"values": 7}), date(2026, 11, 29), 5, write=False)
    assert "| `leaks` | not run | | |" in page.read_text()


def test_a_number_of_rounds_is_no_matter_of_time() -> None:
    assert [Budget(rounds=2, seconds=0).allows(done) for done in (0, 1, 2)] == [True, True, False]
    assert not Budget(seconds=0).allows(0)
    assert not Budget().allows(0)
