"""A person in trouble finds whom to call and the form of the police without scrolling, on every page on reporting."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.build import check
from generator.diagnostics import Code
from generator.views.shared.surroundings import surroundings_view
from tests.browsing import served
from tests.conftest import REPOSITORY, TODAY, day_for, edit, knowledge_base

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
