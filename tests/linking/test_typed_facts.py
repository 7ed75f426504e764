"""A fact typed into a course or a booklet is found and quoted; years, minutes and words are not facts."""

import pytest

from generator.diagnostics import Code, Span
from generator.linking.name_index import NameIndex
from generator.linking.resolve.facts import FactReference, fact_problems, fact_references
from generator.model.training import Fact

PLACE = Span("data/training.yml", 5, 7)

CONTACT = "write {number:ID}, with the id of the contact"
LAW = "write {law:ID} or {name:ID}, with the id of the provision: its status then goes with it"
FIGURE = "say it in words: one in four; or leave it out"
LIMIT = "write {limit:ID} for a promise’s; in a story, say it in words: three weeks"


def found(text: str) -> list[tuple[str, str]]:
    problems = list(fact_problems(text, PLACE, NameIndex()))
    assert all(one.code is Code.TYPED_FACT and one.span == PLACE for one in problems)
    return [(one.message, one.hint) for one in problems]


@pytest.mark.parametrize(
    ("text", "quoted", "what", "hint"),
    [
        ("Write to desk@example.org.", "desk@example.org", "an address", CONTACT),
        ("See https://example.org/1984 first.", "https://example.org/1984", "an address", CONTACT),
        ("See www.example.org first.", "www.example.org", "an address", CONTACT),
        ("Use section 2.", "section 2", "a law", LAW),
        ("Use Sections 28A and more.", "Sections 28A", "a law", LAW),
        ("Use Schedule 3.", "Schedule 3", "a law", LAW),
        ("Use Article 8.", "Article 8", "a law", LAW),
        ("Use s. 4.", "s. 4", "a law", LAW),
        ("Use S.5 here.", "S.5", "a law", LAW),
        ("Use the Bell Act 1998.", "Act 1998", "a law", LAW),
        ("It was 25% more.", "25%", "a figure", FIGURE),
        ("It was 2.5 per cent more.", "2.5 per cent", "a figure", FIGURE),
        ("It was 3 percent more.", "3 percent", "a figure", FIGURE),
        ("Ring 999.", "999", "a number", CONTACT),
        ("Ring 0808 157 0000.", "0808 157 0000", "a number", CONTACT),
        ("In 1899 it rang.", "1899", "a number", CONTACT),
        ("In 2100 it rings.", "2100", "a number", CONTACT),
        ("Answer within 3 days.", "3 days", "a time limit", LIMIT),
        ("Answer within 2 hours.", "2 hours", "a time limit", LIMIT),
        ("Answer in five working days.", "five working days", "a time limit", LIMIT),
    ],
)
def test_a_typed_fact_is_quoted(text: str, quoted: str, what: str, hint: str) -> None:
    assert found(text) == [(f"'{quoted}' is typed; {what} must come from its record", hint)]


@pytest.mark.parametrize(
    "text",
    [
        "In 1900 and in 2099 it rang.",
        "Take 10 minutes.",
        "It took three weeks.",
        "Ask 4 or 12 people.",
        "It costs £250 to mend.",
        "The next working day is early enough.",
        "Part of it is missing.",
        "{limit:answer-soon} is the longest, says {clause:answer-soon}.",
    ],
)
def test_what_is_no_fact_may_be_typed(text: str) -> None:
    typed = [one for one in fact_problems(text, PLACE, NameIndex()) if one.code is Code.TYPED_FACT]
    assert typed == []


def test_each_fact_of_a_text_is_found_once() -> None:
    assert [message.split("'")[1] for message, _ in found("Ring 0808 157 0000 or 999 by section 4 within 3 days.")] == [
        "3 days",
        "section 4",
        "0808 157 0000",
        "999",
    ]


def test_a_reference_names_a_fact_and_a_record() -> None:
    assert fact_references("{limit:a} {name:b-c} {colour:red} {means} {law:} x:y") == (
        FactReference("{limit:a}", Fact.LIMIT, "a"),
        FactReference("{name:b-c}", Fact.NAME, "b-c"),
    )


@pytest.mark.parametrize("token", ["{bell}", "{colour:red}", "{limit:}", "{:a}"])
def test_other_words_in_braces_are_a_problem(token: str) -> None:
    (problem,) = fact_problems(f"A {token}.", PLACE, NameIndex())
    assert (problem.code, problem.message) == (Code.INVALID_VALUE, f"'{token}' is not a fact of a record")
    assert problem.hint == "it can be {limit:ID}, {clause:ID}, {name:ID}, {number:ID}, {means:ID}, {law:ID}"
