"""Hidden letters and look-alikes, and text lost behind a sign: named at their place, and never where all is well."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Code, Diagnostic, Severity
from generator.loading.files import read_text
from generator.loading.letters import mend_letters
from generator.loading.yaml_values import compose
from tests.conftest import LOAMSHIRE, REPOSITORY

FORBIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u3164\ufeff\uffa0\ufff9\ufffc\uffff\ufdd0"
    "\ue000\uf0a7\uf0b7\uf8ff\x01\x07\x0b\x0c\x1b\x7f\x80\x85\x92\x9f\ufe00\ufe0f\U000e0001\U000e0041\U0001fffe\U000f0000"
)


@cache
def texts(project: Path) -> dict[str, str]:
    """Return the text of every file of records and of every page, by its path."""
    paths = [*(project / "data").rglob("*.yml"), *(project / "content").rglob("*.md")]
    return {path.relative_to(project).as_posix(): path.read_text() for path in sorted(paths)}


PLACES = st.sampled_from(sorted(texts(LOAMSHIRE))).flatmap(
    lambda path: st.tuples(st.just(path), st.integers(0, len(texts(LOAMSHIRE)[path])))
)


@given(PLACES, st.sampled_from(FORBIDDEN))
@settings(max_examples=400)
def test_a_hidden_letter_anywhere_is_named_at_its_line_and_column(place: tuple[str, int], letter: str) -> None:
    path, offset = place
    text = texts(LOAMSHIRE)[path]
    before = text[:offset]
    assume(before.isascii() or before[-1].isascii())
    mended, (problem, *more) = mend_letters(path, before + letter + text[offset:])
    assert not more
    column = len(before.split("\n")[-1]) + 1
    assert (problem.span.line, problem.span.column) == (before.count("\n") + 1, column)
    assert (problem.code, problem.severity) == (Code.HIDDEN_LETTER, Severity.ERROR)
    assert f"U+{ord(letter):04X}" in problem.message
    assert problem.hint
    assert letter not in mended
    assert mended.count("\n") == text.count("\n")


def test_a_file_is_read_without_its_hidden_letters(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a: An\u200b answer\nb: The \u202edesk\n")
    text, problems = read_text(tmp_path, "a.yml")
    assert text == "a: An answer\nb: The desk\n"
    assert [str(problem.span) for problem in problems] == ["a.yml:1:6", "a.yml:2:8"]


REAL_TEXT = [
    "Mae’n ddrwg gennym – ffoniwch y tŷ, ŵyl, tân a gŵr",
    "Zażółć gęślą jaźń: Łódź, Świętokrzyskie",
    "براہِ کرم ہمیں فون کریں، ۱۲ بجے",
    "نمی‌خواهم و می‌روم",
    "اتصل بنا على الرقم ٠١٢٣",
    "请拨打（０１２３）：免费，中文。",
    "ਕਿਰਪਾ ਕਰਕੇ ੧੨ ਵਜੇ ਫ਼ੋਨ ਕਰੋ",
    "क्‍ष और श्री‌मान १२",
    "Позвоните нам: с 9 до 5, а также в субботу. USB-кабель, ВКонтакте",
    "Καλέστε μας στις 9, 5 μm και 3 kΩ",
    "Զանգահարեք մեզ",
    "დაგვირეკეთ · התקשרו אלינו · โทรหาเรา · ይደውሉልን",
    "Gọi cho chúng tôi, cảm ơn; ÂM, MANHÃ, É",
    "한국어로 전화하세요",
    "cafe\u0301 and resume\u0301",
    "👩‍🚀 ❤️ 👨‍👩‍👧 1️⃣ ☎️ 👍🏽 🏳️‍🌈 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "“CAFÉ” and ‘naïve’ – 2014–2019, 9–5, £5, ½, 5\u00a0km, 100°C, µm, Ω",
    "1000l of water, O2, M25, A4, NN1 1AA, OX1 1OO",
    "A pause… and – so",
    "Ask at https://example.org/a-b#c or desk@example.org – either will do",
]


@pytest.mark.parametrize("text", REAL_TEXT)
@pytest.mark.parametrize("line", ["a:\n  text: {}\n", "a:\n  - {}\n", 'a: "{}"\n', "a: >\n  {}\n"])
def test_real_text_in_any_script_passes(text: str, line: str) -> None:
    whole = line.format(text)
    assert mend_letters("data/a.yml", whole) == (whole, ())
    page = f"---\nid: a\n---\n{text}\n\n- {text}\n"
    assert mend_letters("content/a.md", page) == (page, ())


@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=["default", "Loamshire"])
def test_no_project_without_a_problem_is_accused(project: Path) -> None:
    for path, text in texts(project).items():
        assert mend_letters(path, text) == (text, ())
        if path.endswith(".yml"):
            assert compose(path, text)[2] == ()


LOOK_ALIKE = dict(zip("aceopxyiABEHKMOPTXY", "асеорхуіАВЕНКМОРТХУ", strict=True))
WORDS = [
    "police",
    "report",
    "support",
    "Home",
    "Tell",
    "Kettering",
    "crime",
    "Board",
    "example.org/help",
    "a@example.org",
]


@given(st.sampled_from(WORDS), st.data())
def test_a_look_alike_in_a_word_is_named_with_the_word_to_type(word: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([n for n, letter in enumerate(word) if letter in LOOK_ALIKE]))
    wrong = word[:at] + LOOK_ALIKE[word[at]] + word[at + 1 :]
    mended, (problem, *more) = mend_letters("data/a.yml", f"a: The {wrong} is here\n")
    assert not more
    assert (problem.span.line, problem.span.column) == (1, 8 + at)
    assert f"U+{ord(LOOK_ALIKE[word[at]]):04X}), not the Latin '{word[at]}'" in problem.message
    assert problem.hint == f"type it again: `{word}`"
    assert mended == f"a: The {word} is here\n"


DAMAGED = ["’", "“", "”", "–", "—", "…", "£", "é", "ŷ", "ŵ", "ł", "ą", "€", "•", "ñ", "привет", "😀", "中文"]


@pytest.mark.parametrize("right", DAMAGED)
def test_text_read_as_windows_text_is_given_back(right: str) -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in right.encode())
    mended, (problem,) = mend_letters("data/a.yml", f"a: so{wrong}on\n")
    assert (problem.code, str(problem.span)) == (Code.LOST_TEXT, "data/a.yml:1:6")
    assert problem.hint == f"type it again: `so{right}on`" or not right.isalpha()
    assert mended == f"a: so{right}on\n"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("O1632 960001", "01632"),
        ("0l632 960001", "01632"),
        ("0163I 960001", "01631"),
        ("01632 96OOO1", "960001"),
        ("2O16", "2016"),
        ("2016-O5-01", "2016-05-01"),
        ("２０１６", "2016"),
        ("٢٠١٦", "2016"),
        ("𝟐𝟎𝟏𝟔", "2016"),
        ("2016–05–01", "2016-05-01"),
        ("Room Α4", "A4"),
        ("Road М25", "M25"),
        ("01632–960001", "01632 960001"),
    ],
)
def test_a_letter_in_a_number_is_named_with_the_number(written: str, right: str) -> None:
    _, (problem,) = mend_letters("data/a.yml", f"a: {written}\n")
    assert problem.code is Code.HIDDEN_LETTER
    assert problem.hint == f"type it again: `{right}`"


BASE = (LOAMSHIRE / "data" / "standards.yml").read_text()
LINE = "    title: Answering"
NUMBER = BASE.split("\n").index(LINE) + 1
PHRASE = st.lists(
    st.sampled_from(
        ["We", "will", "answer", "in", "time", "desk's", "3", "£5", "it’s", "(now)", "50%", "R&B", "a-b", "to"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


def read(line: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the title that Loamshire's first topic has with another line, and the problems."""
    value, _, problems = compose("data/standards.yml", BASE.replace(LINE, line, 1))
    return value and value["topics"][0]["title"], problems


