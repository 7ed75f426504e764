"""Returns the ways in which a reader or a program may read a text: escapes decoded, tags left out, base64 decoded."""

from __future__ import annotations

import html
import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote

_LAYERS = 3
"""How often escapes are decoded, for text that was escaped twice."""


def readings(text: str) -> Iterator[str]:
    """Yield a text with its escapes decoded, and without its tags; and what is near a sign that may be no escape."""
    decoded = decode_escapes(text)
    yield decoded
    yield from _without_tags(decoded)
    if decoded is not text and "\\" in text:
        yield _near(_ESCAPE, text)
    if _ONE_QUOTED_PRINTABLE.search(text):
        part = decode_escapes(decode_quoted_printable(_near(_ONE_QUOTED_PRINTABLE, text)))
        yield part
        yield from _without_tags(part)


_NEAR = 1_500
"""How many characters before and after a sign are read in another way too: more than a value has."""


def _near(pattern: re.Pattern[str], text: str) -> str:
    """Return only those parts of a text that are near a match."""
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        start = max(end, match.start() - _NEAR)
        parts += ("\n" if start > end else "", text[start : match.end() + _NEAR])
        end = match.end() + _NEAR
    return "".join(parts)


def _without_tags(text: str) -> Iterator[str]:
    if "<" in text:
        without_comments = _without_comments(text)
        yield _TAG.sub("\n", without_comments)
        if _SIGN_IN_QUOTES.search(without_comments):
            yield _TAG_WITH_QUOTES.sub("\n", without_comments)
            if '""' in without_comments:
                yield _TAG_WITH_QUOTES.sub("\n", without_comments.replace('""', '"'))


def decode_escapes(text: str) -> str:
    """Decode the escapes of HTML, web addresses, JSON, JavaScript, CSS and host names, up to ``_LAYERS`` deep."""
    for _ in range(_LAYERS):
        decoded = unquote(html.unescape(text)).replace("\\\\", "\\")
        if "\\" in decoded or "%u" in decoded:
            decoded = _ESCAPE.sub(_decode_escape, decoded)
        if decoded == text:
            break
        text = decoded
    return _HOST_LABEL.sub(_decode_label, text) if "n--" in text or "N--" in text else text


_ESCAPE = re.compile(
    r"\\u([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]{1,6})\}|\\x([0-9a-fA-F]{2})|%u([0-9a-fA-F]{4})"
    r"|\\([nrtv])|\\([0-9a-fA-F]{2,6})\s?"
)
_LINE_ESCAPE = 5
"""The group of the pattern that is an escape for white space, not a number in base 16."""


def _decode_escape(match: re.Match[str]) -> str:
    if match[_LINE_ESCAPE]:
        return " "
    return chr(min(int("".join(match.groups("")), 16), 0x10FFFF))


_HOST_LABEL = re.compile(r"xn--[a-z0-9-]{1,59}", re.IGNORECASE)


