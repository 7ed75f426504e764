"""Every page against axe in three modes, by keyboard, and with nothing kept on the reader's device."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browsing import Watched, all_pages, pages
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
    request: pytest.FixtureRequest,
    browser: Any,
    site: Path,
    server: str,
    results: Results,
    width: int,
    scheme: str,
) -> None:
    watched = Watched(browser, server, viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    # Pages of records are alike; what the accessibility statement counts is looked at on every one of them.
    is_recorded = request.config.getoption("--record-results")
    for name in all_pages(site) if is_recorded else pages(site):
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


def test_a_keyboard_goes_from_danger_to_menu_to_content_to_foot(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    page = watched.page
    page.goto(server + "index.html")
    met = []
    for _ in range(60):
        page.keyboard.press("Tab")
        part = page.evaluate("""() => {
            const parts = ['skip', 'exit', 'emergency', 'menu nav', 'head', 'ways', 'foot'].map(name => `.kb-${name}`);
            parts.push('main');
            return parts.find(selector => document.activeElement.closest(selector)) ?? document.activeElement.tagName;
        }""")
        met.append(part)
        if part == "BODY":
            break
    parts = list(dict.fromkeys(met))
    assert parts == [".kb-skip", ".kb-exit", ".kb-emergency", ".kb-head", ".kb-ways", "main", ".kb-foot", "BODY"]
    watched.context.close()


def test_nothing_is_kept_on_the_readers_device(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, color_scheme="dark")
    for name in pages(site):
        watched.page.goto(server + name)
    stored = watched.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert stored == [0, 0, ""]
    assert watched.context.cookies() == []
    watched.context.close()