def typed_again(line: str, problem: Diagnostic) -> str:
    """Return the line that the hint of a problem gives, with the indentation of the line to replace."""
    match = re.search(r"`(.*)`\Z", problem.hint)
    assert match, problem.hint
    indent = "" if match[1].startswith(" ") else line[: len(line) - len(line.lstrip())]
    return indent + match[1]


SIGNS = [
    "*",
    "**",
    "&",
    "!",
    "%",
    "@",
    "`",
    "|",
    "| ",
    "> ",
    ">",
    "- ",
    "? ",
    ": ",
    ", ",
    "] ",
    "} ",
    "[x] ",
    "{x} ",
    "#",
]


@given(st.sampled_from(SIGNS), PHRASE)
@settings(max_examples=200)
def test_a_text_that_starts_with_a_sign_is_given_back_in_quotes(sign: str, phrase: str) -> None:
    line = f"    title: {sign}{phrase}"
    _, (problem, *more) = read(line)
    assert not more
    assert (problem.span.line, problem.span.column) == (NUMBER, 12)
    assert read(typed_again(line, problem)) == (f"{sign}{phrase}", ())


SLIPS = {
    "a colon in the text": ("    title: {}: so", "{}: so"),
    "a colon at the end": ("    title: {}:", "{}:"),
    "no space after the colon": ("    title:{}", "{}"),
    "no colon": ("    title {}", "{}"),
    "an equals sign": ("    title = {}", "{}"),
    "a double quote never closed": ('    title: "{}', "{}"),
    "double quotes that close early": ('    title: "No" {}', '"No" {}'),
    "double quotes in double quotes": ('    title: "Say "no" {}"', 'Say "no" {}'),
    "two double quotes": ('    title: ""{}""', "{}"),
    "a curly quote at the end": ('    title: "{}”', "{}"),
    "quotes around the whole line": ('    "title: {}"', "{}"),
    "one space too many": ("     title: {}", "{}"),
    "one space too few": ("   title: {}", "{}"),
    "a tab": ("\ttitle: {}", "{}"),
    "a dash too many": ("    - title: {}", "{}"),
}


