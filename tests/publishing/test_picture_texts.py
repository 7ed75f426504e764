"""What a picture says beside its pixels, byte for byte, and what is behind its end; a damaged one is refused."""

import struct
import zlib
from collections.abc import Callable

import pytest

from generator.publishing.proofs.picture_texts import Picture, bmp, gif, jpeg, png, tiff, webp


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + b"\x11\x22\x33\x44"


def chunks(*parts: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND")


PACKED = zlib.compress(b"Ring 01632")


@pytest.mark.parametrize(
    ("content", "metadata"),
    [
        (chunks(), ()),
        (chunks(chunk(b"IHDR", b"size"), chunk(b"PLTE", b"a"), chunk(b"IDAT", b"b"), chunk(b"fdAT", b"c")), (b"size",)),
        (chunks(chunk(b"tEXt", b"a\0b"), chunk(b"IDAT", b"b"), chunk(b"eXIf", b"II")), (b"a\0b", b"II")),
        (chunks(chunk(b"zTXt", b"name\0\0" + PACKED)), (b"name\0\0" + PACKED, b"name\nRing 01632")),
        (chunks(chunk(b"iCCP", b"name\0\0" + PACKED)), (b"name\0\0" + PACKED, b"name\nRing 01632")),
        (chunks(chunk(b"iTXt", b"a\0\0\0en\0b\0c")), (b"a\0\0\0en\0b\0c",)),
        (
            chunks(chunk(b"iTXt", b"a\0\1\0en\0b\0" + PACKED)),
            (b"a\0\1\0en\0b\0" + PACKED, b"a\nen\nb\nRing 01632"),
        ),
        (chunks(chunk(b"tEXt", b"a\0\1\0no zlib")), (b"a\0\1\0no zlib",)),
    ],
)
@pytest.mark.parametrize("rest", [b"", b"rest"])
def test_each_chunk_of_a_png_but_its_pixels_is_read(content: bytes, metadata: tuple[bytes, ...], rest: bytes) -> None:
    assert png(content + rest) == Picture(metadata, rest)


def large(size: int) -> bytes:
    return chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(size), 1))


def test_the_comments_of_a_png_may_grow_to_4_mb() -> None:
    assert len(png(chunks(large(3_900_000), chunk(b"tEXt", b"a\0b"), chunk(b"tEXt", b"c\0d"))).metadata) == 4
    assert len(png(chunks(large(1_200_000) * 3)).metadata) == 6
    assert len(png(chunks(chunk(b"PLTE", bytes(1_000_000)), large(2_200_000) * 2)).metadata) == 4
    with pytest.raises(ValueError, match="its comments are too large"):
        png(chunks(large(2_200_000) * 2))
    with pytest.raises(ValueError, match="a comment is too large"):
        png(chunks(large(4_100_000)))


SEGMENT = b"\xff\xfe\0\6note"
PIXELS = b"\xff\xda\0\3xpix\xff\0els\xff\xd0\xff\xd3\xff\xd7."


@pytest.mark.parametrize(
    ("segments", "metadata"),
    [
        (b"", ()),
        (SEGMENT, (b"note",)),
        (b"\xff\xff\xff" + SEGMENT, (b"note",)),
        (b"\xff\xe0\0\2" + SEGMENT, (b"", b"note")),
        (b"\xff\x01\xff\xd0\xff\xd8" + SEGMENT, (b"note",)),
        (b"\xff\xcf\0\3a\xff\x02\0\3b", (b"a", b"b")),
        (PIXELS, (b"x",)),
        (PIXELS + SEGMENT + PIXELS, (b"x", b"note", b"x")),
        (b"\xff\xfe\1\6" + bytes(260), (bytes(260),)),
    ],
)
@pytest.mark.parametrize("rest", [b"", b"rest"])
def test_each_segment_of_a_jpeg_is_read(segments: bytes, metadata: tuple[bytes, ...], rest: bytes) -> None:
    assert jpeg(b"\xff\xd8" + segments + b"\xff\xd9" + rest) == Picture(metadata, rest)


def blocks(*parts: bytes) -> bytes:
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def gif_of(*parts: bytes, flags: int = 0, colours: bytes = b"") -> bytes:
    return b"GIF89a\1\0\1\0" + bytes([flags]) + b"\0\0" + colours + b"".join(parts) + b";"


