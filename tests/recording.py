"""Records the results of a site's tests as data for its accessibility statement."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

_HEAD = "# What the tests of this site last found. Written by: ./kb test --record-results\n"


class _WithoutAliases(yaml.SafeDumper):
    """Writes a value that occurs twice twice: a project may not have aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


class Results:
    """The checks of one run of the tests, on one day."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.checks: dict[str, dict[str, object]] = {}

    def add(self, identifier: str, title: str, tool: str, looked_at: Iterable[str], at_fault: Iterable[str]) -> None:
        """Add the result of one test: the paths on the site that it checked, and those with a fault."""
        self.checks[identifier] = {
            "id": identifier,
            "title": title,
            "tool": tool,
            "done_on": self.today,
            "looked_at": sorted(looked_at),
            "at_fault": sorted(at_fault),
        }

    def write(self, path: Path) -> None:
        """Write the results to a file. A check that did not run keeps its last result there."""
        kept = yaml.safe_load(path.read_text(encoding="utf-8"))["checks"] if path.exists() else []
        checks = {check["id"]: check for check in kept} | self.checks
        content = {"checks": [checks[identifier] for identifier in sorted(checks)]}
        words = yaml.dump(content, Dumper=_WithoutAliases, sort_keys=False, allow_unicode=True, width=118)
        path.write_text(_HEAD + words, encoding="utf-8")
