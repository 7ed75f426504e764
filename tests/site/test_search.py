"""Search finds what people type, tells what it found, keeps nothing, and gives way to the A to Z."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from tests.browsing import Watched, all_pages

pytestmark = [pytest.mark.slow]

QUESTIONS = yaml.safe_load((Path(__file__).with_name("search_questions.yml")).read_text())


@pytest.fixture
def searching(browser: Any, server: str) -> Iterator[Watched]:
    watched = Watched(browser, server, viewport={"width": 1280, "height": 900})
    watched.page.goto(server + "index.html")
    watched.page.locator(".kb-head__find").click()
    yield watched
    assert watched.wrong == []
    assert watched.elsewhere == []
    assert watched.page.url.partition("?")[1:] == ("", "")
    watched.context.close()


@contextmanager
def answered(page: Any) -> Iterator[None]:
    """Do something, and wait until its answer stands in the list."""
    before = page.locator("[data-search]").get_attribute("data-answered") or "0"
    yield
    page.locator(f'[data-search][data-answered]:not([data-answered="{before}"])').wait_for(state="attached")


def search_results(watched: Watched, words: str) -> list[tuple[str, str]]:
    """What stands in the list after ``words`` were typed: the words of each link, and where it leads."""
    page = watched.page
    with answered(page):
        page.fill("#search-words", words)
    links = page.locator(".kb-results > li > a")
    return list(zip(links.all_text_contents(), links.evaluate_all("all => all.map(a => a.href)"), strict=True))


@pytest.mark.parametrize(
    ("typed", "title", "leads_to"),
    [
        ("skinhead", "What counts as hate?", "what.html"),
        ("hijab", "What counts as hate?", "what.html"),
        ("can't speak", "Are you in danger now?", "start.html"),
        ("CAN’T SPEAK", "Are you in danger now?", "start.html"),
        ("bullies", "Are you under 18, or worried about a child?", "young.html"),
        ("racis", "What counts as hate?", "what.html"),
    ],
)
def test_what_people_call_it_leads_to_the_page_that_answers(
    searching: Watched, typed: str, title: str, leads_to: str
) -> None:
    assert search_results(searching, typed)[0] == (title, searching.home + leads_to)


def test_what_was_typed_before_the_script_came_is_searched_for(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    held: list[Any] = []
    page.route("**/assets/site*.js", lambda route: held.append(route))
    with page.expect_request("**/assets/site*.js"):
        page.goto(server + "a-to-z.html", wait_until="commit")
    page.fill("#search-words", "hijab")
    assert page.locator(".kb-results > li").count() == 0
    for route in held:
        route.continue_()
    page.locator(".kb-results > li").first.wait_for()
    assert page.locator(".kb-results > li > a").first.text_content() == "What counts as hate?"
    watched.context.close()


def test_sixty_questions_in_the_words_of_people_find_their_page_among_the_first_three(searching: Watched) -> None:
    assert len(QUESTIONS) == 60
    assert sum("from" in question for question in QUESTIONS) == 30
    missed = {}
    for question in QUESTIONS:
        found = [leads for _, leads in search_results(searching, question["asks"])[:3]]
        if f"{searching.home}{question['page']}.html" not in found:
            missed[question["asks"]] = found
    assert missed == {}


def test_advice_is_listed_before_contacts_promises_law_and_training(searching: Watched) -> None:
    search_results(searching, "report")
    while searching.page.locator("[data-search-more]").is_visible():
        with_more(searching.page)
    kinds = [kind.strip() for kind in searching.page.locator(".kb-results > li > span").all_text_contents()]
    places = [kinds.index(kind) for kind in ("Advice", "Who can help", "Promises", "Law", "Training")]
    assert places == sorted(places)
    assert "Advice" not in kinds[places[1] :]


def with_more(page: Any) -> None:
    """Ask for more results, and wait until they stand in the list."""
    before = page.locator(".kb-results > li").count()
    page.locator("[data-search-more]").click()
    page.locator(f".kb-results > li:nth-child({before + 1})").wait_for()


@pytest.mark.parametrize("typed", ["Stop Learning Disability Hate Crime line", "0808 802 1155"])
def test_a_contact_that_is_closed_is_not_found(searching: Watched, typed: str) -> None:
    page = searching.page
    for _, leads in search_results(searching, typed):
        assert "contact-stop-learning-disability-hate-crime" not in leads
    shown = page.locator(".kb-results").inner_text()
    assert "Stop Learning Disability Hate Crime" not in shown
    assert "(closed)" not in page.locator("main").inner_text()


def test_no_address_and_no_name_is_listed_twice(searching: Watched) -> None:
    for typed in ("hate crime", "report", "Liverpool"):
        search_results(searching, typed)
        while searching.page.locator("[data-search-more]").is_visible():
            with_more(searching.page)
        links = searching.page.locator(".kb-results > li > a")
        addresses = links.evaluate_all("all => all.map(a => a.href)")
        assert len(set(addresses)) == len(addresses)
        names = [name.casefold() for name in links.all_text_contents()]
        assert len(set(names)) == len(names)


def test_on_every_page_the_header_leads_to_the_field_by_keyboard(browser: Any, server: str, site: Path) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    page = watched.page
    page.route("**/*.js", lambda route: route.abort() if "search-index" in route.request.url else route.continue_())
    for path in all_pages(site):
        link = html.parse(str(site / path)).xpath("//header//a[@class='kb-head__find']")
        assert [one.text_content() for one in link] == ["Search"], path
    page.goto(server + "what.html")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('kb-head__find')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/a-to-z.html#search-words")
    page.locator("#search-words:focus").wait_for()
    watched.context.close()


def counted(page: Any) -> int:
    return int(re.findall(r"\d+", page.locator("[data-search-said]").text_content())[-1])


def test_the_words_of_pages_are_found_counted_and_filtered(searching: Watched) -> None:
    page = searching.page
    pages_found = [leads for _, leads in search_results(searching, "closure order premises")]
    assert searching.home + "powers/premises-closure.html" in pages_found
    assert page.locator("[data-search-said][role=status]").text_content().startswith("Found ")
    search_results(searching, "promise")
    everything = counted(page)
    with answered(page):
        page.select_option("#search-kind", "Advice")
    kinds = page.locator(".kb-results > li > span")
    assert {kind.strip() for kind in kinds.all_text_contents()} == {"Advice"}
    assert everything > counted(page) > 0
    assert search_results(searching, "zzzz") == []
    assert page.locator("[data-search-said]").text_content().startswith("Nothing was found.")


def test_what_was_typed_is_gone_when_the_page_is_left(searching: Watched) -> None:
    page = searching.page
    search_results(searching, "hijab")
    page.goto(searching.home + "index.html")
    page.go_back()
    assert page.locator("#search-words").input_value() == ""
    assert page.locator(".kb-results > li").count() == 0
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_from_a_folder_the_words_of_pages_are_searched_too(browser: Any, site: Path) -> None:
    watched = Watched(browser, site.as_uri() + "/")
    watched.page.goto(site.as_uri() + "/a-to-z.html")
    found = [leads for _, leads in search_results(watched, "closure order premises")]
    assert site.as_uri() + "/powers/premises-closure.html" in found
    assert watched.wrong == []
    watched.context.close()


def test_where_the_words_do_not_come_the_a_to_z_is_searched_says_so_and_the_next_search_asks_again(
    browser: Any, server: str
) -> None:
    watched = Watched(browser, server)
    page = watched.page
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(server + "a-to-z.html")
    assert search_results(watched, "hijab") == [("What counts as hate?", server + "what.html")]
    assert "This looked through the A to Z only" in page.locator("[data-search-said]").text_content()
    page.unroute("**/search-index.js")
    page.route(
        "**/search-index.js",
        lambda route: route.fulfill(body="globalThis.kbSearchIndex={", content_type="text/javascript"),
    )
    assert search_results(watched, "skinhead")[0] == ("What counts as hate?", server + "what.html")
    assert "This looked through the A to Z only" in page.locator("[data-search-said]").text_content()
    page.unroute("**/search-index.js")
    found = [leads for _, leads in search_results(watched, "closure order premises")]
    assert server + "powers/premises-closure.html" in found
    assert "A to Z" not in page.locator("[data-search-said]").text_content()
    watched.context.close()


def test_a_result_leads_to_the_sections_that_have_the_words(searching: Watched) -> None:
    search_results(searching, "graffiti")
    result = searching.page.locator(".kb-results > li", has=searching.page.get_by_role("link", name="Tools and powers"))
    inside = result.locator("ul a")
    assert inside.all_text_contents() == ["Graffiti or damage"]
    inside.click()
    heading = searching.page.locator(":target")
    assert (heading.text_content() or "").strip() == "Graffiti or damage"
    assert heading.is_visible()


def test_without_scripts_there_is_no_form_and_the_a_to_z_reads(browser: Any, server: str) -> None:
    watched = Watched(browser, server, java_script_enabled=False)
    watched.page.goto(server + "a-to-z.html")
    assert not watched.page.locator("[data-search]").is_visible()
    watched.page.get_by_role("heading", name="B", exact=True).click()
    assert watched.page.get_by_role("link", name="British Transport Police").is_visible()
    watched.context.close()


def test_the_words_of_all_pages_cost_little(site: Path) -> None:
    size = len(gzip.compress((site / "assets" / "search-index.js").read_bytes(), 6))
    print(f"Search fetches {size:,} bytes")
    assert 10_000 < size < 130_000
