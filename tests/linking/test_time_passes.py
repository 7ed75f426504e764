"""Periods, organisations and law say what they are on the day of the build."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import check
from generator.diagnostics import Code, Severity
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.bodies import Body, Presence
from generator.model.evidence import Basis
from generator.model.values import PartialDate
from generator.views.strategy.organisations import body_groups
from generator.views.strategy.strategy import strategy_view
from tests.conftest import LOAMSHIRE, REPOSITORY, knowledge_base


def loamshire_on(day: date) -> KnowledgeBase:
    return knowledge_base(LOAMSHIRE, day)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 12, 31), "On 31 December 2024 it had not begun."),
        (date(2025, 1, 1), "This strategy covers 2025 to 2027."),
        (date(2027, 12, 31), "This strategy covers 2025 to 2027."),
        (date(2028, 1, 1), "Its period has ended. We know of no strategy that followed it."),
    ],
)
def test_a_strategy_says_whether_its_period_is_over(day: date, said: str) -> None:
    base = loamshire_on(date(2026, 1, 1))
    assert base.strategy
    assert said in strategy_view(base.strategy, base, day).standing.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "presence", "successors"),
    [
        (date(1970, 1, 1), "Not yet", 0),
        (date(2021, 3, 31), "Continues", 1),
        (date(2021, 4, 1), "Ended", 1),
    ],
)
def test_an_organisation_says_what_became_of_it(day: date, presence: str, successors: int) -> None:
    groups = body_groups(loamshire_on(date(2026, 1, 1)), day)
    council = groups[0].bodies[0]
    assert (council.presence, len(council.successors)) == (presence, successors)


def test_warnings_of_this_repository_differ_with_the_day() -> None:
    told = {}
    for day in (date(2016, 1, 1), date(2026, 11, 21), date(2030, 1, 1)):
        _, found = check(REPOSITORY, day)
        wrong = {problem.code for problem in found if problem.severity is Severity.ERROR}
        assert wrong == ({Code.LAW_NOT_IN_FORCE} if day.year == 2016 else set())
        told[day.year] = "\n".join(map(str, found))
    assert "period-ended" not in told[2016]
    assert re.search(r"nothing says whether \d+ of 165 provisions were law on 2016-01-01", told[2016])
    assert "the period of this strategy was over before 2026-11-21" in told[2026]
    assert "Data Protection Act 2018, Part 2, with the UK GDPR is prospective on 2016-01-01" in told[2016]
    assert re.search(r"nobody has checked whether 1\d\d of 165 provisions are law on 2030-01-01", told[2030])
    assert "the period of this strategy was over before 2030-01-01" in told[2030]


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
