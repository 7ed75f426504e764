"""When a promise falls due: 20 cases worked by hand, and a browser that agrees with Python on thousands of others."""

import json
import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cache import Cache
from generator.linking.linked import LinkedStandard
from generator.linking.resolve.bank_holidays import bank_holidays
from generator.model.due_dates import due, is_working_day
from generator.model.standards import Standing
from generator.model.vocabulary import Edition, Unit
from generator.publishing.publish import publish
from generator.views.prose.route import RoutePageView
from generator.views.standards.calculator import CalculatorView
from tests.browsing import Watched, served
from tests.conftest import REPOSITORY, TODAY, knowledge_base
from tests.promises import project, rendered

CLOSED = bank_holidays(TODAY, "GB", "ENG")
FROM, UNTIL = date(2025, 1, 1), date(2036, 12, 31)

WORKED = [
    # reported, amount, unit, the last day (or, for minutes and hours, the last minute): each worked with a calendar
    ("2026-11-23 09:00", 1, "working-day", "2026-11-24"),  # a Monday
    ("2026-11-23 09:00", 5, "working-day", "2026-11-30"),  # the Monday after
    ("2026-11-27 23:59", 1, "working-day", "2026-11-30"),  # late on a Friday: Monday
    ("2026-11-27 23:59", 5, "working-day", "2026-12-04"),
    ("2026-11-28 10:00", 1, "working-day", "2026-11-30"),  # a Saturday
    ("2026-11-29 10:00", 5, "working-day", "2026-12-04"),  # a Sunday: Monday to Friday
    ("2026-12-24 16:00", 1, "working-day", "2026-12-29"),  # Christmas Eve, a Thursday; Boxing Day is kept on Monday 28
    ("2026-12-24 16:00", 5, "working-day", "2027-01-05"),  # 29, 30, 31, then 4 and 5 January
    ("2026-12-31 12:00", 1, "working-day", "2027-01-04"),  # New Year's Day is a Friday
    ("2027-12-24 12:00", 1, "working-day", "2027-12-29"),  # Christmas and Boxing Day at a weekend: Monday and Tuesday
    ("2027-03-25 12:00", 1, "working-day", "2027-03-30"),  # the Thursday before Easter: Tuesday
    ("2027-03-25 12:00", 5, "working-day", "2027-04-05"),
    ("2027-04-30 12:00", 1, "working-day", "2027-05-04"),  # the early May bank holiday
    ("2027-08-27 12:00", 5, "working-day", "2027-09-06"),  # the summer bank holiday
    ("2028-01-01 12:00", 1, "working-day", "2028-01-04"),  # New Year's Day on a Saturday: Monday 3 stands in
    ("2026-03-28 23:30", 24, "hour", "2026-03-29 23:30"),  # the night the clocks go forward
    ("2026-10-24 23:30", 24, "hour", "2026-10-25 23:30"),  # the night they go back
    ("2026-11-27 23:50", 15, "minute", "2026-11-28 00:05"),
    ("2026-11-27 10:00", 90, "minute", "2026-11-27 11:30"),
    ("2026-11-30 12:00", 5, "day", "2026-12-05"),
    ("2028-02-15 12:00", 2, "week", "2028-02-29"),  # a leap year
    ("2026-12-31 12:00", 2, "month", "2027-02-28"),
]


@pytest.mark.parametrize(("reported", "amount", "unit", "last"), WORKED)
def test_a_case_worked_by_hand(reported: str, amount: int, unit: str, last: str) -> None:
    end = due(datetime.fromisoformat(reported), amount, Unit(unit), frozenset(CLOSED), report_day_counts=False)
    if unit in {"minute", "hour"}:
        assert end == datetime.fromisoformat(last)
    else:
        assert (end - timedelta(minutes=1)).date() == date.fromisoformat(last)
        assert end.hour == end.minute == 0


def test_bank_holidays_are_those_that_were_announced() -> None:
    announced = [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)]
    assert [day for day in CLOSED if day.year == 2026 and day.weekday() < 5] == [
        date(2026, month, day) for month, day in announced
    ]
    assert (CLOSED[0].year, CLOSED[-1].year) == (2025, 2036)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2034, 12, 31)), st.integers(1, 30), st.booleans())
