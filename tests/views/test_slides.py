"""Slides: the layout follows what a slide shows, and what is not confirmed is said in a few words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.model.vocabulary import Edition
from generator.views.training.courses import course_view
from generator.views.training.slides import SlideLayout, SlideView, TypeSize
from tests.conftest import REPOSITORY, edit, knowledge_base

CARDS = "{title: Cards, points: [Read it., Talk.]}"


def slides_of(project: Path) -> Iterator[SlideView]:
    base = knowledge_base(project, None, Edition.PUBLIC)
    return (slide for course in base.courses for slide in course_view(course, base).slides)


def shown(project: Path, slide: str) -> SlideView:
    """Return a slide that is written in place of the last one of a small course."""
    edit(project, "data/training.yml", (CARDS, slide))
    *_, last = slides_of(project)
    return last


@pytest.mark.parametrize(
    ("slide", "layout"),
    [
        ('{title: Think, question: "Who rings?"}', SlideLayout.QUESTION),
        (CARDS, SlideLayout.PANELS),
        ("{title: Cards, points: [Read it., Talk.], picture: bell}", SlideLayout.PICTURE),
        ("{title: One clock, facts: [answer-soon]}", SlideLayout.FIGURE),
        ("{title: One clock, facts: [answer-soon, contact-desk]}", SlideLayout.FIGURE),
        ("{title: Whom to ring, facts: [contact-desk]}", SlideLayout.NUMBERS),
    ],
)
def test_the_layout_follows_what_a_slide_shows(loamshire: Path, slide: str, layout: SlideLayout) -> None:
    assert shown(loamshire, slide).layout is layout


def test_a_time_limit_is_a_figure_with_its_unit(loamshire: Path) -> None:
    (item,) = shown(loamshire, "{title: One clock, facts: [answer-soon]}").items
    assert (item.figure, item.unit) == ("2", "hours")


def test_a_picture_has_its_alternative(loamshire: Path) -> None:
    picture = shown(loamshire, "{title: Cards, points: [Read it., Talk.], picture: bell}").picture
    assert picture
    assert picture.file == "bell.svg"
    assert picture.alternative


def test_fewer_letters_are_set_larger(loamshire: Path) -> None:
    long_question = (
        "Who rings the bell in the tower, by when must they be answered, and who goes up to look at it then?"
    )
    assert shown(loamshire, '{title: Think, question: "Who rings?"}').size is TypeSize.LARGE
    edit(loamshire, "data/training.yml", ('{title: Think, question: "Who rings?"}]', f"{CARDS}]"))
    assert shown(loamshire, f'{{title: Think, question: "{long_question}"}}').size is TypeSize.SMALL


def test_the_notes_of_a_slide_hold_what_the_trainer_does_says_and_asks() -> None:
    talk = next(one for one in slides_of(REPOSITORY) if one.title == "What the words mean")
    headings = [note.heading for note in talk.notes]
    assert headings == [
        "What counts, 10 minutes",
        "Do",
        "Say",
        "Ask",
        "Listen for",
        "Watch for",
        "Where this comes from",
    ]
    sources = talk.notes[-1].lines
    assert sources[0] == "hate incident: What it means. Association of Chief Police Officers (ACPO), 2007."


def test_what_is_not_confirmed_about_a_number_is_said_once_and_only_about_what_is_shown() -> None:
    numbers = next(one for one in slides_of(REPOSITORY) if one.title == "Numbers to know")
    assert [item.title for item in numbers.items] == ["Police non-emergency (101)", "Childline", "NSPCC helpline"]
    assert numbers.caveat == "NSPCC helpline: known, not re-checked."
