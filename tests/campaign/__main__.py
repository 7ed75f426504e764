"""Run a campaign and write its line of ``docs/reliability.md``. The exit code is 1 if it found a failure."""

import argparse
import sys
from datetime import date

from tests.campaign.campaigns import CAMPAIGNS, Budget, campaign
from tests.campaign.reliability_page import write_line


def main() -> int:
    """Run the campaign that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("name", choices=CAMPAIGNS)
    parser.add_argument("--minutes", type=float, default=10, help="how long it goes on (default: 10)")
    parser.add_argument("--seed", type=int, default=2016, help="where its random choices begin (default: 2016)")
    parser.add_argument("--no-record", action="store_true", help="leave docs/reliability.md as it is")
    options = parser.parse_args()
    outcome = campaign(options.name)(Budget(seed=options.seed, seconds=options.minutes * 60))
    for finding in outcome.findings:
        print(finding)
    line = write_line(options.name, outcome, date.today(), options.seed, write=not options.no_record)
    print(line)
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