@pytest.mark.parametrize(("wrong", "meant"), SLIPS.values(), ids=SLIPS)
@given(phrase=PHRASE)
@settings(max_examples=25)
def test_the_line_of_a_hint_typed_instead_says_what_was_meant(wrong: str, meant: str, phrase: str) -> None:
    line = wrong.format(phrase)
    _, (problem, *more) = read(line)
    assert not more
    assert problem.span.line == NUMBER
    assert read(typed_again(line, problem)) == (meant.format(phrase), ())


@given(PHRASE, st.sampled_from(["#3", "#x", "#", "##", "#£", "#3 # 4"]), PHRASE)
def test_text_behind_a_number_sign_is_given_back(before: str, sign: str, after: str) -> None:
    line = f"    title: {before} {sign}{after}"
    _, (problem, *more) = read(line)
    assert not more
    assert (problem.span.line, problem.span.column) == (NUMBER, len(f"    title: {before} ") + 1)
    assert (problem.code, problem.severity) == (Code.LOST_TEXT, Severity.ERROR)
    assert read(typed_again(line, problem)) == (f"{before} {sign}{after}", ())


@pytest.mark.parametrize(
    "line",
    [
        "    title: Answering  # a comment",
        "    title: Answering   #",
        '    title: "Answering" # a comment',
        "    title: 'Answering' #comment",
        "    title: Answering\n    # a comment",
        "    title: Answering\n    #comment",
    ],
)
def test_a_comment_is_a_comment(line: str) -> None:
    assert read(line) == ("Answering", ())


@pytest.mark.parametrize("line", ["    title: Room #3  # where", "    title: >\n      Room #3", '    title: "Room #3"'])
def test_a_number_sign_in_quotes_or_in_a_block_is_text(line: str) -> None:
    title, problems = read(line)
    assert "Room" in title
    assert bool(problems) == line.endswith("# where")


def test_a_comment_after_one_space_is_a_warning_only() -> None:
    title, (problem,) = read("    title: Answering # a comment")
    assert title == "Answering"
    assert (problem.code, problem.severity) == (Code.LOST_TEXT, Severity.WARNING)


@given(PHRASE, PHRASE)
def test_text_behind_a_comma_between_braces_is_given_back(before: str, after: str) -> None:
    line = f"  - {{kind: post, value: {before}, {after}, basis: known}}"
    text = f"channels:\n{line}\n"
    _, _, (problem, *more) = compose("data/a.yml", text)
    assert not more
    assert (problem.code, problem.span.line) == (Code.LOST_TEXT, 2)
    value, _, problems = compose("data/a.yml", f"channels:\n{typed_again(line, problem)}\n")
    assert (value["channels"][0]["value"], problems) == (f"{before}, {after}", ())


ANYTHING = st.text(
    "\n\n  --::##\"'[]{},*&!|>%@`\\\t\x85\u2028ab<>“”‘’–•\u00a0РоΑа０٣Ãâ€©\ufffd1OlI", min_size=1, max_size=60
)


@given(ANYTHING, st.integers(0, len(BASE)), st.integers(0, 5))
@settings(max_examples=300)
def test_any_slip_has_a_place_in_the_file_and_a_hint(typed: str, offset: int, deleted: int) -> None:
    for text in (typed, BASE[:offset] + typed + BASE[offset + deleted :]):
        mended, problems = mend_letters("data/a.yml", text)
        _, _, more = compose("data/a.yml", mended)
        lines = text.count("\n") + 1
        for problem in (*problems, *more):
            assert 1 <= problem.span.line <= lines + 1
            assert problem.span.column >= 1
            assert problem.hint
