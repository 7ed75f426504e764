"""Search every file of the public edition for every staff-only value.

A value is found whatever its spacing, escaping and case, and if tags or lines split it. The search covers text, file
names, JSON escapes, compressed files, and the text, metadata, bookmarks, form fields and attachments of PDFs.
"""

from __future__ import annotations

import gzip
import html
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from generator.cache import Cache, hash_parts, package_fingerprint
from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.staff.staff_values import StaffValue
from generator.model.output_formats import OUTPUT_FORMATS

_HINT = "nothing was published; take the value out of the page, or move what may be public out of data/staff/"
_CACHE_KIND = "leaks"
_DIGEST_BYTES = 32
_MAX_DEPTH = 3
"""The depth to which files inside files are opened, such as an attachment in a PDF."""


def find_leaks(
    folder: Path, values: Iterable[StaffValue], cache: Cache | None = None, *, only: str = "", exclude: str = ""
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each staff-only value in each file below ``folder``, with its record and the file.

    ``only`` limits the search to one subfolder; ``exclude`` leaves one out. A file that had no leak before is not
    searched for the same values again.
    """
    patterns = [StaffValuePattern.of(value) for value in values]
    if not patterns:
        return ()
    cache = cache or Cache()
    key = hash_parts(package_fingerprint(), only, *(pattern.value.text for pattern in patterns))
    entry = cache.get(_CACHE_KIND, key) or b""
    checked = {entry[start : start + _DIGEST_BYTES] for start in range(0, len(entry), _DIGEST_BYTES)}
    problems: list[Diagnostic] = []
    clean: set[bytes] = set()
    for path in sorted(path for path in (folder / only).rglob("*") if path.is_file()):
        if exclude and path.is_relative_to(folder / exclude):
            continue
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        digest = sha256(name.encode() + b"\0" + content).digest()
        leaks = () if digest in checked else tuple(_file_leaks(name, content, patterns))
        problems.extend(leaks)
        if not leaks:
            clean.add(digest)
    cache.put(_CACHE_KIND, key, b"".join(sorted(clean)))
    return tuple(problems)


def _file_leaks(name: str, content: bytes, patterns: list[StaffValuePattern]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each value in one file."""
    texts = {variant for text in (name, *_file_texts(content, _MAX_DEPTH)) for variant in _variants(text)}
    prepared = [(_ascii_alphanumerics(text), text) for text in texts]
    for pattern in patterns:
        if any(pattern.matches(text, alphanumerics) for alphanumerics, text in prepared):
            value = pattern.value
            message = f"this holds a staff-only value, the {value.field} of '{value.record}' ({value.span})"
            hint = _HINT.replace("the page", str(value.also_in)) if value.also_in else _HINT
            yield Diagnostic(Span(name), Code.STAFF_ONLY_LEAK, message, hint)


@dataclass(frozen=True, slots=True)
class StaffValuePattern:
    """A value to search for, with a fast test that has no false negatives and a slower exact one."""

    value: StaffValue
    alphanumerics: bytes
    """The ASCII letters and digits of the value: every text with the value has them side by side."""
    exact: re.Pattern[str]

    @classmethod
    def of(cls, value: StaffValue) -> StaffValuePattern:
        """Return the pattern of a value."""
        return cls(value, _ascii_alphanumerics(_searched_characters(value.text)), _exact_pattern(value.text))

    def matches(self, text: str, alphanumerics: bytes) -> bool:
        """Return whether the text has the value. ``alphanumerics`` are the text's ASCII letters and digits."""
        return self.alphanumerics in alphanumerics and self.exact.search(_normalise(text)) is not None


_SEPARATORS = r"[\s\W_]{0,24}?"
"""Spaces, punctuation and line ends that may separate two characters of a value."""


def _searched_characters(value: str) -> str:
    """Return a value's letters and digits; of a British number, those that its international form has too."""
    characters = _alphanumerics(value)
    if not _is_phone_number(characters):
        return characters
    return characters.removeprefix("44") if characters.startswith("44") else characters.removeprefix("0")


def _alphanumerics(text: str) -> str:
    return "".join(c for c in _normalise(text) if c.isalnum())


def _is_phone_number(characters: str) -> bool:
    return characters.isdigit() and len(characters) >= 7


def _exact_pattern(value: str) -> re.Pattern[str]:
    """Return a pattern that allows separators, and for a British number also its international form."""
    characters = _SEPARATORS.join(map(re.escape, _searched_characters(value)))
    if not _is_phone_number(_alphanumerics(value)):
        return re.compile(rf"(?<!\w){characters}(?!\w)")
    prefix = rf"(?<![0-9])(?:(?:00)?44{_SEPARATORS}|0{_SEPARATORS})?(?:0{_SEPARATORS})?"
    return re.compile(prefix + characters + r"(?![0-9])")


def _normalise(text: str) -> str:
    """Return the text in Unicode form NFKC and lower case, without invisible format characters."""
    compatible = unicodedata.normalize("NFKC", text)
    return "".join(c for c in compatible if unicodedata.category(c) != "Cf").casefold()


def _ascii_alphanumerics(text: str) -> bytes:
    """Return the ASCII letters and digits of a text in lower case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().encode("ascii", "ignore").translate(None, _ASCII_OTHERS)


_ASCII_OTHERS = bytes(byte for byte in range(128) if not chr(byte).isalnum())


def _variants(text: str) -> Iterator[str]:
    """Yield a text as it is, with its escapes decoded, and also without its tags."""
    decoded = unquote(html.unescape(_decode_escapes(text)))
    yield text
    yield decoded
    yield re.sub(r"<[^<>]*>", "", decoded)


_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{2,6})\s?")


def _decode_escapes(text: str) -> str:
    """Decode the escapes of JSON, JavaScript and CSS."""
    return _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2] or match[3], 16), 0x10FFFF)), text)


def _file_texts(content: bytes, depth: int) -> Iterator[str]:
    """Yield every text in a file, including compressed and attached files down to ``depth``."""
    if content.startswith(b"\x1f\x8b"):
        try:
            if depth:
                yield from _file_texts(gzip.decompress(content), depth - 1)
        except (OSError, EOFError, zlib.error):
            yield ""
        return
    output = next((output for output in OUTPUT_FORMATS if content.startswith(output.signature)), None)
    if output:
        texts, attachments = output.call("read", content)
        yield from texts
        for attachment in attachments if depth else ():
            yield from _file_texts(attachment, depth - 1)
    yield content.decode("utf-8", errors="ignore")
    if b"\x00" in content[:4096]:
        yield content.decode("utf-16-le", errors="ignore")
        yield content.decode("utf-16-be", errors="ignore")
