"""A short run of the campaign of faults: one of each kind, then some kills and full disks."""

import pytest

from tests.campaign.campaigns import Budget
from tests.campaign.faults import run


@pytest.mark.slow
def test_a_fault_leaves_the_old_site_or_the_new_one() -> None:
    outcome = run(Budget(rounds=14))
    assert outcome.findings == ()
    assert sum(outcome.counts.values()) == 14
    # Whether a kill comes before the end of a build depends on the machine, except for one at an operation of the disk.
    assert outcome.counts["kills"] >= 1
    assert outcome.counts["kills"] + outcome.counts.get("builds done before the kill", 0) >= 3
