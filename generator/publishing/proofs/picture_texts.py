"""Reads what a picture says beside its pixels: comments, EXIF, XMP and colour profiles, and what follows its end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_MOST_METADATA = 4_000_000
"""The most bytes to which the compressed comments of a picture may grow."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The metadata of a picture, and the bytes after its end."""

    metadata: tuple[bytes, ...]
    rest: bytes


def png(content: bytes) -> Picture:
    """Return the metadata of a PNG file, of every chunk but those of the pixels. Raise ValueError if it is damaged."""
    metadata: list[bytes] = []
    at, size_read = 8, 0
    while True:
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        body, at = content[at + 8 : at + 8 + size], at + 12 + size
        if len(kind) < 4 or len(body) < size:
            raise ValueError("a chunk is cut off")
        if kind == b"IEND":
            return Picture(tuple(metadata), content[at:])
        if kind not in (b"IDAT", b"fdAT", b"PLTE"):
            found = tuple(_png_texts(kind, body))
            metadata.extend(found)
            size_read += sum(map(len, found))
            if size_read > _MOST_METADATA + len(content):
                raise ValueError("its comments are too large")


def _png_texts(kind: bytes, body: bytes) -> Iterator[bytes]:
    yield body
    name, _, value = body.partition(b"\0")
    if kind in (b"zTXt", b"iCCP"):
        yield name + b"\n" + _inflate(value[1:])
    elif kind == b"iTXt" and value[:1] == b"\1":
        language, translated, text = value[2:].split(b"\0", 2)
        yield b"\n".join((name, language, translated, _inflate(text)))


def _inflate(compressed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(compressed, _MOST_METADATA)
    if unpacker.unconsumed_tail:
        raise ValueError("a comment is too large")
    return text


_JPEG_WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD9))
_JPEG_PIXELS = 0xDA
_JPEG_END = 0xD9


def jpeg(content: bytes) -> Picture:
    """Return the metadata of a JPEG file: every segment before and between the pixels, and what follows its end."""
    metadata: list[bytes] = []
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        if content[at] != 0xFF:
            raise ValueError("a segment does not start where it must")
        marker, at = content[at + 1], at + 2
        if marker == _JPEG_END:
            return Picture(tuple(metadata), content[at:])
        if marker in _JPEG_WITHOUT_LENGTH:
            continue
        size = int.from_bytes(content[at : at + 2], "big")
        if size < 2 or at + size > len(content):
            raise ValueError("a segment is cut off")
        metadata.append(content[at + 2 : at + size])
        at += size
        if marker == _JPEG_PIXELS:
            at = _next_jpeg_marker(content, at)


def _next_jpeg_marker(content: bytes, at: int) -> int:
    """Return where the segment after the pixels starts; an FF among the pixels is followed by 00 or D0 to D7."""
    while (at := content.find(b"\xff", at)) >= 0:
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    raise ValueError("the end is missing")


_GIF_PICTURE, _GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B


def gif(content: bytes) -> Picture:
    """Return the comments and other extensions of a GIF file, and what follows its end."""
    metadata: list[bytes] = []
    at = 13 + _gif_colours(content[10])
    while True:
        kind = content[at]
        if kind == _GIF_END:
            return Picture(tuple(metadata), content[at + 1 :])
        if kind == _GIF_EXTENSION:
            body, at = _gif_blocks(content, at + 2)
            metadata.append(body)
        elif kind == _GIF_PICTURE:
            _, at = _gif_blocks(content, at + 11 + _gif_colours(content[at + 9]))
        else:
            raise ValueError("a block of an unknown kind")


def _gif_colours(flags: int) -> int:
    """Return the size of a table of colours in bytes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks(content: bytes, at: int) -> tuple[bytes, int]:
    """Return blocks that each start with their length, joined, and where they end."""
    parts = []
    while size := content[at]:
        parts.append(content[at + 1 : at + 1 + size])
        at += 1 + size
    return b"".join(parts), at + 1


def webp(content: bytes) -> Picture:
    """Return the metadata of a WebP file: every chunk but those of the pixels, and what follows its end."""
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content) + 1:
        raise ValueError("the end is missing")
    metadata: list[bytes] = []
    at = 12
    while at + 8 <= end:
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if kind not in (b"VP8 ", b"VP8L", b"ALPH", b"ANMF"):
            metadata.append(content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return Picture(tuple(metadata), content[end:])


def bmp(content: bytes) -> Picture:
    """Return what follows the end of a BMP file, which has no metadata."""
    return Picture((), content[int.from_bytes(content[2:6], "little") :])


_TIFF_SIZES = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""The bytes of one value of each type; of the others, 1."""
_TIFF_DIRECTORIES = (0x014A, 0x8769, 0x8825, 0xA005)
"""The tags that say where more directories start: of smaller pictures, EXIF, GPS, and for other programs."""
_MOST_DIRECTORIES = 200


def tiff(content: bytes) -> Picture:
    """Return the metadata of a TIFF file: the values of every tag. Raise ValueError if it is damaged."""
    order: Literal["little", "big"] = "little" if content[:2] == b"II" else "big"
    metadata: list[bytes] = []
    starts, seen = [int.from_bytes(content[4:8], order)], set[int]()
    while starts:
        at = starts.pop()
        if at == 0 or at in seen:
            continue
        seen.add(at)
        if len(seen) > _MOST_DIRECTORIES or at + 2 > len(content):
            raise ValueError("a directory is cut off")
        count = int.from_bytes(content[at : at + 2], order)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind = (int.from_bytes(content[entry + n : entry + n + 2], order) for n in (0, 2))
            size = _TIFF_SIZES.get(kind, 1) * int.from_bytes(content[entry + 4 : entry + 8], order)
            first = entry + 8 if size <= 4 else int.from_bytes(content[entry + 8 : entry + 12], order)
            value = content[first : first + size]
            metadata.append(value)
            if tag in _TIFF_DIRECTORIES:
                starts += [int.from_bytes(value[n : n + 4], order) for n in range(0, len(value), 4)]
        after = at + 2 + 12 * count
        starts.append(int.from_bytes(content[after : after + 4], order))
        if sum(map(len, metadata)) > len(content) + _MOST_METADATA:
            raise ValueError("its directories say the same bytes many times")
    return Picture(tuple(metadata), b"")
