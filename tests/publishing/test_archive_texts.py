"""Compressed files and archives are opened to the last text, and refused if they are damaged or too large."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from random import Random

import pytest

from generator.publishing.proofs import archive_texts
from generator.publishing.proofs.file_texts import file_texts
from generator.publishing.proofs.opened_file import Allowance, OpenedFile, UnreadableError
from tests.campaign.file_kinds import zipped

Pack = Callable[[bytes], bytes]
PACKS: dict[str, Pack] = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}


def refusal(texts: Iterator[str]) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as error:
        list(texts)
    return error.value.reason, error.value.instead


def bounded(content: bytes, bytes_left: int) -> OpenedFile:
    return OpenedFile(content, 1, Allowance(bytes_left), lambda file: iter((file.content.decode(),)))


TOO_LARGE = ("what is in it is larger than 32 MB", "publish it in smaller parts")


def unpacked(kind: str, content: bytes) -> list[str]:
    """Return the texts of a compressed file, without the head of a gzip file."""
    return list(file_texts(content))[kind == "gzip" :]


@pytest.mark.parametrize("kind", PACKS)
def test_a_compressed_file_is_read_to_its_end(kind: str) -> None:
    pack = PACKS[kind]
    one, two = pack(b"one"), pack(b"two")
    assert unpacked(kind, one) == ["", "one"]
    assert unpacked(kind, one + two) == ["", "one", "", "two"]
    assert unpacked(kind, one + b"\0\0") == ["", "one"]
    assert unpacked(kind, one + two + b"rest") == ["", "one", "", "two", "", "rest"]
    assert unpacked(kind, one + one[:1] + b"rest")[:2] == ["", "one"]
    assert unpacked(kind, one + b"\0rest") == ["", "one", "", "\0rest", *unpacked("", b"\0rest")[1:]]


@pytest.mark.parametrize("kind", PACKS)
def test_a_damaged_compressed_file_is_refused(kind: str) -> None:
    content = PACKS[kind](bytes(range(256)))
    missing = (f"it is a damaged {kind} file: its end is missing", "save it again")
    assert refusal(file_texts(content[:-1])) == missing
    assert refusal(file_texts(content[:40])) == missing
    damaged = content[:20] + bytes(len(content) - 20)
    assert refusal(file_texts(damaged)) == (f"it is a damaged {kind} file", "save it again")


READERS = {"gzip": archive_texts.gzip, "bzip2": archive_texts.bzip2, "xz": archive_texts.xz}


@pytest.mark.parametrize("kind", PACKS)
def test_a_compressed_file_is_unpacked_no_further_than_to_the_bound(kind: str) -> None:
    read = READERS[kind]
    content = PACKS[kind](b"0123456789")
    assert list(read(bounded(content, 10)))[-1] == "0123456789"
    assert refusal(read(bounded(content, 9))) == TOO_LARGE
    whole = PACKS[kind](b" " * 2_500_000)
    assert [len(text) for text in read(bounded(whole, 2_500_000))][-1] == 2_500_000
    without_end = whole[:-4]
    assert refusal(read(bounded(without_end, 1_500_000))) == TOO_LARGE


def test_what_a_gzip_file_repeats_from_far_before_is_read() -> None:
    text = Random(7).randbytes(12_000).hex() * 2
    assert list(archive_texts.gzip(bounded(gzip.compress(text.encode()), 99_999)))[-1] == text


def test_the_head_of_a_gzip_file_is_a_text() -> None:
    target = io.BytesIO()
    with gzip.GzipFile("rota-of-bell", "wb", 0, target) as file:
        file.write(b" " * 600)
    head = next(file_texts(target.getvalue()))
    assert "rota-of-bell" in head
    assert len(head) == 500


def zip_of(*entries: tuple[str, bytes, str], comment: str = "", method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content, note in entries:
            entry = zipfile.ZipInfo(name)
            entry.comment = note.encode()
            entry.compress_type = method
            archive.writestr(entry, content)
        archive.comment = comment.encode()
    return target.getvalue()


DOCUMENT = b"<w:p><w:r><w:t>Ri</w:t></w:r><w:t>ng &amp; wait</w:t></w:p><w:p>now</w:p>"


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (zip_of(("a.txt", b"text", "")), ["a.txt", "text"]),
        (zip_of(("a.txt", b"text", "note")), ["", "note", "a.txt", "text"]),
        (zip_of(("a.txt", b"text", ""), comment="all"), ["", "all", "a.txt", "text"]),
        (zip_of(("\u00e9.txt", b"text", "")), ["\u00e9.txt", "text"]),
        (zip_of(("a.txt", b"text", ""), method=zipfile.ZIP_LZMA), ["a.txt", "text"]),
        (zip_of(("a.xml", DOCUMENT, "")), ["a.xml", DOCUMENT.decode(), "", "Ring & wait\nnow\n"]),
        (zip_of(("a.xml", b"<si><t>a</t><t>b</t></si>", "")), ["a.xml", "<si><t>a</t><t>b</t></si>", "", "ab\n"]),
        (
            zip_of(("a.xml", b"<x:t>a\xff</x:t>b", "")),
            ["a.xml", "<x:t>a\u00ff</x:t>b", "<x:t>a</x:t>b", "", "ab"],
        ),
        (zip_of(("a.xml", b"<p>a</p>", "")), ["a.xml", "<p>a</p>"]),
        (zip_of(("a.txt", b"a:t and <t", "")), ["a.txt", "a:t and <t"]),
        (zip_of(("xl/printerSettings/one.bin", b"a\xff", "")), ["a\ufffd", "a\u00ff"]),
        (zip_of(("printerSettings/one.bin", b"a\xff", "")), ["a\ufffd", "a\u00ff"]),
        (zip_of(("xlprinterSettings/one.bin", b"a", "")), ["xlprinterSettings/one.bin", "a"]),
        (zip_of(), []),
    ],
)
def test_a_zip_archive_has_these_texts(content: bytes, texts: list[str]) -> None:
    assert list(file_texts(content)) == texts


def with_method(method: int, content: bytes = b"text") -> bytes:
    """Return an archive that says that its only file is compressed in this way."""
    archive = bytearray(zip_of(("a.txt", content, "")))
    archive[8:10] = archive[archive.index(b"PK\1\2") + 10 : archive.index(b"PK\1\2") + 12] = bytes([method, 0])
    return bytes(archive)


DAMAGED_ZIP = (
    "it is a damaged zip archive, or one that is compressed in a rare way",
    "save it again as a plain zip archive",
)
CUT = zip_of(("a.txt", b"text", ""))
DAMAGED_ARCHIVES = {
    "cut off": CUT[:-1],
    "of a rare kind": with_method(97),
    "whose deflated bytes are others": with_method(zipfile.ZIP_DEFLATED),
    "whose bzip2 bytes are others": with_method(zipfile.ZIP_BZIP2),
    "whose LZMA bytes are others": with_method(zipfile.ZIP_LZMA, b"\x09\x04\5\0\xff\xff\xff\xff\xff\xff\xff\xff"),
    "with another checksum": CUT.replace(b"text", b"test"),
    "of 5,000 files without names": b"PK\3\4" + b"PK\1\2" * 5_000,
}


@pytest.mark.parametrize("what", DAMAGED_ARCHIVES)
def test_a_damaged_zip_archive_is_refused(what: str) -> None:
    assert refusal(file_texts(DAMAGED_ARCHIVES[what])) == DAMAGED_ZIP


def test_a_zip_archive_of_too_many_files_is_refused_before_it_is_opened() -> None:
    reason = ("more than 5,000 files are in it", "publish fewer files in it")
    assert refusal(file_texts(b"PK\3\4" + b"PK\1\2" * 5_001)) == reason


def test_a_zip_archive_with_a_password_is_refused_with_what_to_do() -> None:
    content = bytearray(CUT)
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    reason = ("it is a zip archive with a password", "save it without a password")
    assert refusal(file_texts(bytes(content))) == reason


def test_a_file_in_an_archive_is_read_no_further_than_to_the_bound() -> None:
    for read, content in (
        (archive_texts.zip_archive, CUT),
        (archive_texts.tar, tar_of(member("a.txt", b"text"))),
        (archive_texts.zip_archive, zip_of(("printerSettings/a.bin", b"text", ""))),
    ):
        file = bounded(content, 4)
        assert list(read(file))[-1] == "text"
        assert file.allowance.bytes_left == 0
        assert refusal(read(bounded(content, 3))) == TOO_LARGE


Member = tuple[tarfile.TarInfo, bytes]


def member(name: str, content: bytes = b"", **fields: object) -> Member:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for key, value in fields.items():
        setattr(info, key, value)
    return info, content


def tar_of(*members: Member, form: int = tarfile.PAX_FORMAT) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for info, content in members:
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def test_a_tar_archive_has_names_owners_and_files() -> None:
    content = tar_of(
        member("a.txt", b"text", uname="bell", gname="desk", pax_headers={"comment": "note"}),
        member("b", type=tarfile.SYMTYPE, linkname="rota"),
        member("c", type=tarfile.DIRTYPE),
    )
    assert list(file_texts(content)) == ["a.txt  bell desk note", "a.txt", "text", "b rota  ", "c   "]


SPARSE = {"GNU.sparse.map": "x", "GNU.sparse.size": "1"}


@pytest.mark.parametrize(
    "content",
    [
        tar_of(member("a", b"text" * 400))[:900],
        tar_of(member("a", b"text"))[:512].replace(b"0000644", b"000x644"),
        tar_of(member("a", b"text", pax_headers=SPARSE)),
    ],
)
def test_a_damaged_tar_archive_is_refused(content: bytes) -> None:
    assert refusal(file_texts(content)) == ("it is a damaged tar archive", "save it again")


def test_an_archive_made_by_another_program_is_read() -> None:
    assert list(file_texts(zipped({"a.txt": b"text"}, b"all"))) == ["", "all", "a.txt", "text"]
