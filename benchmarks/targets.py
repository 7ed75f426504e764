"""What this project is to keep to, as a table, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.kept import Found
from benchmarks.measuring import middle

EDITS = ("a promise edited", "a partner edited", "a page of prose edited")
EVERY_BUILD = ("cold", "nothing changed", *EDITS, "a template edited")
SIGNS = {"seconds": "s", "megabytes": "MB", "kilobytes": "KB"}

Everything = Mapping[tuple[str, int], Found]


@dataclass(frozen=True, slots=True)
class Value:
    """Where a value of a target stands; of several names it is the largest."""

    group: str
    units: int
    names: tuple[str, ...]
    unit: str = "seconds"

    def of(self, everything: Everything) -> float | None:
        """The value, or None if it was not measured."""
        found = everything.get((self.group, self.units))
        values = [middle(found.figures, name, self.unit) for name in self.names] if found else []
        known = [value for value in values if value is not None]
        return max(known) if known and len(known) == len(values) else None

    def code(self, everything: Everything) -> str:
        """What tells the code and content that it was measured on from other."""
        found = everything.get((self.group, self.units))
        return found.code if found else ""

    def scaled(self, everything: Everything) -> str:
        """What to say besides of a value that a sample stands for."""
        found = everything.get((self.group, self.units))
        return "".join(scaled(found.figures.get(name, {})) for name in self.names) if found else ""


@dataclass(frozen=True, slots=True)
class Target:
    """At most so much of a value, or of one value divided by another."""

    work: str
    limit: float
    value: Value
    divided_by: Value | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target beside what was measured, in words."""

    work: str
    limit: str
    measured: str
    figures: str
    said: str


def _own(name: str, units: int = 10) -> Value:
    return Value("site", units, (name,))


_STOCK = Value("stock", 10, ("cold",))
_PRINTS = Value("prints", 10, ("cold",))

TARGETS = (
    Target("A site of 1,000 pages from nothing ÷ stock Material on the same Markdown", 0.40, _own("cold"), _STOCK),
    Target("1,000 pages, one promise edited ÷ stock Material", 0.10, _own("a promise edited"), _STOCK),
    Target("1,000 pages, nothing changed ÷ stock Material", 0.02, _own("nothing changed"), _STOCK),
    Target(
        "1,000 pages, one page of prose edited ÷ Zensical after one edit",
        0.5,
        _own("a page of prose edited"),
        Value("zensical", 10, ("one edit",)),
    ),
    Target("3,000 pages from nothing ÷ 1,000 pages from nothing", 3.3, _own("cold", 30), _own("cold")),
    Target(
        "160 PDFs from nothing ÷ a WeasyPrint process for each",
        0.06,
        _PRINTS,
        Value("prints", 10, ("a process for each",)),
    ),
    Target(
        "The same build of this repository's partnership, both editions and all PDFs ÷ the first",
        0.02,
        Value("default", 0, ("nothing changed",)),
        Value("default", 0, ("cold",)),
    ),
    Target(
        "The same 160 PDFs, where something else has changed ÷ the first time",
        0.02,
        Value("prints", 10, ("nothing changed",)),
        _PRINTS,
    ),
    Target(
        "This repository's partnership, both editions and all PDFs: the slowest of three edits ÷ from nothing",
        0.25,
        Value("default", 0, EDITS),
        Value("default", 0, ("cold",)),
    ),
    Target("The most memory that any build of 1,000 pages needs", 500, Value("site", 10, EVERY_BUILD, "megabytes")),
    Target(
        "`check` of this repository's partnership, the first time ÷ importing pydantic",
        3,
        Value("check", 0, ("check, first",)),
        Value("check", 0, ("importing pydantic",)),
    ),
    Target(
        "`check` of it again ÷ importing pydantic",
        3,
        Value("check", 0, ("check, again",)),
        Value("check", 0, ("importing pydantic",)),
    ),
    Target(
        "Fetched until the first results of a first search, 1,000 pages",
        300,
        Value("search", 10, ("a first search",), "kilobytes"),
    ),
)


def verdict(target: Target, everything: Everything) -> Verdict:
    """Whether a target is met, and by how much it is not."""
    value, sign = target.value.of(everything), SIGNS[target.value.unit]
    divisor = target.divided_by.of(everything) if target.divided_by else 1.0
    limit = shown(target.limit) if target.divided_by else f"{shown(target.limit)} {sign}"
    if value is None or not divisor:
        return Verdict(target.work, limit, "", "", "not measured")
    ratio = value / divisor
    said = "met" if ratio <= target.limit else f"**not met**: {shown(ratio / target.limit)} times the target"
    if not target.divided_by:
        return Verdict(target.work, limit, f"{shown(value)} {sign}", "", said)
    figures = f"{shown(value)} {sign} ÷ {shown(divisor)} {sign}{target.divided_by.scaled(everything)}"
    if target.value.code(everything) != target.divided_by.code(everything):
        figures += " (not measured on the same code and content)"
    return Verdict(target.work, limit, shown(ratio), figures, said)


def scaled(values: dict[str, list[float]]) -> str:
    """What to say of a figure that a sample stands for."""
    measured, prints = values.get("measured", [0])[0], values.get("prints", [0])[0]
    return f" ({measured:.0f} of {prints:.0f} measured, spread evenly, and scaled)" if 0 < measured < prints else ""


def shown(number: float) -> str:
    """A number with three figures that tell something."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}" if number >= 1 else f"{number:.3f}"
