"""The site in a real Chromium: every page is left by click for every page it leads to, and no other host is asked."""

from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from generator.publishing.publish import PublishResult
from tests.browsing import Watched, all_pages, pages, served

pytestmark = [pytest.mark.slow]

LEAVES = ("tel:", "sms:", "mailto:", "http")
THERE: Any = "domcontentloaded"
"""When a page can be clicked on: its pictures may still be under way."""


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    if request.param == "file":
        return site.as_uri() + "/"
    return str(request.getfixturevalue("server"))


@pytest.mark.project
def test_every_page_leads_by_click_to_every_page_and_anchor_it_names(browser: Any, site: Path, address: str) -> None:
    # A link needs no script, and without them a page is there in half the time.
    watched = Watched(browser, address, viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    clicked: set[tuple[int, str]] = set()
    leads_to: set[str] = set()
    wanted: set[tuple[str, str]] = set()
    there_is = {
        (address + name, str(anchor)) for name in all_pages(site) for anchor in html.parse(site / name).xpath("//@id")
    }
    shown = {address + name for name in pages(site)}
    for name in pages(site):
        watched.page.goto(address + name, wait_until=THERE)
        seen = watched.page.evaluate(_SEEN)
        assert seen["titles"] == 1, name
        depth = name.count("/")
        for there, links in _by_page(seen["links"]).items():
            assert (site / there.removeprefix(address)).exists(), f"{name} to {there}"
            wanted |= {(there, unquote(link.partition("#")[2])) for link in links if "#" in link}
            if there != address + name:
                leads_to.add(there)
            # A link is written alike on all pages of a depth: it is clicked on one of them, and read on the others.
            if there != address + name and (depth, there) in clicked:
                continue
            # Pages of records are alike: those that are not shown here need only be there.
            if there.endswith(".html") and there not in shown:
                continue
            clicked.add((depth, there))
            if not there.endswith((".html", "/")):
                _fetch(watched, address + name, there, links[0], site)
            else:
                _go(watched, address + name, there, links)
    missing = {(there, anchor) for there, anchor in wanted - there_is if anchor and there.endswith((".html", "/"))}
    assert missing == set()
    assert len(clicked) > len(shown)
    assert shown <= leads_to
    assert watched.wrong == []
    assert watched.elsewhere == []
    watched.context.close()


_CLICK = "link => [...document.querySelectorAll('a')].find(a => a.getAttribute('href') === link).click()"
_FOLLOW = f"links => links.map(link => {{ ({_CLICK})(link); return location.href; }})"
_SEEN = """() => ({
    titles: document.querySelectorAll('h1').length,
    links: [...document.querySelectorAll('a[href]')].map(a => [a.getAttribute('href'), a.href]),
})"""


def _by_page(written: list[list[str]]) -> dict[str, list[str]]:
    """The links of a page as they are written, by the address they lead to without its anchor."""
    inward = sorted({(link, full) for link, full in written if not link.startswith(LEAVES)})
    grouped: dict[str, list[str]] = {}
    for link, full in inward:
        grouped.setdefault(full.partition("#")[0], []).append(link)
    return grouped


def _go(watched: Watched, url: str, there: str, links: list[str]) -> None:
    """Click the first link to a page, and those that stay on it."""
    page = watched.page
    if page.url.partition("#")[0] != url:
        page.goto(url, wait_until=THERE)
    if there == url:
        within = [link for link in links if link.startswith("#")][:20]
        assert page.evaluate(_FOLLOW, within) == [url + link for link in within], url
    else:
        with page.expect_navigation(wait_until=THERE):
            page.evaluate(_CLICK, links[0])
        assert page.url.partition("#")[0] == there


def _fetch(watched: Watched, url: str, there: str, link: str, site: Path) -> None:
    page = watched.page
    if page.url.partition("#")[0] != url:
        page.goto(url, wait_until=THERE)
    # Opening hundreds of files in the viewer would take minutes: that the click asks for the file is enough.
    watched.context.route(there, lambda route: route.fulfill(status=204))
    with page.expect_event("request", lambda request: request.url == there):
        page.evaluate(_CLICK, link)
    watched.context.unroute(there)
    content = (site / there.removeprefix(watched.home)).read_bytes()
    assert content.startswith(b"%PDF") or not there.endswith(".pdf")
    assert content
    if there.startswith("http"):
        assert watched.context.request.get(there).body() == content


WIDTHS = (320, 360, 768, 1280)
SCHEMES = ("light", "dark")


@pytest.mark.project
def test_no_page_scrolls_sideways_or_loads_a_font_of_the_readers_machine(browser: Any, site: Path, server: str) -> None:
    # No style and no script asks how wide the window was when the page came: one page takes every width in turn.
    watched = Watched(browser, server)
    for name in pages(site):
        watched.page.goto(server + name)
        for scheme, width in product(SCHEMES, WIDTHS):
            watched.page.emulate_media(color_scheme=scheme)
            watched.page.set_viewport_size({"width": width, "height": 800})
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width, scheme)
            loaded = watched.page.evaluate(
                "document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').map(f => f.family))"
            )
            assert any("Source Sans KB" in family for family in loaded), (name, width, scheme)
    assert watched.wrong == []
    assert watched.elsewhere == []
    watched.context.close()


@pytest.mark.project
def test_the_phone_menu_opens_and_closes_by_keyboard(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    page = watched.page
    page.goto(server + "index.html")
    page.locator(".kb-menu > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".kb-menu nav a").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    assert not page.locator(".kb-menu nav a").first.is_visible()
    assert page.evaluate("document.activeElement.matches('.kb-menu > summary')")
    watched.context.close()


@pytest.mark.project
def test_the_exit_is_a_link_and_shift_three_times_follows_it(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    watched.context.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith(server) else route.abort()
    )
    page.goto(server + "index.html")
    exit_to = page.locator("[data-kb-exit]").get_attribute("href")
    assert exit_to
    with page.expect_request(lambda request: not request.url.startswith(server)) as asked:
        for _ in range(3):
            page.keyboard.press("Shift")
    assert asked.value.url == exit_to
    watched.context.close()


@pytest.mark.project
def test_every_page_reads_without_scripts(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, java_script_enabled=False, viewport={"width": 360, "height": 740})
    for name in pages(site):
        watched.page.goto(server + name)
        assert watched.page.locator("h1").is_visible()
        assert watched.page.locator("[data-kb-exit]").is_visible()
        assert watched.page.locator(".kb-foot a").first.is_visible()
    watched.context.close()


def test_the_error_page_holds_under_its_own_address(
    browser: Any, loamshire_published: PublishResult, tmp_path: Path
) -> None:
    assert loamshire_published.folder
    (tmp_path / "kb").symlink_to(loamshire_published.folder)
    with served(tmp_path) as address:
        watched = Watched(browser, f"{address}kb/")
        watched.page.goto(f"{address}kb/404.html")
        with watched.page.expect_navigation():
            watched.page.get_by_role("link", name="A to Z").last.click()
        assert watched.page.url == f"{address}kb/a-to-z.html"
        assert watched.wrong == []
        watched.context.close()
