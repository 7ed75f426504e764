"""The fonts of the installed package: complete for prints, subsets for the web."""

from __future__ import annotations

import functools
from importlib.resources import files
from io import BytesIO
from string import ascii_letters

from generator.cache import Cache, hash_parts, package_fingerprint
from generator.rendering.artefacts import Artefact

WEIGHTS = {"regular": "SourceSansPro-Regular.otf", "bold": "SourceSansPro-Bold.otf"}

_ENGLISH = (*range(0x20, 0x7F), 0xA0, 0xA3, 0xA7, 0xA9, 0xE9, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026)
_OTHERS = (
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: Polish, Romanian, Lithuanian, Welsh
    *range(0x218, 0x21C),
    *range(0x2010, 0x2027),
    0x2032,
    0x20AC,
)
WEB_FILES = {"": _ENGLISH, "-more": tuple(sorted({*_OTHERS} - {*_ENGLISH}))}
"""The characters of each file of a weight, by the ending of its name: those of English text, and the others of the
site's languages, which a browser fetches for a page that has one. ``styles/site/theme.css`` names the same ranges."""


def print_font(weight: str) -> bytes:
    """Return the complete OpenType file of one weight."""
    return (files("font_source_sans_pro") / "files" / WEIGHTS[weight]).read_bytes()


@functools.cache
def print_characters() -> frozenset[str]:
    """Return the characters that both weights contain."""
    from fontTools.ttLib import TTFont

    cmaps = (TTFont(BytesIO(print_font(weight))).getBestCmap() for weight in WEIGHTS)
    return frozenset.intersection(*(frozenset(map(chr, cmap)) for cmap in cmaps))


@functools.cache
def widest_letter() -> float:
    """Return the width of the widest letter of the alphabet in the regular weight, in em."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(print_font("regular")))
    glyphs = font.getBestCmap()
    widest = max(font["hmtx"][glyphs[ord(letter)]][0] for letter in ascii_letters)
    return float(widest / font["head"].unitsPerEm)


def web_fonts(cache: Cache) -> tuple[Artefact, ...]:
    """Return both weights as WOFF2 files with the characters of the site's languages."""
    return tuple(
        Artefact(f"assets/fonts/source-sans-{weight}{ending}.woff2", _web_font(weight, ending, cache))
        for weight in WEIGHTS
        for ending in WEB_FILES
    )


def is_web_font(content: bytes, cache: Cache) -> bool:
    """Return whether a file is one of ``web_fonts``."""
    return content.startswith(b"wOF2") and any(font.content == content for font in web_fonts(cache))


def _web_font(weight: str, ending: str, cache: Cache) -> bytes:
    font = print_font(weight)
    key = hash_parts(package_fingerprint(), ending, font)
    return cache.get_or_create("fonts", key, lambda: _web_subset(font, WEB_FILES[ending]))


@functools.cache
def _web_subset(content: bytes, characters: tuple[int, ...]) -> bytes:
    """Return an OpenType font as WOFF2 with these characters only, without hints: today's screens ignore them."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

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
