"""The picture that a shared link shows: the site's quiet name and its area, and nothing that a shoulder could read."""

from __future__ import annotations

from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING

from generator.cache import Cache, key_of, programs
from generator.rendering.artefacts import Artefact
from generator.rendering.environment import TEMPLATES
from generator.rendering.fonts import print_font
from generator.rendering.stylesheets import declarations_of
from generator.views.shared.surroundings import Surroundings

if TYPE_CHECKING:
    from PIL import ImageDraw

CARD = "assets/card.png"
_SIZE = (1200, 630)
"""Pixels: the shape that link previews are cut to."""
_MARGIN = 96
_LETTERS = 24
"""About how many letters of the name fit on a line."""


def social_card(around: Surroundings, cache: Cache) -> Artefact:
    """``assets/card.png``, in the colours of the style sheet."""
    key = key_of(programs(), _tokens(), around.short_name, around.area)
    return Artefact(CARD, cache.recall("cards", key, lambda: _drawn(around)))


def _drawn(around: Surroundings) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    card = Image.new("RGB", _SIZE, _colour("page"))
    draw = ImageDraw.Draw(card)
    _mark(draw, _MARGIN, _MARGIN, 6)
    lines = wrap(around.short_name, _LETTERS)
    name = ImageFont.truetype(BytesIO(print_font("bold")), 88)
    draw.multiline_text((_MARGIN, 270), "\n".join(lines), font=name, fill=_colour("ink"), spacing=12)
    area = ImageFont.truetype(BytesIO(print_font("regular")), 44)
    draw.text((_MARGIN, 300 + 100 * len(lines)), around.area, font=area, fill=_colour("ink-2"))
    draw.rectangle((0, _SIZE[1] - 16, *_SIZE), fill=_colour("accent"))
    written = BytesIO()
    card.save(written, "PNG", optimize=True)
    return written.getvalue()


def _mark(draw: ImageDraw.ImageDraw, left: int, top: int, scale: int) -> None:
    """The site's mark, as ``mark.svg`` draws it: a way that turns, from a full stop to an open one."""
    ink, paper = _colour("accent"), _colour("page")

    def box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        return (
            left + (x - radius) * scale,
            top + (y - radius) * scale,
            left + (x + radius) * scale,
            top + (y + radius) * scale,
        )

    width = round(3.2 * scale)
    draw.line([(left + 5 * scale, top + 4.5 * scale), (left + 5 * scale, top + 14.5 * scale)], fill=ink, width=width)
    draw.arc(box(10, 14.5, 5 + 1.6), 90, 180, fill=ink, width=width)
    draw.line([(left + 10 * scale, top + 19.5 * scale), (left + 19 * scale, top + 19.5 * scale)], fill=ink, width=width)
    draw.ellipse(box(5, 4.5, 3), fill=ink)
    draw.ellipse(box(19, 19.5, 4.3), fill=ink)
    draw.ellipse(box(19, 19.5, 1.7), fill=paper)


def _colour(role: str) -> str:
    """Return the colour of a role in light mode, as ``#rrggbb``."""
    return next(one.value for one in declarations_of(_tokens()) if one.name == f"--kb-{role}")


def _tokens() -> str:
    return (TEMPLATES / "styles" / "shared" / "tokens.css").read_text(encoding="utf-8")
