"""The ways in which a text may be read: what somebody typed, and every text and file that is then searched."""

from base64 import b64encode

import pytest

from generator.publishing.proofs.readings import (
    data_addresses,
    decode_escapes,
    decode_quoted_printable,
    encoded_contents,
    encoded_texts,
    readings,
)


@pytest.mark.parametrize(
    ("typed", "decoded"),
    [
        ("Ring 01632 960777", "Ring 01632 960777"),
        ("caf&eacute; &#48;&#x31;", "caf\u00e9 01"),
        ("a%20b%C3%A9", "a b\u00e9"),
        (r"\u0030\u{31}\x32%u0033", "0123"),
        (r"x\ny\rz\ta\vb", "x y z a b"),
        (r"\31 \000032 3\34", "1234"),
        (r"\u{ffffff}", "\U0010ffff"),
        ("%u0033", "3"),
        (r"\\x41", "A"),
        (r"C:\zoo", r"C:\zoo"),
        ("&amp;amp;amp;", "&"),
        ("%25252541", "%41"),
        ("%252541", "A"),
        ("mail.xn--caf-dma.example", "mail.caf\u00e9.example"),
        ("XN--CAF-DMA", "CAF\u00e9"),
        ("XN--CAF-DMA and Xn--caf-dma", "CAF\u00e9 and caf\u00e9"),
        ("xn--99999999-99999999z", "xn--99999999-99999999z"),
        ("xn--\u017faaa", "xn--\u017faaa"),
    ],
)
def test_escapes_are_decoded(typed: str, decoded: str) -> None:
    assert decode_escapes(typed) == decoded


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Nothing of that", ["Nothing of that"]),
        (r"C:\zoo", [r"C:\zoo"]),
        ("see\nthere", ["see\nthere"]),
        ("<b>016</b>32", ["<b>016</b>32", "\n016\n32"]),
        ("1 &lt; 2", ["1 < 2", "1 < 2"]),
        ("a<!-- b -->c<!--d", ["a<!-- b -->c<!--d", "a\nc\nd"]),
        ('<a title="1 > 2">x</a>', ['<a title="1 > 2">x</a>', '\n 2">x\n', "\nx\n"]),
        ("<a title='1 > 2'>x</a>", ["<a title='1 > 2'>x</a>", "\n 2'>x\n", "\nx\n"]),
        (
            '<a title=""1 > 2"">x</a>',
            ['<a title=""1 > 2"">x</a>', '\n 2"">x\n', '\n 2"">x\n', "\nx\n"],
        ),
        (r"Bell\x41rea", ["BellArea", r"Bell\x41rea"]),
        ("Bell &amp; Co", ["Bell & Co"]),
        ("Bell=41", ["Bell=41", "BellA"]),
        ("Bell=3Cb=3EA", ["Bell=3Cb=3EA", "Bell<b>A", "Bell\nA"]),
        ("0=31=C3=A9", ["0=31=C3=A9", "01\u00e9"]),
        ("Bell=26amp;", ["Bell=26amp;", "Bell&"]),
    ],
)
def test_a_text_is_read_in_these_ways(typed: str, read_as: list[str]) -> None:
    assert list(readings(typed)) == read_as


def test_only_what_is_near_a_sign_is_read_in_another_way() -> None:
    def near(text: str) -> str:
        return list(readings(text))[1]

    far, middle = 2_000 * "a", 2_000 * "b"
    assert near(f"{far}=41{far}") == "\n" + 1_500 * "a" + "A" + 1_500 * "a"
    assert near(f"=41{middle}=42") == "A" + middle + "B"
    assert near(f"=41{middle}{middle}=42") == "A" + 1_500 * "b" + "\n" + 1_500 * "b" + "B"
    assert near(f"=41{3_000 * 'b'}=42") == "A" + 3_000 * "b" + "B"
    assert near(f"=41{3_001 * 'b'}=42") == "A" + 1_500 * "b" + "\n" + 1_500 * "b" + "B"


