"""Each kind of file is known by its bytes, wherever it lies; what is not read is refused with what to do instead."""

import bz2
import gzip
import lzma
from base64 import b64encode

import pytest

from generator.publishing.proofs.file_texts import file_texts
from generator.publishing.proofs.opened_file import Allowance, OpenedFile, UnreadableError
from tests.campaign.file_kinds import email, gif, pdf, png, rtf, tarred, webp, zipped

NUMBER = "01632 960777"

REFUSED = [
    (
        b"\xd0\xcf\x11\xe0",
        "an Office file with a password or in the form before 2007",
        "save it as .docx, .xlsx, .pptx, .odt or PDF and publish that",
    ),
    (b"7z\xbc\xaf", "a 7z archive", "publish the files in it, or a zip archive of them"),
    (b"Rar!\x1a\x07", "a RAR archive", "publish the files in it, or a zip archive of them"),
    (b"\x28\xb5\x2f\xfd", "a file compressed with Zstandard", "publish the files in it, or a zip archive of them"),
    (b"\x04\x22\x4d\x18", "a file compressed with LZ4", "publish the files in it, or a zip archive of them"),
    (b"ID3", "a sound", "link to it where it is shown, and remove it from content/"),
    (b"\xff\xfb", "a sound", "link to it where it is shown, and remove it from content/"),
    (b"\xff\xf3", "a sound", "link to it where it is shown, and remove it from content/"),
    (b"OggS", "a sound or a film", "link to it where it is shown, and remove it from content/"),
    (b"fLaC", "a sound", "link to it where it is shown, and remove it from content/"),
    (b"RIFF\0\0\0\0WAVE", "a sound or a film", "link to it where it is shown, and remove it from content/"),
    (b"\0\0\0\x1cftypavif", "a picture in AVIF", "save the picture as PNG, JPEG or WebP"),
    (b"\0\0\0\x18ftypheic", "a picture in HEIC", "save the picture as PNG, JPEG or WebP"),
    (b"\0\0\0\x18ftypmp42", "a film or a sound", "link to it where it is shown, and remove it from content/"),
    (b"\x1aE\xdf\xa3", "a film", "link to it where it is shown, and remove it from content/"),
    (b"wOF2", "a font", "remove it from content/; the site has letters of its own"),
    (b"wOFF", "a font", "remove it from content/; the site has letters of its own"),
    (b"OTTO", "a font", "remove it from content/; the site has letters of its own"),
    (b"\0\1\0\0", "a font", "remove it from content/; the site has letters of its own"),
    (b"SQLite format 3", "a database", "publish what it says as CSV"),
    (b"MZ", "a program", "link to it where it is shown, and remove it from content/"),
    (b"\x7fELF", "a program", "link to it where it is shown, and remove it from content/"),
]


@pytest.mark.parametrize(("start", "what", "instead"), REFUSED)
def test_a_kind_that_is_not_read_is_refused_by_its_name(start: bytes, what: str, instead: str) -> None:
    with pytest.raises(UnreadableError) as error:
        list(file_texts(start + b"\x03\xff\xfe\x9d\x01" * 9))
    assert (error.value.reason, error.value.instead) == (f"it is {what}", instead)


def test_a_kind_that_is_not_read_is_refused_even_if_its_bytes_might_be_of_windows() -> None:
    with pytest.raises(UnreadableError, match="it is a program"):
        list(file_texts(b"MZ caf\xe9"))


@pytest.mark.parametrize("start", [b"\0\1\0\0", b"\x7fELF", b"Rar!\x1a\x07"])
def test_a_kind_that_is_not_read_is_refused_even_if_its_bytes_might_be_letters(start: bytes) -> None:
    with pytest.raises(UnreadableError, match="it is a"):
        list(file_texts(start + b" letters only"))


def test_an_unknown_kind_is_refused_with_the_kinds_that_are_read() -> None:
    with pytest.raises(UnreadableError) as error:
        list(file_texts(b"\x93\x01\xfe\x00\x9d"))
    assert error.value.reason == "nothing here reads a file of this kind"
    assert error.value.instead == (
        "publish it as a PDF, a picture (PNG, JPEG, GIF, WebP, SVG) or a file of text such as CSV"
    )


