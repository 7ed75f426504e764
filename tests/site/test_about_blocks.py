"""Relations and sources stay behind: closed until asked for, never printed, and no staff page is offered."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.model.vocabulary import Edition
from generator.rendering.pages.pages import render_page
from generator.views.site import view
from tests.browsing import Watched, all_pages
from tests.conftest import LOAMSHIRE, knowledge_base

STAFF_TITLES = (
    "From aim to page",
    "What depends on what",
    "What is taught where",
    "What to check again",
    "What each page rests on",
    "Every change",
)
STAFF_PAGES = ("traceability", "dependents", "taught", "reviews", "claims", "every-change")

RELATION_WORDS = (
    "Carries out:",
    "Taught in:",
    "Restated by:",
    "Relied on by:",
    "Named in:",
    "See also:",
    "What leads to this page",
    "It helps to carry out:",
    "You can learn about it in:",
    "You can read it in plain English in:",
    "These rely on it:",
    "It is named in:",
    "These are about it:",
    "You find it in these lists:",
    "Looked after by",
)
"""The words before relations and in notes on checks, those of before the blocks too."""


def outside_blocks(page: html.HtmlElement) -> str:
    """Return the text of a page without its blocks. The page is used up."""
    for block in page.cssselect("script, style, details.kb-about"):
        block.drop_tree()
    return " ".join(page.text_content().split())


@pytest.mark.slow
@pytest.mark.project
def test_no_relation_is_open_and_no_block_of_a_page_has_the_name_of_another(site: Path) -> None:
    blocks = 0
    for path in all_pages(site):
        page = html.parse(str(site / path)).getroot()
        assert page.cssselect("details.kb-about[open]") == [], path
        names = Counter(one.text_content() for one in page.cssselect("details.kb-about > summary"))
        assert [name for name, count in names.items() if count > 1] == [], path
        assert all(name.startswith("About this information: ") for name in names), path
        blocks += len(names)
        content = page.cssselect("article")
        text = outside_blocks(content[0]) if content else ""
        assert [words for words in RELATION_WORDS if words in text] == [], path
    assert blocks


@pytest.mark.slow
@pytest.mark.project
def test_no_public_page_leads_to_a_page_of_the_staff(site: Path) -> None:
    for path in all_pages(site):
        page = html.parse(str(site / path)).getroot()
        for link in page.cssselect("a[href]"):
            assert " ".join(link.text_content().split()) not in STAFF_TITLES, path
            target = link.get("href").partition("#")[0].rpartition("/")[2]
            assert target.removesuffix(".html") not in STAFF_PAGES, path
    assert [name for name in STAFF_PAGES if (site / f"{name}.html").exists()] == []


@pytest.mark.slow
@pytest.mark.project
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_block_opens_by_keyboard_and_is_not_printed(browser: Any, server: str, scripts: bool) -> None:
    watched = Watched(browser, server, viewport={"width": 320, "height": 740}, java_script_enabled=scripts)
    page = watched.page
    page.goto(server + "contacts.html")
    block = page.locator("details.kb-about").first
    assert not block.locator("p").first.is_visible()
    block.locator("summary").focus()
    page.keyboard.press("Enter")
    assert block.locator("p").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.emulate_media(media="print")
    assert not block.is_visible()
    page.emulate_media(media="screen", forced_colors="active")
    assert block.locator("summary").is_visible()
    assert watched.wrong == []


def test_staff_have_the_pages_that_the_public_has_not() -> None:
    def titles(edition: Edition) -> set[str]:
        return {page.title for page in view(knowledge_base(LOAMSHIRE, edition=edition), with_prints=False).pages}

    staff, public = titles(Edition.STAFF), titles(Edition.PUBLIC)
    # Loamshire has published no version, so nothing in it has changed since one.
    assert set(STAFF_TITLES) - staff <= {"Every change", "What each page rests on"}
    assert set(STAFF_TITLES) & public == set()


def test_a_paper_begins_with_its_form() -> None:
    site = view(knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC))
    (papers,) = (page for page in site.pages if page.path == "papers.html")
    markdown = render_page(papers, site, {}).markdown.replace("\u00a0", " ")
    order = [
        markdown.index(words)
        for words in (
            "## Record of a visit",
            "<li>Record of a visit",
            "To write down who came",
            "Keep it in a drawer that locks.",
            '<details class="kb-about">',
            "Source: Loamshire Charter, clause 1.1",
        )
    ]
    assert order == sorted(order)
