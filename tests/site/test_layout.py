"""What a reader sees of every page in Chromium, at four widths and on paper, computed from the layout."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import Watched, pages

pytestmark = [pytest.mark.slow, pytest.mark.project]

PAPER = 680
"""The width of the text on A4 with margins of 15 mm, in pixels of CSS."""

LAYOUTS = [(320, "screen"), (360, "screen"), (768, "screen"), (1280, "screen"), (PAPER, "print")]

SEEN = """() => {
const problems = [];
const say = (what, {tagName, className, textContent}) =>
    problems.push(`${what}: <${tagName} class="${className}"> ${textContent.trim().slice(0, 60)}`);
const style = (element, part) => getComputedStyle(element, part);
const skipped = '.kb-skip, .kb-exit';  // fixed, or opened by a key
const remembered = (known, find) => element => {
    if (!known.has(element)) known.set(element, element === document.documentElement ? null : find(element));
    return known.get(element);
};
// what is cut to a point is for screen readers; what a closed box holds has a place in the layout, and is not shown
const hidden = remembered(new Map(), element => {
    const its = style(element);
    return its.clipPath.startsWith('inset(50%') || Number(its.opacity) === 0 || element.matches(skipped)
        || its.visibility === 'hidden' || hidden(element.parentElement);
});
const unseen = element => !element.checkVisibility() || !element.getClientRects().length || hidden(element);
const clips = remembered(new Map(), element => {
    const its = style(element), around = clips(element.parentElement) ?? [];
    const across = its.overflowX !== 'visible', down = /hidden|clip/.test(its.overflowY);  // else one scrolls to it
    return across || down ? [...around, {across, down, at: element.getBoundingClientRect()}] : around;
});
const generated = (element, part) => {
    const content = style(element, part).content;
    return content.startsWith('"') ? content.split('"')[1].trim() : '';
};

for (const table of document.querySelectorAll('table')) {
    const head = table.querySelector('thead');
    for (const row of table.querySelectorAll('tbody tr')) [...row.cells].forEach((cell, at) => {
        if (unseen(cell)) return;
        if (!cell.textContent.trim()) say('a cell without text', cell);
        if (cell.tagName === 'TH' || (head && !unseen(head.rows[0].cells[at]))) return;
        const name = generated(cell, '::before');
        if (!name || !head || !head.rows[0].cells[at].textContent.includes(name.split(',')[0])) {
            say('a cell without its column', cell);
        }
    });
}

const named = 'label, legend, summary, button, caption, th, dt, h1, h2, h3, h4, a[href]';
for (const element of document.querySelectorAll(named)) {
    if (unseen(element)) continue;
    const name = element.textContent + (element.getAttribute('aria-label') ?? '') + generated(element, '::before')
        + [...element.querySelectorAll('img')].map(image => image.alt).join('');
    if (!/[\\p{L}\\p{N}]/u.test(name)) say('an empty label', element);
}

const cut = (box, {across, down, at}) => across && (box.left < at.left - 1 || box.right > at.right + 1)
    || down && (box.top < at.top - 6 || box.bottom > at.bottom + 6);
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const lines = [], range = document.createRange();
while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || parent.closest('script, style, noscript, option, textarea')) continue;
    if (unseen(parent)) continue;
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects()) {
        if (box.width < 1) continue;
        if (box.left < -1 || box.right > innerWidth + 1) say('text beyond the edge of the page', parent);
        if (clips(parent).some(one => cut(box, one))) say('text that is cut off', parent);
        lines.push({parent, box});
    }
}
const overlap = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > one.height / 2;
lines.sort((one, other) => one.box.top - other.box.top);
lines.forEach(({parent, box}, at) => {
    for (let next = at + 1; next < lines.length && lines[next].box.top < box.bottom; next++) {
        if (overlap(box, lines[next].box)) say('text upon text', lines[next].parent);
    }
});
for (const element of document.querySelectorAll('body *')) {
    const its = style(element);
    if (its.position !== 'absolute' || its.backgroundColor === 'rgba(0, 0, 0, 0)' || unseen(element)) continue;
    const over = element.getBoundingClientRect();
    for (const {parent, box} of lines) {
        if (!element.contains(parent) && overlap(box, over)) say('text under a box', parent);
    }
}
if (document.documentElement.scrollWidth > innerWidth) problems.push(`${document.documentElement.scrollWidth} wide`);
return [...new Set(problems)];
}"""

ON_PAPER = """() => {
const problems = [];
const acts = 'nav, button, select, .kb-filter, .kb-exit, .kb-emergency';
const behind = '.kb-links, .kb-about, .kb-threads, details:not([open])';
for (const element of document.querySelectorAll(`${acts}, ${behind}`)) {
    if (element.checkVisibility()) problems.push(`${element.tagName} ${element.className} is printed`);
}
for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    const [red, green, blue, alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
    if (alpha > 0.5 && red + green + blue < 450 && box.width > 40 && box.height > 20) {
        problems.push(`${element.tagName} ${element.className} is a block of ink`);
    }
}
return problems;
}"""


DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Waits until the page is drawn in its new width, and its scripts have heard of that."""


