"""Every page against axe in three modes, by keyboard, and with nothing kept on the reader's device."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browsing import Watched, pages
from tests.recording import Results

pytestmark = [pytest.mark.slow, pytest.mark.project]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[str]:
    page.evaluate(AXE)
    # What is sound need not be told one by one: that takes as long again as looking.
    run = "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)"
    return [f"{found['id']}: {node['target']}" for found in page.evaluate(run, RULES) for node in found["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing_on_any_page(
    browser: Any, site: Path, server: str, results: Results, width: int, scheme: str
) -> None:
    watched = Watched(browser, server, viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    for name in pages(site):
        watched.page.goto(server + name)
        found[name] = violations(watched.page)
    tool = f"axe-core {watched.page.evaluate('axe.version')} in Chromium {browser.version}"
    watched.context.close()
    at_fault = {name: faults for name, faults in found.items() if faults}
    title = f"WCAG 2.0 to 2.2, A and AA, in a {scheme} window {width} pixels wide"
    results.add(f"axe-{scheme}-{width}", title, tool, found, at_fault)
    assert at_fault == {}


def test_axe_does_find_a_planted_fault(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    watched.page.goto(server + "index.html")
    watched.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=assets/mark.svg>')")
    assert any(fault.startswith("image-alt") for fault in violations(watched.page))
    watched.context.close()


def test_a_keyboard_goes_from_menu_to_search_to_content_to_foot(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    page = watched.page
    page.goto(server + "index.html")
    met = []
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate("""() => {
            const at = document.activeElement, box = at.getBoundingClientRect();
            const parts = ['.md-skip', '.kb-exit', '.md-header', '.md-sidebar',
                '.kb-emergency', '.md-content', '.kb-foot'];
            const part = parts.find(selector => at.closest(selector));
            return [part ?? at.tagName, box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth];
        }""")
        met.append(where)
        if where[0] == "BODY":
            break
    assert all(seen for part, seen in met if part not in {"BODY", ".md-skip"}), "a hidden control takes the focus"
    parts = list(dict.fromkeys(part for part, _ in met))
    assert ".md-sidebar" not in parts, "links of the closed menu take the focus"
    order = [part for part in parts if part in {".md-header", ".kb-emergency", ".md-content", ".kb-foot"}]
    assert order == [".md-header", ".kb-emergency", ".md-content", ".kb-foot"]
    watched.context.close()


def test_the_phone_menu_is_entered_and_left_by_keyboard(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    page = watched.page
    page.goto(server + "index.html")
    menu = page.locator("button[data-toggle=__drawer]")
    menu.focus()
    page.keyboard.press("Space")
    link = page.locator(".md-nav--primary a.md-nav__link", has_text="A to Z").first
    link.wait_for(state="visible")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "A to Z":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == server + "a-to-z.html"
    watched.context.close()


def test_nothing_is_kept_on_the_readers_device(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, color_scheme="dark")
    for name in pages(site):
        watched.page.goto(server + name)
    stored = watched.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert stored == [0, 0, ""]
    assert watched.context.cookies() == []
    watched.context.close()
