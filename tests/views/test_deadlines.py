"""The deadlines of a case: every time limit of this area's promises, and the days as the calendar has them."""

import random
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.due_dates import due
from generator.model.standards import Standing
from generator.model.vocabulary import Unit
from generator.views.standards.deadlines import deadlines_view
from tests.browsing import Watched
from tests.conftest import REPOSITORY, add_other_charter, knowledge_base
from tests.promises import rendered


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge_base(REPOSITORY)


def test_every_time_limit_of_this_area_stands_once_and_no_other(loamshire: Path) -> None:
    add_other_charter(loamshire)
    knowledge = knowledge_base(loamshire)
    assert [linked.record.id for linked in knowledge.sets] == ["charter", "other-charter"]
    desk = deadlines_view(knowledge)
    assert [(group.key, [row.standard.anchor for row in group.rows]) for group in desk.triggers] == [
        ("report-received", ["answer-soon"]),
        ("last-incident", ["door-mended"]),
    ]
    assert [row.standard.anchor for row in desk.agreed] == ["calls-as-agreed"]
    assert [choice.key for choice in desk.sets] == ["charter"]


def test_a_time_limit_is_worded_for_the_case_file(tmp_path: Path) -> None:
    _, _, base = rendered(tmp_path, Standing.CONFIRMED, Standing.CONFIRMED)
    limits = [limit for limit in deadlines_view(base).data["limits"] if limit["set"] == "pledge"]
    assert [(one["title"], one["from"], one["ends"], one["limit"], one["cases"]) for one in limits] == [
        ("An urgent answer", "report-received", "by the end of", "1 working day", "high risk"),
        ("A usual answer", "not-stated", "by the end of", "5 working days", "not high risk"),
        ("A first call", "report-received", "by", "24 hours", ""),
        ("A referral", "decision-to-refer", "by the end of", "1 month", "agreed or requested"),
        ("A visit afterwards", "case-closed", "by the end of", "2 weeks", "serious incident"),
        ("A survey", "case-closed", "on", "4 weeks", ""),
        ("A pause", "last-incident", "not before", "2 days", ""),
    ]


def test_a_moment_and_a_wait_are_told_apart_from_a_limit_on_the_wall_chart(tmp_path: Path) -> None:
    text, _, _ = rendered(tmp_path, Standing.CONFIRMED, Standing.CONFIRMED)
    for limit in (
        '<span class="n">2</span> weeks</th><td><strong>A visit afterwards',
        'at <span class="n">4</span> weeks</th><td><strong>A survey',
        'after <span class="n">2</span> days</th><td><strong>A pause',
    ):
        assert limit in text["downloads/wall-chart.pdf"]


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
            assert f"({choice.standing})" in told[0]
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
