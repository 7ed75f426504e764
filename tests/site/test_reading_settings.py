"""What readers set on their own devices: letters twice as large, wide spacing, forced colours, less motion."""

from pathlib import Path
from typing import Any

import pytest

from tests.browsing import Watched, looks, pages

pytestmark = [pytest.mark.slow, pytest.mark.project]

TWICE = """() => {
    const all = [...document.querySelectorAll("body *")].map(one => [one, parseFloat(getComputedStyle(one).fontSize)]);
    all.forEach(([one, size]) => one.style.setProperty("font-size", `${2 * size}px`, "important"));
}"""

SPACED = """document.querySelectorAll("body *").forEach(element => {
    for (const [name, value] of [["line-height", "1.5"], ["letter-spacing", ".12em"], ["word-spacing", ".16em"]])
        element.style.setProperty(name, value, "important");
    if (element.tagName === "P") element.style.setProperty("margin-bottom", "2em", "important");
})"""
"""The spacing of WCAG 2.2, success criterion 1.4.12."""

LOST = """() => {
    const lost = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
        if (!text.textContent.trim()) continue;
        const parents = [];
        for (let one = text.parentElement; one; one = one.parentElement) parents.push(getComputedStyle(one));
        if (parents.some(style => style.clipPath !== "none" || /auto|scroll/.test(style.overflowX))) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const isOut = box => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
        if ([...range.getClientRects()].some(isOut)) lost.push(text.textContent.trim().slice(0, 50));
    }
    if (document.documentElement.scrollWidth > innerWidth) lost.push("the page scrolls sideways");
    return lost;
}"""


AS_BEFORE = """document.querySelectorAll("body *").forEach(element => {
    for (const name of ["line-height", "letter-spacing", "word-spacing", "margin-bottom"])
        element.style.removeProperty(name);
})"""
"""Takes the spacing away. Of their own, pages have only widths in attributes."""


def test_letters_that_need_more_room_stay_in_sight(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 320, "height": 740})
    lost = {}
    for name in pages(site):
        watched.page.goto(server + name)
        for change, script in (("spaced", SPACED), ("twice as large", AS_BEFORE + ";(" + TWICE + ")()")):
            watched.page.evaluate(script)
            if found := watched.page.evaluate(LOST):
                lost[name, change] = found
    watched.context.close()
    assert lost == {}


def test_what_runs_out_of_sight_is_found(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 320, "height": 740})
    watched.page.goto(server + "index.html")
    watched.page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    assert watched.page.evaluate(LOST)
    watched.context.close()


def test_signs_can_be_seen_in_forced_colours(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, forced_colors="active")
    unseen = {}
    for name in looks(site):
        watched.page.goto(server + name)
        found = watched.page.evaluate("""() => [...document.querySelectorAll(".kb-g")].filter(sign => {
            const ground = getComputedStyle(document.body).backgroundColor;
            return sign.checkVisibility() && getComputedStyle(sign).backgroundColor === ground;
        }).map(sign => sign.className)""")
        if found:
            unseen[name] = found
    watched.context.close()
    assert unseen == {}


def test_nothing_moves_by_itself_for_who_asks_for_less_motion(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, reduced_motion="reduce")
    for name in looks(site):
        watched.page.goto(server + name)
        moving = watched.page.evaluate("""[...document.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return style.animationName !== "none" || style.transitionDuration !== "0s";
        }).map(element => element.className)""")
        assert moving == [], name
        assert watched.page.evaluate("document.getAnimations().length") == 0
    watched.context.close()