def test_a_working_day_limit_ends_with_a_working_day_and_counts_each_one(
    reported: datetime, amount: int, counts: bool
) -> None:
    closed = frozenset(CLOSED)
    last = (due(reported, amount, Unit.WORKING_DAY, closed, report_day_counts=counts) - timedelta(minutes=1)).date()
    begins = reported.date() if counts else reported.date() + timedelta(days=1)
    passed = [begins + timedelta(days=n) for n in range((last - begins).days + 1)]
    assert sum(is_working_day(day, closed) for day in passed) == amount
    assert is_working_day(last, closed)


@pytest.mark.slow
def test_the_browser_agrees_with_python_on_the_worked_cases_and_on_2000_others(browser: Any, server: str) -> None:
    chance = random.Random(20261123)
    span = (UNTIL - FROM).days - 400
    cases = [(reported.replace(" ", "T"), amount, unit) for reported, amount, unit, _ in WORKED]
    for _ in range(2000):
        day = FROM + timedelta(days=chance.randrange(span))
        at = f"{day.isoformat()}T{chance.randrange(24):02}:{chance.randrange(60):02}"
        cases.append((at, chance.randrange(1, 31), chance.choice([unit.value for unit in Unit])))
    for counts in (False, True):
        data = {"closed": [day.isoformat() for day in CLOSED], "reportDayCounts": counts}
        watched = Watched(browser, server)
        watched.page.goto(server + "when.html")
        reckon = "([cases, data]) => cases.map(([at, amount, unit]) => kbDue(at, amount, unit, data).toISOString())"
        found = watched.page.evaluate(reckon, [cases, data])
        for (at, amount, unit), iso in zip(cases, found, strict=True):
            expected = due(datetime.fromisoformat(at), amount, Unit(unit), frozenset(CLOSED), report_day_counts=counts)
            assert iso == expected.strftime("%Y-%m-%dT%H:%M:00.000Z"), (at, amount, unit)
        watched.context.close()


@pytest.mark.slow
def test_the_page_shows_the_days_and_keeps_nothing(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + "when.html")
    promise = knowledge_base(REPOSITORY).targets["response-not-high-risk"]
    assert isinstance(promise, LinkedStandard)
    assert promise.record.deadline
    ends = {
        2: "Wednesday 30 December 2026",
        3: "Thursday 31 December 2026",
        4: "Monday 4 January 2027",
        5: "Tuesday 5 January 2027",
    }
    page.fill("#when-day", "2026-12-24")
    days = page.locator("[data-when-list] strong")
    assert days.all_text_contents() == [
        "by the end of Tuesday 29 December 2026",
        f"by the end of {ends[promise.record.deadline.within or 0]}",
    ]
    page.select_option("#when-risk", "high-risk")
    assert days.all_text_contents() == ["by the end of Tuesday 29 December 2026"]
    page.fill("#when-day", "1999-12-24")
    assert days.all_text_contents() == []
    error = "Put in a day from 1 January 2025 to 31 December 2036."
    assert page.locator("#when-day-error").text_content() == error
    assert page.locator("#when-day").get_attribute("aria-invalid") == "true"
    page.fill("#when-day", "2026-12-24")
    assert page.locator("#when-day").get_attribute("aria-invalid") is None
    assert page.locator("#when-day-error").is_hidden()
    assert page.url == server + "when.html"
    page.goto(server + "index.html")
    page.go_back()
    assert page.locator("#when-day").input_value() == ""
    assert watched.wrong == []
    watched.context.close()
    without = Watched(browser, server, java_script_enabled=False)
    without.page.goto(server + "when.html")
    assert not without.page.locator("[data-when]").is_visible()
    rows = without.page.locator("table.kb-weekdays tbody tr")
    assert (rows.nth(4).text_content() or "").startswith("FridayMonday, the week after")
    without.context.close()


@pytest.fixture(scope="module")
def pledge(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, CalculatorView]:
    """The page of a set with every kind of time limit, and what it shows."""
    text, site, _ = rendered(tmp_path_factory.mktemp("pledge"), Standing.CONFIRMED, Standing.CONFIRMED)
    route = next(page.content for page in site.pages if page.path == "when.html")
    assert isinstance(route, RoutePageView)
    assert route.calculator
    return text["when.html"], route.calculator


