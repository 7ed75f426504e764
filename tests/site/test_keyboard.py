"""A reader with a keyboard, in Chromium and in Firefox: the focus is always in sight, in the menu and in every form."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browsing import Watched
from tests.firefox import Firefox, firefox

pytestmark = [pytest.mark.slow, pytest.mark.project]

FORMS = [
    "a-to-z.html",
    "contacts.html",
    "deadlines.html",
    "law.html",
    "powers.html",
    "training/first-contact-quiz.html",
    "when.html",
]
MENU = "document.querySelector('.kb-menu > summary')"
FOCUS = """(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const boxes = [...at.getClientRects()].filter(box => box.width && box.height);
    // A browser scrolls to where one types: of a field with many lines that is the top.
    const points = boxes.flatMap(({x, y, width, height}) => [[x + width / 2, y + height / 2], [x + width / 2, y + 4]]);
    const hits = points.map(([x, y]) => document.elementFromPoint(x, y));
    const labels = [...(at.labels ?? [])];
    const isOn = hit => hit && (at.contains(hit) || labels.some(label => label.contains(hit)));
    const words = (at.getAttribute("aria-label") ?? at.textContent ?? "").trim() || at.id || at.tagName;
    return [words.replace(/\\s+/g, " ").slice(0, 60), hits.some(isOn)];
})()"""
TAB, SHIFT, ENTER, ESCAPE, SPACE, DOWN = "\ue004", "\ue008", "\ue007", "\ue00c", " ", "\ue015"
NAMES = {TAB: "Tab", ENTER: "Enter", ESCAPE: "Escape", SPACE: "Space", DOWN: "ArrowDown"}
MOST_PRESSES = 400
MOST_LOOKS = 100
"""How often the focus is looked for: a browser may scroll to it after it has answered."""


class Keys:
    """A browser of either kind, by the keyboard alone."""

    def __init__(self, window: Watched | Firefox, home: str) -> None:
        self._window, self._home = window, home

    def open(self, name: str) -> None:
        if isinstance(self._window, Watched):
            self._window.page.goto(self._home + name)
        else:
            self._window.open(self._home + name)
            self._window.give_focus()

    def press(self, key: str) -> None:
        if isinstance(self._window, Watched):
            self._window.page.keyboard.press(NAMES[key])
        else:
            self._window.press(key)

    def ask(self, expression: str) -> Any:
        if isinstance(self._window, Watched):
            return self._window.page.evaluate(expression)
        return self._window.evaluate(expression)

    def walk(self) -> list[str]:
        """Press Tab until the focus has left the page, and return what had it; fail where it was out of sight."""
        met: list[str] = []
        for _ in range(MOST_PRESSES):
            self.press(TAB)
            focus = self.ask(FOCUS)
            if focus is None:
                return met
            for _ in range(MOST_LOOKS):
                if not focus[1]:
                    focus = self.ask(FOCUS)
            words, is_seen = focus
            if met and words == met[0] and len(met) > 3:
                return met
            assert is_seen, f"{words} has the focus and is hidden, after {met[-3:]}"
            met.append(words)
        return met


@pytest.fixture(scope="module", params=["Chromium", "Firefox"])
def keys(request: pytest.FixtureRequest, server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keys]:
    if request.param == "Chromium":
        watched = Watched(request.getfixturevalue("browser"), server, viewport={"width": 360, "height": 740})
        yield Keys(watched, server)
        watched.context.close()
        return
    program = request.getfixturevalue("firefox_program")
    with firefox(program, tmp_path_factory.mktemp("firefox") / "profile") as window:
        window.resize(360, 740)
        yield Keys(window, server)


def test_the_menu_is_walked_through_and_what_comes_after_it(keys: Keys) -> None:
    keys.open("start.html")
    closed = keys.walk()
    assert closed[0] == "Skip to content"
    assert "Start here" not in closed[: closed.index("Menu") + 4]
    keys.open("start.html")
    keys.ask(f"({MENU}.focus(), true)")
    keys.press(ENTER)
    assert keys.ask(f"{MENU}.parentElement.open")
    opened = keys.walk()
    assert opened[:4] == ["Home", "Report hate", "Start here", "What counts"]
    assert [words for words in opened if words.startswith("Call 101")], "what comes after the menu is not reached"
    assert keys.ask("document.querySelector('.kb-exit').getBoundingClientRect().bottom <= innerHeight")


def test_escape_closes_the_menu_and_the_focus_comes_back(keys: Keys) -> None:
    keys.open("contacts.html")
    keys.ask(f"({MENU}.focus(), true)")
    keys.press(SPACE)
    for _ in range(3):
        keys.press(TAB)
    assert keys.ask("!!document.activeElement.closest('.kb-menu nav')")
    keys.press(ESCAPE)
    assert not keys.ask(f"{MENU}.parentElement.open")
    assert keys.ask(f"document.activeElement === {MENU}")


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_walked_through(keys: Keys, needs_page: Callable[[str], None], name: str) -> None:
    needs_page(name)
    keys.open(name)
    controls = keys.ask(
        "[...document.querySelectorAll('form :is(input:not([type=radio]), select, textarea, button)')]"
        ".filter(one => one.getClientRects().length).length"
    )
    assert controls
    met = keys.walk()
    assert met[0] == "Skip to content"
    assert len(met) >= controls + 8


def test_a_day_that_is_missing_is_told_at_its_field(keys: Keys, needs_page: Callable[[str], None]) -> None:
    needs_page("when.html")
    keys.open("when.html")
    keys.ask("(document.querySelector('[data-when] button').focus(), true)")
    keys.press(ENTER)
    field = "document.querySelector('#when-day')"
    assert keys.ask(f"document.activeElement === {field}")
    assert keys.ask(f"{field}.getAttribute('aria-invalid')") == "true"
    error = f"document.getElementById({field}.getAttribute('aria-describedby'))"
    assert keys.ask(f"{error}.textContent") == "Put in the whole day, such as 9 11 2026."
    assert keys.ask(f"{error}.getClientRects().length") == 1


def test_the_first_key_leads_past_the_menu(keys: Keys) -> None:
    keys.open("what.html")
    keys.press(TAB)
    keys.press(ENTER)
    keys.press(TAB)
    assert keys.ask("!!document.activeElement.closest('main')")


def test_the_exit_is_whole_in_a_low_window(browser: Any, server: str) -> None:
    for width, height in ((740, 360), (320, 180), (360, 740), (1280, 720)):
        watched = Watched(browser, server, viewport={"width": width, "height": height})
        watched.page.goto(server + "start.html")
        watched.page.locator(".kb-menu > summary").evaluate("menu => menu.click()")
        watched.page.evaluate("scrollTo(0, 900)")
        seen = watched.page.evaluate("""() => {
            const exit = document.querySelector(".kb-exit"), box = exit.getBoundingClientRect();
            const corners = [[box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2]];
            const isFree = corners.every(([x, y]) => exit.contains(document.elementFromPoint(x, y)));
            return [box.height >= 44, box.top >= 0 && box.bottom <= innerHeight, isFree];
        }""")
        assert seen == [True, True, True], (width, height)
        watched.context.close()
