"""The name that an author probably meant: near by its letters, and never one that only begins alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.loading.records import suggestion
from generator.words.near_names import nearest_name

NAMES = ["answer-soon", "area-loam", "contact-desk", "contact-police", "id", "strength", "title", "verified", "week"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("TITLE", "title"),
        ("tittle", "title"),
        ("strenght", "strength"),
        ("idd", "id"),
        ("ID", "id"),
        ("verifed", "verified"),
        ("weeks", "week"),
        ("answer soon", "answer-soon"),
        ("answer_soon", "answer-soon"),
        ("awnser-soon", "answer-soon"),
        ("answer-son", "answer-soon"),
        ("Area-Loam", "area-loam"),
        ("contact-polcie", "contact-police"),
        ("contactdesk", "contact-desk"),
    ],
)
def test_a_slip_of_the_keyboard_leads_to_the_name(written: str, meant: str) -> None:
    assert nearest_name(written, NAMES) == meant
    assert suggestion(written, NAMES) == f"did you mean '{meant}'?"


@pytest.mark.parametrize(
    "written",
    [
        "contact-fire",
        "contact-nobody",
        "contact",
        "area-loamshire",
        "is",
        "no",
        "heading",
        "answer-later",
        "soon",
        "",
        "é",
    ],
)
def test_a_name_that_is_only_somewhat_like_another_leads_to_none(written: str) -> None:
    assert nearest_name(written, NAMES) == ""
    assert suggestion(written, NAMES) == ""


@pytest.mark.parametrize(
    ("written", "known"), [("objective-1-2", "objective-1-3"), ("charter-4", "charter-14"), ("s17", "s18")]
)
def test_names_that_differ_in_a_number_are_two_names(written: str, known: str) -> None:
    assert nearest_name(written, [known]) == ""


WORDS = st.from_regex(r"[a-z]{6,12}(-[a-z]{6,12}){0,2}", fullmatch=True)


@given(WORDS, st.data())
def test_any_name_with_two_letters_in_the_wrong_order_leads_to_it(name: str, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(name) - 2))
    if "-" in name[n : n + 2]:
        return
    assert nearest_name(name[:n] + name[n + 1] + name[n] + name[n + 2 :], [name]) == name


@given(WORDS, st.data())
def test_any_name_with_a_letter_missing_leads_to_it(name: str, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(name) - 1))
    assert nearest_name(name[:n] + name[n + 1 :], ["quite-another", name]) == name


@given(st.lists(WORDS, min_size=1), WORDS)
def test_the_name_is_one_of_those_known_and_the_order_does_not_matter(known: list[str], written: str) -> None:
    near = nearest_name(written, known)
    assert near == nearest_name(written, known[::-1])
    assert near in {"", *known}
