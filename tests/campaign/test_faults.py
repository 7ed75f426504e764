"""A short run of the campaign of faults: one of each kind, then some kills and full disks."""

import pytest

from tests.campaign.campaigns import Budget
from tests.campaign.faults import run


@pytest.mark.slow
def test_a_fault_leaves_the_old_site_or_the_new_one() -> None:
    outcome = run(Budget(rounds=14))
    assert outcome.findings == ()
    assert sum(outcome.counts.values()) == 14
    assert outcome.counts["kills"] >= 3
