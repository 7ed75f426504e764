"""Fonts from the installed package: whole for print, cut to size for the web. Nothing comes from a reader's machine."""

from __future__ import annotations

from functools import cache as once
from importlib.resources import files
from io import BytesIO

from generator.cache import Cache, key_of, programs
from generator.rendering.artefacts import Artefact

WEIGHTS = {"regular": "SourceSansPro-Regular.otf", "bold": "SourceSansPro-Bold.otf"}

_WEB_CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: Polish, Romanian, Lithuanian, Welsh
    *range(0x218, 0x21C),
    *range(0x2010, 0x2027),
    0x2032,
    0x20AC,
)


def print_font(weight: str) -> bytes:
    """The whole font file of one weight."""
    return (files("font_source_sans_pro") / "files" / WEIGHTS[weight]).read_bytes()


@once
def print_characters() -> frozenset[str]:
    """Every character that both weights of the print font can show."""
    from fontTools.ttLib import TTFont

    known = (TTFont(BytesIO(print_font(weight))).getBestCmap() for weight in WEIGHTS)
    return frozenset.intersection(*(frozenset(map(chr, cmap)) for cmap in known))


def web_fonts(cache: Cache) -> tuple[Artefact, ...]:
    """Both weights as WOFF2, cut to the characters the site's languages use."""
    return tuple(Artefact(f"assets/fonts/source-sans-{weight}.woff2", _web_font(weight, cache)) for weight in WEIGHTS)


def _web_font(weight: str, cache: Cache) -> bytes:
    whole = print_font(weight)
    return cache.recall("fonts", key_of(programs(), whole), lambda: _cut(whole))


def _cut(content: bytes) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(content), recalcTimestamp=False)
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "tnum", "lnum", "locl", "ccmp", "mark"])
    options.drop_tables += ["FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_WEB_CHARACTERS)
    cutter.subset(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()
