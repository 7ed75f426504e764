"""A bar chart as SVG with a text description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _LEFT, _BARS, _ROW, _TOP = 860, 340, 430, 28, 56
_COLOURS = ("#0b5c8a", "#8a5a00", "#5b3f99", "#4d4d4d")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, the value as text, and the index of its colour."""

    label: str
    value: float
    value_text: str
    colour: int = 0


def bar_chart(title: str, bars: Sequence[Bar]) -> str:
    """Return the chart. Its background is white, so that it is readable on a dark page."""
    height = _TOP + _ROW * len(bars) + 16
    largest = max((bar.value for bar in bars), default=0) or 1
    description = "; ".join(f"{bar.label}: {bar.value_text}" for bar in bars)
    rows = "".join(_row(bar, _TOP + _ROW * number, largest) for number, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        ' role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="15">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(description)}.</desc>\n'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
        f'<text x="16" y="32" font-size="18" font-weight="bold" fill="#1a1a1a">{escape(title)}</text>\n'
        f"{rows}</svg>\n"
    )


def _row(bar: Bar, top: int, largest: float) -> str:
    length = max(1.0, bar.value / largest * _BARS)
    return (
        f'<text x="{_LEFT - 10}" y="{top + 19}" text-anchor="end" fill="#1a1a1a">{escape(bar.label)}</text>'
        f'<rect x="{_LEFT}" y="{top + 4}" width="{length:.1f}" height="{_ROW - 8}" fill="{_COLOURS[bar.colour]}"/>'
        f'<text x="{_LEFT + length + 8:.1f}" y="{top + 19}" fill="#1a1a1a">{escape(bar.value_text)}</text>\n'
    )
