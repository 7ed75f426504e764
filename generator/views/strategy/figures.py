"""Figures as tables whose bars are drawn from them: one table, on screen, in print and read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.model.strategy import Figures
from generator.model.tallies import Answer, Tally
from generator.words.text import NO_BREAK, Sentence, sentence


@dataclass(frozen=True, slots=True)
class CellView:
    """One figure: the count if there is one, the percentage in words, and the length of its bar."""

    count: str
    percent: str
    width: str
    """Of the bar, as a percentage without its sign: 0 to 100; empty where there is no figure to draw."""


@dataclass(frozen=True, slots=True)
class FigureRowView:
    """A label with its figure in every column."""

    label: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """What one column counts, and what its figures rest on."""

    title: str
    has_counts: bool
    """Whether its percentages are computed from counts; otherwise they are the source's own."""
    total: str
    slip: Sentence


@dataclass(frozen=True, slots=True)
class FiguresView:
    """A table of figures with the same rows in every column."""

    anchor: str
    title: str
    rows_title: str
    """What stands over the labels."""
    columns: tuple[ColumnView, ...]
    rows: tuple[FigureRowView, ...]
    note: Sentence


def figures_view(figures: Figures) -> FiguresView:
    """Several tallies side by side."""
    named = [(series.title, series.tally) for series in figures.series]
    return _table(figures.id, figures.title, "What is counted", named, sentence(figures.note) if figures.note else ())


def tally_view(anchor: str, title: str, column: str, tally: Tally) -> FiguresView:
    """One tally as a table of one column."""
    return _table(anchor, title, "Answer", [(column, tally)], ())


def _table(anchor: str, title: str, rows_title: str, named: list[tuple[str, Tally]], note: Sentence) -> FiguresView:
    labels = list(dict.fromkeys(answer.label for _, tally in named for answer in tally.answers))
    by_label = [{answer.label: _cell(answer, tally) for answer in tally.answers} for _, tally in named]
    nothing = CellView("", "not given", "")
    return FiguresView(
        anchor,
        title,
        rows_title,
        tuple(_column(name, tally) for name, tally in named),
        tuple(FigureRowView(label, tuple(cells.get(label, nothing) for cells in by_label)) for label in labels),
        note,
    )


def _column(title: str, tally: Tally) -> ColumnView:
    counted = tally.answers[0].count is not None
    total = str(_total(tally)) if counted else ""
    return ColumnView(title, counted, total, sentence(tally.total_slip) if tally.total_slip else ())


def _total(tally: Tally) -> int:
    return sum(answer.count or 0 for answer in tally.answers)


def _cell(answer: Answer, tally: Tally) -> CellView:
    if answer.count is None:
        assert answer.reported_percent is not None
        return CellView("", _percent(answer.reported_percent), str(answer.reported_percent))
    share = computed_percent(answer.count, _total(tally))
    return CellView(str(answer.count), _percent(share), str(share))


def computed_percent(count: int, total: int) -> Decimal:
    """A share in per cent, to one place, halves rounded up; nought of nothing."""
    if not total:
        return Decimal("0.0")
    return (Decimal(count) * 100 / Decimal(total)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _percent(value: Decimal) -> str:
    return f"{value}{NO_BREAK}%"
