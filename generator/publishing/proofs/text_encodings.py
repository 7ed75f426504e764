"""Decodes the bytes of a text file whose encoding nothing says."""

from __future__ import annotations

import unicodedata

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_CONTROLS = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\n\v\f\r\x1a\x1b")
_WIDE_ENCODINGS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NOT_IN_TEXTS = ("Cc", "Cn", "Co")
"""The Unicode categories of what nobody writes: controls, and what stands for no character."""
_MOST_BYTES_FOR_ONE_ZERO = 50
"""Text in UTF-16 has a zero byte at least as often as this, in its spaces and full stops."""
_SAMPLE = 2_000
"""The number of characters at the start of a file that show whether it is text."""


def decode_text(content: bytes) -> list[str] | None:
    """Return a text file's content in each encoding that it may have, or None if it is not text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return [content.decode(encoding, errors="ignore")]
    try:
        text = content.decode()
    except UnicodeDecodeError:
        if not content.translate(None, _NOT_CONTROLS):
            return [content.decode("cp1252", errors="ignore"), content.decode("utf-8", errors="ignore")]
        return _wide_text(content)
    if "\0" not in text:
        return [text]
    return [text, *(content.decode(encoding, errors="ignore") for encoding in _WIDE_ENCODINGS)]


def is_utf8(content: bytes) -> bool:
    """Return whether bytes are text in UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _possible_wide_encodings(content: bytes) -> tuple[str, ...]:
    """Return the encodings in which every fourth byte, or many of every second byte and few others, are zero."""
    zeros, odd = content.count(0), content[1::2].count(0)
    if zeros * 4 >= len(content):
        return _WIDE_ENCODINGS
    if zeros * _MOST_BYTES_FOR_ONE_ZERO < len(content) or min(odd, zeros - odd) * 4 > max(odd, zeros - odd):
        return ()
    return ("utf-16-le", "utf-16-be")


def _wide_text(content: bytes) -> list[str] | None:
    """Return a text without a mark at its start in each form of UTF-16 and UTF-32 that it may have; None if in none."""
    texts = []
    for encoding in _possible_wide_encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        if sum(unicodedata.category(c) not in _NOT_IN_TEXTS or c in "\t\r\n" for c in sample) >= 0.97 * len(sample):
            texts.append(text)
    return texts or None


def decode_between(content: bytes) -> list[str]:
    """Return what text there is between other bytes: in UTF-8 or ASCII, and in UTF-16 from either byte on."""
    texts = [content.decode("utf-8", errors="replace")]
    if not content.isascii():
        texts.append(content.decode("cp1252", errors="replace"))
    if b"\0" in content:
        texts += [content[start:].decode(encoding, errors="replace") for start in (0, 1) for encoding in _UTF_16]
    return texts


_UTF_16 = ("utf-16-le", "utf-16-be")
