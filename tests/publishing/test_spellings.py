"""A staff-only value is found in each spelling that is promised, and what only looks like it is not."""

import pytest

from generator.diagnostics import Span
from generator.linking.staff.staff_values import StaffValue
from generator.publishing.proofs.spellings import StaffValueSearch

NUMBER = "01632 960777"
EMAIL = "desk.seven@example.org"
NAME = "Night desk seven"


def found(values: list[str], *texts: str) -> list[str]:
    """Return which values are in one of some texts, in order."""
    place = Span("data/staff/contacts.yml", 7, 14)
    search = StaffValueSearch([StaffValue("contact-desk", "name", value, place) for value in values])
    positions: set[int] = set()
    for text in texts:
        search.search(text, positions)
    return [values[n] for n in sorted(positions)]


FOUND = [
    # letters
    (NAME, "the night desk seven."),
    (NAME, "NIGHTDESKSEVEN"),
    (NAME, "n-i-g-h-t desk s.e.v.e.n"),
    (NAME, "sevenfold night desk seven"),
    (NAME, "Night desk seven"),
    ("Kestrels", "kes-trels"),
    ("Kestrel", "a KESTREL!"),
    ("Bell", "bell"),
    ("Al Bell", "AlBell"),
    ("Al-Bell", "by al  bell"),
    ("4471", "(4471)"),
    ("\u0422\u044b", "\u0422\u044b"),
    ("\u591c", "\u591c"),
    ("\u591c\u95f4", "\u8bf7\u591c\u95f4\u95ee"),
    ("\u591c\u95f4desk", "\u8bf7\u591c\u95f4desks"),
    ("\u039d\u03cd\u03c7\u03c4\u03b1", "\u039d\u03cd\u03c7\u03c4\u03b1"),
    ("\u039d\u03cd\u03c7\u03c4\u03b1", "\u039d\u03a5\u03a7\u03a4\u0391"),
    ("\u039d\u03cd\u03c7\u03c4\u03b1", "\u03bd\u03cd\u03c7\u03c4\u03b1"),
    ("<b>Ardal</b> Penhallow", "Ardal Penhallow"),
    ("Ardal &amp; Penhallow", "Ardal & Penhallow"),
    ("Ask [the desk](https://example.org/desk) now", "ask the desk now"),
    # words in another number or order
    ("Night desk", "two night desks"),
    ("Night desk", "two nights desk"),
    ("Loam agency", "all Loam agencies"),
    ("Loam bus stop", "Loam buses stop"),
    ("Postal box", "postal boxes"),
    ("Viennese waltz", "Viennese waltzes"),
    ("Loam church", "Loam churches"),
    ("Gorse bush", "gorse bushes"),
    ("Loam agencies", "a Loam agency"),
    ("Loam churches", "a Loam church"),
    ("Night desks", "a night desk"),
    ("Big old cat", "big old cats"),
    ("one two three four five six seven eight", "ones two three four five six seven eight"),
    ("one two three four five six seven eight nine", "one two three four five six seven eight nines"),
    ("Ardal Penhallow", "Penhallow, Ardal"),
    (" Ardal Penhallow ", "Penhallow, Ardal"),
    ("Ardal de Penhallow", "Penhallow, Ardal de"),
    ("Ann Mary Joan Bell", "Bell Ann Mary Joan"),
    # addresses
    (EMAIL, "desk.seven@example.org"),
    (EMAIL, "(desk.seven@example.org"),
    (EMAIL, "a desk.seven@example.org"),
    (EMAIL, " .desk.seven@example.org"),
    (EMAIL, "to. desk.seven@example.org"),
    (EMAIL, "-desk.seven@example.org"),
    (EMAIL, "desk.seven AT example DOT org"),
    (EMAIL, "deskdotseven@example.org"),
    (EMAIL, "desk dot seven at example.org"),
    (EMAIL, "desksevenatexample.org"),
    (f" {EMAIL} ", "desk dot seven at example dot org"),
    ("https://www.example.org/rota/desk", "example.org/rota/desk"),
    (" https://example.org/rota ", "www.example.org/rota"),
    ("www.example.org/rota", "https://example.org/rota/"),
    ("http://example.org/rota", "example dot org/rota"),
    ("https://example.org/", "https://example.org"),
    # numbers
    (NUMBER, "01632960777"),
    (NUMBER, "1632 960777"),
    (NUMBER, "+441632960777"),
    (NUMBER, "00441632960777"),
    (NUMBER, "+44 (0)1632 960777"),
    (NUMBER, "4401632960777"),
    (NUMBER, "004401632960777"),
    (NUMBER, "0o1632960777"),
    (NUMBER, "001632960777"),
    (NUMBER, "tel01632960777x"),
    (NUMBER, "12 01632 960777 5"),
    (NUMBER, "O1632 96O777"),
    (NUMBER, "0l632 960777"),
    (NUMBER, "0i632 960777"),
    ("+44 1632 960777", "01632 960777"),
    ("0044 1632 960777", "01632 960777"),
    ("+44 (0)1632 960777", "01632 960777"),
    ("0033 1632 9607", "+33 1632 9607"),
    ("496 0777", "49-60777"),
    ("0123 4567", "123 4567"),
    ("012 3456", "0123456"),
    # local numbers
    (NUMBER, "960777"),
    (NUMBER, "Ring (960777)."),
    (NUMBER, "ring 960 777, or ring"),
    (NUMBER, "ring 2960777"),
    ("0123 456789", "456789"),
    (NUMBER, "ring 96-07.77"),
]


