"""Opens compressed files and archives, within the bounds of ``opened_file``."""

from __future__ import annotations

import bz2
import html
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from generator.publishing.proofs.opened_file import MAX_BYTES, MAX_FILES, OpenedFile, UnreadableError
from generator.publishing.proofs.text_encodings import decode_between

_PART = 1_000_000
"""How many bytes are decompressed at once."""


def _decompressed(kind: str, make: Callable[[], Any], file: OpenedFile) -> Iterator[str]:
    """Yield the texts of a compressed file, of which several may follow each other."""
    rest = file.content
    while rest:
        unpacker = make()
        try:
            unpacked = _unpack(unpacker, rest, file)
        except (OSError, zlib.error, lzma.LZMAError) as error:
            raise UnreadableError(f"it is a damaged {kind} file", "save it again") from error
        if not unpacker.eof:
            raise UnreadableError(f"it is a damaged {kind} file: its end is missing", "save it again")
        yield from file.inner("", unpacked)
        rest = unpacker.unused_data
        if not rest.startswith(file.content[:2]):
            break
    if rest.strip(b"\0"):
        yield from file.inner("", rest)


def _unpack(unpacker: Any, packed: bytes, file: OpenedFile) -> bytes:
    parts: list[bytes] = []
    size, unread = 0, packed
    while not unpacker.eof:
        part = unpacker.decompress(unread, _PART)
        parts.append(part)
        size += len(part)
        if size > file.allowance.bytes_left:
            file.allowance.count(size)
        if hasattr(unpacker, "unconsumed_tail"):
            unread = unpacker.unconsumed_tail
            ended = not unread and not part
        else:
            unread, ended = b"", unpacker.needs_input
        if ended:
            break
    return b"".join(parts)


def gzip(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of a gzip file, the name and the comment in its head included."""
    yield file.content[:_GZIP_HEAD].decode("latin-1")
    yield from _decompressed("gzip", lambda: zlib.decompressobj(wbits=31), file)


_GZIP_HEAD = 500


def bzip2(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of a bzip2 file."""
    yield from _decompressed("bzip2", bz2.BZ2Decompressor, file)


def xz(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of an xz file, unless it takes much memory."""
    yield from _decompressed("xz", lambda: lzma.LZMADecompressor(memlimit=MAX_BYTES), file)


def zip_archive(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of a zip archive, and so of an Office file: names, comments and every file in it."""
    if file.content.count(b"PK\1\2") > MAX_FILES:
        raise UnreadableError(f"more than {MAX_FILES:,} files are in it", "publish fewer files in it")
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            if archive.comment:
                yield from file.inner("", archive.comment)
            for entry in archive.infolist():
                if entry.comment:
                    yield from file.inner("", entry.comment)
                yield from _zip_entry(file, archive, entry)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        zlib.error,
        lzma.LZMAError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        reason = "it is a damaged zip archive, or one that is compressed in a rare way"
        raise UnreadableError(reason, "save it again as a plain zip archive") from error


def _zip_entry(file: OpenedFile, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[str]:
    if entry.flag_bits & 1:
        raise UnreadableError("it is a zip archive with a password", "save it without a password")
    with archive.open(entry) as opened:
        inner = opened.read(file.allowance.bytes_left + 1)
    if _PRINTER_SETTINGS.search(entry.filename):
        file.allowance.count(len(inner))
        yield from decode_between(inner)
    else:
        yield from file.inner(entry.filename, inner)
        if inner.startswith(b"<") and (b":t" in inner or b"<t" in inner or _EXCEL_CODES.search(inner)):
            yield from file.inner("", _joined_runs(inner))


def _joined_runs(content: bytes) -> bytes:
    """Return the text of a part of an Office file, whose words may be split over several elements.

    Excel also writes a letter as ``_x000D_``, and before words at the head of a page their place and font.
    """
    text = _HEAD_OR_FOOT.sub(
        lambda match: _CODE_OF_PLACE.sub(" ", html.unescape(match[0])), content.decode("utf-8", errors="ignore")
    )
    text = html.unescape(_TAG.sub("", _PARAGRAPH_END.sub("\n", text)))
    return _CODE_OF_LETTER.sub(lambda match: chr(int(match[1], 16)), text).encode("utf-8", errors="ignore")


_EXCEL_CODES = re.compile(rb"_x[0-9a-fA-F]{4}_|(?:Header|Footer)>")
_CODE_OF_LETTER = re.compile(r"_x([0-9a-fA-F]{4})_")
_HEAD_OR_FOOT = re.compile(r"(?<=(?:Header|Footer)>)[^<>]+")
_CODE_OF_PLACE = re.compile(r'&(?:"[^"]*"|[0-9]{1,3}|K[0-9A-Fa-f]{6}|[A-Z])')
_PARAGRAPH_END = re.compile(r"</(?:\w{1,20}:)?(?:p|h|si|c|row|tc|comment|title)>")
_TAG = re.compile(r"<[^<>]*>")


_PRINTER_SETTINGS = re.compile(r"(?:^|/)printerSettings/[^/]*\.bin$")
"""What Excel stores of a printer: bytes that nothing describes, with the printer's name between them."""


def tar(file: OpenedFile) -> Iterator[str]:
    """Yield the texts of a tar archive: names, owners and every file in it."""
    try:
        with tarfile.open(fileobj=io.BytesIO(file.content), mode="r:") as archive:
            for member in archive:
                yield " ".join((member.name, member.linkname, member.uname, member.gname, *member.pax_headers.values()))
                opened = archive.extractfile(member) if member.isreg() else None
                if opened:
                    yield from file.inner(member.name, opened.read(file.allowance.bytes_left + 1))
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise UnreadableError("it is a damaged tar archive", "save it again") from error