@pytest.mark.parametrize(
    ("typed", "decoded"),
    [
        ("plain", "plain"),
        ("=C3=A9t=C3=A9", "\u00e9t\u00e9"),
        ("0163=\r\n2 960=\n777", "01632 960777"),
        ("a=FFb", "ab"),
        ("a=b", "a=b"),
        ("=3D41", "=41"),
    ],
)
def test_quoted_printable_is_decoded(typed: str, decoded: str) -> None:
    assert decode_quoted_printable(typed) == decoded


@pytest.mark.parametrize(
    ("typed", "contents"),
    [
        ("data:;base64,UmluZyAwMTYzMg==", [b"Ring 01632"]),
        ("data:;BASE64,UmluZyAwMTYzMg==", [b"Ring 01632"]),
        ("data:;Base64, UmluZyAwMTYzMg and ;base64,UmluZyAwMTYzMw", [b"Ring 01632", b"Ring 01633"]),
        ("PHOTO;base64,UmluZyAwMTYz\r\n MiA5\n\tNjA3NzcK", [b"Ring 01632 960777\n"]),
        ("data:;base64,UmluZyAw", []),
        ("data:,UmluZyAwMTYzMg==", []),
        ("data:;base64,-_-_-_-_-_-_", [b"\xfb\xff\xbf\xfb\xff\xbf\xfb\xff\xbf"]),
        ("data:;base64,UmluZyAwMTYzMgAAA", [b"Ring 01632\0\0"]),
    ],
)
def test_the_content_of_a_data_address_is_decoded(typed: str, contents: list[bytes]) -> None:
    assert list(data_addresses(typed)) == contents


LONG = b64encode(b"Ring the night desk at 01632 960777")


@pytest.mark.parametrize(
    ("typed", "contents"),
    [
        (LONG.decode(), [b"Ring the night desk at 01632 960777"]),
        (f"see {LONG.decode()} or {LONG.decode()}.", [b"Ring the night desk at 01632 960777"] * 2),
        (f"{LONG[:44].decode()}\r\n{LONG[44:].decode()}", [b"Ring the night desk at 01632 960777"]),
        ("UmluZyAwMTYzMg==", []),
        ("A" * 41, [bytes(30)]),
        ("A" * 39, []),
    ],
)
def test_long_base64_is_decoded(typed: str, contents: list[bytes]) -> None:
    assert list(encoded_contents(typed)) == contents


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("Nothing of that here", []),
        ("UmluZyAwMTYzMg", ["Ring 01632"]),
        ("x UmluZyAwMTYzMg== y UmluZyAwMTYzMw==", ["Ring 01632\nRing 01633"]),
        ("52696e67203031363332", ["Ring 01632"]),
        ("52696E6720303136333", ["Ring 0163"]),
        ("52696e67203031363332 52696e67203031363333", ["Ring 01632\nRing 01633"]),
        ("52 69 6e 67 20 30 31 36 33 32", ["Ring 01632"]),
        ("52:69:6e:67:20:30:31:36:33:32", ["Ring 01632"]),
        ("52,69,6e,67,20,30,31,36,33,32", ["Ring 01632"]),
        ("52 69 6e 67 20 30 31", []),
        ("52696e672030313", []),
    ],
)
def test_texts_in_base64_and_base_16_are_decoded(typed: str, texts: list[str]) -> None:
    assert list(encoded_texts(typed)) == texts


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Caf\xc3\xa9 Loam", "Caf\u00e9 Loam"),
        (b"\xd0\xbd\xd0\xbe\xd1\x87\xd1\x8c\xd1\x8e", "\u043d\u043e\u0447\u044c\u044e"),
        (b"Ring \xff\xfe01", "Ring 01"),
        (b"Ring \xff\xfe0", ""),
        (b"a  b  c\xff", "a  b  c"),
        (b"\t\r\n\t\r\nab\xff", "\t\r\n\t\r\nab"),
        (b"~~~~abc\xff", "~~~~abc"),
        (b"\x1f\x1f\x1f\x1fabc\xff", ""),
        (b"\x7f\x7f\x7f\x7fabc\xff", ""),
    ],
)
def test_bytes_in_base_16_are_a_text_if_most_are_ascii_or_all_are_utf_8(content: bytes, text: str) -> None:
    assert list(encoded_texts(content.hex()))[-1] == text
