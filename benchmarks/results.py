"""Save and load the results of benchmark groups as JSON, so that a run can be continued and a report repeated."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measurement import Figures


@dataclass(frozen=True, slots=True)
class GroupResult:
    """The figures of a group at one size, or why there are none. ``units`` is 0 if the group has only one size."""

    group: str
    units: int
    environment: dict[str, str]
    """The machine, the versions and the commit."""
    fingerprint: str
    """A hash of the measured code and content."""
    figures: Figures = field(default_factory=dict)
    not_measured: str = ""


Results = dict[tuple[str, int], GroupResult]
"""Results by group and units."""


def save_result(folder: Path, result: GroupResult) -> None:
    """Write a result to its file."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(result), indent=2, ensure_ascii=False) + "\n"
    _path(folder, result.group, result.units).write_text(text, encoding="utf-8")


def load_result(folder: Path, group: str, units: int) -> GroupResult | None:
    """Return a saved result, or None if there is none."""
    path = _path(folder, group, units)
    return GroupResult(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def load_results(folder: Path) -> Results:
    """Return all saved results."""
    results = (GroupResult(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json")))
    return {(result.group, result.units): result for result in results}


def _path(folder: Path, group: str, units: int) -> Path:
    return folder / (f"{group}-{units}.json" if units else f"{group}.json")
