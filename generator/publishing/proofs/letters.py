"""Folds a text to plain lower-case letters and digits, so that letters that look alike are alike."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

_ALIKE = (
    # Cyrillic, capital and small, and its letters that look like ours only as capitals.
    ("АаВвЕеКкМмНнОоРрСсТтУуХхѴѵҮүҺһԁԚԛԜԝІіЇїЈјЅѕӀӏԌԍ", "aabbeekkmmhhooppccttyyxxvvyyhhdqqwwiiiijjssllgg"),
    # Greek. Small letters look like other ones than their capitals.
    ("ΑαΒβΕεΖΗηΙιΚκΜΝνΟοσςΡρΤτΥυΧχϹϲΥγω", "aabbeezhniikkmnvooooppttyuxxccyyw"),
    # Latin letters that Unicode does not take apart.
    ("ØøŁłĐđĦħŦŧıȷƒɡɑɩʟɪɴʀʏʙɢʜƖ", "oollddhhttijfgailinrybghl"),
    # Small capitals.
    ("ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ", "acdejkmoptuvwzfs"),
    # Armenian and Cherokee letters that are common in such disguises.
    ("ոսօհցᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", "nuohgabcdehjklmprstvwz"),
)
_LETTERS = {ord(letter): plain for letters, plains in _ALIKE for letter, plain in zip(letters, plains, strict=True)}
_LETTERS |= {0x1F1E6 + n: chr(97 + n) for n in range(26)}
_LETTERS |= {first + n: chr(97 + n) for first in (0x1F150, 0x1F170) for n in range(26)}
_LETTERS |= {ord("\u2019"): "'", ord("\u2018"): "'", ord("\u02bc"): "'"}

_ERRORS = "kb-fold"
_LONGEST_RUN = 24
"""Short runs of letters are remembered, because pages repeat them."""
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def fold(text: str) -> bytes:
    """Return a text in lower case as UTF-8, without accents and invisible letters, with plain letters for look-alikes.

    Letters and digits of any script are kept; everything else that is not ASCII becomes a space.
    """
    if text.isascii():
        return text.encode().lower()
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    # The codec finds what is not ASCII many times faster than a pattern does.
    return text.encode("ascii", _ERRORS).lower()


def _fold_others(error: UnicodeError) -> tuple[bytes, int]:
    """Return what a run of letters that are not ASCII is folded to, and where the run ends."""
    assert isinstance(error, UnicodeEncodeError)
    end = min(error.end, error.start + _LONGEST_RUN)
    return _fold_run(error.object[error.start : end]), end


codecs.register_error(_ERRORS, _fold_others)


@lru_cache(maxsize=20_000)
def _fold_run(run: str) -> bytes:
    return "".join(map(_fold_letter, run)).lower().encode()


@lru_cache(maxsize=20_000)
def _fold_letter(letter: str) -> str:
    if plain := _LETTERS.get(ord(letter)):
        return plain
    return "".join(map(_fold_part, unicodedata.normalize("NFKD", letter)))


def _fold_part(part: str) -> str:
    """Return one character of a letter taken apart: "" for accents and what is invisible, a space for other signs."""
    category = unicodedata.category(part)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(part))
    if plain := _LETTERS.get(ord(part)):
        return plain
    if part in _INVISIBLE:
        return ""
    return part.casefold() if part.isascii() or part.isalnum() else " "


_INVISIBLE = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters without a shape, which Unicode does not call invisible."""
