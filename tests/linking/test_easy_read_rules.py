"""Each rule of easy read finds what is hard to read, quotes it, and leaves plain words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Code, Span
from generator.linking.checks.easy_read_rules import LocatedText, term_problems, text_problems, unexplained_terms
from generator.model.glossary import Term

PLACE = Span("data/easy_read.yml", 3, 9)


def found(text: str) -> list[tuple[str, str]]:
    problems = list(text_problems(LocatedText(text, PLACE)))
    assert all(one.code is Code.EASY_READ and one.span == PLACE for one in problems)
    return [(one.message, one.hint) for one in problems]


TWO_SENTENCES = "make 2 sentences of it; the limit is 15 words"
SAY_WHO = 'name who does it: "we keep", not "is kept"'
FULL_DATE = "write the date in full: 1 March 2026"
AS_SAID = "write it as people say it: 5pm"
BOTH_WORDS = "write both words in full: do not, you will, it is"
DIGITS = "write it in digits: 5"
IN_WORDS = "say it in words, or make 2 sentences of it"
SIXTEEN = "We ring you and you ring us and they ring them and so it goes on"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (SIXTEEN, f"a sentence of 16 words: '{SIXTEEN}'", TWO_SENTENCES),
        (f"We ring. {SIXTEEN}", f"a sentence of 16 words: '{SIXTEEN}'", TWO_SENTENCES),
        (
            "We do not say no.",
            "two negative words in one sentence: 'not say no'",
            "say what is true instead, or make 2 sentences of it",
        ),
        (
            "Nobody is unhappy.",
            "two negative words in one sentence: 'Nobody is unhappy'",
            "say what is true instead, or make 2 sentences of it",
        ),
        (
            "We ring, write, and visit.",
            "more than 1 comma in a sentence: 'ring, write,'",
            "make 2 sentences of it, or give each thing a row",
        ),
        ("Your name is kept safe.", "'is kept' does not say who does it", SAY_WHO),
        ("The door was quickly mended.", "'was quickly mended' does not say who does it", SAY_WHO),
        ("You are not told.", "'are not told' does not say who does it", SAY_WHO),
        ("It got Stolen.", "'got Stolen' does not say who does it", SAY_WHO),
        ("We ring 25% of people.", "'25%' is a percentage", 'say "1 in 4", or "some"'),
        ("We ring 2.5 % of people.", "'2.5 %' is a percentage", 'say "1 in 4", or "some"'),
        ("A small Percentage ring us.", "'Percentage' is a percentage", 'say "1 in 4", or "some"'),
        ("It is 5 per cent more.", "'per cent' is a percentage", 'say "1 in 4", or "some"'),
        ("It ends on 01/03/2026.", "'01/03/2026' is a short date", FULL_DATE),
        ("It ends on 1.3.26.", "'1.3.26' is a short date", FULL_DATE),
        ("It ends on 1/3 at home.", "'1/3' is a short date", FULL_DATE),
        ("It ends on the 3rd of March.", "'3rd' is a short date", FULL_DATE),
        ("Come at 17:30 to us.", "'17:30' is a time on the 24-hour clock", AS_SAID),
        ("Come at 09.30 to us.", "'09.30' is a time on the 24-hour clock", AS_SAID),
        ("Come at 1730 hours to us.", "'1730 hours' is a time on the 24-hour clock", AS_SAID),
        ("Come at 5:30 to us.", "'5:30' is a time on the 24-hour clock", AS_SAID),
        ("We don't ring.", "'don't' is two words in one", BOTH_WORDS),
        ("You’ll hear.", "'You’ll' is two words in one", BOTH_WORDS),
        ("That's it.", "'That's' is two words in one", BOTH_WORDS),
        ("See part IV now.", "'IV' is a roman numeral", "write it in digits: 4"),
        ("See part V now.", "'V' is a roman numeral", "write it in digits: 4"),
        ("See part iii now.", "'iii' is a roman numeral", "write it in digits: 4"),
        (
            "Ask for BSL now.",
            "'BSL' is in capital letters",
            "write the whole words in small letters: British Sign Language",
        ),
        (
            "Ask the U.K. now.",
            "'U.K.' is in capital letters",
            "write the whole words in small letters: British Sign Language",
        ),
        ("We ring in Three days.", "'Three' is a number in words", DIGITS),
        ("We ring in twelve days.", "'twelve' is a number in words", DIGITS),
        ("Ring & ask.", "the sign '&' is hard to read", IN_WORDS),
        ("Ring us - or write.", "the sign '-' is hard to read", IN_WORDS),
        ("Ring us: we listen.", "the sign ':' is hard to read", IN_WORDS),
        ("Ring us.. we listen.", "the sign '..' is hard to read", IN_WORDS),
        ("Ring us!", "the sign '!' is hard to read", IN_WORDS),
    ],
)
def test_what_is_hard_to_read_is_quoted(text: str, message: str, hint: str) -> None:
    assert found(text) == [(message, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "We ring you and you ring us and they ring them and so it goes",
        "We ring you, or we write.",
        "We do not ring you.",
        "You are scared.",
        "It is a hundred miles.",
        "It ends on 1 March 2026.",
        "Come at 5:30pm.",
        "Come at 5.30 pm to us.",
        "I ring you.",
        "Come face-to-face to a drop-in.",
        "We call it “hate”.",
        "One of us rings.",
        "Write to someone@example.org now.",
        "Look at https://example.org/a_b-c?d=e&f=25% now.",
        "Look at www.example.org/A/B now.",
        "The council’s door.",
        "We wanted to ring.",
    ],
)
def test_plain_words_and_addresses_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_one_rule_takes_no_other_sees() -> None:
    assert found("Come on 1/3/26.") == [("'1/3/26' is a short date", FULL_DATE)]
    assert [message for message, _ in found("It is 5% & more.")] == [
        "'5%' is a percentage",
        "the sign '&' is hard to read",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (f"{SIXTEEN} 17:30", "a sentence of 17 words"),
        ("We do not ring at 17:30 or never.", "two negative words in one sentence"),
        ("We ring at 17:30, write, and visit.", "more than 1 comma in a sentence"),
    ],
)
def test_a_fault_of_a_whole_sentence_hides_no_other(text: str, first: str) -> None:
    (one, _), (other, _) = found(text)
    assert one.startswith(first)
    assert other == "'17:30' is a time on the 24-hour clock"


def test_each_place_of_a_fault_is_a_problem() -> None:
    assert [message for message, _ in found("We don't ring. You can't ring.")] == [
        "'don't' is two words in one",
        "'can't' is two words in one",
    ]


@pytest.mark.parametrize(("count", "problems"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_a_row_has_two_sentences_at_most(count: int, problems: int) -> None:
    text = " ".join(["We ring you."] * count)
    expected = (
        f"{count} sentences beside one picture",
        "keep 2 at most; give the next idea a row and a picture of its own",
    )
    assert found(text) == [expected] * problems


@given(st.integers(1, 30))
def test_a_sentence_is_long_from_16_words(words: int) -> None:
    text = " ".join(["ring"] * words) + "."
    assert [message for message, _ in found(text)] == (
        [f"a sentence of {words} words: '{text[:-1]}.'"] if words > 15 else []
    )


def term(easy: str) -> Term:
    return Term(
        id="term-charter",
        term="charter",
        means="A list of promises.",
        easy=easy,
        also=("charters",),
        source="https://example.org/charter",
    )


def rows(*texts: str) -> tuple[LocatedText, ...]:
    return tuple(LocatedText(text, Span("data/easy_read.yml", n)) for n, text in enumerate(texts, start=1))


EXPLAINED = "This means a list of promises."


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (("We have a charter.",), 1),
        (("Hello.", "Charters help.", "You can ask.", EXPLAINED), 2),
        ((EXPLAINED, "We have a charter."), 2),
        (("We have a charter.", "You can ask. " + EXPLAINED), None),
        (("We have a charter. " + EXPLAINED,), None),
        (("We have a bell.",), None),
        (("We have a charter.", EXPLAINED, "Read the charter."), None),
    ],
)
def test_a_term_is_explained_in_its_row_or_the_next(texts: tuple[str, ...], line: int | None) -> None:
    problems = list(unexplained_terms(rows(*texts), (term(EXPLAINED),)))
    assert [one.span.line for one in problems] == ([] if line is None else [line])
    for one in problems:
        assert one.message == "nothing explains 'charter' where it is first used"
        assert one.hint == 'write after it: "This means a list of promises."'


@pytest.mark.parametrize(
    ("easy", "messages"),
    [
        (EXPLAINED, []),
        ("A list.", ["the easy meaning of 'charter' does not start with \"This means\""]),
        ("This meanse a list.", ["the easy meaning of 'charter' does not start with \"This means\""]),
        ("This means a list. We made it.", ["2 sentences beside one picture"]),
        ("This means a list & more.", ["the sign '&' is hard to read"]),
    ],
)
def test_an_easy_meaning_is_one_sentence_that_starts_in_one_way(easy: str, messages: list[str]) -> None:
    problems = list(term_problems(term(easy), PLACE))
    assert [one.message for one in problems] == messages
    assert all(one.span == PLACE and one.code is Code.EASY_READ for one in problems)