def test_every_cell_has_its_column_and_no_text_is_empty_cut_or_covered(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server)
    found = {}
    for name in pages(site):
        watched.page.goto(server + name)
        for width, media in LAYOUTS:
            watched.page.set_viewport_size({"width": width, "height": 800})
            watched.page.emulate_media(media=media)
            watched.page.evaluate(DRAWN)
            problems = watched.page.evaluate(SEEN) + (watched.page.evaluate(ON_PAPER) if media == "print" else [])
            found[name, width, media] = problems
        watched.page.emulate_media(media="screen")
    watched.context.close()
    assert {at: problems for at, problems in found.items() if problems} == {}


PLANTED = """() => document.querySelector('article').insertAdjacentHTML('afterbegin', `
<table><thead hidden><tr><th>Topic</th><th>One set</th></tr></thead>
<tbody><tr><th>Answers</th><td>In a day</td></tr></tbody></table>
<h2>:</h2>
<p style="width: 3rem; overflow: hidden; white-space: nowrap">Nobody can read the end</p>
<p style="margin: 0 0 -1.3em">Nobody can read one</p><p>upon the other</p>
<div style="position: relative"><p>Nobody can read this</p>
<b style="position: absolute; inset: 0; background: #000"></b></div>`)"""


def test_the_faults_are_found_if_they_are_there(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 800})
    watched.page.goto(server + "index.html")
    watched.page.evaluate(PLANTED)
    found = [problem.partition(":")[0] for problem in watched.page.evaluate(SEEN)]
    watched.page.emulate_media(media="print")
    assert any("is a block of ink" in problem for problem in watched.page.evaluate(ON_PAPER))
    watched.context.close()
    expected = ["a cell without its column", "an empty label", "text that is cut off", "text upon text"]
    expected.append("text under a box")
    assert found == expected


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_comparison_says_the_set_beside_every_promise(
    browser: Any, server: str, needs_page: Callable[[str], None], width: int
) -> None:
    needs_page("comparison.html")
    watched = Watched(browser, server, viewport={"width": width, "height": 800})
    for media in ("screen", "print"):
        watched.page.emulate_media(media=media)
        watched.page.goto(server + "comparison.html")
        shown = watched.page.evaluate("""() => {
            const table = document.querySelector('table'), sets = [...table.tHead.rows[0].cells].slice(1);
            return [...table.tBodies[0].rows].flatMap(row => [...row.querySelectorAll('td')].map((cell, at) =>
                getComputedStyle(cell, '::before').content.includes(sets[at].textContent)));
        }""")
        assert len(shown) > 50
        assert all(shown)
    watched.context.close()
