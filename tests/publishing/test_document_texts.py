"""Every text of a document is read: PDFs, RTF, e-mails, the parts of the search index, programs and drawings."""

from collections.abc import Iterator

import pytest

from generator.publishing.proofs.document_texts import is_message, is_output_format, open_bytes, output_format
from generator.publishing.proofs.file_texts import file_texts
from generator.publishing.proofs.opened_file import Allowance, OpenedFile, UnreadableError
from tests.campaign.file_kinds import pdf


def refusal(texts: Iterator[str]) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as error:
        list(texts)
    return error.value.reason, error.value.instead


def opened(content: bytes, bytes_left: int = 32_000_000) -> OpenedFile:
    return OpenedFile(content, 1, Allowance(bytes_left), lambda file: iter((file.content.decode(),)))


def test_a_pdf_has_its_title_and_what_is_attached_and_what_is_before_its_start() -> None:
    texts = list(file_texts(pdf("A title", attached=b"Ring", before=b"before\n")))
    assert texts[:2] == ["", "before\n"]
    assert "A title" in "\n".join(texts)
    assert texts[-2:] == ["an attached file", "Ring"]
    assert list(file_texts(pdf("A title", before=b"\0 \r\n\t"))) == list(file_texts(pdf("A title")))


def test_what_is_attached_to_a_pdf_is_bounded() -> None:
    content = pdf("A title", attached=b"Ring")
    assert list(output_format(opened(content, 4)))[-1] == "Ring"
    assert refusal(output_format(opened(content, 3))) == (
        "what is in it is larger than 32 MB",
        "publish it in smaller parts",
    )


def test_a_damaged_pdf_is_refused() -> None:
    assert refusal(file_texts(b"%PDF-1.7\n\xff")) == ("it is a damaged PDF", "save it as a new PDF, without a password")


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (b"%PDF-1.7", True),
        (b"x %PDF-1.7 1 0 obj endobj", True),
        (b"1 0 obj %PDF-1.7 endobj", True),
        (b"x %PDF-1.7 endobj", False),
        (b"x %PDF-1.7 1 0 obj", False),
        (b"endobj 1 0 obj %PDF-1.7", False),
        (b" obj %PDF-1.7 endobj", True),
        (b"endobj 1 0 obj", False),
        (b"A page about %PDF", False),
        (b"", False),
    ],
)
def test_a_pdf_may_begin_late(content: bytes, known: bool) -> None:
    assert is_output_format(content) is known


def test_a_drawing_is_read_up_to_2_mb() -> None:
    assert list(open_bytes(opened(b"a" * 2_000_000))) == ["a" * 2_000_000]
    assert refusal(open_bytes(opened(b"a" * 2_000_001))) == (
        "it is a drawing or an icon larger than 2 MB",
        "save it as PNG or SVG",
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"{\\rtf1 Ring}", "  Ring "),
        (b"{\\rtf1\\ansi Ring\\par 01632}", "   Ring 01632 "),
        (b"{\\rtf1 caf\\'e9 \\'81.}", "  caf\u00e9 . "),
        (b"{\\rtf1 \\u233?\\u233 \\u-3913 ?}", "  \u00e9\u00e9\uf0b7 "),
        (b"{\\rtf1 \\{a\\}\\\\b\\~c}", "  {a}\\b c "),
        (b"{\\rtf1 01\r\n632\n960}", "  01 632 960 "),
        (b"{\\rtf1 a\x81\xe9}", "  a\u00e9 "),
    ],
)
def test_an_rtf_file_has_this_text(content: bytes, text: str) -> None:
    assert list(file_texts(content)) == [text]


@pytest.mark.parametrize("inside", [b"{\\object{\\*\\objdata 0105}}", b"{\\pict\\bin4 abcd}"])
def test_an_rtf_file_with_another_file_inside_is_refused(inside: bytes) -> None:
    assert refusal(file_texts(b"{\\rtf1 " + inside + b"}")) == (
        "it is an RTF file with another file inside",
        "save it as .docx or PDF and publish that",
    )


def test_an_e_mail_with_too_many_parts_is_read_no_further() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    assert list(file_texts(head + b"--x\n\na\n" * 4_999 + b"--x--\n"))[-1] == "a"
    many = head + b"--x\n\na\n" * 4_999 + b"--x\nContent-Transfer-Encoding: base64\n\ncm90YQ==\n--x--\n"
    assert refusal(file_texts(many)) == ("more than 5,000 files are in it", "publish fewer files in it")


PARTS = (
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nRing=20=C3=A9\n"
    b"--x\nContent-Disposition: attachment; filename=rota.txt\nContent-Transfer-Encoding: base64\n\ncm90YQ==\n"
    b"--x\nContent-Type: text/plain\n\n\n--x--\n"
)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (PARTS, [PARTS.decode(), "", "Ring \u00e9", "rota.txt", "rota"]),
        (b"A: b\nMIME-Version: 1.0\n\nRing\xff", ["A: b\nMIME-Version: 1.0\n\nRing", "", "Ring\u00ff", "Ring"]),
        (b"A: b\nMIME-Version: 1.0\n", ["A: b\nMIME-Version: 1.0\n"]),
    ],
)
def test_an_e_mail_has_these_texts(content: bytes, texts: list[str]) -> None:
    assert list(file_texts(content)) == texts


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (b"Subject: a\nMIME-Version: 1.0\n\n", True),
        (b"Subject: a\nmime-VERSION: 1.0\n\n", True),
        (b"Subject: a\n b\n\tc\nContent-Transfer-Encoding: base64\n\n", True),
        (b"Subject: a\nDate: b\n\n", False),
        (b"MIME-Version: 1.0\n\n", False),
        (b"A page about\nMIME-Version: 1.0\nand: b\n", False),
        (b"A: b\nC: d\n\n" + b"x" * 19_976 + b"mime-version:", True),
        (b"A: b\nC: d\n\n" + b"x" * 19_977 + b"mime-version:", False),
    ],
)
def test_an_e_mail_is_known_by_two_headers(content: bytes, known: bool) -> None:
    assert is_message(content) is known
