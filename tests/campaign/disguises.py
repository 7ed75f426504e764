"""The table of disguises: how a staff-only value may be spelled, and whether the leak scan promises to find it so."""

from __future__ import annotations

import codecs
import html
import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from quopri import encodestring
from random import Random
from urllib.parse import quote

Spell = Callable[[str, Random], str]


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way to spell a value."""

    name: str
    spell: Spell
    promised: bool = True
    fits: Callable[[str], bool] = lambda _: True
    """Whether it can be used for a value."""


def is_number(value: str) -> bool:
    return bool(re.fullmatch(r"0[0-9 ]{9,14}", value))


def is_address(value: str) -> bool:
    return bool(re.fullmatch(r"[^\s@]+@[^\s@]+", value))


def is_name(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}", value))


def _is_phrase(value: str) -> bool:
    """Return whether a value ends with a word that may get an "s"."""
    return bool(re.search(r"(?:^| )[A-Za-z]{3,}[A-Za-rt-z]$", value))


def _has_letters(value: str) -> bool:
    return bool(re.search(r"[A-Za-z]{3}", value))


def _is_ascii(value: str) -> bool:
    return value.isascii() and len(value) >= 9


def _between(separator: str) -> Spell:
    """Put something into the middle of each word."""
    return lambda value, _: re.sub(r"(\w{2})(?=\w)", rf"\1{separator}", value)


def _around(before: str, after: str) -> Spell:
    return lambda value, _: f"{before}{value}{after}"


def _mapped(table: dict[str, str]) -> Spell:
    return lambda value, _: "".join(table.get(c, c) for c in value)


def _digits(value: str) -> str:
    return value.replace(" ", "")


def _number(form: Callable[[str], str]) -> Spell:
    return lambda value, _: form(_digits(value))


def _some_spaces(value: str, rng: Random) -> str:
    return "".join(c + rng.choice(["", "", " ", "-", ".", "\u00a0"]) for c in value)


def _shifted(value: str, first: int) -> str:
    return "".join(chr(ord(c) - 0x20 + first) if "!" <= c <= "~" else c for c in value)


def _styled(value: str) -> str:
    """Write letters as the mathematical bold ones of Unicode."""
    upper = {chr(65 + n): chr(0x1D400 + n) for n in range(26)}
    lower = {chr(97 + n): chr(0x1D41A + n) for n in range(26)}
    digits = {chr(48 + n): chr(0x1D7CE + n) for n in range(10)}
    return "".join({**upper, **lower, **digits}.get(c, c) for c in value)


CYRILLIC = {"a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "s": "ѕ", "x": "х", "y": "у", "j": "ј"}
GREEK = {"A": "Α", "B": "Β", "E": "Ε", "N": "Ν", "o": "ο", "a": "α", "v": "ν", "u": "υ", "T": "Τ", "p": "ρ", "i": "ι"}
SMALL_CAPITALS = dict(zip("acdejkmoptuvwz", "ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", strict=True))
_WORDS = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
DIGITS_IN_WORDS = {str(n): f" {word}" for n, word in enumerate(_WORDS)}
ACCENTS = {"a": "á", "e": "é", "o": "ö", "n": "ñ", "u": "ű", "i": "ï", "A": "Å", "N": "Ń", "s": "š"}


def _ideographic(value: str, _: Random) -> str:
    return value.replace(".", "\u3002").replace("@", "\uff20")


def _punycode(value: str, _: Random) -> str:
    name, host = value.split("@")
    first, rest = host.split(".", 1)
    label = first.replace("e", "\u0435").encode("punycode").decode()
    return f"{name}@xn--{label}.{rest}"


DISGUISES: tuple[Disguise, ...] = (
    Disguise("as it is", lambda value, _: value),
    Disguise("capitals", lambda value, _: value.upper()),
    Disguise("small letters", lambda value, _: value.lower()),
    Disguise("in brackets after other words", _around("see (", ")")),
    Disguise("in Markdown, bold", _around("**", "**")),
    Disguise("other spaces and hyphens", _some_spaces),
    Disguise("no spaces at all", lambda value, _: "".join(value.split())),
    Disguise("no-break and thin spaces", lambda value, _: value.replace(" ", "\u00a0\u2009")),
    Disguise("a line break between words", lambda value, _: value.replace(" ", "\r\n    ")),
    Disguise("lines folded as in a calendar", _between("\r\n ")),
    Disguise("dots between all letters", lambda value, _: ".".join(value)),
    Disguise("soft hyphens", _between("\u00ad")),
    Disguise("zero-width letters", _between("\u200b\u2060")),
    Disguise("letters without a shape", _between("\u3164")),
    Disguise("marks of direction", _around("\u202e", "\u202c")),
    Disguise("tags inside words", _between("<b></b>")),
    Disguise("tags with > in their attributes", _between('<i title="a > b <c>">')),
    Disguise("comments inside words", _between("<!-- x > y -->")),
    Disguise("two table cells", lambda value, _: "<td>7</td><td>" + value.replace(" ", "</td><td>", 1) + "</td><td>8"),
    Disguise("an attribute", _around('<a title="x > ', '" href="#">y</a>')),
    Disguise("a comment", _around("<!-- ", " -->")),
    Disguise("decimal character references", lambda value, _: "".join(f"&#{ord(c)};" for c in value)),
    Disguise("references of base 16", lambda value, _: "".join(f"&#x{ord(c):x};" for c in value)),
    Disguise("references escaped twice", lambda value, _: html.escape("".join(f"&#{ord(c)};" for c in value))),
    Disguise("percent signs", lambda value, _: "".join(f"%{byte:02X}" for byte in value.encode())),
    Disguise("percent signs twice", lambda value, _: quote("".join(f"%{byte:02x}" for byte in value.encode()))),
    Disguise("escapes of JSON", lambda value, _: "".join(f"\\u{ord(c):04x}" for c in value)),
    Disguise("after an escaped line break", lambda value, _: "x\\n" + value.replace(" ", "\\n")),
    Disguise("escapes of JavaScript", lambda value, _: "".join(f"\\u{{{ord(c):x}}}" for c in value)),
    Disguise("escapes of bytes", lambda value, _: "".join(f"\\x{ord(c):02x}" for c in value), fits=str.isascii),
    Disguise("escapes of CSS", lambda value, _: "".join(f"\\{ord(c):06x} " for c in value)),
    Disguise("quoted-printable", lambda value, _: encodestring(value.encode()).decode().replace("o", "=6F")),
    Disguise("base64", lambda value, _: b64encode(f"see {value}".encode()).decode(), fits=_is_ascii),
    Disguise("base64 for addresses", lambda value, _: urlsafe_b64encode(value.encode()).decode(), fits=_is_ascii),
    Disguise("a data: address", lambda value, _: f"data:text/plain;base64,{b64encode(value.encode()).decode()}"),
    Disguise("base 16", lambda value, _: f"at {value}".encode().hex(), fits=_is_ascii),
    Disguise("base 16 in pairs", lambda value, _: f"at {value}".encode().hex(" "), fits=_is_ascii),
    Disguise("Cyrillic letters that look alike", _mapped(CYRILLIC), fits=_has_letters),
    Disguise("Greek letters that look alike", _mapped(GREEK), fits=_has_letters),
    Disguise("small capitals", _mapped(SMALL_CAPITALS), fits=_has_letters),
    Disguise("accents", _mapped(ACCENTS), fits=_has_letters),
    Disguise("accents as letters of their own", lambda value, _: value.replace("e", "e\u0301")),
    Disguise("wide letters", lambda value, _: _shifted(value, 0xFF00)),
    Disguise("bold letters of mathematics", lambda value, _: _styled(value)),
    Disguise("circled digits", _mapped({str(n): chr(0x2460 + n - 1) for n in range(1, 10)} | {"0": "\u24ea"})),
    Disguise("digits of another script", _mapped({str(n): chr(0x660 + n) for n in range(10)})),
    Disguise(
        "ligatures", lambda value, _: value.replace("fi", "\ufb01").replace("fl", "\ufb02").replace("st", "\ufb06")
    ),
    Disguise("a plural", lambda value, _: value + "s", fits=_is_phrase),
    Disguise("a possessive", lambda value, _: value + "\u2019s", fits=_is_phrase),
    Disguise("a plural of the first word", lambda value, _: re.sub(r"^([A-Za-z]{3,})", r"\1s", value), fits=is_name),
    Disguise("the last word first", lambda value, _: re.sub(r"^(.*) (\S+)$", r"\2, \1", value), fits=is_name),
    Disguise("at and dot", lambda value, _: value.replace("@", " at ").replace(".", " dot "), fits=is_address),
    Disguise("[at] and [dot]", lambda value, _: value.replace("@", " [at] ").replace(".", " [dot] "), fits=is_address),
    Disguise("(at)", lambda value, _: value.replace("@", "(at)"), fits=is_address),
    Disguise("AT and DOT without spaces", lambda v, _: v.replace("@", "AT").replace(".", "DOT"), fits=is_address),
    Disguise("a link to write to", lambda value, _: f'<a href="mailto:{quote(value)}">write</a>', fits=is_address),
    Disguise("signs of another script", _ideographic, fits=is_address),
    Disguise("a host in Punycode", _punycode, fits=lambda value: is_address(value) and "e" in value.split("@")[1]),
    Disguise("+44", _number(lambda d: f"+44 {d[1:5]} {d[5:]}"), fits=is_number),
    Disguise("+44 (0)", _number(lambda d: f"+44 (0){d[1:5]} {d[5:]}"), fits=is_number),
    Disguise("0044", _number(lambda d: f"0044{d[1:]}"), fits=is_number),
    Disguise("a link that dials", _number(lambda d: f'<a href="tel:+44{d[1:]}">ring</a>'), fits=is_number),
    Disguise("an address of a messenger", _number(lambda d: f"https://wa.me/44{d[1:]}?text=hi"), fits=is_number),
    Disguise("brackets and slashes", _number(lambda d: f"({d[:5]}) / {d[5:8]}.{d[8:]}"), fits=is_number),
    Disguise("without its first 0", _number(lambda d: f"Tel: {d[1:]}"), fits=is_number),
    Disguise("with an extension", _number(lambda d: f"{d} x12"), fits=is_number),
    Disguise("the local number", _number(lambda d: f"ring {d[-6:]}."), fits=is_number),
    Disguise("the local number with a space", _number(lambda d: f"ring {d[-6:-3]} {d[-3:]}."), fits=is_number),
    Disguise("the letters O and l for digits", _mapped({"0": "O", "1": "l"}), fits=is_number),
    Disguise("words for digits", _mapped(DIGITS_IN_WORDS), promised=False, fits=is_number),
    Disguise("the last four digits", _number(lambda d: f"ends in {d[-4:]}"), promised=False, fits=is_number),
    Disguise("backwards", lambda value, _: value[::-1], promised=False),
    Disguise("ROT13", lambda value, _: codecs.encode(value, "rot13"), promised=False, fits=_has_letters),
    Disguise(
        "digits for letters", _mapped({"e": "3", "o": "0", "i": "1", "a": "4"}), promised=False, fits=_has_letters
    ),
    Disguise("a slip of the keyboard", lambda value, _: value[:3] + "x" + value[3:], promised=False),
    Disguise("initials", lambda v, _: f"{v[0]}. {v.split()[-1]}", promised=False, fits=is_name),
    Disguise("other words in between", lambda v, _: v.replace(" ", " (that is) ", 1), promised=False, fits=is_name),
    Disguise("one half of it", lambda value, _: value[: len(value) // 2], promised=False),
    Disguise("base64 twice", lambda value, _: b64encode(b64encode(value.encode())).decode(), promised=False),
    Disguise("numbers of letters", lambda value, _: json.dumps([ord(c) for c in value]), promised=False),
    Disguise("Morse and the like", lambda value, _: " ".join(f"{ord(c):b}" for c in value), promised=False),
)
