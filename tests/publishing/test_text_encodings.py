"""The encodings in which the bytes of a file may be text, and the texts between other bytes."""

import pytest

from generator.publishing.proofs.text_encodings import decode_between, decode_text, is_utf8


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"", [""]),
        (b"Ring 01632", ["Ring 01632"]),
        (b"Caf\xc3\xa9", ["Caf\u00e9"]),
        (b"\xef\xbb\xbfCaf\xc3\xa9", ["Caf\u00e9"]),
        (b"\xef\xbb\xbfCaf\xe9!", ["Caf!"]),
        (b"\xff\xfeR\0i\0", ["Ri"]),
        (b"\xfe\xff\0R\0i", ["Ri"]),
        (b"\xff\xfeR\0i\0x", ["Ri"]),
        (b"\xff\xfe\0\0R\0\0\0i\0\0\0", ["Ri"]),
        (b"\0\0\xfe\xff\0\0\0R\0\0\0i", ["Ri"]),
        (b"\0\0\xfe\xff\0\0\0R\xff\xff\xff\xff", ["R"]),
        (b"Caf\xe9", ["Caf\u00e9", "Caf"]),
        (b"Caf\xff", ["Caf\u00ff", "Caf"]),
        (b"Caf\xe9 \x81!", ["Caf\u00e9 !", "Caf !"]),
        (b"\xe9\t\n\v\f\r\x1a\x1b ", ["\u00e9\t\n\v\f\r\x1a\x1b ", "\t\n\v\f\r\x1a\x1b "]),
        (b"\xe9\x08", None),
        (b"\xe9\x0e", None),
        (b"\xe9\x1f", None),
        (b"\xe9\x7f", ["\u00e9\x7f", "\x7f"]),
        (b"\x93\x01\xfe\x00\x9d", None),
    ],
)
def test_a_text_is_decoded_or_is_none(content: bytes, texts: list[str] | None) -> None:
    assert decode_text(content) == texts


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Na\u00efve", "utf-16-le"),
        ("Na\u00efve", "utf-16-be"),
        ("Na\u00efve", "utf-32-le"),
        ("Na\u00efve", "utf-32-be"),
        ("Ring 01632", "utf-16-le"),
        ("Ring 01632", "utf-16-be"),
        ("Ring 01632", "utf-32-le"),
        ("Ring 01632", "utf-32-be"),
        ("\U00020bb7" * 9, "utf-32-be"),
        ("\u00e9\t\r\n" * 9, "utf-16-le"),
        ("\u9593" * 48 + "  ", "utf-16-le"),
        ("\u9593" * 48 + "  ", "utf-16-be"),
        ("\u9593" * 10 + "    \u4e00", "utf-16-le"),
        ("\u9593" * 10 + "    \u4e00", "utf-16-be"),
        ("\u9593" * 87 + " " * 10 + "\1" * 3, "utf-16-le"),
        ("\u9593" * 1_000 + "\1" * 60 + " " * 940 + "\1", "utf-16-le"),
    ],
)
def test_wide_letters_without_a_mark_are_decoded(text: str, encoding: str) -> None:
    texts = decode_text(text.encode(encoding))
    assert texts is not None
    assert text in texts


@pytest.mark.parametrize(
    "text",
    [
        "\u9593" * 49 + "  ",
        "\u9593" * 10 + "   \u4e00",
        "\u9593" * 86 + " " * 10 + "\1" * 4,
        "\u9593" * 86 + " " * 10 + "\u0378" * 4,
        "\u9593" * 86 + " " * 10 + "\ue000" * 4,
        "\u9593" * 1_000 + "\1" * 61 + " " * 939,
    ],
)
def test_other_bytes_are_no_wide_letters(text: str) -> None:
    assert text not in (decode_text(text.encode("utf-16-le")) or ())


def test_a_text_with_a_zero_is_read_in_five_ways() -> None:
    assert decode_text(b"Ri\0n") == ["Ri\0n", "\u6952\u6e00", "\u5269n", "", ""]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"Ring", ["Ring"]),
        (b"Caf\xc3\xa9", ["Caf\u00e9", "Caf\u00c3\u00a9"]),
        (b"Caf\xe9\x81", ["Caf\ufffd", "Caf\u00e9\ufffd"]),
        (b"R\0i\0", ["R\0i\0", "Ri", "\u5200\u6900", "\u6900\ufffd", "i\ufffd"]),
        (b"\0R\0i", ["\0R\0i", "\u5200\u6900", "Ri", "R\ufffd", "\u5200\ufffd"]),
    ],
)
def test_texts_between_other_bytes_are_decoded_from_either_byte_on(content: bytes, texts: list[str]) -> None:
    assert decode_between(content) == texts


def test_utf_8_is_known() -> None:
    assert is_utf8(b"Caf\xc3\xa9")
    assert is_utf8(b"Caf\xe9") is False