def _decode_label(match: re.Match[str]) -> str:
    try:
        return match[0][4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return match[0]


_TAG = re.compile(r"<[^<>]*>")
_SIGN_IN_QUOTES = re.compile(r"""=[\s\\]?(?:"{1,2}[^"<>]*|'[^'<>]*)[<>]""")
_TAG_WITH_QUOTES = re.compile(r"""<[a-zA-Z/!?](?:[^<>"']{1,500}+|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,60}+>""")
"""A tag in whose attributes there may be ``>``. The limits keep the time in proportion to the length of the text."""


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    parts = (part.partition("-->") for part in rest)
    return "\n".join((first, *(after if end else before for before, end, after in parts)))


_ONE_QUOTED_PRINTABLE = re.compile(r"=[0-9A-F]{2}")
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")


def decode_quoted_printable(text: str) -> str:
    """Decode the form in which e-mails and contact cards write letters that are not ASCII."""
    return _QUOTED_PRINTABLE.sub(_decode_bytes, text.replace("=\r\n", "").replace("=\n", ""))


def _decode_bytes(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode("utf-8", errors="ignore")


_DATA_ADDRESS = re.compile(r";base64,\s?([A-Za-z0-9+/_-]{12,}(?:\r?\n[ \t][A-Za-z0-9+/_-]+)*)", re.IGNORECASE)
_LONG_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{40,}(?:={0,2}\r?\n[ \t]?(?:[A-Za-z0-9+/_-]{4,}|[A-Za-z0-9+/_-]{2,3}=))*")
_ASCII_IN_BASE64 = re.compile(
    rb"(?:[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){3,}[A-Za-z0-9+/_-]{0,3}"
)
"""Base64 of ASCII, which shows in the first three of every four letters, wherever in a word it begins."""
_HEX = re.compile(r"[0-9a-fA-F]{16,}")
_SPACED_HEX = re.compile(r"[0-9a-fA-F]{2}[ :,](?:[0-9a-fA-F]{2}[ :,]){6,}[0-9a-fA-F]{2}")
_GAPS_IN_HEX = str.maketrans("", "", " :,")

# A search with these patterns takes as long as everything else that is done with a page. Most texts have nothing that
# they match, which shows sooner in the shape of the text: its letters by what they may be a part of.
_BASE64_SHAPE = bytes(
    ord("b") if chr(n).isascii() and (chr(n).isalnum() or chr(n) in "+/_-") else 0x20 for n in range(256)
)
_BASE64_WORDS = bytes(n if _BASE64_SHAPE[n] == ord("b") else 0x20 for n in range(256))
_HEX_SHAPE = bytes(
    ord("h") if chr(n) in "0123456789abcdefABCDEF" else 0x20 if chr(n) in " :," else ord(".") for n in range(256)
)
_SHORTEST_WORD, _LONG_RUN = 12, b"b" * 40
_HEX_PARTS = ((_HEX, b"h" * 16), (_SPACED_HEX, b" ".join([b"hh"] * 8)))
"""Each pattern with what the shape of every text has that it matches."""


def data_addresses(text: str) -> Iterator[bytes]:
    """Yield the content of each ``data:`` address in base64."""
    if "64," in text:
        yield from (_decode_base64(match[1]) for match in _DATA_ADDRESS.finditer(text))


def encoded_contents(text: str) -> Iterator[bytes]:
    """Yield what looks like long base64, decoded. Much of it is no such thing, but an address or a fingerprint."""
    shape = _ascii(text).translate(_BASE64_SHAPE)
    start = shape.find(_LONG_RUN)
    while start >= 0:
        match = _LONG_BASE64.match(text, start)
        assert match
        yield _decode_base64(match[0])
        start = shape.find(_LONG_RUN, match.end())


def encoded_texts(text: str) -> Iterator[str]:
    """Yield the texts that stand in base64 or base 16 among other words."""
    letters = _ascii(text)
    long_words = (word for word in letters.translate(_BASE64_WORDS).split() if len(word) >= _SHORTEST_WORD)
    if found := _ASCII_IN_BASE64.findall(b" ".join(long_words)):
        yield b"\n".join(_decode_base64(match.decode()) for match in found).decode("ascii", errors="ignore")
    shape = letters.translate(_HEX_SHAPE)
    for pattern, part in _HEX_PARTS:
        if part in shape:
            digits = (match.translate(_GAPS_IN_HEX) for match in pattern.findall(text))
            pieces = (bytes.fromhex(match[: len(match) // 2 * 2]) for match in digits)
            yield "\n".join(map(_text_of, pieces))


def _ascii(text: str) -> bytes:
    """Return one byte for each character of a text: a question mark for what is not ASCII."""
    return text.encode("ascii", errors="replace")


def _text_of(content: bytes) -> str:
    """Return bytes as text if most of them are ASCII or all are UTF-8; otherwise they are no text: ""."""
    if 4 * len(content.translate(None, _PRINTABLE)) < len(content):
        return content.decode("utf-8", errors="ignore")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


_PRINTABLE = bytes((*range(0x20, 0x7F), *b"\t\r\n"))


def _decode_base64(text: str) -> bytes:
    """Decode base64, also its form for web addresses, up to its end or its first "="."""
    letters = "".join(text.split()).partition("=")[0].replace("-", "+").replace("_", "/")
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return b64decode(letters + "=" * (-len(letters) % 4))
