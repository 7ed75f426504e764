"""The accessibility statement claims what was tested, and names what was not."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.build import check
from generator.model.vocabulary import Edition
from generator.rendering.pages.pages import render_page
from generator.views.site import view
from tests.conftest import REPOSITORY, TODAY, knowledge_base
from tests.recording import Results

STATEMENT = "data/accessibility.yml"


def pages(project: Path, today: date | None = None) -> dict[str, str]:
    """Return the Markdown of every page, without making fonts, exports or prints."""
    site = view(knowledge_base(project, today, Edition.PUBLIC), with_prints=False)
    return {page.path: page.markdown.replace("\u00a0", " ") for page in (render_page(p, site, {}) for p in site.pages)}


def statement(project: Path, today: date | None = None) -> str:
    return pages(project, today)["accessibility.md"]


def rewritten(project: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (project / path).read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (project / path).write_text(text)


def without(project: Path, start: str) -> None:
    lines = (project / STATEMENT).read_text().splitlines(keepends=True)
    (project / STATEMENT).write_text("".join(line for line in lines if not line.strip().startswith(start)))


@pytest.mark.parametrize("result", ["fully", "partially", "not"])
def test_a_level_is_claimed_only_as_an_audit_found_it(loamshire: Path, result: str) -> None:
    value = {"fully": "full", "partially": "partial", "not": "none"}[result]
    rewritten(loamshire, STATEMENT, ("result: partial", f"result: {value}"))
    assert f"This website is {result} compliant with" in statement(loamshire)
    assert "The Loamshire Testers checked it on 1 February 2025." in statement(loamshire)


def test_without_an_audit_no_level_is_claimed(loamshire: Path) -> None:
    without(loamshire, "audit:")
    text = statement(loamshire)
    assert "compliant with" not in text
    assert "it does not say how much of that standard it meets" in text


def test_what_a_test_did_not_look_at_is_named_and_what_is_gone_is_not_counted(loamshire: Path) -> None:
    text = statement(loamshire)
    assert f"It looked at 2 of {len(pages(loamshire))} pages. It found a fault in 1." in text
    assert "gone.html" not in text
    found, _, not_looked_at = text.partition("### Where they found a fault")[2].partition(
        "### What they did not look at"
    )
    assert '<a href="strategy.html">' in found
    for path in pages(loamshire):
        name = path.replace(".md", ".html")
        assert (f'href="{name}"' in not_looked_at) == (name not in {"index.html", "strategy.html"}), name


def test_without_results_none_are_claimed(loamshire: Path) -> None:
    (loamshire / "data/tested.yml").unlink()
    text = statement(loamshire)
    assert "this statement claims none" in text
    assert "axe" not in text


def test_without_a_contact_it_says_that_nobody_is_named(loamshire: Path) -> None:
    assert '<a href="contacts/contact-desk.html">' in statement(loamshire)
    without(loamshire, "contact:")
    assert "Nobody has been named to tell." in statement(loamshire)


def test_that_nothing_known_breaks_a_rule_is_said_with_its_limit(loamshire: Path) -> None:
    rewritten(loamshire, STATEMENT, ("ground: fails\n", "ground: beyond\n"))
    assert "We know of nothing. That does not mean that there is nothing." in statement(loamshire)


def test_a_statement_read_through_too_long_ago_says_so(loamshire: Path) -> None:
    assert "Check again by 1 October 2035." in statement(loamshire)
    late = statement(loamshire, date(2035, 10, 2))
    assert "It should have been checked again by 1 October 2035." in late


def test_without_a_statement_there_is_no_page_and_no_link_to_one(loamshire: Path) -> None:
    (loamshire / STATEMENT).unlink()
    written = pages(loamshire)
    assert "accessibility.md" not in written
    assert [path for path, text in written.items() if "accessibility.html" in text] == []


def test_results_are_kept_for_what_ran_and_for_what_did_not(loamshire: Path) -> None:
    results = Results(TODAY)
    results.add("axe", "Rules for pages", "axe-core 5", ["tell.html", "index.html"], [])
    results.add("html", "The rules of HTML", "a checker", ["index.html"], [])
    results.write(loamshire / "data/tested.yml")
    base, found = check(loamshire, TODAY)
    assert base
    assert base.statement
    assert [check.id for check in base.statement.checks] == ["axe", "html", "pdf"]
    assert base.statement.checks[0].looked_at == ("index.html", "tell.html")
    assert base.statement.checks[0].at_fault == ()
    assert not [problem for problem in found if "tested.yml" in problem.span.path]


PROVED = {
    "Read every page in a window 320 pixels wide, without moving it from side to side.": (
        "test_browser.py",
        "test_no_page_scrolls_sideways_or_loads_a_font_of_the_readers_machine",
    ),
    "Reach the police number, and leave by “Exit this page”, with a keyboard alone.": (
        "test_journey.py",
        "test_keys_alone_lead_from_home_to_the_police_number_and_out",
    ),
    "Read everything without scripts. Only searching, choosing from lists, working out days and checking answers need "
    "them.": ("test_browser.py", "test_every_page_reads_without_scripts"),
    "Read it on a light or a dark screen, as your device is set.": (
        "test_accessibility.py",
        "test_axe_finds_nothing_on_any_page",
    ),
    "Make the letters twice as large, or spread them out, on a screen 320 pixels wide.": (
        "test_reading_settings.py",
        "test_letters_that_need_more_room_stay_in_sight",
    ),
    "Open and close the menu with a keyboard alone.": (
        "test_keyboard.py",
        "test_escape_closes_the_menu_and_the_focus_comes_back",
    ),
    "We use no cookies and store nothing.": ("test_accessibility.py", "test_nothing_is_kept_on_the_readers_device"),
    "No other website is asked for anything.": ("test_privacy.py", "test_no_request_no_address_and_nothing_kept_tells"),
    "What you choose or type on a page is not sent anywhere, and is not put in an address.": (
        "test_privacy.py",
        "test_no_request_no_address_and_nothing_kept_tells_a_choice",
    ),
    "It looks in one list of all words, which is the same whatever you type.": (
        "test_privacy.py",
        "test_a_search_asks_for_the_same_whatever_is_typed",
    ),
    "“Exit this page” opens a weather forecast instead.": (
        "test_browser.py",
        "test_the_exit_is_a_link_and_shift_three_times_follows_it",
    ),
    "Pressing the Shift key 3 times does the same.": (
        "test_browser.py",
        "test_the_exit_is_a_link_and_shift_three_times_follows_it",
    ),
    "The Back button then skips the page that you left.": (
        "test_journey.py",
        "test_the_exit_leaves_no_way_back_to_the_page_it_left",
    ),
}
"""What the accessibility statement and private.md say that the site does, and the test that fails if it does not."""


PRIVATE = REPOSITORY / "generator/packs/england-and-wales/content/private.md"
"""The page of the pack, which a project may have its own for."""


@pytest.mark.project
def test_each_thing_that_the_site_claims_to_do_has_a_test(project: Path) -> None:
    stated = project / STATEMENT
    assert stated.exists() or project != REPOSITORY
    can = yaml.safe_load(stated.read_text())["statement"]["can"] if stated.exists() else []
    own = project / "content" / "private.md"
    private = " ".join((own if own.exists() else PRIVATE).read_text().split())
    claims = [*can, *(sentence for sentence in PROVED if sentence in private)]
    assert sorted(claims) == sorted(PROVED) or (claims and not can and {*claims} <= PROVED.keys())
    for file, test in PROVED.values():
        assert f"def {test}" in (Path(__file__).parent / file).read_text(), test
