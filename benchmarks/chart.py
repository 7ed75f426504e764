"""Bars as an SVG drawing that says in words what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _LEFT, _BARS, _ROW, _TOP = 860, 340, 430, 28, 56
_COLOURS = ("#0b5c8a", "#8a5a00", "#5b3f99", "#4d4d4d")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long it is, how its length is told, and which kind it is of."""

    label: str
    length: float
    told: str
    kind: int = 0


def drawing(title: str, bars: Sequence[Bar]) -> str:
    """The drawing, on white, so that it can be read where a page is dark."""
    height = _TOP + _ROW * len(bars) + 16
    longest = max((bar.length for bar in bars), default=0) or 1
    described = "; ".join(f"{bar.label}: {bar.told}" for bar in bars)
    rows = "".join(_row(bar, _TOP + _ROW * number, longest) for number, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        ' role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="15">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(described)}.</desc>\n'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
        f'<text x="16" y="32" font-size="18" font-weight="bold" fill="#1a1a1a">{escape(title)}</text>\n'
        f"{rows}</svg>\n"
    )


def _row(bar: Bar, top: int, longest: float) -> str:
    length = max(1.0, bar.length / longest * _BARS)
    return (
        f'<text x="{_LEFT - 10}" y="{top + 19}" text-anchor="end" fill="#1a1a1a">{escape(bar.label)}</text>'
        f'<rect x="{_LEFT}" y="{top + 4}" width="{length:.1f}" height="{_ROW - 8}" fill="{_COLOURS[bar.kind]}"/>'
        f'<text x="{_LEFT + length + 8:.1f}" y="{top + 19}" fill="#1a1a1a">{escape(bar.told)}</text>\n'
    )
