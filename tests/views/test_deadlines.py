"""The deadlines of a case: every time limit of this area's promises, and the days as the calendar has them."""

import random
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.due_dates import due
from generator.model.vocabulary import Unit
from generator.views.standards.deadlines import deadlines_view
from tests.browsing import Watched
from tests.conftest import REPOSITORY, add_other_charter, edit, knowledge_base


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge_base(REPOSITORY)


def test_every_time_limit_of_this_area_stands_once_and_no_other(loamshire: Path) -> None:
    add_other_charter(loamshire)
    knowledge = knowledge_base(loamshire)
    assert [linked.record.id for linked in knowledge.sets] == ["charter", "other-charter"]
    desk = deadlines_view(knowledge)
    assert [(group.key, [row.promise.anchor for row in group.rows]) for group in desk.triggers] == [
        ("report-received", ["answer-soon"]),
        ("last-incident", ["door-mended"]),
    ]
    assert [row.promise.anchor for row in desk.agreed] == ["calls-as-agreed"]
    assert [choice.key for choice in desk.sets] == ["charter"]


def test_a_set_that_nobody_confirmed_is_marked(loamshire: Path) -> None:
    assert [choice.unconfirmed for choice in deadlines_view(knowledge_base(loamshire)).sets] == [False]
    confirmed = "    confirmed_on: 2026-03-01\n    confirmed_by: the chair of the board\n"
    edit(loamshire, "data/standards.yml", (f"confirmed_current: yes\n{confirmed}", "confirmed_current: unknown\n"))
    assert [choice.unconfirmed for choice in deadlines_view(knowledge_base(loamshire)).sets] == [True]


@pytest.mark.slow
def test_the_days_to_copy_are_those_that_python_reckons(base: KnowledgeBase, browser: Any, server: str) -> None:
    desk = deadlines_view(base)
    closed = frozenset(base.bank_holidays)
    counts = base.partnership.working_day.report_day_counts
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + "deadlines.html")
    chance = random.Random(7)
    for _ in range(40):
        moment = datetime(2026, 1, 1) + timedelta(minutes=chance.randrange(9 * 365 * 24 * 60))
        for choice in desk.sets:
            page.select_option("#deadlines-set", choice.key)
            for box in page.locator("[data-deadlines-from] input").all():
                if box.is_visible():
                    box.fill(moment.strftime("%Y-%m-%dT%H:%M"))
            told = page.locator("[data-deadlines-answer]").input_value().splitlines()
            assert ("nobody has confirmed" in told[0]) == choice.unconfirmed
            for limit in (one for one in desk.data["limits"] if one["set"] == choice.key):
                end = due(moment, limit["amount"], Unit(limit["unit"]), closed, report_day_counts=counts)
                shown = end if limit["unit"] == "hour" else end - timedelta(minutes=1)
                words = f"{shown:%A} {shown.day} {shown:%B} {shown.year}"
                (line,) = (one for one in told if f"(promise {limit['clause']}," in one)
                assert words in line, (moment, line)
    assert watched.wrong == []
    watched.context.close()


@pytest.mark.slow
def test_it_asks_for_days_only_and_keeps_and_sends_nothing(browser: Any, server: str, site: Path) -> None:
    form = (site / "deadlines.html").read_text().partition("data-deadlines ")[2].partition("</form>")[0]
    assert set(re.findall(r'<input[^>]* type="([^"]+)"', form)) == {"datetime-local"}
    assert re.findall(r"<textarea[^>]*>", form) == [
        tag for tag in re.findall(r"<textarea[^>]*>", form) if "readonly" in tag
    ]
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + "deadlines.html")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-deadlines-from] input").first.fill(f"{date(2026, 12, 24)}T23:30")
    page.locator("[data-deadlines-copy]").click()
    assert page.evaluate("getSelection().toString() || document.activeElement.value").startswith("Deadlines under")
    assert page.url == server + "deadlines.html"
    assert asked == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    watched.context.close()
