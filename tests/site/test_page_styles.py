"""A page looks as it would with every rule of every style sheet, although it has only those that can match it."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.publishing.proofs.page_content import theme_folder
from generator.rendering.environment import TEMPLATES
from generator.rendering.fonts import WEB_FILES, web_fonts
from generator.rendering.pages.site_files import SITE_STYLES
from generator.rendering.style_rules import StyleRules
from tests.browsing import Watched
from tests.web_fonts import web_subsets

NAMES = [
    "a-to-z.html",
    "accessibility.html",
    "comparison.html",
    "consultation.html",
    "contacts.html",
    "easy-read/who-to-tell.html",
    "index.html",
    "law.html",
    "pictures.html",
    "promises/northamptonshire-service-standards.html",
    "strategy.html",
    "training/first-contact.html",
    "training/first-contact-quiz.html",
    "when.html",
]
LOOKS = """() => {
    document.querySelectorAll("details").forEach(part => (part.open = true));
    const hash = text => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) | 0, 7);
    const look = (element, part) => hash(getComputedStyle(element, part).cssText);
    return [...document.querySelectorAll("body *")].map(element =>
        [element.tagName, element.className, ...["", "::before", "::after"].map(part => look(element, part))].join());
}"""


def all_rules() -> str:
    sheets = theme_folder() / "assets" / "stylesheets"
    themes = [next(sheets.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    paths = [*themes, *(TEMPLATES / "styles" / f"{name}.css" for name in SITE_STYLES)]
    return "\n".join(path.read_text() for path in paths)


@pytest.mark.slow
@pytest.mark.project
@pytest.mark.parametrize(("width", "medium"), [(360, "screen"), (1280, "screen"), (680, "print")])
def test_a_page_looks_as_with_every_rule(
    browser: Any, site: Path, server: str, has_page: Callable[[str], bool], width: int, medium: str
) -> None:
    rules = all_rules()
    watched = Watched(browser, server, viewport={"width": width, "height": 800})
    watched.page.emulate_media(media=medium)
    for name in filter(has_page, NAMES):
        source = (site / name).read_text()
        fonts = f"url({'../' * name.count('/')}assets/fonts/"
        whole = _with_styles(source, rules.replace("url(fonts/", fonts))
        assert len(whole) > len(source) + 100_000
        watched.page.goto(server + name)
        as_published = watched.page.evaluate(LOOKS)
        watched.page.route(f"{server}{name}?all", partial(_answer, whole))
        watched.page.goto(f"{server}{name}?all")
        assert watched.page.evaluate(LOOKS) == as_published, name
    watched.context.close()


def _with_styles(page: str, styles: str) -> str:
    """Return a page with other styles, which its policy would refuse, and without the policy."""
    before, _, rest = page.partition("<style>")
    _, _, after = rest.partition("</style>")
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    return policy.sub("", f"{before}<style>{styles}</style>{after}")


def _answer(body: str, route: Any) -> None:
    route.fulfill(body=body, content_type="text/html")


SHEET = """
:root { --kb-a: red; --kb-b: var(--kb-a); --kb-never: blue }
/* a remark { } */
p, .kb-door > h2, .kb-none { color: var(--kb-b) }
:is(.kb-none, .kb-never) a, .kb-door:is(p, [data-x="1"]) { top: 0 }
a:not(.kb-none):hover, .kb-door::after { content: "a { , } /* */" }
@media print { @supports (gap: 0) { p { margin: 0 } .kb-none { margin: 1px } } }
@media screen { .kb-none { margin: 2px } }
@keyframes in { from { top: 1px } }
@keyframes out { from { top: 2px } }
[dir=ltr] h2 { animation: in 1s }
#__nav:checked ~ p { left: 0 }
"""


def test_only_rules_that_can_match_are_left() -> None:
    rules = StyleRules.of([SHEET])
    assert {".kb-door", "[dir=ltr]", "[data-x=1]", "#__nav", "p"} <= rules.features
    assert rules.matching(frozenset({":root", "p", ".kb-door", "h2", "a", "[dir=ltr]"})) == (
        ":root{--kb-a:red;--kb-b:var(--kb-a)}"
        "p,.kb-door > h2{color:var(--kb-b)}"
        '.kb-door:is(p,[data-x="1"]){top:0}'
        'a:not(.kb-none):hover,.kb-door::after{content:"a { , } /* */"}'
        "@media print{@supports (gap: 0){p{margin:0}}}"
        "@keyframes in{from { top: 1px }}"
        "[dir=ltr] h2{animation:in 1s}"
    )


def test_a_page_without_anything_keeps_no_rule_with_a_class() -> None:
    assert "kb-" not in StyleRules.of([SHEET]).matching(frozenset({"b"}))


def test_the_style_sheet_names_the_characters_that_each_font_has() -> None:
    sheet = (TEMPLATES / "styles" / "site" / "theme.css").read_text()
    faces = re.findall(r"source-sans-(?:regular|bold)(|-more)\.woff2.*?unicode-range: ([^;]*);", sheet, re.DOTALL)
    assert [ending for ending, _ in faces] == ["", "-more", "", "-more"]
    for ending, ranges in faces:
        named: set[int] = set()
        for one in ranges.replace("U+", "").split(","):
            first, _, last = one.strip().partition("-")
            named |= set(range(int(first, 16), int(last or first, 16) + 1))
        assert named == set(WEB_FILES[ending])


def test_the_fonts_in_the_package_are_those_that_the_installed_package_of_fonts_gives() -> None:
    cut = {f"assets/fonts/{name}": content for name, content in web_subsets()}
    assert {font.path: font.content for font in web_fonts()} == cut, "run `python -m tests.web_fonts`"
