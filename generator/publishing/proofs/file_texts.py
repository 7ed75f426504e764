"""Reads every text in a file, whatever its kind, and in the files inside it.

A kind is known by its bytes, never by the file's name. What cannot be read raises ``UnreadableError``, and so does what
is over the bounds in ``opened_file``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.publishing.proofs import archive_texts, document_texts, picture_texts
from generator.publishing.proofs.opened_file import MAX_DEPTH, Allowance, OpenedFile, UnreadableError
from generator.publishing.proofs.readings import (
    data_addresses,
    decode_quoted_printable,
    encoded_contents,
    encoded_texts,
)
from generator.publishing.proofs.text_encodings import decode_between, decode_text, is_utf8


def file_texts(content: bytes) -> Iterator[str]:
    """Yield every text of a file. Raise ``UnreadableError`` at the first part of it that cannot be read."""
    allowance = Allowance()
    allowance.count(len(content))
    yield from _texts(OpenedFile(content, MAX_DEPTH, allowance, _texts))


def _texts(file: OpenedFile) -> Iterator[str]:
    kind = next((kind for kind in _KINDS if kind.matches(file.content)), None)
    if kind is None:
        yield from _plain_text(file)
        return
    for text in kind.read(file):
        yield text
        if kind.has_texts:
            yield from _encoded_texts(file, text)


def _plain_text(file: OpenedFile) -> Iterator[str]:
    """Yield what a text file says, in each encoding that it may have, and what is encoded in it."""
    decoded = None if _is_known_unreadable(file.content) else decode_text(file.content)
    if decoded is None:
        raise _unknown_kind(file.content)
    for text in decoded:
        yield text
        yield from _encoded_texts(file, text)
        for unfolded in _unfolded(text):
            yield unfolded
            yield from _encoded_texts(file, unfolded)


_FOLD = re.compile(r"\r?\n[ \t]")


def _unfolded(text: str) -> Iterator[str]:
    """Yield a calendar or contact card with whole lines and without escapes, and quoted-printable decoded."""
    if text.startswith("BEGIN:V"):
        text = _FOLD.sub("", text).replace("\\;", ";").replace("\\,", ",")
        yield text
    if "quoted-printable" in text[:_HEAD].lower():
        yield decode_quoted_printable(text)


_HEAD = 100_000
"""How many characters of a text are searched for what says its encoding."""


def _encoded_texts(file: OpenedFile, text: str) -> Iterator[str]:
    """Yield what is encoded in a text in base64 or base 16: files of a known kind, and texts."""
    for n, inner in enumerate(data_addresses(text)):
        yield from file.inner(f"data address {n + 1}", inner)
    for inner in encoded_contents(text):
        if any(kind.is_certain and kind.matches(inner) for kind in _KINDS):
            yield from file.inner("base64", inner)
        else:
            yield from decode_text(inner) or ()
    yield from encoded_texts(text)


def _unknown_kind(content: bytes) -> UnreadableError:
    for signature, start, what, instead in _KNOWN_UNREADABLE:
        if content.startswith(signature, start):
            return UnreadableError(f"it is {what}", instead)
    return UnreadableError("nothing here reads a file of this kind", _OTHER_KIND)


_OTHER_KIND = "publish it as a PDF, a picture (PNG, JPEG, GIF, WebP, SVG) or a file of text such as CSV"
_OFFICE = "save it as .docx, .xlsx, .pptx, .odt or PDF and publish that"
_ARCHIVE = "publish the files in it, or a zip archive of them"
_FONT = "remove it from content/; the site has letters of its own"
_LINK = "link to it where it is shown, and remove it from content/"
_KNOWN_UNREADABLE = (
    (b"\xd0\xcf\x11\xe0", 0, "an Office file with a password or in the form before 2007", _OFFICE),
    (b"7z\xbc\xaf", 0, "a 7z archive", _ARCHIVE),
    (b"Rar!\x1a\x07", 0, "a RAR archive", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", 0, "a file compressed with Zstandard", _ARCHIVE),
    (b"\x04\x22\x4d\x18", 0, "a file compressed with LZ4", _ARCHIVE),
    (b"ID3", 0, "a sound", _LINK),
    (b"\xff\xfb", 0, "a sound", _LINK),
    (b"\xff\xf3", 0, "a sound", _LINK),
    (b"OggS", 0, "a sound or a film", _LINK),
    (b"fLaC", 0, "a sound", _LINK),
    (b"RIFF", 0, "a sound or a film", _LINK),
    (b"ftypavif", 4, "a picture in AVIF", "save the picture as PNG, JPEG or WebP"),
    (b"ftyphei", 4, "a picture in HEIC", "save the picture as PNG, JPEG or WebP"),
    (b"ftyp", 4, "a film or a sound", _LINK),
    (b"\x1aE\xdf\xa3", 0, "a film", _LINK),
    (b"wOF2", 0, "a font", _FONT),
    (b"wOFF", 0, "a font", _FONT),
    (b"OTTO", 0, "a font", _FONT),
    (b"\0\1\0\0", 0, "a font", _FONT),
    (b"SQLite format 3", 0, "a database", "publish what it says as CSV"),
    (b"MZ", 0, "a program", _LINK),
    (b"\x7fELF", 0, "a program", _LINK),
    (b"\0asm", 0, "a program", _LINK),
)
"""Kinds of files that are not read: what they start with, at which byte, what they are, and what to do instead."""


def _is_known_unreadable(content: bytes) -> bool:
    """Return whether a file starts as one of these kinds; if with letters that a text may start with, it is no text."""
    for signature, start, _, _ in _KNOWN_UNREADABLE:
        if content.startswith(signature, start):
            return not signature.decode("latin-1").isprintable() or not is_utf8(content)
    return False


def _picture(read: Callable[[bytes], picture_texts.Picture], file: OpenedFile) -> Iterator[str]:
    try:
        picture = read(file.content)
    except (ValueError, IndexError, zlib.error) as error:
        raise UnreadableError("it is a damaged picture", "save the picture again") from error
    for metadata in picture.metadata:
        file.allowance.count(len(metadata))
        yield from decode_between(metadata)
        yield from _encoded_texts(file, metadata.decode("latin-1"))
    if picture.rest.strip(b"\0\r\n"):
        yield from file.inner("", picture.rest)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: how it is known by its bytes, never by its name, and what reads it."""

    matches: Callable[[bytes], bool]
    read: Callable[[OpenedFile], Iterator[str]]
    is_certain: bool = True
    """Whether its first bytes cannot be the start of decoded letters by chance."""
    has_texts: bool = False
    """Whether it gives texts of its own, in which something may be encoded, and not only files inside it."""