@pytest.mark.parametrize(("value", "text"), FOUND)
def test_a_value_is_found(value: str, text: str) -> None:
    assert found([value], text) == [value]


NOT_FOUND = [
    # letters
    (NAME, "night desk sevenfold"),
    (NAME, "goodnight desk seven"),
    (NAME, "a good" + "night desk seven"),
    ("Kestrel", "kes-trel"),
    ("Bell", "Bells"),
    ("abc", "abc"),
    ("Al Bell", "al, ann bell"),
    ("Al Bell", "bell al"),
    ("Al Bell", "real bell"),
    ("\u0422\u044b", "\u0422\u044b\u0422"),
    # words in another number or order
    ("Loam or of", "Loam or ofs"),
    ("Loam desk7", "Loam desk7s"),
    ("Loam church", "Loam churchies"),
    ("Night desk", "night deskes"),
    ("Night desk", "desks"),
    ("Night desk", "nights"),
    ("Night desks", "night"),
    ("one two three four five six seven eight nine", "ones two three four five six seven eight nine"),
    ("Ardal Penhallow", "Penhallow or Ardal"),
    ("ask ardal", "ardal, ask"),
    ("Ann Mary Joan Bell Lee", "Lee Ann Mary Joan Bell"),
    # addresses
    (EMAIL, "x.desk.seven@example.org"),
    (EMAIL, "x-desk.seven@example.org"),
    (EMAIL, "ask x_desk.seven@example.org"),
    (EMAIL, "ask x+desk.seven@example.org"),
    (EMAIL, "desk.sevens@example.org"),
    (EMAIL, "desk seven of example"),
    ("https://example.org/rota/desk", "https://example.org/rotas/desk"),
    ("https://example.org/rota/desk", "example.org/rota"),
    ("https://example.org/", "example.org"),
    # numbers
    (NUMBER, "101632960777"),
    (NUMBER, "016329607771"),
    (NUMBER, "991632960777"),
    (NUMBER, "00001632960777"),
    (NUMBER, "ring x101632960777"),
    (NUMBER, "101632960777 x"),
    (NUMBER, "ring 016329607771"),
    (NUMBER, "016329607771x"),
    (NUMBER, "0451632960777"),
    ("496 0777", "4960778"),
    ("012 3456", "123456"),
    # local numbers
    (NUMBER, "60777"),
    (NUMBER, "see x960777"),
    (NUMBER, "see #960777"),
    (NUMBER, "see &960777"),
    (NUMBER, "see _960777"),
    (NUMBER, "see $960777"),
    (NUMBER, "see 960777x, now"),
    (NUMBER, "see 960777_, now"),
    (NUMBER, "see 960778"),
    (NUMBER, "see 3960777"),
    (NUMBER, "see 5 960777"),
    ("01234 5678", "345678"),
    ("1632 960777", "960777"),
    ("1632 960777", "see 960777"),
]


@pytest.mark.parametrize(("value", "text"), NOT_FOUND)
def test_what_only_looks_like_a_value_is_not_found(value: str, text: str) -> None:
    assert found([value], text) == []


def test_many_values_are_found_each_by_itself() -> None:
    values = [NUMBER, "Bell", NAME, "01632 960778", "Bell", EMAIL, NAME, NUMBER, "Ardal"]
    assert found(values, "the night desk seven") == [NAME, NAME]
    assert found(values, "Bell") == ["Bell", "Bell"]
    assert found(values, NUMBER) == [NUMBER, NUMBER]
    assert found(values, "960778") == ["01632 960778"]
    assert found(values, f"{NAME}; {EMAIL}", "Ardal and Bell", "01632960777, 960778") == values
    assert found(values, f"{NAME}; {EMAIL}", f"{NAME}; {EMAIL}; 01632960778; {NUMBER}, Bell, Ardal") == values
    assert found(values, "nothing") == []
    assert found([], NUMBER) == []


LETTERS = "qwertbuiopadfghjklcvnmpoiutrewqlkjhgfdabcvnm"


@pytest.mark.parametrize("length", range(8, 41))
def test_a_value_of_any_length_is_found_wherever_it_begins(length: int) -> None:
    value = LETTERS[:length]
    assert all(found([value], f"{'a' * before} {value} b") for before in range(9))
    assert found([value], value) == [value]
    assert found([value], value[:-1], value[1:]) == []


@pytest.mark.parametrize("length", range(7, 21))
def test_a_number_of_any_length_is_found_wherever_it_begins(length: int) -> None:
    value = "95173862495173862495"[:length]
    assert all(found([value], f"{'8' * 7}{'a' * before} {value} b") for before in range(9))
    assert found([value], value[:-1], value[1:]) == []


@pytest.mark.parametrize("length", range(2, 9))
def test_a_value_in_another_script_is_found_wherever_it_begins(length: int) -> None:
    value = "\u8bf7\u591c\u95f4\u95ee\u670d\u52a1\u53f0\u627e"[:length]
    assert all(found([value], f"{'a' * before}{value}b") for before in range(9))
