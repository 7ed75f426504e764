"""Whoever shows a promise says whether it stands: withdrawn, overdue for confirmation, or never confirmed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.model.standards import StandardSet, Standing
from generator.model.values import Confirmation
from generator.rendering.pages.quizzes import quizzes_export
from generator.words.standing import foot_note, undated_note, warning
from tests.conftest import TODAY
from tests.pdf import pdf_views
from tests.promises import project, rendered, rendering


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[Standing, dict[str, str]]:
    """What is rendered where both sets are of one standing."""
    return {one: rendered(tmp_path_factory.mktemp(one.name), one, one)[0] for one in Standing}


THESE = {
    Standing.WITHDRAWN: "These promises no longer stand.",
    Standing.OVERDUE: "These promises were to be confirmed again by 1 March 2026, and nobody has done so.",
    Standing.UNCONFIRMED: "Nobody has confirmed that these promises still stand.",
}
OF_A_SET = THESE | {
    Standing.UNCONFIRMED: "These promises were published May 2016, and nobody has confirmed that they still stand."
}
OF_BOTH = THESE | {
    Standing.OVERDUE: "The promises of the Loamshire Charter were to be confirmed again by 1 March 2026, and nobody has"
    " done so. The promises of the Loamshire Pledge were to be confirmed again by 1 March 2026, and nobody has done so."
}
ON_THE_DESK = {
    Standing.WITHDRAWN: 'data-standing="they no longer stand"',
    Standing.OVERDUE: 'data-standing="they were to be confirmed again by 1 March 2026"',
    Standing.UNCONFIRMED: 'data-standing="nobody has confirmed that they still stand"',
}
EASY = {
    Standing.WITHDRAWN: "These promises have ended.",
    Standing.OVERDUE: "It is time to check if these promises are still true.",
    Standing.UNCONFIRMED: "Nobody has confirmed that these promises are still true.",
}
FOOT = {
    Standing.WITHDRAWN: "; promises withdrawn.",
    Standing.OVERDUE: "; promises overdue for confirmation.",
    Standing.UNCONFIRMED: "; promises not confirmed.",
}
UNDATED_FOOT = FOOT | {
    Standing.WITHDRAWN: "Withdrawn by its owners.",
    Standing.UNCONFIRMED: "Not confirmed by its owners.",
}
COURSE_PRINTS = [
    f"downloads/{name}.pdf"
    for name in (
        "bells-training-pack",
        "bells-training-slides",
        "bells-formats-guide",
        "bells-formats-handouts",
        "bells-formats-large-print",
        "bells-formats-cards",
        "bells-formats-quick-reference",
        "bells-formats-quiz",
        "bells-formats-quiz-answers",
    )
]
PLACES = [
    ("index.html", OF_A_SET),
    ("promises/charter.html", OF_A_SET),
    ("tell.html", THESE),
    ("when.html", THESE),
    ("comparison.html", OF_BOTH),
    ("deadlines.html", OF_BOTH),
    ("deadlines.html", ON_THE_DESK),
    ("easy-read/charter.html", EASY),
    ("training.html", THESE),
    ("training/bells.html", THESE),
    ("training/bells-quiz.html", THESE),
    ("downloads/charter-print.pdf", OF_A_SET),
    ("downloads/charter-formats.pdf", OF_A_SET),
    ("downloads/charter-formats-large-print.pdf", OF_A_SET),
    ("downloads/charter-formats-easy-read.pdf", EASY),
    ("downloads/charter-short.pdf", OF_A_SET),
    ("downloads/charter-card.pdf", OF_A_SET),
    ("downloads/telling-print.pdf", THESE),
    ("downloads/telling-print.pdf", OF_A_SET),
    ("downloads/telling-print-large-print.pdf", OF_A_SET),
    ("downloads/telling-leaflet.pdf", THESE),
    ("downloads/visit-record.pdf", THESE),
    ("downloads/visit-record-fill-in.pdf", THESE),
    ("downloads/wall-chart.pdf", OF_BOTH),
    ("downloads/both-sets.pdf", OF_BOTH),
    *((path, THESE) for path in COURSE_PRINTS),
    ("downloads/charter-card.pdf", UNDATED_FOOT),
    ("downloads/wall-chart.pdf", UNDATED_FOOT),
    ("downloads/both-sets.pdf", UNDATED_FOOT),
    ("downloads/telling-leaflet.pdf", FOOT),
    *((path, FOOT) for path in COURSE_PRINTS),
]
"""Where a promise is shown, and what must be said there for each standing."""


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.OVERDUE, Standing.UNCONFIRMED])
@pytest.mark.parametrize(("place", "sentences"), PLACES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_shows_a_promise_says_whether_it_stands(
    places: dict[Standing, dict[str, str]], place: str, sentences: dict[Standing, str], standing: Standing
) -> None:
    assert sentences[standing] in places[standing][place]
    others = {words for other, words in sentences.items() if other is not standing}
    assert not [words for words in others if words in places[standing][place]]


def test_where_all_is_confirmed_nothing_is_in_doubt(places: dict[Standing, dict[str, str]]) -> None:
    tables = (THESE, OF_A_SET, OF_BOTH, EASY, FOOT, UNDATED_FOOT, ON_THE_DESK)
    doubts = {words for table in tables for words in table.values()}
    said = [(place, words) for place, text in places[Standing.CONFIRMED].items() for words in doubts if words in text]
    assert said == []


def test_every_print_that_shows_promises_is_in_the_table(tmp_path: Path) -> None:
    _, site, _ = rendered(tmp_path, Standing.CONFIRMED, Standing.CONFIRMED)
    showing = {one.path for one in pdf_views(site) if one.shows_standards}
    assert showing == {place for place, _ in PLACES if place.startswith("downloads/")}


def test_of_sets_that_differ_each_is_named(tmp_path: Path) -> None:
    text, _, _ = rendered(tmp_path, Standing.CONFIRMED, Standing.WITHDRAWN)
    for place in ("comparison.html", "deadlines.html", "downloads/wall-chart.pdf", "downloads/both-sets.pdf"):
        assert "The promises of the Loamshire Pledge no longer stand." in text[place]
        assert "These promises no longer stand" not in text[place]
        assert "Charter no longer" not in text[place]
    assert "; some promises withdrawn." in text["downloads/wall-chart.pdf"]
    assert "no longer stand" not in text["tell.html"]
    assert "These promises no longer stand." in text["when.html"]


def test_a_link_to_a_withdrawn_promise_says_so(tmp_path: Path) -> None:
    text, _, _ = rendered(tmp_path, Standing.WITHDRAWN, Standing.CONFIRMED)
    for place in ("strategy/the-aim.html", "powers/power-order.html", "papers.html"):
        assert 'Charter, promise 1.1: An answer</a> <strong class="kb-gone">withdrawn</strong>' in text[place], place


def test_a_confirmed_set_of_another_area_says_where_it_holds(tmp_path: Path) -> None:
    folder = project(tmp_path, Standing.CONFIRMED, Standing.CONFIRMED)
    standards = folder / "data" / "standards.yml"
    before, _, after = standards.read_text().rpartition("area: Loamshire")
    standards.write_text(f"{before}area: Clayshire{after}")
    text, _, _ = rendering(folder)
    assert (
        "<strong>These promises are for Clayshire only.</strong> Confirmed as current on"
        in text["promises/pledge.html"]
    )
    assert "only.</strong>" not in text["promises/charter.html"]


def test_the_quizzes_for_other_programs_say_it_too(tmp_path: Path) -> None:
    _, site, base = rendered(tmp_path, Standing.WITHDRAWN, Standing.CONFIRMED)
    assert b"These promises no longer stand." in quizzes_export(site.courses, base)[0].content


# The rule.


def record(title: str, **fields: Any) -> StandardSet:
    return StandardSet.model_construct(title=title, review_every=12, **fields)


SAID_IN_MARCH = record("March", confirmed_current=Confirmation.YES, confirmed_on=date(2025, 3, 1))
SAID_IN_MAY = record("May", confirmed_current=Confirmation.YES, confirmed_on=date(2025, 5, 1))
NOT_SAID = record("Not Said", confirmed_current=Confirmation.UNKNOWN, confirmed_on=None)
NOT_SAID_EITHER = record("Not Either", confirmed_current=Confirmation.UNKNOWN, confirmed_on=date(2025, 3, 1))
GONE = record("Gone", confirmed_current=Confirmation.NO, confirmed_on=date(2026, 11, 1))
GONE_TOO = record("Gone Too", confirmed_current=Confirmation.NO, confirmed_on=None)


@pytest.mark.parametrize(
    ("one", "today", "standing"),
    [
        (SAID_IN_MARCH, date(2025, 3, 1), Standing.CONFIRMED),
        (SAID_IN_MARCH, date(2026, 3, 1), Standing.CONFIRMED),  # the day itself
        (SAID_IN_MARCH, date(2026, 3, 2), Standing.OVERDUE),
        (NOT_SAID, TODAY, Standing.UNCONFIRMED),
        (NOT_SAID_EITHER, TODAY, Standing.UNCONFIRMED),  # a day alone confirms nothing
        (GONE, TODAY, Standing.WITHDRAWN),
    ],
)
def test_a_set_stands_until_the_day_it_was_to_be_confirmed_again(
    one: StandardSet, today: date, standing: Standing
) -> None:
    assert one.standing(today) is standing


@pytest.mark.parametrize(
    ("sets", "words", "foot", "undated"),
    [
        ((), "", "", ""),
        ((GONE,), "These promises no longer stand.", "promises withdrawn", "Withdrawn by its owners"),
        ((GONE, GONE_TOO), "These promises no longer stand.", "promises withdrawn", "Withdrawn by its owners"),
        (
            (GONE, NOT_SAID, GONE_TOO),
            "The promises of the Gone and the Gone Too no longer stand."
            " Nobody has confirmed that the promises of the Not Said still stand.",
            "some promises withdrawn, some not confirmed",
            "Some promises withdrawn, some not confirmed",
        ),
        (
            (SAID_IN_MARCH, SAID_IN_MAY),
            "The promises of the March were to be confirmed again by 1 March 2026, and nobody has done so."
            " The promises of the May were to be confirmed again by 1 May 2026, and nobody has done so.",
            "promises overdue for confirmation",
            "Overdue for confirmation by its owners",
        ),
        (
            (NOT_SAID, NOT_SAID_EITHER),
            "Nobody has confirmed that these promises still stand.",
            "promises not confirmed",
            "Not confirmed by its owners",
        ),
    ],
)
def test_a_sentence_is_true_of_every_set_it_speaks_of(
    sets: tuple[StandardSet, ...], words: str, foot: str, undated: str
) -> None:
    assert warning(sets, TODAY).replace("\u00a0", " ") == words
    assert foot_note(sets, TODAY) == foot
    assert undated_note(sets, TODAY) == undated