def test_the_script_reckons_only_what_runs_from_a_report_and_what_the_page_asks_about(
    pledge: tuple[str, CalculatorView],
) -> None:
    text, calculator = pledge
    day, hours = "by the end of", "24 hours after you reported it"
    told = [
        tuple(limit[name] for name in ("title", "amount", "unit", "when", "ends", "later", "badge"))
        for limit in calculator.data["limits"]
    ]
    assert told == [
        ("An urgent answer", 1, "working-day", "high-risk", day, "", "1 working day"),
        ("A usual answer", 5, "working-day", "not-high-risk", day, "", "5 working days"),
        ("A first call", 24, "hour", None, "by", hours, "24 hours"),
    ]
    assert '<option value="high-risk">High risk</option><option value="not-high-risk">Not high risk</option>' in text
    assert json.dumps(calculator.data["limits"], sort_keys=True) in text


def test_the_table_has_the_limits_of_the_script_and_no_hour_that_nobody_gave(
    pledge: tuple[str, CalculatorView],
) -> None:
    text, calculator = pledge
    assert calculator.columns == (
        "An urgent answer is due by the end of",
        "A usual answer is due by the end of",
        "A first call is due",
    )
    assert [(row.reported, *row.due) for row in calculator.rows[3:6]] == [
        ("Thursday", "Friday, that week", "Thursday, the week after", "24\u00a0hours after you reported it"),
        ("Friday", "Monday, the week after", "Friday, the week after", "24\u00a0hours after you reported it"),
        ("Saturday", "Monday, the week after", "Friday, the week after", "24\u00a0hours after you reported it"),
    ]
    assert '<th scope="col">A usual answer is due by the end of</th><th scope="col">A first call is due</th>' in text


def test_any_other_time_is_named_with_why_no_day_is_given(pledge: tuple[str, CalculatorView]) -> None:
    text, calculator = pledge
    assert [(one.standard.title, one.reason) for one in calculator.uncounted] == [
        (
            "A referral",
            "It runs from the decision to refer. It is only for a referral that is agreed or requested.",
        ),
        (
            "A visit afterwards",
            "It runs from the end of the case."
            " It is only for a serious incident with violence or a threat of violence.",
        ),
        ("A survey", "It runs from the end of the case. It is done at that time, not by it."),
        (
            "A pause",
            "It runs from the last incident. It is the first time it may be done, not the last.",
        ),
        ("News", "The time is agreed with you."),
    ]
    assert '(<a href="promises/pledge.html#pledge-agreed">promise 18</a>). The time is agreed with you.</li>' in text


@pytest.mark.slow
def test_the_browser_shows_the_limits_of_the_table(browser: Any, tmp_path: Path, shared_cache: Cache) -> None:
    published = publish(project(tmp_path, Standing.CONFIRMED, Standing.CONFIRMED), today=TODAY, cache=shared_cache)
    assert published.folder, published.diagnostics
    with served(published.folder) as address:
        watched = Watched(browser, address)
        page = watched.page
        page.goto(address + "when.html")
        page.fill("#when-day", "2026-11-26")  # a Thursday
        lines = page.locator("[data-when-list] li")
        urgent, usual, call = (
            "by the end of Friday 27 November 2026 An urgent answer (1 working day)",
            "by the end of Thursday 3 December 2026 A usual answer (5 working days)",
            "24 hours after you reported it A first call (24 hours)",
        )
        assert lines.all_text_contents() == [urgent, usual, call]
        page.select_option("#when-risk", "high-risk")
        assert lines.all_text_contents() == [urgent, call]
        page.select_option("#when-risk", "not-high-risk")
        assert lines.all_text_contents() == [usual, call]
        page.fill("#when-time", "15:30")
        assert lines.last.text_content() == "by Friday 27 November 2026, 15:30 A first call (24 hours)"
        assert watched.wrong == []
        watched.context.close()


def test_what_the_sources_leave_open_is_said_as_our_assumption() -> None:
    base = knowledge_base(REPOSITORY, edition=Edition.PUBLIC)
    assert len(base.partnership.working_day.assumed) == 4
    assert json.dumps([str(day) for day in base.bank_holidays]) == json.dumps([str(day) for day in CLOSED])
