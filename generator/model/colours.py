"""The colour of a partnership: how it is written, whether words in it can be read, and the tints that go with it.

Contrast is that of WCAG 2.2: from 1 (none) to 21 (black on white).
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.diagnostics import Code
from generator.model import written_forms
from generator.model.values import quoted, value_error

WHITE = "#ffffff"
LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA): words against what is behind them."""

_FAINTEST = 1.6
"""Contrast with white below which a colour made dark enough is another colour: white becomes grey, and yellow olive."""
_STEPS = 255
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_FORM = 'write # and six digits, in quotation marks: "#0b5757"'


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, each as ``#rrggbb``."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def normal_colour(text: str) -> str | None:
    """Return a colour as ``#rrggbb`` in small letters; None if ``text`` has not three or six hexadecimal digits."""
    match = _HEX.fullmatch(text.strip())
    digits = match[1].lower() if match else ""
    return f"#{digits if len(digits) > 3 else ''.join(digit * 2 for digit in digits)}" if match else None


def readable(colour: str) -> str | None:
    """Return the colour, as much darker as words in it on white, or white words on it, need.

    Return None for a colour so pale that nobody would recognise it then.
    """
    return _until_readable(colour, (WHITE,), -1) if contrast(colour, WHITE) >= _FAINTEST else None


def colour_fault(text: str) -> tuple[str, str]:
    """Return what is wrong with a partnership's colour and what to write; two empty texts if it is right."""
    colour = normal_colour(text)
    if colour is None:
        return f"{quoted(text)} is not a colour", _FORM
    found = contrast(colour, WHITE)
    if found >= LEAST_CONTRAST:
        return "", ""
    # Rounded down, since 4.49 must not be shown as 4.5.
    message = f"words in {colour} on white have a contrast of {int(found * 10) / 10} to 1, and need {LEAST_CONTRAST}"
    darker = readable(colour)
    return message, f'write "{darker}", the same colour but darker' if darker else "choose a darker colour"


def _colour(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    message, hint = colour_fault(text) if text.strip() else ("there is no colour here", f"{_FORM}; # starts a remark")
    if message:
        raise value_error(Code.INVALID_VALUE, message, hint)
    return normal_colour(text) or ""


Colour = Annotated[str, BeforeValidator(_colour), written_forms.COLOUR]
"""A colour in which words on white can be read, as ``#rrggbb``."""


def light_tokens(colour: str, grounds: Iterable[str]) -> dict[str, str]:
    """Return the colours that follow from a partnership's, by their roles, for a light screen and for paper.

    Words in the accent can be read on all ``grounds``, which are the pale surfaces of the style sheet.
    """
    hue, _, saturation = _hls(colour)
    tint = _hex(hue, 0.92, min(saturation, 0.35))
    accent = _until_readable(colour, (WHITE, tint, *grounds), -1)
    deep = _hex(hue, _hls(accent)[1] * 0.68, saturation)
    return {
        "accent": accent,
        "accent-deep": deep,
        "accent-tint": tint,
        "fill": colour,
        "fill-hover": deep,
    }


def dark_tokens(colour: str, grounds: Iterable[str]) -> dict[str, str]:
    """Return the same for a dark screen: the accent is paler, and the fill still carries white words."""
    hue, lightness, saturation = _hls(colour)
    tint = _hex(hue, 0.14, min(saturation, 0.36))
    accent = _until_readable(_hex(hue, 0.68, min(saturation, 0.6)), (tint, *grounds), 1)
    fill = _until_readable(_hex(hue, max(lightness, 0.2), min(saturation, 0.65)), (WHITE,), -1)
    hover = _hex(hue, _hls(fill)[1] * 0.8, min(saturation, 0.65))
    return {
        "accent": accent,
        "accent-deep": _hex(hue, (1 + _hls(accent)[1]) / 2, min(saturation, 0.6)),
        "accent-tint": tint,
        "fill": fill,
        "fill-hover": hover,
    }


def _until_readable(colour: str, grounds: Iterable[str], step: int) -> str:
    """Return the colour, darker (``step`` -1) or paler (1) by as little as reaches the least contrast with each."""
    behind = tuple(grounds)
    hue, lightness, saturation = _hls(colour)
    for n in range(_STEPS + 1):
        moved = min(1, max(0, lightness + step * n / _STEPS))
        candidate = _hex(hue, moved, saturation) if n else colour
        if all(contrast(candidate, ground) >= LEAST_CONTRAST for ground in behind):
            return candidate
    return WHITE if step > 0 else "#000000"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*_channels(colour))


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
