"""The fonts of the installed package: complete for prints, subsets for the web."""

from __future__ import annotations

import functools
from importlib.resources import files
from io import BytesIO
from string import ascii_letters

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


@functools.cache
def web_fonts() -> tuple[Artefact, ...]:
    """Return both weights as WOFF2 files with the characters of the site's languages.

    The files are in the package, since cutting them takes seconds: ``tests/web_fonts.py`` makes them.
    """
    folder = files("generator.rendering") / "web_fonts"
    names = [web_font_name(weight, ending) for weight in WEIGHTS for ending in WEB_FILES]
    return tuple(Artefact(f"assets/fonts/{name}", (folder / name).read_bytes()) for name in names)


def web_font_name(weight: str, ending: str) -> str:
    """Return the name of the file with the characters of ``WEB_FILES[ending]`` in one weight."""
    return f"source-sans-{weight}{ending}.woff2"


def is_web_font(content: bytes) -> bool:
    """Return whether a file is one of ``web_fonts``."""
    return content.startswith(b"wOF2") and any(font.content == content for font in web_fonts())
