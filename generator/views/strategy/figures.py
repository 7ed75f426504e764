"""Figures as tables with bars: the same table on screen, in print and read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.model.strategy import Figures
from generator.model.tallies import Answer, Tally
from generator.words.text import NO_BREAK, Sentence, sentence


@dataclass(frozen=True, slots=True)
class CellView:
    """One figure: its count, if there is one, its percentage as text, and the width of its bar."""

    count: str
    percent: str
    width: str
    """The width of the bar in per cent, 0 to 100, without the sign; empty if there is no figure."""


@dataclass(frozen=True, slots=True)
class FigureRowView:
    """A row: a label and its figure in every column."""

    label: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column: its title, its total and the slip of the source, if there is one."""

    title: str
    has_counts: bool
    """Whether its percentages are computed from counts; otherwise they are those of the source."""
    total: str
    slip: Sentence


@dataclass(frozen=True, slots=True)
class FiguresView:
    """A table of figures with the same rows in every column."""

    anchor: str
    title: str
    rows_title: str
    """The heading of the column of labels."""
    columns: tuple[ColumnView, ...]
    rows: tuple[FigureRowView, ...]
    note: Sentence


def figures_view(figures: Figures) -> FiguresView:
    """Return several tallies as one table, with a column for each."""
    tallies = [(series.title, series.tally) for series in figures.series]
    return _table(figures.id, figures.title, "What is counted", tallies, sentence(figures.note) if figures.note else ())


def tally_view(anchor: str, title: str, column: str, tally: Tally) -> FiguresView:
    """Return one tally as a table of one column."""
    return _table(anchor, title, "Answer", [(column, tally)], ())


def _table(anchor: str, title: str, rows_title: str, tallies: list[tuple[str, Tally]], note: Sentence) -> FiguresView:
    labels = list(dict.fromkeys(answer.label for _, tally in tallies for answer in tally.answers))
    cells_by_label = [{answer.label: _cell(answer, tally) for answer in tally.answers} for _, tally in tallies]
    empty_cell = CellView("", "not given", "")
    return FiguresView(
        anchor,
        title,
        rows_title,
        tuple(_column(name, tally) for name, tally in tallies),
        tuple(
            FigureRowView(label, tuple(cells.get(label, empty_cell) for cells in cells_by_label)) for label in labels
        ),
        note,
    )


def _column(title: str, tally: Tally) -> ColumnView:
    has_counts = tally.answers[0].count is not None
    total = str(_total(tally)) if has_counts else ""
    return ColumnView(title, has_counts, total, sentence(tally.total_slip) if tally.total_slip else ())


def _total(tally: Tally) -> int:
    return sum(answer.count or 0 for answer in tally.answers)


def _cell(answer: Answer, tally: Tally) -> CellView:
    if answer.count is None:
        assert answer.reported_percent is not None
        return CellView("", _percent(answer.reported_percent), str(answer.reported_percent))
    share = computed_percent(answer.count, _total(tally))
    return CellView(str(answer.count), _percent(share), str(share))


def computed_percent(count: int, total: int) -> Decimal:
    """Return a share in per cent, to one decimal place, halves rounded up; 0.0 if ``total`` is 0."""
    if not total:
        return Decimal("0.0")
    return (Decimal(count) * 100 / Decimal(total)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _percent(value: Decimal) -> str:
    return f"{value}{NO_BREAK}%"
