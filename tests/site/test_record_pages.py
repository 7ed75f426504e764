"""One thing a page: each record is short and at an address of its own, and old addresses lead there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.build import build_site
from tests.browsing import Watched, all_pages, pages, served
from tests.conftest import LOAMSHIRE, TODAY, knowledge_base
from tests.firefox import firefox

SCREEN = 740
LIMIT = 12
"""The most screens of 360 by 740 that a page may be high."""

WHOLE_DOCUMENTS = {
    "consultation.html": 21,  # the report of the consultation, but for its questions
    "easy-read/": 24,
    "pictures.html": 35,  # 107 pictures with their licences
    "promises/liverpool-minimum-standards.html": 20,
    "strategy.html": 34,  # the strategy, but for its aims; "in brief" is the short one
    "training/": 39,  # a course, minute by minute, or its quiz
    "comparison.html": 14,  # every topic in every set
}
"""The pages that are whole documents, and how many screens each may be high."""

OLD_ADDRESSES = {
    "contacts.html#contact-police-101": "contacts/contact-police-101.html",
    "contacts.html#service-galop": "contacts/service-galop.html",
    "contacts.html#contact-stop-learning-disability-hate-crime": (
        "contacts/contact-stop-learning-disability-hate-crime.html"
    ),
    "powers.html#acceptable-behaviour-contract": "powers/acceptable-behaviour-contract.html",
    "law.html#equality-act-2010": "law/equality-act-2010.html",
    "law.html#equality-act-2010-s1": "law/equality-act-2010.html#equality-act-2010-s1",
    "law.html#subject-hate-crime": "law/subject-hate-crime.html",
    "law.html#case-norwood-2003": "law/case-norwood-2003.html",
    "strategy.html#aim-prevention": "strategy/aim-prevention.html",
    "consultation.html#question-1": "consultation/question-1.html",
}


def old_addresses(has_page: Callable[[str], bool]) -> dict[str, str]:
    """Return the old addresses, and those that took their place, of the pages that the partnership has."""
    return {old: new for old, new in OLD_ADDRESSES.items() if has_page(new.partition("#")[0])}


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (
            "contacts.md",
            r'id="contact-desk"[^>]*>\s*<a href="contacts/contact-desk.html">The desk</a> .*tel:\+441632960001',
        ),
        ("powers.md", r'id="power-order"[^>]*><a href="powers/power-order.html">An answering order</a> .*In force'),
        ("law.md", r'id="sound-act"[^>]*><a href="law/sound-act.html">Sound Act 2010</a> .*In force'),
        ("law.md", r'id="subject-answering"[^>]*><a href="law/subject-answering.html">'),
        ("strategy.md", r'id="the-aim"[^>]*><a href="strategy/the-aim.html">'),
        ("consultation.md", r'id="question-aim"[^>]*><a href="consultation/question-aim.html">'),
    ],
)
def test_a_list_has_the_name_and_the_number_or_the_status(page: str, line: str) -> None:
    site = build_site(LOAMSHIRE, today=TODAY, with_prints=False)
    (shown,) = (one.markdown for one in site.pages if one.path == page)
    assert re.search(line, shown), line


def test_one_page_has_every_check_and_every_contact_that_is_not_confirmed() -> None:
    site = build_site(LOAMSHIRE, today=TODAY, with_prints=False)
    (checks,) = (one.markdown for one in site.pages if one.path == "checks.md")
    assert "Loamshire does not exist." in checks.replace("\u00a0", " ")
    line = '<a href="contacts/service-change.html">Change group</a> <span class="kb-from">'
    assert f"{line}We found no recent sign that it is still there.</span>" in checks
    assert "contact-closed" not in checks


@pytest.mark.slow
@pytest.mark.project
def test_an_old_address_leads_to_the_page_of_its_record(
    browser: Any, server: str, has_page: Callable[[str], bool]
) -> None:
    watched = Watched(browser, server)
    for old, new in old_addresses(has_page).items():
        watched.page.goto("about:blank")
        watched.page.goto(server + old)
        watched.page.wait_for_url(server + new)
    assert watched.wrong == []
    watched.context.close()


@pytest.mark.slow
@pytest.mark.project
def test_without_scripts_an_old_address_leads_to_a_line_with_the_link(
    site: Path, has_page: Callable[[str], bool]
) -> None:
    for old, new in old_addresses(has_page).items():
        page, _, anchor = old.partition("#")
        line = html.parse(site / page).getroot().get_element_by_id(anchor)
        assert new in line.xpath(".//a/@href"), old


@pytest.mark.slow
@pytest.mark.project
def test_in_firefox_an_old_address_leads_to_the_page_too(site: Path, firefox_program: str, tmp_path: Path) -> None:
    with served(site) as address, firefox(firefox_program, tmp_path / "profile") as window:
        window.open(f"{address}contacts.html#contact-police-101")
        seen = (window.ask("browsingContext.getTree")["contexts"][0]["url"] for _ in range(1000))
        assert next((url for url in seen if url.endswith("/contacts/contact-police-101.html")), None)


@pytest.mark.slow
@pytest.mark.project
def test_no_page_is_higher_than_twelve_screens_but_for_whole_documents(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": SCREEN})
    too_high = {}
    for name in pages(site):
        watched.page.goto(server + name)
        screens = watched.page.evaluate("document.documentElement.scrollHeight") / SCREEN
        limit = next((most for start, most in WHOLE_DOCUMENTS.items() if name.startswith(start)), LIMIT)
        if screens > limit:
            too_high[name] = round(screens, 1)
    assert too_high == {}
    watched.context.close()


@pytest.mark.slow
@pytest.mark.project
def test_what_the_finder_found_replaces_the_lists_and_is_said(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": SCREEN})
    page = watched.page
    page.goto(server + "contacts.html")
    assert page.locator("[data-who-lists]").is_visible()
    page.select_option("#who-area", label=page.locator("#who-area option").last.text_content())
    page.select_option("#who-need", label="I want someone to talk to")
    announcement = page.locator("[role=status][data-who-count]").text_content()
    found = page.locator("[data-who-found] > li")
    assert announcement == f"{found.count()} fit: those for danger first, then those nearest to you."
    assert not page.locator("[data-who-lists]").is_visible()
    page.emulate_media(media="print")
    assert found.first.is_visible()
    assert not page.locator("[data-who-lists]").is_visible()
    page.emulate_media(media="screen")
    page.select_option("#who-area", label="Anywhere")
    page.select_option("#who-need", label="Anything")
    assert page.locator("[data-who-lists]").is_visible()
    watched.context.close()


@pytest.mark.slow
@pytest.mark.project
def test_a_link_to_a_closed_part_opens_it(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    for address in ("contacts.html#need-talk", "powers.html#by_what_happens", "a-to-z.html#letter-b"):
        watched.page.goto(server + address)
        part = watched.page.locator(f"#{address.partition('#')[2]}").locator("xpath=ancestor::details[1]")
        assert part.count() == 0 or part.get_attribute("open") is not None, address
    watched.context.close()


@pytest.mark.slow
@pytest.mark.project
def test_on_paper_are_the_parts_that_the_reader_opened(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + "contacts.html")
    page.get_by_role("heading", name="I want someone to talk to").click()
    page.get_by_role("heading", name="I am in danger now").click()
    page.get_by_role("heading", name="I am in danger now").click()
    page.emulate_media(media="print")
    parts = page.locator("details.kb-fold")
    printed = [one for one in parts.all() if one.is_visible()]
    assert parts.count() > 20
    assert [one.locator("h3").first.text_content() for one in printed] == ["I want someone to talk to"]
    assert page.locator(".kb-leads--all").is_visible()
    watched.context.close()


@pytest.mark.slow
@pytest.mark.project
@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("contacts/contact-police-101.html", "Get help"),
        ("contacts.html", "Get help"),
        ("powers/acceptable-behaviour-contract.html", "For professionals"),
        ("law/equality-act-2010.html", "For professionals"),
        ("easy-read.html", "Easy read"),
        ("easy-read/know-the-law.html", "Easy read"),
        ("private.html", "Report hate"),
        ("know-the-law.html", "Your rights and our promises"),
    ],
)
def test_the_menu_says_where_one_is(
    project: Path, site: Path, needs_page: Callable[[str], None], name: str, entry: str
) -> None:
    needs_page(name)
    if entry == "Your rights and our promises" and not knowledge_base(project).sets:
        entry = "Know the law"
    page = html.parse(site / name).getroot()
    assert [one.text_content() for one in page.cssselect(".kb-tabs a[aria-current]")] == [entry]
    assert [one.text_content() for one in page.cssselect(".kb-menu nav > ul > li > a[aria-current]")] == [entry]


CAVEATS = (
    "not legal advice",
    "Nobody has confirmed",
    "nobody has confirmed",
    "no longer stand",
    "nobody has done so",
    "This strategy is not current",
    "Nobody has been named",
    "Nobody with a learning disability",
    "not re-checked",
    "no recent sign",
)
"""What pages say to warn that something may not hold."""

ABOUT_CHECKS = {"checks.html", "about.html", "accessibility.html"}
"""The pages that are about what was checked."""


@pytest.mark.slow
@pytest.mark.project
def test_a_page_has_one_caveat_at_most_and_a_record_one_sign(site: Path) -> None:
    several = {}
    for name in all_pages(site):
        (article,) = html.parse(site / name).getroot().cssselect("article.md-content__inner")
        signs = article.cssselect(".kb-contact .kb-unconfirmed")
        assert len(signs) <= 1, name
        for hidden in article.cssselect("details, script, .kb-unconfirmed"):
            hidden.drop_tree()
        text = " ".join(article.text_content().split())
        caveats = [caveat for caveat in CAVEATS for _ in re.finditer(caveat, text)]
        most = 3 if name.startswith("training/") else 1  # a trainer teaches that the promises are not confirmed
        if len(caveats) > most and name not in ABOUT_CHECKS:
            several[name] = caveats
    assert several == {}


@pytest.mark.slow
@pytest.mark.project
def test_the_sign_of_doubt_says_what_it_means_to_keys_pointers_and_screen_readers(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    page.goto(server + "contacts/service-hourglass.html")
    sign = page.get_by_role("link", name=re.compile("^Unconfirmed ?: We found no recent sign that it is still there.$"))
    words = sign.locator("span")
    assert words.bounding_box()["width"] <= 1
    sign.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert words.bounding_box()["width"] > 100
    sign.evaluate("link => link.blur()")
    assert words.bounding_box()["width"] <= 1
    sign.hover()
    assert words.bounding_box()["width"] > 100
    sign.click()
    page.wait_for_url(server + "checks.html#unconfirmed")
    watched.context.close()


@pytest.mark.slow
@pytest.mark.project
def test_no_line_that_lives_may_depend_on_carries_a_sign_of_doubt(site: Path) -> None:
    for name in ("emergency-999", "emergency-sms", "bsl-999", "relay-18000", "silent-solution-55", "police-101"):
        page = html.parse(site / f"contacts/contact-{name}.html").getroot()
        assert page.cssselect("article a[href^='tel:'], article a[href^='sms:'], article .kb-channels")
        assert not page.cssselect(".kb-unconfirmed"), name


@pytest.mark.slow
@pytest.mark.project
def test_the_first_screen_for_people_at_work_answers_their_four_questions(
    browser: Any, server: str, has_page: Callable[[str], bool]
) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": SCREEN})
    page = watched.page
    page.goto(server + "desk.html")
    bottom = page.locator(".kb-exit").bounding_box()["y"]
    for question, leads_to in (
        ("What must I do, and by when?", "deadlines.html"),
        ("What may I use?", "powers.html"),
        ("Whom do I ring?", "contacts.html"),
        ("What do I print?", "to-print.html"),
    ):
        link = page.get_by_role("link", name=question)
        if not has_page(leads_to):
            assert link.count() == 0, question
            continue
        assert link.get_attribute("href") == leads_to
        box = link.bounding_box()
        assert box["y"] + box["height"] <= bottom, question
    watched.context.close()
