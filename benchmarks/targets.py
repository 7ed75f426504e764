"""The performance targets of this project, and the evaluation of results against them."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.measurement import median_value
from benchmarks.results import Results

EDITS = ("a promise edited", "a partner edited", "a page of prose edited")
ALL_BUILDS = ("cold", "nothing changed", *EDITS, "a template edited")
UNIT_SYMBOLS = {"seconds": "s", "megabytes": "MB", "kilobytes": "KB"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure: the largest of the medians of ``names``."""

    group: str
    units: int
    names: tuple[str, ...]
    unit: str = "seconds"

    def value(self, results: Results) -> float | None:
        """Return the figure, or None if not all of it was measured."""
        result = results.get((self.group, self.units))
        medians = [median_value(result.figures, name, self.unit) for name in self.names] if result else []
        values = [value for value in medians if value is not None]
        return max(values) if values and len(values) == len(medians) else None

    def fingerprint(self, results: Results) -> str:
        """Return the fingerprint of the measured code and content."""
        result = results.get((self.group, self.units))
        return result.fingerprint if result else ""

    def sample_note(self, results: Results) -> str:
        """Return the ``sample_note`` of the figure's names."""
        result = results.get((self.group, self.units))
        return "".join(sample_note(result.figures.get(name, {})) for name in self.names) if result else ""


@dataclass(frozen=True, slots=True)
class Target:
    """The upper limit of a figure, or of the ratio of two figures."""

    title: str
    limit: float
    figure: Figure
    divisor: Figure | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target and its result, as the text of a table row."""

    title: str
    limit: str
    measured: str
    figures: str
    result: str


def _own(name: str, units: int = 10) -> Figure:
    return Figure("site", units, (name,))


_STOCK = Figure("stock", 10, ("cold",))
_PRINTS = Figure("prints", 10, ("cold",))

TARGETS = (
    Target("1,000 pages from nothing ÷ stock Material on the same Markdown", 0.40, _own("cold"), _STOCK),
    Target("1,000 pages, one promise edited ÷ stock Material", 0.10, _own("a promise edited"), _STOCK),
    Target("1,000 pages, nothing changed ÷ stock Material", 0.02, _own("nothing changed"), _STOCK),
    Target(
        "1,000 pages, one page of prose edited ÷ Zensical after one edit",
        0.5,
        _own("a page of prose edited"),
        Figure("zensical", 10, ("one edit",)),
    ),
    Target("3,000 pages from nothing ÷ 1,000 pages from nothing", 3.3, _own("cold", 30), _own("cold")),
    Target(
        "160 PDFs from nothing ÷ a WeasyPrint process for each",
        0.06,
        _PRINTS,
        Figure("prints", 10, ("a process for each",)),
    ),
    Target(
        "This repository's partnership, both editions and all PDFs: nothing changed ÷ from nothing",
        0.02,
        Figure("default", 0, ("nothing changed",)),
        Figure("default", 0, ("cold",)),
    ),
    Target(
        "The same 160 PDFs, unchanged, when something else has changed ÷ the first time",
        0.02,
        Figure("prints", 10, ("nothing changed",)),
        _PRINTS,
    ),
    Target(
        "This repository's partnership, both editions and all PDFs: the slowest of three edits ÷ from nothing",
        0.25,
        Figure("default", 0, EDITS),
        Figure("default", 0, ("cold",)),
    ),
    Target("Memory of any build of 1,000 pages", 500, Figure("site", 10, ALL_BUILDS, "megabytes")),
    Target(
        "`check` of this repository's partnership, the first time ÷ importing pydantic",
        3,
        Figure("check", 0, ("check, first",)),
        Figure("check", 0, ("importing pydantic",)),
    ),
    Target(
        "The same `check` again ÷ importing pydantic",
        3,
        Figure("check", 0, ("check, again",)),
        Figure("check", 0, ("importing pydantic",)),
    ),
    Target(
        "Bytes to fetch before a search finds its first results, 1,000 pages",
        300,
        Figure("search", 10, ("a search",), "kilobytes"),
    ),
)


def evaluate(target: Target, results: Results) -> TargetRow:
    """Return the table row of a target: whether it is met, and if not, by how much."""
    value, symbol = target.figure.value(results), UNIT_SYMBOLS[target.figure.unit]
    divisor = target.divisor.value(results) if target.divisor else 1.0
    limit = format_number(target.limit) if target.divisor else f"{format_number(target.limit)} {symbol}"
    if value is None or not divisor:
        return TargetRow(target.title, limit, "", "", "not measured")
    ratio = value / divisor
    is_met = ratio <= target.limit
    result = "met" if is_met else f"**not met**: {format_number(ratio / target.limit)} times the target"
    if not target.divisor:
        return TargetRow(target.title, limit, f"{format_number(value)} {symbol}", "", result)
    figures = (
        f"{format_number(value)} {symbol} ÷ {format_number(divisor)} {symbol}{target.divisor.sample_note(results)}"
    )
    if target.figure.fingerprint(results) != target.divisor.fingerprint(results):
        figures += " (measured on different code or content)"
    return TargetRow(target.title, limit, format_number(ratio), figures, result)


def sample_note(values: dict[str, list[float]]) -> str:
    """Return a note on a figure that was scaled from a sample; empty for a complete one."""
    measured, prints = values.get("measured", [0])[0], values.get("prints", [0])[0]
    return f" (an even sample of {measured:.0f} of {prints:.0f}, scaled)" if 0 < measured < prints else ""


def format_number(number: float) -> str:
    """Return a number with three significant digits."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}" if number >= 1 else f"{number:.3f}"
