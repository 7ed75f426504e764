"""Nothing of the staff edition is in the public one: every artefact is searched for every staff-only value.

A value is found however it is spaced, escaped, cased or split by tags or lines: in text, names of files, JSON escapes,
PDF text, metadata, bookmarks, form fields and attachments, pictures' text and compressed files.
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

from generator.cache import Cache, key_of, programs
from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.staff.editions import StaffValue

_HINT = "nothing was published; take the value out of the page, or move what may be public out of data/staff/"
KIND = "leaks"
_HASH = 32
_DEEPEST = 3
"""Files inside files (an attachment in a PDF, a compressed file) that are opened."""


def leaks(
    folder: Path, values: Iterable[StaffValue], cache: Cache | None = None, *, within: str = "", without: str = ""
) -> tuple[Diagnostic, ...]:
    """A problem for each staff-only value in each file below ``folder``, naming the record and the file.

    ``within`` and ``without`` are folders there: the only one to look in, or one to leave out. Files that were searched
    for the same values before, and held none, are not searched again.
    """
    wanted = [_Wanted(value, _sieved(_core(value.text)), _pattern(value.text)) for value in values]
    if not wanted:
        return ()
    cache, key = cache or Cache(), key_of(programs(), within, *(one.value.text for one in wanted))
    kept = cache.get(KIND, key) or b""
    clean = {kept[at : at + _HASH] for at in range(0, len(kept), _HASH)}
    found: list[Diagnostic] = []
    sound = set()
    for path in sorted(path for path in (folder / within).rglob("*") if path.is_file()):
        if without and path.is_relative_to(folder / without):
            continue
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        mark = sha256(name.encode() + b"\0" + content).digest()
        held = () if mark in clean else tuple(_held(name, content, wanted))
        found.extend(held)
        if not held:
            sound.add(mark)
    cache.put(KIND, key, b"".join(sorted(sound)))
    return tuple(found)


def _held(name: str, content: bytes, wanted: list[_Wanted]) -> Iterator[Diagnostic]:
    """A problem for each of the values that a file holds."""
    forms = {form for text in (name, *_texts(content, _DEEPEST)) for form in _forms(text)}
    sieved = [(_sieved(form), form) for form in forms]
    for one in wanted:
        if any(one.core in letters and one.pattern.search(_normal(form)) for letters, form in sieved):
            value = one.value
            message = f"this holds a staff-only value, the {value.field} of '{value.record}' ({value.span})"
            yield Diagnostic(Span(name), Code.STAFF_ONLY_LEAK, message, _HINT)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A value, what no hiding place of it can lack, and the exact pattern to confirm it by."""

    value: StaffValue
    core: bytes
    pattern: re.Pattern[str]


_BETWEEN = r"[\s\W_]{0,24}?"
"""What may stand between two characters of a value without hiding it: spaces, marks, line ends."""


def _core(value: str) -> str:
    """The letters and digits of a value, without what a British number leaves out in its international form."""
    kept = _letters(value)
    if not _is_number(kept):
        return kept
    return kept.removeprefix("44") if kept.startswith("44") else kept.removeprefix("0")


def _letters(value: str) -> str:
    return "".join(c for c in _normal(value) if c.isalnum())


def _is_number(kept: str) -> bool:
    return kept.isdigit() and len(kept) >= 7


def _pattern(value: str) -> re.Pattern[str]:
    """Finds a value however it is spaced; a British number also in its international form."""
    spelled = _BETWEEN.join(map(re.escape, _core(value)))
    if not _is_number(_letters(value)):
        return re.compile(rf"(?<!\w){spelled}(?!\w)")
    abroad = r"(?<![0-9])(?:(?:00)?44" + _BETWEEN + r"|0" + _BETWEEN + r")?(?:0" + _BETWEEN + ")?"
    return re.compile(abroad + spelled + r"(?![0-9])")


def _normal(text: str) -> str:
    """One spelling of what looks alike: compatibility forms, small letters, nothing invisible."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c) != "Cf").casefold()


def _sieved(text: str) -> bytes:
    """The letters and digits of a text that ASCII has: what holds a value holds all of the value's, side by side."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().encode("ascii", "ignore").translate(None, _MARKS)


_MARKS = bytes(byte for byte in range(128) if not chr(byte).isalnum())


def _forms(text: str) -> Iterator[str]:
    """A text as it stands, as a reader sees it, and as it may be hidden: escapes undone, tags taken out."""
    undone = unquote(html.unescape(_without_json_escapes(text)))
    yield text
    yield undone
    yield re.sub(r"<[^<>]*>", "", undone)


_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{2,6})\s?")


def _without_json_escapes(text: str) -> str:
    """A text with JSON, script and style escapes read."""
    return _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2] or match[3], 16), 0x10FFFF)), text)


def _texts(content: bytes, deeper: int) -> Iterator[str]:
    """Every text that a file holds, through compression and attachments."""
    if content.startswith(b"\x1f\x8b"):
        try:
            if deeper:
                yield from _texts(gzip.decompress(content), deeper - 1)
        except (OSError, EOFError, zlib.error):
            yield ""
        return
    if content.startswith(b"%PDF"):
        from generator.rendering.pdf.text import pdf_words

        text, attached = pdf_words(content)
        yield from text
        for inner in attached if deeper else ():
            yield from _texts(inner, deeper - 1)
    yield content.decode("utf-8", errors="ignore")
    if b"\x00" in content[:4096]:
        yield content.decode("utf-16-le", errors="ignore")
        yield content.decode("utf-16-be", errors="ignore")