@pytest.mark.parametrize(
    "text",
    [
        "ID3, MZ and RIFF",
        "MZ\u00e9",
        "RIFF ... WEBP",
        "12345678WEBP",
        "BM are two letters",
        "Ring 0\0\0\0\0 x",
        "BZh three",
        "Ring1AY",
        "OTTO and wOFF",
        "Ask for PK",
        "GIF 87",
    ],
)
def test_a_text_is_read_although_it_starts_like_another_kind(text: str) -> None:
    assert next(file_texts(text.encode())) == text


SECRET = b"\xff" + NUMBER.encode()
READ = {
    "gzip": gzip.compress(NUMBER.encode()),
    "bzip2": bz2.compress(NUMBER.encode()),
    "xz": lzma.compress(NUMBER.encode()),
    "a PDF": pdf(NUMBER),
    "an e-mail": email(NUMBER, "base64"),
    "a tar archive": tarred("a.gz", gzip.compress(NUMBER.encode())),
    "an icon": b"\0\0\1\0" + SECRET,
    "a drawing for Windows": b"\1\0\0\0" + b"\xff" * 36 + b" EMF" + SECRET,
    "an older drawing for Windows": b"\xd7\xcd\xc6\x9a\0" + SECRET,
    "what macOS keeps of a file": b"\0\5\x16\7\0" + SECRET,
    "what macOS keeps of a folder": b"\0\0\0\1Bud1\0" + SECRET,
    "a bitmap": b"BM\x10\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff" + NUMBER.encode(),
    "an old GIF": gif(NUMBER.encode()).replace(b"GIF89a", b"GIF87a") + b"\xff",
    "a WebP": webp(SECRET),
    "a TIFF that begins with its last byte": b"MM\0*\0\0\0\x08\0\1\1\x0e\0\2\0\0\0\x0d\0\0\0\x1a\0\0\0\0" + SECRET,
    "an empty zip archive with a comment": zipped({}, NUMBER.encode()),
    "an RTF file": rtf(NUMBER).replace(b"par}", b"par \xff}"),
}


@pytest.mark.parametrize("kind", READ)
def test_a_kind_is_known_by_its_first_bytes(kind: str) -> None:
    assert any(NUMBER in text for text in file_texts(READ[kind]))


@pytest.mark.parametrize("kind", [kind for kind in READ if kind != "gzip"])
def test_a_kind_is_known_in_base64_among_other_words(kind: str) -> None:
    assert any(NUMBER in text for text in file_texts(b"see " + b64encode(READ[kind] + bytes(30))))


def test_letters_that_decode_to_the_start_of_gzip_are_no_file() -> None:
    letters = "H4sIAAAAnightdeskofLoamH4sIAAAAnightdeskofLoam"
    assert letters in list(file_texts(letters.encode()))


def test_a_long_text_in_base64_may_be_of_any_script() -> None:
    text = "\u043d\u043e\u0447\u044c\u044e \u0434\u0435\u0436\u0443\u0440\u043d\u044b\u0439 \u0441\u0442\u043e\u043b"
    assert text in list(file_texts(b64encode(text.encode())))


def test_a_text_in_base64_in_a_pdf_is_decoded() -> None:
    assert NUMBER in "\n".join(file_texts(pdf(f"see {ENCODED}")))


def test_an_empty_bzip2_file_has_no_text() -> None:
    assert list(file_texts(bz2.compress(b""))) == ["", ""]


ENCODED = b64encode(NUMBER.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("content", "times"),
    [
        (f"see {ENCODED}", 1),
        ("BEGIN:VCARD\r\nNOTE:" + ENCODED[:6] + "\r\n " + ENCODED[6:], 1),
        (b"{\\rtf1 " + ENCODED.encode() + b"}", 1),
        (gif(ENCODED.encode()), 1),
        (zipped({"a.txt": ENCODED.encode()}), 1),
        (gzip.compress(ENCODED.encode(), mtime=0), 1),
        (b"data:;base64," + b64encode(f"see {ENCODED}".encode()), 1),
    ],
)
def test_a_text_in_base64_within_a_file_is_decoded_once(content: bytes | str, times: int) -> None:
    texts = list(file_texts(content if isinstance(content, bytes) else content.encode()))
    assert texts.count(NUMBER) == times


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"Ring", ["Ring"]),
        (
            b"BEGIN:VEVENT\r\nX:a\r\n b\n\tc\\;d\\,e",
            ["BEGIN:VEVENT\r\nX:a\r\n b\n\tc\\;d\\,e", "BEGIN:VEVENT\r\nX:abc;d,e"],
        ),
        (b"x Quoted-Printable =41", ["x Quoted-Printable =41", "x Quoted-Printable A"]),
        (
            b"BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:=41",
            [
                "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:=41",
                "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:=41",
                "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:A",
            ],
        ),
        (b"Begin BEGIN:V\n x", ["Begin BEGIN:V\n x"]),
    ],
)
def test_a_text_file_has_these_texts(content: bytes, texts: list[str]) -> None:
    assert list(file_texts(content)) == texts