def gif_picture(flags: int = 0, colours: bytes = b"") -> bytes:
    return b",\0\0\0\0\1\0\1\0" + bytes([flags]) + colours + b"\2" + blocks(b"D\1")


@pytest.mark.parametrize(
    ("content", "metadata"),
    [
        (gif_of(), ()),
        (gif_of(b"!\xfe" + blocks(b"Ring ", b"01632")), (b"Ring 01632",)),
        (gif_of(b"!\xfe" + blocks(b"one"), gif_picture(), b"!\xff" + blocks(b"two")), (b"one", b"two")),
        (gif_of(b"!\xfe" + blocks(b"one"), flags=0x80, colours=b"!;,!;,"), (b"one",)),
        (gif_of(b"!\xfe" + blocks(b"one"), flags=0x82, colours=b"!;," * 8), (b"one",)),
        (gif_of(b"!\xfe" + blocks(b"one"), flags=0x87, colours=b"!;," * 256), (b"one",)),
        (gif_of(b"!\xfe" + blocks(b"one"), flags=0x78 | 7), (b"one",)),
        (gif_of(b"!\xfe" + blocks(b"one"), flags=0xF9, colours=b"!;," * 4), (b"one",)),
        (gif_of(gif_picture(0x81, b"!;," * 4), b"!\xfe" + blocks(b"one")), (b"one",)),
    ],
)
@pytest.mark.parametrize("rest", [b"", b"rest"])
def test_each_extension_of_a_gif_is_read(content: bytes, metadata: tuple[bytes, ...], rest: bytes) -> None:
    assert gif(content + rest) == Picture(metadata, rest)


def webp_of(*parts: tuple[bytes, bytes], more: int = 0) -> bytes:
    body = b"".join(kind + struct.pack("<I", len(one)) + one + b"\0" * (len(one) % 2) for kind, one in parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4 + more) + b"WEBP" + body


@pytest.mark.parametrize(
    ("content", "metadata"),
    [
        (webp_of(), ()),
        (webp_of((b"XMP ", b"note")), (b"note",)),
        (webp_of((b"XMP ", b"odd"), (b"EXIF", b"note"), (b"ABCD", b"")), (b"odd", b"note", b"")),
        (webp_of((b"VP8 ", b"a"), (b"VP8L", b"b"), (b"ALPH", b"c"), (b"ANMF", b"d"), (b"VP8X", b"e")), (b"e",)),
        (webp_of((b"XMP ", bytes(300))), (bytes(300),)),
    ],
)
@pytest.mark.parametrize("rest", [b"", b"rest"])
def test_each_chunk_of_a_webp_but_its_pixels_is_read(content: bytes, metadata: tuple[bytes, ...], rest: bytes) -> None:
    assert webp(content + rest) == Picture(metadata, rest)


def test_a_webp_may_lack_the_byte_that_makes_it_even() -> None:
    assert webp(webp_of((b"XMP ", b"odd"))[:-1]) == Picture((b"odd",), b"")
    with pytest.raises(ValueError, match="the end is missing"):
        webp(webp_of((b"XMP ", b"odd"))[:-2])


def test_what_is_behind_a_bitmap_is_read() -> None:
    assert bmp(b"BM\x0c\0\0\0\0\0\0\0\1\2rest") == Picture((), b"rest")
    assert bmp(b"BM\x0c\1\0\0" + bytes(262) + b"rest") == Picture((), b"rest")


def entry(tag: int, kind: int, count: int, value: int) -> tuple[int, int, int, int]:
    return tag, kind, count, value


def directory(order: str, *entries: tuple[int, int, int, int], after: int = 0) -> bytes:
    body = b"".join(struct.pack(f"{order}HHII", *one) for one in entries)
    return struct.pack(f"{order}H", len(entries)) + body + struct.pack(f"{order}I", after)


def tiff_of(order: str, rest: bytes, first: int = 8) -> bytes:
    return (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", first) + rest


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("kind", "size"),
    [
        (1, 1),
        (2, 1),
        (3, 2),
        (4, 4),
        (5, 8),
        (6, 1),
        (7, 1),
        (8, 2),
        (9, 4),
        (10, 8),
        (11, 4),
        (12, 8),
        (13, 4),
        (14, 1),
    ],
)
def test_each_value_of_a_tiff_is_read_in_its_length(order: str, kind: int, size: int) -> None:
    letters = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    content = tiff_of(order, directory(order, entry(0x010E, kind, 5, 26)) + letters)
    assert tiff(content) == Picture((letters[: 5 * size],), b"")


