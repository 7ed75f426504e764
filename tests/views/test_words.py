"""Values read in plain English, and parts that belong together stay together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.values import PartialDate
from generator.model.vocabulary import counted
from generator.views.shared.paths import relative
from generator.words.dates import day, known_date
from generator.words.text import NO_BREAK, bind, clause_order, plain, sentence


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not known"),
        (PartialDate(2016), "2016"),
        (PartialDate(2016, about=True), "about 2016"),
        (PartialDate(2016, 5), "May 2016"),
        (PartialDate(2016, 5, 31), "31 May 2016"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(value: PartialDate | None, words: str) -> None:
    assert known_date(value).replace(NO_BREAK, " ") == words


def test_a_day_reads_as_people_say_it() -> None:
    assert day(date(2021, 4, 1)).replace(NO_BREAK, " ") == "1 April 2021"


def test_clauses_stand_in_the_order_of_their_numbers_and_words_come_last() -> None:
    clauses = ["figure 1", "10", "9.1.10", "question 9", "9.1.2", "9", "2", "question 10", "9.1"]
    ordered = ["2", "9", "9.1", "9.1.2", "9.1.10", "10", "figure 1", "question 9", "question 10"]
    assert sorted(clauses, key=clause_order) == ordered


def test_one_of_a_unit_is_not_plural() -> None:
    assert [counted(n, "working day") for n in (0, 1, 2, 5)] == [
        "0 working days",
        "1 working day",
        "2 working days",
        "5 working days",
    ]


def test_a_number_never_leaves_its_unit() -> None:
    assert f"5{NO_BREAK}working{NO_BREAK}days" in bind("We will respond within 5 working days of that.")


def test_bold_phrases_become_runs() -> None:
    assert [(run.text, run.strong) for run in sentence("If **high risk**, run")] == [
        ("If ", False),
        ("high risk", True),
        (f",{NO_BREAK}run", False),
    ]


@given(st.text(alphabet="ab *5days\u00e9", max_size=60))
def test_binding_changes_spaces_only(text: str) -> None:
    assert bind(text).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")
    assert "".join(run.text for run in sentence(text)).replace(NO_BREAK, " ") == plain(text)


@pytest.mark.parametrize(
    ("path", "page", "link"),
    [
        ("promises/a.html#one", "promises/a.html", "#one"),
        ("promises/a.html#one", "index.html", "promises/a.html#one"),
        ("index.html", "promises/a.html", "../index.html"),
        ("downloads/a.pdf", "guides/deep/b.html", "../../downloads/a.pdf"),
    ],
)
def test_links_are_relative_so_that_a_site_can_lie_anywhere(path: str, page: str, link: str) -> None:
    assert relative(path, from_page=page) == link
