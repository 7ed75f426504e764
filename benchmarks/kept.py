"""What a group found, as a file of JSON: so that a run can be continued, and the page written from what is there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measuring import Figures


@dataclass(frozen=True, slots=True)
class Found:
    """What a group found at one size (0 where it has only one), on what, or why it measured nothing."""

    group: str
    units: int
    measured_on: dict[str, str]
    code: str
    """What tells the measured code and content from other."""
    figures: Figures = field(default_factory=dict)
    not_measured: str = ""


def keep(folder: Path, found: Found) -> None:
    """Write what was found to its file."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(found), indent=2, ensure_ascii=False) + "\n"
    _path(folder, found.group, found.units).write_text(text, encoding="utf-8")


def kept(folder: Path, group: str, units: int) -> Found | None:
    """What was found before, if it was."""
    path = _path(folder, group, units)
    return Found(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def all_kept(folder: Path) -> dict[tuple[str, int], Found]:
    """Everything that was found, by its group and size."""
    read = (Found(**json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json")))
    return {(found.group, found.units): found for found in read}


def _path(folder: Path, group: str, units: int) -> Path:
    return folder / (f"{group}-{units}.json" if units else f"{group}.json")