def _starts(*signatures: bytes, start: int = 0) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures, start)


_KINDS = (
    _Kind(_starts(b"\x1f\x8b"), archive_texts.gzip, is_certain=False),
    _Kind(lambda content: content[:3] == b"BZh" and content[4:7] in (b"1AY", b"\x17rE"), archive_texts.bzip2),
    _Kind(_starts(b"\xfd7zXZ\0"), archive_texts.xz),
    _Kind(_starts(b"PK\3\4", b"PK\5\6"), archive_texts.zip_archive),
    _Kind(_starts(b"ustar", start=257), archive_texts.tar),
    _Kind(_starts(b"\x89PNG\r\n\x1a\n"), partial(_picture, picture_texts.png)),
    _Kind(_starts(b"\xff\xd8\xff"), partial(_picture, picture_texts.jpeg)),
    _Kind(_starts(b"GIF87a", b"GIF89a"), partial(_picture, picture_texts.gif)),
    _Kind(lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", partial(_picture, picture_texts.webp)),
    _Kind(_starts(b"{\\rtf"), document_texts.rtf, has_texts=True),
    _Kind(document_texts.is_output_format, document_texts.output_format, has_texts=True),
    _Kind(document_texts.is_message, document_texts.message),
    _Kind(_starts(b"II*\0", b"MM\0*"), partial(_picture, picture_texts.tiff)),
    _Kind(lambda content: content[:2] == b"BM" and content[6:10] == bytes(4), partial(_picture, picture_texts.bmp)),
    _Kind(_starts(b"\0\0\1\0"), document_texts.open_bytes),  # an icon
    _Kind(_starts(b" EMF", start=40), document_texts.open_bytes),
    _Kind(_starts(b"\xd7\xcd\xc6\x9a"), document_texts.open_bytes),  # WMF
    _Kind(_starts(b"\0\5\x16\7", b"\0\0\0\1Bud1"), document_texts.open_bytes),  # what macOS adds to archives
)
"""The kinds of files that are read otherwise than as text, in the order in which they are tried."""
