"""What a server, a disk and a history can tell of what a reader chose or typed: nothing that was chosen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browsing import Watched
from tests.conftest import REPOSITORY, knowledge_base

pytestmark = [pytest.mark.slow, pytest.mark.project]

TYPED = "spat at on the bus"
KEPT = """async () => ({
    local: Object.entries(localStorage), session: Object.entries(sessionStorage), cookie: document.cookie,
    databases: (await indexedDB.databases()).length, caches: location.protocol === "https:" ? await caches.keys() : [],
    name: window.name, state: history.state,
})"""
NOTHING: dict[str, Any] = {
    "local": [],
    "session": [],
    "cookie": "",
    "databases": 0,
    "caches": [],
    "name": "",
    "state": None,
}


FORMS_OF_PROMISES = ("when.html", "deadlines.html", "training/first-contact-quiz.html")


def choose_everything(page: Any, home: str, has_page: Callable[[str], bool]) -> list[str]:
    """Choose or type something in every form, and return the addresses in the history of the tab."""
    when, deadlines, quiz = map(has_page, FORMS_OF_PROMISES)
    page.goto(home + "index.html")
    page.goto(home + "contacts.html")
    for name in ("need", "area", "strand"):
        page.locator(f"[data-who-finder] select[name={name}]").select_option(index=2)
    page.locator("[data-who-found] a").first.click()
    page.go_back()
    page.goto(home + "law.html")
    for select in page.locator("form[data-filter] select").all():
        select.select_option(index=1)
    page.goto(home + "powers.html")
    for select in page.locator("form[data-filter] select").all():
        select.select_option(index=1)
    if when:
        page.goto(home + "when.html")
        page.locator("#when-day").fill("2026-11-09")
        page.locator("#when-risk").select_option(index=1)
        page.locator("[data-when] button").click()
    if deadlines:
        page.goto(home + "deadlines.html")
        page.locator("[data-deadlines-from]:visible input").first.fill("2026-11-09T14:30")
    if quiz:
        page.goto(home + "training/first-contact-quiz.html")
        page.locator("[data-question] input").first.check()
        page.locator("[data-question] button").first.click()
    page.goto(home + "a-to-z.html")
    page.locator("#search-words").fill(TYPED)
    page.locator("#search-words").press("Enter")
    page.locator("[data-search-found] a").first.wait_for()
    page.locator("[data-search-found] a").first.click()
    page.wait_for_load_state("load")
    session = page.context.new_cdp_session(page)
    return [entry["url"] for entry in session.send("Page.getNavigationHistory")["entries"]]


def test_no_request_no_address_and_nothing_kept_tells_a_choice(
    browser: Any, server: str, has_page: Callable[[str], bool]
) -> None:
    watched = Watched(browser, server)
    asked: list[Any] = []
    watched.page.on("request", lambda request: asked.append(request))
    history = choose_everything(watched.page, server, has_page)
    assert watched.elsewhere == []
    assert len(history) >= 5 + sum(map(has_page, FORMS_OF_PROMISES))
    assert {request.method for request in asked} == {"GET"}
    addresses = [*history, *(request.url for request in asked)]
    assert [address for address in addresses if urlsplit(address).query] == []
    parts = {urlsplit(address).fragment for address in addresses} - {""}
    assert not [part for part in parts if any(word in part for word in ("spat", "bus", "high-risk", "2026"))]
    assert not [address for address in addresses if "spat" in address]
    assert watched.page.evaluate(KEPT) == NOTHING
    assert watched.context.cookies() == []
    watched.context.close()


def test_a_search_asks_for_the_same_whatever_is_typed(browser: Any, server: str) -> None:
    asked: dict[str, list[str]] = {}
    for typed in (TYPED, "closure order premises", "hijab", "0808 157 0999", "zzzz", ""):
        watched = Watched(browser, server)
        page = watched.page
        page.goto(server + "a-to-z.html")
        requests: list[str] = []
        asked[typed] = requests
        page.on("request", lambda request, requests=requests: requests.append(request.url))
        page.locator("#search-words").press_sequentially(typed)
        page.locator("#search-words").press("Enter")
        if typed:
            page.locator("[data-search-said]:not(:empty)").wait_for()
            page.locator("#search-kind").select_option(index=1)
            page.locator("[data-search][data-answered]").wait_for(state="attached")
        page.wait_for_load_state("networkidle")
        watched.context.close()
    # The sign in the tab is asked for at any time, once for all pages.
    found = {typed: [url for url in requests if not url.endswith("/mark.svg")] for typed, requests in asked.items()}
    assert found == {typed: [server + "assets/search-index.js"] for typed in asked}


@pytest.mark.parametrize("name", ["contacts.html", "law.html", "powers.html", "when.html", "a-to-z.html"])
def test_who_comes_back_finds_every_choice_forgotten(
    browser: Any, server: str, needs_page: Callable[[str], None], name: str
) -> None:
    needs_page(name)
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + name)
    for select in page.locator("form select").all():
        select.select_option(index=1)
    page.goto(server + "index.html")
    page.go_back()
    chosen = page.evaluate("[...document.querySelectorAll('form select')].map(select => select.selectedIndex)")
    assert set(chosen) == {0}
    page.reload()
    assert page.locator("form select").first.evaluate("select => select.selectedIndex") == 0
    watched.context.close()


def test_the_exit_works_before_any_script_has_come(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    page.route("**/*.js", lambda _: None)
    page.route("https://**/*", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto(server + "index.html", wait_until="commit")
    page.goto(server + "start.html", wait_until="commit")
    with page.expect_navigation():
        page.locator("[data-kb-exit]").click()
    page.go_back(wait_until="commit")
    assert page.url == server + "index.html"
    watched.context.close()


def test_a_title_begins_with_what_tells_nothing(project: Path, site: Path) -> None:
    quiet = knowledge_base(project).partnership.short_name
    assert quiet == "Northamptonshire community safety" or project != REPOSITORY
    for name in ("start.html", "contacts/service-childline.html", "private.html"):
        source = (site / name).read_text()
        assert source.partition("<title>")[2].startswith(f"{quiet}: ")
