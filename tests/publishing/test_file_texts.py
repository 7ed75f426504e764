"""Files of every kind are opened to be searched, or refused; nothing is guessed from a file's name."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.staff.staff_values import StaffValue
from generator.publishing.proofs import opened_file
from generator.publishing.proofs.file_texts import file_texts
from generator.publishing.proofs.leak_scan import find_leaks
from generator.publishing.proofs.opened_file import UnreadableError
from tests.campaign.file_kinds import docx, gif, jpeg, pdf, png, tarred, webp, zipped

NUMBER = "01632 960777"
SECRET = StaffValue("contact-desk", "number", NUMBER, Span("data/staff/contacts.yml", 7, 14))


def problems(folder: Path, name: str, content: bytes) -> tuple[Diagnostic, ...]:
    (folder / name).write_bytes(content)
    return find_leaks(folder, [SECRET])


def picture(kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (3, 3)).save(target, kind, **options)
    return target.getvalue()


def png_info(*, compressed: bool, international: bool) -> PngInfo:
    info = PngInfo()
    if international:
        info.add_itxt("Comment", f"Ring {NUMBER}", zip=compressed)
    else:
        info.add_text("Comment", f"Ring {NUMBER}", zip=compressed)
    return info


def exif() -> Image.Exif:
    values = Image.Exif()
    values[0x010E] = f"Ring {NUMBER}"
    return values


XMP = f"<x:xmpmeta>{NUMBER}</x:xmpmeta>".encode()

WRITTEN_BY_PILLOW = {
    "a PNG's text": picture("PNG", pnginfo=png_info(compressed=False, international=False)),
    "a PNG's compressed text": picture("PNG", pnginfo=png_info(compressed=True, international=False)),
    "a PNG's international text": picture("PNG", pnginfo=png_info(compressed=True, international=True)),
    "a PNG's EXIF": picture("PNG", exif=exif()),
    "a JPEG's comment": picture("JPEG", comment=NUMBER.encode()),
    "a JPEG's EXIF": picture("JPEG", exif=exif()),
    "a JPEG's XMP": picture("JPEG", xmp=XMP),
    "a JPEG in steps": picture("JPEG", comment=NUMBER.encode(), progressive=True),
    "a GIF's comment": picture("GIF", comment=NUMBER.encode()),
    "a WebP's EXIF": picture("WEBP", exif=exif()),
    "a WebP's XMP": picture("WEBP", xmp=XMP),
    "a TIFF's description": picture("TIFF", description=f"Ring {NUMBER}"),
    "a big TIFF's words for Windows": picture("TIFF", exif=exif()),
}


@pytest.mark.parametrize("where", WRITTEN_BY_PILLOW)
def test_what_a_picture_says_beside_its_pixels_is_searched(where: str, tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "a.bin", WRITTEN_BY_PILLOW[where])
    assert found.code is Code.STAFF_ONLY_LEAK


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "ICO"])
@pytest.mark.parametrize("size", [(1, 1), (17, 9), (200, 150)])
def test_a_picture_without_words_is_published(kind: str, size: tuple[int, int], tmp_path: Path) -> None:
    target = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(target, kind)
    assert problems(tmp_path, "a.bin", target.getvalue()) == ()


BEHIND_THE_END = {
    "a PNG": picture("PNG"),
    "a JPEG": picture("JPEG"),
    "a GIF": gif(b""),
    "a WebP": webp(b""),
    "a BMP": picture("BMP"),
    "gzip": gzip.compress(b"x"),
    "bzip2": bz2.compress(b"x"),
    "xz": lzma.compress(b"x"),
}


@pytest.mark.parametrize("kind", BEHIND_THE_END)
@pytest.mark.parametrize("rest", [NUMBER.encode(), zipped({"a.txt": NUMBER.encode()})], ids=["text", "archive"])
def test_what_follows_the_end_of_a_file_is_searched(kind: str, rest: bytes, tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "a.bin", BEHIND_THE_END[kind] + rest)
    assert found.code is Code.STAFF_ONLY_LEAK


def test_each_part_of_a_gzip_file_is_searched(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "a.gz", gzip.compress(b"one") + gzip.compress(NUMBER.encode()) + gzip.compress(b"3"))
    assert found.code is Code.STAFF_ONLY_LEAK


def test_names_in_archives_are_searched(tmp_path: Path) -> None:
    for content in (zipped({"ring-01632-960777.txt": b"x"}), tarred("01632/960777", b"x")):
        (found,) = problems(tmp_path, "a.bin", content)
        assert found.code is Code.STAFF_ONLY_LEAK


def sealed_zip() -> bytes:
    content = bytearray(zipped({"a.txt": b"secret"}))
    content[6] |= 1  # the flag of a password, in the head of the file and in the list of files
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def sealed_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Hello"))) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="one", user="two"))
    return target.getvalue()


REFUSED = {
    "an archive with a password": (sealed_zip(), "a zip archive with a password"),
    "a damaged archive": (zipped({"a": b"x" * 99})[:60], "a damaged zip archive"),
    "a damaged gzip file": (gzip.compress(b"x" * 999)[:-9], "a damaged gzip file"),
    "a damaged bzip2 file": (bz2.compress(b"x" * 999)[:-9], "a damaged bzip2 file"),
    "a PDF with a password": (sealed_pdf(), "a PDF with a password"),
    "a broken PDF": (b"%PDF-1.7\n" + bytes(range(256)), "a damaged PDF"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Office file with a password or in the"),
    "a 7z archive": (b"7z\xbc\xaf\x27\x1c" + bytes(30), "a 7z archive"),
    "a RAR archive": (b"Rar!\x1a\x07\x01\x00" + bytes(30), "a RAR archive"),
    "Zstandard": (b"\x28\xb5\x2f\xfd\x04\x00\x08\x00\x00", "compressed with Zstandard"),
    "a sound": (b"ID3\x04\x00\x00\x00\x00\x00\x7f" + b"\xff\xfb\x90" * 50, "a sound"),
    "a film": (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00\x9f\xff", "a film or a sound"),
    "a picture in HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00\x9f\xff", "a picture in HEIC"),
    "a font of others": (b"wOF2\x00\x01\x00\x00\xff\xfe\x9d" + bytes(40), "a font"),
    "a database": (b"SQLite format 3\x00\x10\x00\xff\xfe\x9d\x01" + bytes(40), "a database"),
    "a kind that nobody knows": (b"\x93\x01\xfe\x00\x9d" * 50, "nothing here reads a file of this kind"),
    "a cut PNG": (picture("PNG")[:-20], "a damaged picture"),
    "a cut JPEG": (picture("JPEG")[:-20], "a damaged picture"),
    "RTF with a file inside": (b"{\\rtf1 {\\object{\\*\\objdata 0105}}}", "an RTF file with another file inside"),
    "a program for browsers": (b"\0asm\1\0\0\0\xff\xfe\x9d", "a program"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(what: str, tmp_path: Path) -> None:
    content, reason = REFUSED[what]
    (problem,) = problems(tmp_path, "list.txt", content)
    assert problem.code is Code.UNREADABLE_ARTEFACT
    assert problem.span == Span("list.txt")
    assert problem.message.startswith("this file cannot be searched for what only staff may see: it is ") or (
        "nothing here reads" in problem.message
    )
    assert reason in problem.message
    assert problem.hint.startswith("nothing was published; ")


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_inside_an_archive_too(what: str, tmp_path: Path) -> None:
    content, reason = REFUSED[what]
    (problem,) = problems(tmp_path, "a.zip", zipped({"papers/list.bin": content}))
    assert problem.message.startswith("'papers/list.bin' in this file cannot be searched")
    assert reason in problem.message


def test_nothing_is_refused_if_there_is_nothing_to_search_for(tmp_path: Path) -> None:
    (tmp_path / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(30))
    assert find_leaks(tmp_path, []) == ()


def test_a_leak_before_the_part_that_cannot_be_read_is_a_problem_too(tmp_path: Path) -> None:
    content = zipped({"a.txt": NUMBER.encode(), "b.7z": b"7z\xbc\xaf\x27\x1c"})
    assert [one.code for one in problems(tmp_path, "a.zip", content)] == [
        Code.STAFF_ONLY_LEAK,
        Code.UNREADABLE_ARTEFACT,
    ]


def bomb(pack: str) -> bytes:
    nothing = bytes(40_000_000)
    match pack:
        case "gzip":
            return gzip.compress(nothing)
        case "bzip2":
            return bz2.compress(nothing)
        case "xz":
            return lzma.compress(nothing, preset=0)
        case "gzip twice":
            return gzip.compress(gzip.compress(nothing))
    return zipped({"a": nothing[:20_000_000], "b": nothing[:20_000_000]})


@pytest.mark.parametrize("pack", ["gzip", "bzip2", "xz", "gzip twice", "zip"])
def test_what_grows_over_the_bound_is_refused(pack: str) -> None:
    with pytest.raises(UnreadableError, match="larger than 32 MB"):
        list(file_texts(bomb(pack)))


def test_a_picture_whose_comments_grow_over_the_bound_is_refused() -> None:
    comment = b"Comment\0\0" + zlib.compress(bytes(20_000_000))
    with pytest.raises(UnreadableError, match="damaged picture"):
        list(file_texts(png(b"zTXt", comment)))


def test_files_inside_files_have_a_bound_in_depth_and_number() -> None:
    content = NUMBER.encode()
    for _ in range(opened_file.MAX_DEPTH):
        content = gzip.compress(content)
    assert NUMBER in list(file_texts(content))
    with pytest.raises(UnreadableError, match="more than 8 deep"):
        list(file_texts(gzip.compress(content)))
    many = zipped({f"{n}.txt": b"" for n in range(opened_file.MAX_FILES + 1)})
    with pytest.raises(UnreadableError, match="more than 5,000 files"):
        list(file_texts(many))


def test_an_archive_that_holds_itself_ends() -> None:
    content = zipped({"a": zipped({"b": zipped({"c": zipped({"d": b"x"})})})})
    assert "d" in list(file_texts(content))


def test_a_sparse_file_in_a_tar_archive_is_bounded() -> None:
    member = tarfile.TarInfo("a")
    member.size = 10**12
    with pytest.raises(UnreadableError, match="damaged tar archive"):
        list(file_texts(member.tobuf() + b"x" * 1024))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"BM are two letters, and BZh three.",
        b"GIF",
        b"PK",
        b"MZ and ID3 and RIFF",
        b"A page about %PDF- and its endobj.",
        "Caf\u00e9, Tŷ and \u4e2d\u6587".encode(),
        "Caf\u00e9 in Windows-1252".encode("cp1252"),
        "Na\u00efve".encode("utf-16-le"),
        b"data:image/png;base64,",
        b'{"a": "data:text/plain;base64,SGVsbG8gdG8geW91"}',
        docx("Nothing of that.", title="A title", comment="Fine"),
        zipped({"xl/printerSettings/printerSettings1.bin": struct.pack("<50H", *range(60_000, 60_050))}),
        zipped({"__MACOSX/._a.txt": b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \xff\xfe"}),
        zipped({}),
        jpeg(0xE0, b"JFIF\0"),
        pdf("Hello"),
    ],
)
def test_what_has_no_secret_is_published(content: bytes, tmp_path: Path) -> None:
    assert problems(tmp_path, "a.txt", content) == ()


def is_read_or_refused(content: bytes) -> bool:
    try:
        return all(isinstance(text, str) for text in file_texts(content))
    except UnreadableError as error:
        return bool(error.reason and error.instead)


KINDS = [*WRITTEN_BY_PILLOW.values(), pdf(NUMBER), docx(NUMBER), gzip.compress(b"x"), tarred("a", b"x"), webp(b"x")]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8), st.floats(0.3, 1))
def test_a_damaged_file_is_read_or_refused(content: bytes, edits: list[tuple[float, int]], length: float) -> None:
    damaged = bytearray(content[: int(len(content) * length)])
    for place, byte in edits:
        if damaged:
            damaged[int(place * (len(damaged) - 1))] = byte
    assert is_read_or_refused(bytes(damaged))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (
        b"",
        b"PK\3\4",
        b"\x1f\x8b\x08\0",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"II*\0",
        b"{\\rtf",
    ):
        assert is_read_or_refused(start + content)


def test_the_flag_that_zip_archives_set_for_a_password_is_what_we_set() -> None:
    with zipfile.ZipFile(io.BytesIO(sealed_zip())) as archive:
        assert archive.infolist()[0].flag_bits & 1
