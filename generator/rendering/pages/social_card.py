"""The social card, which link previews show: the site's short name and its area.

It does not mention what the site is about, because somebody else may see the reader's screen.
"""

from __future__ import annotations

from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING

from generator.cache import Cache, hash_parts, package_fingerprint
from generator.rendering.artefacts import Artefact
from generator.rendering.colours import colour
from generator.rendering.fonts import print_font
from generator.views.shared.surroundings import Surroundings

if TYPE_CHECKING:
    from PIL import ImageDraw

CARD = "assets/card.png"
_SIZE = (1200, 630)
"""Width and height in pixels, the shape of link previews."""
_MARGIN = 96
_LINE_LENGTH = 24
"""The approximate number of letters of the name that fit on a line."""


def social_card(surroundings: Surroundings, cache: Cache) -> Artefact:
    """Return ``assets/card.png``, in the colours of the style sheet."""
    own = surroundings.colour
    key = hash_parts(package_fingerprint(), colour("accent", own), surroundings.short_name, surroundings.area)
    return Artefact(CARD, cache.get_or_create("cards", key, lambda: _png(surroundings)))


def _png(surroundings: Surroundings) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    card = Image.new("RGB", _SIZE, colour("page"))
    draw = ImageDraw.Draw(card)
    accent = colour("accent", surroundings.colour)
    _logo(draw, _MARGIN, _MARGIN, 6, accent)
    lines = wrap(surroundings.short_name, _LINE_LENGTH)
    name = ImageFont.truetype(BytesIO(print_font("bold")), 88)
    draw.multiline_text((_MARGIN, 270), "\n".join(lines), font=name, fill=colour("ink"), spacing=12)
    area = ImageFont.truetype(BytesIO(print_font("regular")), 44)
    draw.text((_MARGIN, 300 + 100 * len(lines)), surroundings.area, font=area, fill=colour("ink-2"))
    draw.rectangle((0, _SIZE[1] - 16, *_SIZE), fill=accent)
    output = BytesIO()
    card.save(output, "PNG", optimize=True)
    return output.getvalue()


def _logo(draw: ImageDraw.ImageDraw, left: int, top: int, scale: int, ink: str) -> None:
    """Draw the logo of ``mark.svg`` with its top left corner here; ``scale`` is in pixels per unit of the SVG."""
    paper = colour("page")

    def circle(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        return (
            left + (x - radius) * scale,
            top + (y - radius) * scale,
            left + (x + radius) * scale,
            top + (y + radius) * scale,
        )

    width = round(3.2 * scale)
    draw.line([(left + 5 * scale, top + 4.5 * scale), (left + 5 * scale, top + 14.5 * scale)], fill=ink, width=width)
    draw.arc(circle(10, 14.5, 5 + 1.6), 90, 180, fill=ink, width=width)
    draw.line([(left + 10 * scale, top + 19.5 * scale), (left + 19 * scale, top + 19.5 * scale)], fill=ink, width=width)
    draw.ellipse(circle(5, 4.5, 3), fill=ink)
    draw.ellipse(circle(19, 19.5, 4.3), fill=ink)
    draw.ellipse(circle(19, 19.5, 1.7), fill=paper)