@pytest.mark.parametrize("order", ["<", ">"])
def test_each_directory_of_a_tiff_is_read_once(order: str) -> None:
    short = struct.unpack(f"{order}I", b"note")[0]
    first = directory(
        order, entry(0x014A, 4, 2, 50), entry(0x010E, 2, 4, short), entry(0x0110, 2, 0, 99), after=58
    )  # bytes 8 to 50
    pointers = struct.pack(f"{order}II", 82, 58)  # to 58
    second = directory(order, entry(0x010E, 2, 6, 76), after=8) + b"second"  # to 82
    third = directory(order, entry(0x010E, 2, 5, 100), after=0) + b"third"
    found = tiff(tiff_of(order, first + pointers + second + third))
    assert found.metadata[:3] == (pointers, b"note", b"")
    assert sorted(found.metadata[3:]) == [b"second", b"third"]


@pytest.mark.parametrize("tag", [0x014A, 0x8769, 0x8825, 0xA005])
def test_a_tag_may_say_where_more_of_a_tiff_is(tag: int) -> None:
    below = directory("<", entry(0x010E, 2, 4, int.from_bytes(b"note", "little")))
    assert tiff(tiff_of("<", directory("<", entry(tag, 4, 1, 26)) + below)).metadata == (b"\x1a\0\0\0", b"note")
    for other in (tag - 1, tag + 1):
        assert tiff(tiff_of("<", directory("<", entry(other, 4, 1, 26)) + below)).metadata == (b"\x1a\0\0\0",)


def row_of_directories(number: int) -> bytes:
    rest = (directory("<", after=8 + 6 * (n + 1)) for n in range(number - 1))
    return tiff_of("<", b"".join(rest) + directory("<"))


def same_bytes(times: int, size: int) -> bytes:
    return tiff_of("<", directory("<", *(entry(0x010E, 2, size, 0) for _ in range(times))) + bytes(1_000_000))


def test_what_a_tiff_says_is_bounded() -> None:
    assert tiff(row_of_directories(200)).metadata == ()
    with pytest.raises(ValueError, match="a directory is cut off"):
        tiff(row_of_directories(201))
    assert len(tiff(same_bytes(40, 110_000)).metadata) == 40
    with pytest.raises(ValueError, match="its directories say the same bytes many times"):
        tiff(same_bytes(52, 110_000))


def test_a_tiff_may_end_with_the_number_of_its_entries() -> None:
    assert tiff(tiff_of("<", b"\0\0")) == Picture((), b"")
    assert tiff(tiff_of("<", b"", first=0)) == Picture((), b"")


DAMAGED: dict[str, tuple[Callable[[bytes], Picture], bytes, str]] = {
    "a PNG without its end": (png, chunks()[:-12], "a chunk is cut off"),
    "a PNG that ends in a kind": (png, chunks()[:-5], "a chunk is cut off"),
    "a PNG that ends in a chunk": (png, chunks(chunk(b"tEXt", b"a\0b"))[:-17], "a chunk is cut off"),
    "a JPEG with something between": (jpeg, b"\xff\xd8x\xff\xd9", "a segment does not start where it must"),
    "a JPEG with a start among its pixels": (
        jpeg,
        b"\xff\xd8" + PIXELS + b"\xff\xd8pixels\xff\xd9",
        "a segment does not start where it must",
    ),
    "a JPEG with a short segment": (jpeg, b"\xff\xd8\xff\xfe\0\1\xff\xd9", "a segment is cut off"),
    "a JPEG with a long segment": (jpeg, b"\xff\xd8\xff\xfe\0\7a\xff\xd9", "a segment is cut off"),
    "a JPEG without its end": (jpeg, b"\xff\xd8" + PIXELS, "the end is missing"),
    "a GIF with an unknown block": (gif, gif_of(b"?"), "a block of an unknown kind"),
    "a WebP without its end": (webp, webp_of(more=2), "the end is missing"),
    "a TIFF whose directory is behind its end": (tiff, tiff_of("<", b"\0"), "a directory is cut off"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_picture_is_refused_with_the_reason(what: str) -> None:
    read, content, reason = DAMAGED[what]
    with pytest.raises(ValueError, match=f"^{reason}$"):
        read(content)