def test_only_the_start_of_a_text_says_its_encoding() -> None:
    text = " " * 99_984 + "quoted-printable =41"
    assert [text[99_980:] for text in file_texts(text.encode())] == [
        "    quoted-printable =41",
        "    quoted-printable A",
    ]
    assert list(file_texts(f" {text}".encode())) == [f" {text}"]


def test_zeros_after_a_picture_are_no_text() -> None:
    picture = png(b"tEXt", b"a\0b")
    assert list(file_texts(picture + b"\0\r\n")) == list(file_texts(picture))
    assert list(file_texts(picture + b"x")) == [*file_texts(picture), "", "x"]


@pytest.mark.parametrize(
    "content",
    [png(b"zTXt", b"a\0\0no zlib"), png(b"iTXt", b"a\0\1\0"), b"\xff\xd8\xff\xe0", b"GIF89a", gif(b"x")[:-1]],
)
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        list(file_texts(content))
    assert (error.value.reason, error.value.instead) == ("it is a damaged picture", "save the picture again")


def names(content: bytes) -> tuple[str, ...]:
    with pytest.raises(UnreadableError) as error:
        list(file_texts(content))
    return error.value.inner_names


def test_a_refusal_names_the_way_to_the_part() -> None:
    archive = b"7z\xbc\xaf\x27\x1c" + bytes(30)
    encoded = b64encode(zipped({"b.7z": archive})).decode()
    assert names(archive) == ()
    assert names(zipped({"a.zip": zipped({"b.7z": archive})})) == ("a.zip", "b.7z")
    assert names(gzip.compress(zipped({"b.7z": archive}))) == ("b.7z",)
    assert names(f"data:;base64,{ENCODED} data:;base64,{encoded}".encode()) == ("data address 2", "b.7z")
    assert names(f"see {encoded}".encode()) == ("base64", "b.7z")


def test_a_file_of_more_than_32_mb_is_refused() -> None:
    with pytest.raises(UnreadableError) as error:
        next(file_texts(bytes(32_000_001)))
    assert (error.value.reason, error.value.instead) == (
        "what is in it is larger than 32 MB",
        "publish it in smaller parts",
    )


def test_what_may_be_read_of_one_file_is_counted() -> None:
    allowance = Allowance()
    allowance.count(32_000_000)
    with pytest.raises(UnreadableError):
        allowance.count(1)


def opened(depth: int, allowance: Allowance) -> OpenedFile:
    return OpenedFile(b"", depth, allowance, lambda file: iter((file.content.decode(), f"{file.depth} more")))


def test_a_file_inside_has_its_name_and_its_texts_and_takes_of_what_is_left() -> None:
    allowance = Allowance()
    assert (allowance.bytes_left, allowance.files_left) == (32_000_000, 5_000)
    assert list(opened(8, allowance).inner("a.txt", b"text")) == ["a.txt", "text", "7 more"]
    assert (allowance.bytes_left, allowance.files_left) == (31_999_996, 4_999)


@pytest.mark.parametrize(
    ("depth", "left", "reason", "instead"),
    [
        (1, {"files_left": 0}, "more than 5,000 files are in it", "publish fewer files in it"),
        (0, {}, "files lie inside files more than 8 deep", "publish the innermost ones"),
        (1, {"bytes_left": 3}, "what is in it is larger than 32 MB", "publish it in smaller parts"),
    ],
)
def test_too_much_inside_a_file_is_refused(depth: int, left: dict[str, int], reason: str, instead: str) -> None:
    with pytest.raises(UnreadableError) as error:
        list(opened(depth, Allowance(**left)).inner("a.txt", b"text"))
    assert (error.value.reason, error.value.instead) == (reason, instead)


def test_the_last_file_and_byte_that_are_allowed_are_read() -> None:
    allowance = Allowance(bytes_left=4, files_left=1)
    assert list(opened(1, allowance).inner("", b"text")) == ["", "text", "0 more"]
