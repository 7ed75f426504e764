"""Cut the fonts of the website from those of the installed package: ``python -m tests.web_fonts``.

The generator ships what this makes, and publishes it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

from generator.rendering.fonts import WEB_FILES, WEIGHTS, print_font, web_font_name
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "generator" / "rendering" / "web_fonts"


def web_subsets() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file."""
    for weight in WEIGHTS:
        for ending, characters in WEB_FILES.items():
            yield web_font_name(weight, ending), _web_subset(print_font(weight), characters)


def _web_subset(content: bytes, characters: tuple[int, ...]) -> bytes:
    """Return an OpenType font as WOFF2 with these characters only, without hints: today's screens ignore them."""
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "liga", "tnum", "lnum", "locl", "ccmp", "mark"], hinting=False
    )
    options.drop_tables += ["FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    output = BytesIO()
    font.save(output)
    return output.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in web_subsets():
        (FOLDER / name).write_bytes(content)
