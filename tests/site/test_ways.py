"""A person in trouble finds whom to call and the form of the police without scrolling, on every page on reporting."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.build import check
from generator.diagnostics import Code
from generator.publishing.engine.number_links import link_numbers
from generator.views.shared.surroundings import surroundings_view
from tests.browsing import served
from tests.conftest import REPOSITORY, TODAY, day_for, edit, knowledge_base
from tests.firefox import firefox

FORM = "https://www.police.uk/ro/report/hate-crime/forms/v1/hate-crime-online2/"
WAYS = """ways:
  - {contact: contact-police, by: phone, title: Ring them, use: By day.}
  - {contact: CONTACT, by: KIND, title: Write to us, use: At any time.}
working_day:
"""


@pytest.mark.slow
def test_the_ways_to_tell_are_on_the_first_screen_of_a_phone(site: Path, browser: Any) -> None:
    route = [one.page.path for one in knowledge_base(REPOSITORY, day_for(REPOSITORY)).pages if one.page.front.place]
    assert len(route) == 13
    with served(site) as address:
        for name in ("index.md", *route):
            page = browser.new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
            page.goto(f"{address}/{name.replace('.md', '.html')}")
            exit_top = page.locator(".kb-exit").bounding_box()["y"]
            for link in ("tel:999", "tel:101", FORM, "tel:+448081689111"):
                box = page.locator(f'a[href="{link}"]').first.bounding_box()
                assert box, (name, link)
                assert box["y"] >= 0, (name, link)
                assert box["y"] + box["height"] <= exit_top, (name, link)
                assert box["height"] >= 44, (name, link)
            page.close()


CONTROLS = """links => links.map(link => {
    const place = selector => document.querySelector(selector).getBoundingClientRect();
    const box = place(`a[href="${link}"]`);
    return [box.top >= 0, box.bottom <= place('.kb-exit').top, box.height >= 44];
})"""


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_in_firefox_they_are_on_the_first_screen_and_the_keyboard_reaches_them(
    site: Path, firefox_program: str, tmp_path: Path, scripts: bool
) -> None:
    links = ["tel:999", "tel:101", FORM, "tel:+448081689111"]
    with served(site) as address, firefox(firefox_program, tmp_path / "profile", scripts=scripts) as window:
        window.resize(360, 740)
        for name in FIRST_AND_ROUTE:
            window.open(f"{address}{name}.html")
            assert window.evaluate(f"({CONTROLS})({links})") == [[True, True, True]] * 4, name
            met = []
            for _ in range(14):
                window.press(TAB)
                met.append(window.evaluate("document.activeElement.getAttribute('href')"))
            assert [link for link in dict.fromkeys(met) if link in links] == links, name


FIRST_AND_ROUTE = [
    "index",
    "start",
    "what",
    "ways",
    "after",
    "when",
    "notes",
    "difference",
    "not-happy",
    "formats",
    "young",
    "school",
    "stop",
    "private",
]

TAB = "\ue004"
"""The Tab key, as WebDriver writes it."""


@pytest.mark.slow
def test_every_other_page_is_one_tap_from_the_ways(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        page = html.parse(path).getroot()
        if not page.xpath("//nav[@aria-label='Tell somebody now']") and path.name != "404.html":
            (link,) = page.xpath("//a[.='Report hate, with or without the police']/@href")
            target = html.parse((path.parent / link).resolve()).getroot()
            assert FORM in target.xpath("//nav[@aria-label='Tell somebody now']//@href"), path.name


def test_a_way_to_somebody_who_may_be_gone_leads_to_the_others(loamshire: Path) -> None:
    ways = WAYS.replace("CONTACT", "contact-desk").replace("KIND", "web")
    edit(loamshire, "data/partnership.yml", ("working_day:\n", ways))
    assert shown_ways(loamshire) == [
        ("Ring them", "tel:+441632960101", ""),
        ("Write to us", "https://example.org/desk", ""),
    ]
    address = 'value: "The Desk, Loam NN1 1AA", basis: known}\n    state: '
    edit(loamshire, "data/contacts.yml", (f"{address}active", f"{address}unknown"))
    assert shown_ways(loamshire) == [
        ("Ring them", "tel:+441632960101", ""),
        ("Who else can help", "", "contacts.html"),
    ]


def shown_ways(project: Path) -> list[tuple[str, str, str]]:
    ways = surroundings_view(knowledge_base(project, TODAY)).ways
    return [(one.title, one.link, one.path) for one in ways]


@pytest.mark.parametrize(
    ("contact", "kind", "message"),
    [
        ("contact-polise", "phone", "there is no contact 'contact-polise'"),
        ("contact-police", "bsl", "'contact-police' has no channel of the kind bsl that a control could open"),
    ],
)
def test_a_way_that_leads_nowhere_is_reported(loamshire: Path, contact: str, kind: str, message: str) -> None:
    edit(loamshire, "data/partnership.yml", ("working_day:\n", WAYS.replace("CONTACT", contact).replace("KIND", kind)))
    problems = [one for one in check(loamshire, TODAY)[1] if one.code in {Code.UNKNOWN_REFERENCE, Code.INVALID_VALUE}]
    assert [one.message for one in problems] == [message]


@pytest.mark.slow
def test_the_police_s_numbers_in_running_text_dial(site: Path) -> None:
    for name, words, link in (
        ("start.html", "it is happening now, call 999", "tel:999"),
        ("ways.html", "Call 101 when nobody is in danger", "tel:101"),
        ("school.html", "Is anyone in danger? Call 999", "tel:999"),
        ("young.html", "in the same ways as an adult. In danger, call 999", "tel:999"),
    ):
        (article,) = html.parse(site / name).getroot().cssselect("article.md-content__inner")
        (said,) = (one for one in article.cssselect("p, li") if words in " ".join(one.text_content().split()))
        assert said.cssselect(f'a[href="{link}"]'), name
    for path in site.rglob("*.html"):
        page = html.parse(path).getroot()
        assert not page.cssselect("a a"), path.name
        for script in page.cssselect('script[type="application/ld+json"]'):
            assert len(script) == 0
            json.loads(str(script.text))


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("<p>In danger, call 999. Then rest.</p>", ["999"]),
        ("<p>Call\u00a0101 if nobody is in danger, or call 999</p>", ["101", "999"]),
        ("<p>You can call the police on <strong>101</strong>.</p>", ["101"]),
        ("<p>There were <strong>101</strong>.</p>", []),
        ("<p>They call 101 people. You may text 999.</p>", []),
        ("<p>There were 999. <a href='x.html'>Call 999.</a></p>", []),
        ("<p><i>a</i> Call 999, and <i>b</i> call 101.</p>", ["999", "101"]),
        ("<fieldset><legend>Call 999 if it goes on</legend></fieldset>", []),
        ("<h2>Call 999</h2><script>call 999.</script>", []),
    ],
)
def test_only_a_number_that_is_called_becomes_a_link(text: str, linked: list[str]) -> None:
    meta = "".join(f'<meta name="kb-number" content="{one}" data-dial="tel:{one}">' for one in ("999", "101"))
    page: html.HtmlElement = html.document_fromstring(
        f"<html><head>{meta}</head><body><article>{text}</article></body></html>"
    )
    words = page.text_content()
    link_numbers(page)
    found = page.cssselect("a.kb-num")
    assert [one.text for one in found] == linked
    assert [one.get("href") for one in found] == [f"tel:{one}" for one in linked]
    assert page.text_content() == words
