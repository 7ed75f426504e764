"""The table of ``docs/reliability.md``: one line for the last long run of each campaign."""

from datetime import date
from pathlib import Path

from tests.campaign.campaigns import Outcome

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


def write_line(name: str, outcome: Outcome, day: date, seed: int, *, write: bool) -> str:
    """Return the line of a campaign's run, and put it in the place of the old one if ``write`` is set."""
    line = _line(name, outcome, day, seed)
    if write:
        lines = PAGE.read_text(encoding="utf-8").splitlines()
        at = next(n for n, old in enumerate(lines) if old.startswith(f"| `{name}` |"))
        lines[at] = line
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return line


def _line(name: str, outcome: Outcome, day: date, seed: int) -> str:
    tried = ", ".join(f"{count:,} {what}" for what, count in outcome.counts.items())
    measures = ", ".join(f"{what}: {value}" for what, value in outcome.measures.items())
    found = f"{len(outcome.findings):,}" + (f" ({measures})" if measures else "")
    return f"| `{name}` | {tried} | {found} | {day.isoformat()}, seed {seed} |"
