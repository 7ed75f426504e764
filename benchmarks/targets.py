"""The performance targets of this project, and the evaluation of results against them."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.measurement import median_value
from benchmarks.results import Results

MIDDLE_SIZE, LARGE_SIZE = 7, 21
"""The sizes, in units, with about 1,000 and 3,000 pages."""
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


def _own(name: str, units: int = MIDDLE_SIZE) -> Figure:
    return Figure("site", units, (name,))


def _default(name: str) -> Figure:
    return Figure("default", 0, (name,))


def _fleet(name: str) -> Figure:
    return Figure("fleet", 0, (name,))


_STOCK = Figure("stock", MIDDLE_SIZE, ("cold",))

TARGETS = (
    Target("1,000 pages from nothing ÷ stock Material on the same Markdown", 0.40, _own("cold"), _STOCK),
    Target(
        "1,000 pages from nothing, the longest path of 8 processes ÷ of 1",
        0.25,
        Figure("path", MIDDLE_SIZE, ("8 processes",)),
        Figure("path", MIDDLE_SIZE, ("1 process",)),
    ),
    Target("1,000 pages, one promise edited ÷ stock Material", 0.12, _own("a promise edited"), _STOCK),
    Target(
        "1,000 pages, one page of prose edited ÷ Zensical after one edit",
        0.5,
        _own("a page of prose edited"),
        Figure("zensical", MIDDLE_SIZE, ("one edit",)),
    ),
    Target("3,000 pages from nothing ÷ 1,000 pages from nothing", 3.0, _own("cold", LARGE_SIZE), _own("cold")),
    Target(
        "All PDFs of this repository's partnership ÷ WeasyPrint's own layout and painting of them, CPU in one process",
        1.10,
        Figure("PDFs", 0, ("all of it",)),
        Figure("PDFs", 0, ("WeasyPrint's own layout and painting",)),
    ),
    Target(
        "This repository's partnership, both editions and all PDFs: a promise edited ÷ from nothing",
        0.25,
        _default("a promise edited"),
        _default("cold"),
    ),
    Target("The same, on the next day ÷ from nothing", 0.02, _default("the next day"), _default("cold")),
    Target(
        "`check` of this repository's partnership, the first time ÷ importing pydantic and PyYAML",
        5,
        Figure("check", 0, ("check, first",)),
        Figure("check", 0, ("importing pydantic and PyYAML",)),
    ),
    Target("Memory of a build of 3,000 pages", 500, Figure("site", LARGE_SIZE, ("cold",), "megabytes")),
    Target("A fleet of made partnerships ÷ as many times one alone", 0.35, _fleet("cold"), _fleet("all alone")),
    Target(
        "The same fleet, one national number changed ÷ from nothing", 0.15, _fleet("one number changed"), _fleet("cold")
    ),
    Target(
        "Bytes to fetch before a search finds its first results, 1,000 pages",
        300,
        Figure("search", MIDDLE_SIZE, ("a search",), "kilobytes"),
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
    figures = f"{format_number(value)} {symbol} ÷ {format_number(divisor)} {symbol}"
    if target.figure.fingerprint(results) != target.divisor.fingerprint(results):
        figures += " (measured on different code or content)"
    return TargetRow(target.title, limit, format_number(ratio), figures, result)


def format_number(number: float) -> str:
    """Return a number with three significant digits."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}" if number >= 1 else f"{number:.3f}"
