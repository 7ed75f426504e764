"""Periods, organisations and law say what they are on the day of the build."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.bodies import Body, Presence
from generator.model.evidence import Basis
from generator.model.values import PartialDate
from generator.views.strategy.organisations import body_groups
from generator.views.strategy.strategy import strategy_view
from tests.conftest import LOAMSHIRE, TODAY, knowledge_base


def loamshire_on(day: date) -> KnowledgeBase:
    return knowledge_base(LOAMSHIRE, day)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 12, 31), "It has not begun."),
        (date(2025, 1, 1), "This strategy covers 2025 to 2027."),
        (date(2027, 12, 31), "This strategy covers 2025 to 2027."),
        (date(2028, 1, 1), "Its period has ended. We know of no strategy that followed it."),
    ],
)
def test_a_strategy_says_whether_its_period_is_over(day: date, sentence: str) -> None:
    base = loamshire_on(TODAY)
    assert base.strategy
    assert sentence in strategy_view(base.strategy, base, day).period_status.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "presence", "successors"),
    [
        (date(1970, 1, 1), "Not yet", 0),
        (date(2021, 3, 31), "Continues", 1),
        (date(2021, 4, 1), "Ended", 1),
    ],
)
def test_an_organisation_says_what_became_of_it(day: date, presence: str, successors: int) -> None:
    groups = body_groups(loamshire_on(TODAY), day)
    council = groups[0].bodies[0]
    assert (council.presence, len(council.successors)) == (presence, successors)


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        (date(2026, 11, 21), []),
        (
            date(2030, 1, 1),
            [
                "warning: 1 of 1 checks are overdue on 2030-01-01: tell",
                "warning: 6 of 6 checks are overdue on 2030-01-01:"
                " contact-999, contact-police, contact-desk and others",
                "warning: nobody has checked whether 1 of 2 provisions are law on 2030-01-01:"
                " sound-act-s1 (checked on 2026-11-01)",
                "warning: this relies on Sound Act 2010, section 1, whose status is not known on 2030-01-01",
                "warning: 2 of 2 checks are overdue on 2030-01-01: contact-night-desk, contact-spoc-police",
                "warning: 1 of 1 checks are overdue on 2030-01-01: charter",
                "warning: this relies on Sound Act 2010, section 1, whose status is not known on 2030-01-01",
                "warning: the period of this strategy ended before 2030-01-01, and no successor is named",
            ],
        ),
    ],
)
def test_warnings_differ_with_the_day(day: date, problems: list[str]) -> None:
    assert [f"{one.severity.value}: {one.message}" for one in check(LOAMSHIRE, day)[1]] == problems


DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))


@given(began=DAYS, lasted=st.integers(1, 20000), day=DAYS)
def test_an_organisation_is_there_from_its_first_day_until_its_end(began: date, lasted: int, day: date) -> None:
    ended = began + timedelta(days=lasted)
    body = Body(
        id="a-body",
        name="A body",
        kind="council",
        area="Loam",
        since=_exactly(began),
        until=_exactly(ended),
        presence=Presence.ENDED,
        became="It ended.",
        basis=Basis.KNOWN,
        checked_on="2026-11-01",
    )
    expected = None if day < began else Presence.CONTINUES if day < ended else Presence.ENDED
    assert body.presence_on(day) is expected


def _exactly(day: date) -> str:
    return day.isoformat()


@given(day=DAYS)
def test_a_partial_date_spans_all_that_it_can_mean(day: date) -> None:
    assert PartialDate(day.year).earliest <= PartialDate(day.year, day.month).earliest <= day
    assert day <= PartialDate(day.year, day.month).latest <= PartialDate(day.year).latest
    assert PartialDate(day.year, day.month, day.day).earliest == day == PartialDate(day.year, day.month, day.day).latest
