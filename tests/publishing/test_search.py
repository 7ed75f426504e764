"""Search finds what people type, tells what it found, keeps nothing, and gives way to the A to Z."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import Watched

pytestmark = [pytest.mark.slow]


@pytest.fixture
def searching(browser: Any, server: str) -> Iterator[Watched]:
    watched = Watched(browser, server, viewport={"width": 1280, "height": 900})
    watched.page.goto(server + "index.html")
    watched.page.locator(".kb-find").click()
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
    ("typed", "word", "leads_to"),
    [
        ("skinhead", "Skinhead", "what.html"),
        ("hijab", "Hijab", "what.html"),
        ("my neighbour", "My neighbour", "what.html"),
        ("can't speak", "I can't speak", "start.html"),
        ("CAN’T SPEAK", "I can't speak", "start.html"),
    ],
)
def test_what_people_call_it_leads_to_the_page_that_answers(
    searching: Watched, typed: str, word: str, leads_to: str
) -> None:
    assert search_results(searching, typed)[0] == (word, searching.home + leads_to)


def counted(page: Any) -> int:
    return int(re.findall(r"\d+", page.locator("[data-search-said]").text_content())[-1])


def test_the_words_of_pages_are_found_counted_and_filtered(searching: Watched) -> None:
    page = searching.page
    pages_found = [leads for _, leads in search_results(searching, "closure order premises")]
    assert searching.home + "law.html" in pages_found
    assert page.locator("[data-search-said][role=status]").text_content().startswith("Found ")
    search_results(searching, "promise")
    everything = counted(page)
    page.locator("[data-search-choices] summary").click()
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


def test_from_a_folder_the_a_to_z_is_searched_and_says_so(browser: Any, site: Path) -> None:
    watched = Watched(browser, site.as_uri() + "/")
    watched.page.goto(site.as_uri() + "/a-to-z.html")
    assert search_results(watched, "hijab") == [("Hijab", site.as_uri() + "/what.html")]
    assert "This looked through the A to Z only." in watched.page.locator("[data-search-said]").text_content()
    assert watched.wrong == []
    watched.context.close()


def test_without_scripts_there_is_no_form_and_the_a_to_z_reads(browser: Any, server: str) -> None:
    watched = Watched(browser, server, java_script_enabled=False)
    watched.page.goto(server + "a-to-z.html")
    assert not watched.page.locator("[data-search]").is_visible()
    assert watched.page.locator(".kb-index a").first.is_visible()
    watched.context.close()


def test_the_first_result_costs_little(searching: Watched) -> None:
    fetched: list[int] = []

    def note(answer: Any) -> None:
        if "/search/" in answer.url:
            fetched.append(int(answer.headers["content-length"]))

    searching.page.on("response", note)
    search_results(searching, "police")
    print(f"Search fetched {sum(fetched):,} bytes up to its first results")
    assert 0 < sum(fetched) < 300_000
