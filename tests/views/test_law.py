"""The register of law: what a status is on any day, and that no page and no print lets dead law pass for live."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.cache import Cache
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.legislation import ENDED, Certainty, LegalStatus, Provision
from generator.model.reviews import months_later
from generator.model.source_ranks import SourceRank, best_rank, rank_of
from generator.publishing.publish import PublishResult, publish
from generator.views.law.entries import ProvisionView
from generator.views.law.law import LawView, law_view
from generator.views.law.status import STATUS_SIGNS, StatusView, overall_status, status_counts, status_view
from generator.words.dates import day as in_words
from tests.browsing import Watched, served
from tests.conftest import TODAY, day_for, knowledge_base
from tests.pdf import open_pdf, table_rows

CHECKED = date(2026, 11, 1)
YEAR = 12
A_YEAR_ON = months_later(CHECKED, YEAR)
LIVE = {LegalStatus.IN_FORCE, LegalStatus.PARTLY}
DEAD_WORDS = {"Repealed", "Revoked", "Replaced", "Not found"}


def provision(status: str, since: str = "unknown", until: str = "unknown", checked: date = CHECKED) -> Provision:
    given_dates = {"from": since, "until": until, "checked_on": checked.isoformat()}
    said = {"id": "a-part", "ref": "section 1", "about": "It does this.", "status": status, "basis": "known"}
    return Provision.model_validate(said | given_dates)


def date_prefix(day: date, exactness: int) -> str:
    return "-".join(day.isoformat().split("-")[:exactness])


DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
EXACT = st.integers(1, 3)


@st.composite
def provisions(draw: Any) -> Provision:
    status = draw(st.sampled_from(sorted(LegalStatus, key=lambda status: status.value)))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    since = draw(st.sampled_from(["unknown", date_prefix(first, draw(EXACT))]))
    until = draw(st.sampled_from(["unknown", date_prefix(last, draw(EXACT))])) if status in ENDED else "unknown"
    return provision(status.value, since, until, draw(DAYS))


HOLDS = st.integers(1, 66)


@given(provisions(), DAYS, HOLDS)
def test_nothing_is_known_in_force_before_it_begins_or_once_it_has_ended(
    part: Provision, day: date, holds: int
) -> None:
    found = part.status_on(day, holds)
    if found.certainty is Certainty.KNOWN and found.status in LIVE:
        assert not part.since or day >= part.since.earliest
        assert not part.until or day < part.until.earliest
        assert part.status not in ENDED or part.until
        assert part.status in ENDED or day <= months_later(part.checked_on, holds)


@given(provisions(), DAYS, DAYS, HOLDS)
def test_what_has_ended_never_comes_back(part: Provision, one: date, other: date, holds: int) -> None:
    earlier, later = sorted((one, other))
    found = part.status_on(earlier, holds)
    if found.certainty is Certainty.KNOWN and found.status in ENDED:
        assert part.status_on(later, holds) == found


@given(provisions(), DAYS, DAYS, HOLDS)
def test_an_old_check_does_not_grow_fresh(part: Provision, one: date, other: date, holds: int) -> None:
    earlier, later = sorted((one, other))
    if part.status_on(earlier, holds).certainty is Certainty.NOT_CHECKED_SINCE:
        assert part.status_on(later, holds).certainty is Certainty.NOT_CHECKED_SINCE


@given(provisions(), DAYS, HOLDS, HOLDS)
def test_a_check_that_holds_longer_makes_nothing_less_known(part: Provision, day: date, one: int, other: int) -> None:
    shorter, longer = sorted((one, other))
    if part.status_on(day, shorter).certainty is Certainty.KNOWN:
        assert part.status_on(day, longer) == part.status_on(day, shorter)


@pytest.mark.parametrize(
    ("part", "day", "status", "certainty"),
    [
        (provision("in-force", "2010-10-01"), date(2010, 9, 30), "prospective", "known"),
        (provision("in-force", "2010-10-01"), date(2010, 10, 1), "in-force", "known"),
        (provision("in-force", "2010-10-01"), A_YEAR_ON, "in-force", "known"),
        (provision("in-force", "2010-10-01"), A_YEAR_ON + timedelta(1), "in-force", "not-checked-since"),
        (provision("in-force", "2010"), date(2009, 12, 31), "prospective", "known"),
        (provision("in-force", "2010"), date(2010, 6, 1), "in-force", "not-known-then"),
        (provision("in-force", "2010"), date(2010, 12, 31), "in-force", "known"),
        (provision("in-force"), CHECKED - timedelta(1), "in-force", "not-known-then"),
        (provision("in-force"), CHECKED, "in-force", "known"),
        (provision("partly-in-force", "2010-10-01"), date(2020, 1, 1), "partly-in-force", "not-known-then"),
        (provision("repealed", "1991-01-01", "2010-10-01"), date(2010, 9, 30), "in-force", "known"),
        (provision("repealed", "1991-01-01", "2010-10-01"), date(2010, 10, 1), "repealed", "known"),
        (provision("repealed", "1991-01-01", "2010-10"), date(2010, 9, 30), "in-force", "known"),
        (provision("repealed", "1991-01-01", "2010-10"), date(2010, 10, 1), "repealed", "not-known-then"),
        (provision("repealed", "1991-01-01", "2010-10"), date(2010, 10, 31), "repealed", "known"),
        (provision("repealed", "1991-01-01", "2010-10-01"), date(2099, 1, 1), "repealed", "known"),
        (provision("revoked", "1991-01-01"), date(2020, 1, 1), "revoked", "not-known-then"),
        (provision("revoked", "1991-01-01"), CHECKED, "revoked", "known"),
        (provision("superseded", until="2010-10-01"), date(2009, 1, 1), "superseded", "not-known-then"),
        (provision("prospective"), CHECKED, "prospective", "known"),
        (provision("prospective", "2027-04-01"), date(2027, 3, 31), "prospective", "known"),
        (provision("prospective", "2027-04-01"), date(2027, 4, 1), "prospective", "not-checked-since"),
        (provision("not-law"), date(1900, 1, 1), "not-law", "known"),
        (provision("not-found"), date(2099, 1, 1), "not-found", "known"),
    ],
)
def test_each_boundary_to_the_day(part: Provision, day: date, status: str, certainty: str) -> None:
    found = part.status_on(day, YEAR)
    assert (found.status.value, found.certainty.value) == (status, certainty)


@given(provisions(), DAYS, HOLDS)
def test_a_sign_says_in_force_only_where_that_is_known(part: Provision, day: date, holds: int) -> None:
    found, shown = part.status_on(day, holds), status_view(part, day, holds)
    assert shown.live is (found.certainty is Certainty.KNOWN and found.status in LIVE)
    if found.certainty is not Certainty.KNOWN:
        assert shown.key in {"not-known", "not-checked"}
        assert f"when checked on {in_words(part.checked_on)}" in shown.recorded
    if found.certainty is Certainty.NOT_KNOWN_THEN:
        assert shown.word == "Not known on that date"


@given(st.lists(st.builds(status_view, provisions(), st.just(TODAY), st.just(YEAR)), min_size=1, max_size=6))
def test_the_sign_of_a_title_is_never_better_than_its_provisions(statuses: list[StatusView]) -> None:
    whole = overall_status(statuses)
    assert whole.live is any(status.live for status in statuses)
    assert (whole.key == "in-force") is all(status.key == "in-force" for status in statuses)
    if whole.struck_through:
        assert not any(status.live or status.key in {"not-known", "not-checked"} for status in statuses)
    counted = [int(part.split()[0]) for part in status_counts(statuses).split(", ")]
    assert sum(counted) == len(statuses)


def test_a_start_that_the_check_left_open_is_not_called_unchecked() -> None:
    part = provision("prospective", "2026-10")
    assert status_view(part, TODAY, YEAR).word == "Not known on that date"
    later = provision("prospective", "2027-04-01")
    assert status_view(later, date(2027, 5, 1), YEAR).word == "Not checked since 1\u00a0November\u00a02026"


def law_of(project: Path, today: date) -> tuple[LawView, KnowledgeBase]:
    base = knowledge_base(project, today)
    if not (base.legislation and base.legislation.instruments):
        pytest.skip("this partnership keeps no register of law")
    return law_view(base.legislation, base, today), base


@pytest.fixture
def without_reliance(loamshire: Path) -> Path:
    """Loamshire where no promise relies on law, which is refused on a day when that law is not in force."""
    standards = loamshire / "data" / "standards.yml"
    lines = standards.read_text().splitlines(keepends=True)
    kept = [line for line in lines if "sound-act" not in line]
    assert len(kept) == len(lines) - 1
    standards.write_text("".join(kept))
    return loamshire


BEGINS = date(2027, 10, 1)


@pytest.fixture
def law_to_come(without_reliance: Path) -> Path:
    """The same, where one law takes the place of the other on the day ``BEGINS``."""
    legislation = without_reliance / "data" / "legislation.yml"
    legislation.write_text(legislation.read_text().replace("2010-10-01", BEGINS.isoformat()))
    strategy = without_reliance / "data" / "strategy.yml"
    strategy.write_text(strategy.read_text().replace("{from: 2025, to: 2027}", "{from: 2028, to: 2029}"))
    return without_reliance


def provisions_of(law: LawView) -> dict[str, ProvisionView]:
    return {part.anchor: part for one in law.instruments for part in one.provisions}


@pytest.mark.parametrize(
    ("today", "sound", "old"),
    [
        (TODAY, "Not in force yet", "In force"),
        (date(2027, 10, 15), "In force", "Repealed"),
        (date(2030, 1, 1), "Not checked since 1\u00a0November\u00a02026", "Repealed"),
    ],
)
def test_the_same_records_on_three_days(law_to_come: Path, today: date, sound: str, old: str) -> None:
    law, _ = law_of(law_to_come, today)
    shown = provisions_of(law)
    assert (shown["sound-act-s1"].status.word, shown["old-act-s2"].status.word) == (sound, old)
    assert {one.anchor: one.status.word for one in law.instruments} == {"sound-act": sound, "old-act": old}
    instead = shown["old-act-s2"].replacement
    assert instead
    assert instead.label == ("Later replaced by" if today < BEGINS else "Use instead")
    assert [(stated.anchor, stated.status.word) for stated in instead.links] == [("sound-act-s1", sound)]
    assert {row.sign.word: row.count for row in law.signs if row.count} == (
        {"Not checked lately": 1, "Repealed": 1} if today.year == 2030 else {sound: 1, old: 1}
    )
    assert [row.sign for row in law.signs] == list(STATUS_SIGNS)


@pytest.mark.project
def test_every_replacement_and_every_case_shows_the_status_of_what_it_names(project: Path) -> None:
    law, _ = law_of(project, day_for(project))
    shown = provisions_of(law)
    stated = [link for part in shown.values() if part.replacement for link in part.replacement.links]
    stated += [link for case in law.case_law.cases for link in case.provisions]
    assert stated
    assert all(link.status == shown[link.anchor].status for link in stated)


@pytest.mark.project
def test_the_indexes_hold_every_provision_under_each_of_its_headings(project: Path) -> None:
    law, base = law_of(project, day_for(project))
    every = set(provisions_of(law))
    assert sum(len(index.provisions) for index in law.by_status) == len(every)
    assert {part.anchor for index in law.by_status for part in index.provisions} == every
    assert {one.anchor for group in law.groups for one in group.instruments} == {o.anchor for o in law.instruments}
    assert base.legislation
    for instrument in base.legislation.instruments:
        for part in instrument.provisions:
            for subject in part.subjects or instrument.subjects:
                index = next(index for index in law.by_subject if index.key == subject)
                assert part.id in {found.anchor for found in index.provisions}
            for strand in part.strands:
                index = next(index for index in law.by_strand if index.key == strand)
                assert part.id in {found.anchor for found in index.provisions}


def page_of(site: Path, record: str = "") -> Any:
    """Return the list of law, or the page of one of its records."""
    return html.parse(site / (f"law/{record}.html" if record else "law.html")).getroot()


def words_of(element: Any) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


@pytest.mark.slow
@pytest.mark.project
def test_every_provision_is_on_the_page_with_its_sign_its_basis_and_its_sources(project: Path, site: Path) -> None:
    law, base = law_of(project, day_for(project))
    assert base.legislation
    address_of = {
        part.id: f"law/{instrument.id}.html#{part.id}"
        for instrument in base.legislation.instruments
        for part in instrument.provisions
    }
    for instrument in base.legislation.instruments:
        page = page_of(site, instrument.id)
        (section,) = page.cssselect("section.kb-law")
        (heading,) = page.cssselect("article h1")
        assert words_of(heading) == instrument.title
        if instrument.identifier:
            assert f"https://www.legislation.gov.uk/id/{instrument.identifier}" in section.xpath(".//@href")
        for listing in instrument.listed:
            said = words_of(section)
            assert f"clause {listing.source.clause}, as “{listing.written}”" in said
            assert not listing.mistake or "slip:" in said
        for part in instrument.provisions:
            article = page.get_element_by_id(part.id).getparent()
            assert article.getparent() is section
            status = part.status_on(TODAY, base.legislation.review_every)
            word = provisions_of(law)[part.id].status.word.replace("\u00a0", " ")
            assert words_of(article.find("h2")).startswith(f"{word}: {instrument.title}, ")
            is_official = best_rank(part.sources) in {SourceRank.OFFICIAL, SourceRank.PUBLIC_BODY}
            verified = "Read in a public source" if is_official else "Read in a copy or a summary"
            assert (verified if part.basis.value == "verified" else "Known, not re-checked") in words_of(article)
            assert not part.not_rechecked or f"Known, not re-checked: {part.not_rechecked}" in words_of(article)
            dated = "Checked" if part.basis.value == "verified" else "Noted"
            assert f"{dated} {in_words(part.checked_on)}".replace("\u00a0", " ") in words_of(article)
            addresses = {urljoin(f"law/{instrument.id}.html", address) for address in article.xpath(".//@href")}
            assert {address for address in part.sources if rank_of(address) is not SourceRank.COPY} <= addresses
            assert {address_of[successor] for successor in part.use_instead} <= addresses
            assert status.not_to_rely_on or not article.find("h2").xpath(".//*[@class='kb-struck']")
    for case in base.legislation.case_law.cases if base.legislation.case_law else ():
        (section,) = page_of(site, case.id).cssselect("section.kb-case")
        said = words_of(section)
        assert case.citation in said
        assert case.court in said


@pytest.mark.slow
@pytest.mark.project
def test_every_title_every_provision_and_every_case_is_listed_once_with_its_sign_and_a_link(
    project: Path, site: Path
) -> None:
    law, _ = law_of(project, day_for(project))
    page = page_of(site)
    assert [item.get("id") for item in page.cssselect("[data-filter-group]")] == [one.anchor for one in law.instruments]
    assert [item.get("id") for item in page.cssselect("[data-filter-item]")] == list(provisions_of(law))
    for one in law.instruments:
        line = page.get_element_by_id(one.anchor)
        assert words_of(line) == f"{one.title} {one.status.word}".replace("\u00a0", " ")
        assert line.xpath("./a/@href") == [f"law/{one.anchor}.html"]
        for part in one.provisions:
            line = page.get_element_by_id(part.anchor)
            assert words_of(line) == f"{part.title} {part.status.word}".replace("\u00a0", " ")
            assert line.xpath("./a/@href") == [f"law/{one.anchor}.html#{part.anchor}"]
            assert bool(line.xpath(".//*[@class='kb-struck']")) is part.status.struck_through
    for case in law.case_law.cases:
        line = page.get_element_by_id(case.anchor)
        assert words_of(line) == f"{case.title} {case.citation}".replace("\u00a0", " ")
        assert line.xpath("./a/@href") == [f"law/{case.anchor}.html"]


@pytest.mark.slow
@pytest.mark.project
def test_what_is_struck_through_is_also_called_dead_in_words(project: Path, site: Path) -> None:
    law, _ = law_of(project, day_for(project))
    dead = set()
    for name in ("", *(path.stem for path in sorted((site / "law").glob("*.html")))):
        page = page_of(site, name)
        for element in page.xpath("//*[@class='kb-struck']"):
            row = next(a for a in element.iterancestors() if a.tag in {"li", "h1", "h2"})
            sign_place = row.getnext() if row.tag == "h1" else row
            signs = [words_of(sign) for sign in sign_place.xpath(".//*[contains(@class, 'kb-status ')]")]
            assert signs, (name, words_of(row))
            assert set(signs) <= DEAD_WORDS | {"No part in force"}, (name, words_of(row))
        for sign in page.xpath("//article//h2/*[contains(@class, 'kb-status ')]"):
            if words_of(sign) in DEAD_WORDS:
                assert sign.getparent().xpath(".//*[@class='kb-struck']"), (name, words_of(sign.getparent()))
                dead.add(sign.getparent().get("id"))
    assert dead == {part.anchor for part in provisions_of(law).values() if part.status.word in DEAD_WORDS}
    assert dead


@pytest.mark.slow
@pytest.mark.project
def test_the_print_has_every_provision_with_its_sign_in_words(project: Path, published: PublishResult) -> None:
    law, base = law_of(project, day_for(project))
    assert published.folder
    prints = [p.record.id for p in base.publications if p.record.made_of == ("law",)]
    assert prints, "the register has a print"
    with open_pdf(published.folder / "downloads" / f"{prints[0]}.pdf") as pdf:
        rows = table_rows(pdf)
    heads = {" ".join(head.split()) for head in rows}
    for part in provisions_of(law).values():
        assert f"{part.ref} {part.status.word}".replace("\u00a0", " ") in heads, part.anchor
    for one in law.instruments:
        assert rows[one.title].startswith(one.status.word.replace("\u00a0", " "))


@pytest.mark.slow
def test_a_site_of_a_day_before_the_law_says_so_on_its_page_and_in_its_print(
    law_to_come: Path, shared_cache: Cache
) -> None:
    built = publish(law_to_come, today=TODAY, cache=shared_cache)
    assert built.folder, "\n".join(map(str, built.diagnostics))
    law, old, sound = (page_of(built.folder, record) for record in ("", "old-act", "sound-act"))
    assert words_of(old.get_element_by_id("old-act-s2")).startswith("In force: Old Act 1990")
    assert words_of(sound.get_element_by_id("sound-act-s1")).startswith("Not in force yet: Sound Act 2010")
    assert words_of(law.get_element_by_id("old-act-s2")) == "Old Act 1990, section 2 In force"
    assert words_of(law.get_element_by_id("sound-act-s1")) == "Sound Act 2010, section 1 Not in force yet"
    assert not [page for page in (law, old, sound) if page.xpath("//*[@class='kb-struck']")]
    with open_pdf(built.folder / "downloads" / "law-print.pdf") as pdf:
        assert {"Section 2 In force", "Section 1 Not in force yet"} <= set(table_rows(pdf))
    letters = words_of(html.parse(built.folder / "a-to-z.html").getroot())
    assert "Sound Act 2010 Not in force yet" in letters


@pytest.mark.slow
def test_the_dead_are_dead_in_word_on_loamshires_page_and_print(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    page = page_of(loamshire_published.folder, "old-act")
    article = page.get_element_by_id("old-act-s2").getparent()
    assert words_of(article.find("h2")) == "Repealed: Old Act 1990, Section 2"
    assert "Use instead: In force Sound Act 2010, section 1" in words_of(article)
    assert "The strategy’s slip: The Act is of 1990." in words_of(article.getparent())
    line = page_of(loamshire_published.folder).get_element_by_id("old-act-s2")
    assert words_of(line) == "Old Act 1990, section 2 Repealed"
    with open_pdf(loamshire_published.folder / "downloads" / "law-print.pdf") as pdf:
        rows = table_rows(pdf)
    assert "Use instead: In force Sound Act 2010, section 1" in rows["Section 2 Repealed"]
    assert rows["Old Act 1990"].startswith("Repealed")
    assert rows["Repealed"].endswith("1")
    letters = words_of(html.parse(loamshire_published.folder / "a-to-z.html").getroot())
    assert "Old Act 1990 Repealed" in letters


def titles(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".kb-titles > [data-filter-group]:visible a").all_inner_texts()]


def open_by_keyboard(page: Any, heading: str) -> None:
    """Open a fold, unless it is open."""
    fold = page.locator("details.kb-fold").filter(has=page.locator(f"summary h3:text-is('{heading}')"))
    if fold.get_attribute("open") is None:
        fold.locator("summary").press("Enter")


@pytest.mark.slow
def test_choosing_and_sorting_by_keyboard_is_announced_and_kept_nowhere(
    browser: Any, loamshire_published: PublishResult
) -> None:
    assert loamshire_published.folder
    with served(loamshire_published.folder) as address:
        watched = Watched(browser, address)
        page = watched.page
        page.goto(address + "law.html")
        count = page.locator("[data-filter-count]")
        assert count.inner_text() == "All 2 provisions, under 2 titles, in order of title."
        open_by_keyboard(page, "Each title")
        assert titles(page) == ["Old Act 1990", "Sound Act 2010"]
        page.get_by_label("In order of").focus()
        page.keyboard.type("Y")
        assert titles(page) == ["Sound Act 2010", "Old Act 1990"]
        assert count.inner_text().endswith("in order of year, newest first.")
        page.get_by_label("Status", exact=True).focus()
        page.keyboard.type("Rep")
        assert titles(page) == ["Old Act 1990"]
        assert count.inner_text().startswith("1 of 2 provisions, under 1 title,")
        assert not page.locator("#sound-act").is_visible()
        assert page.locator("#old-act-s2").is_visible()
        assert page.url.endswith("law.html")
        page.get_by_label("Strand it names").select_option("strand-one")
        assert titles(page) == []
        assert page.locator("[data-filter-none]").is_visible()
        assert count.inner_text().startswith("Nothing matches.")
        page.get_by_label("Subject", exact=True).select_option(index=1)
        # The same words again are read out only if they differ in something.
        assert count.text_content() == "Nothing matches. Choose less, or show everything.\u00a0"
        page.get_by_role("button", name="Show everything").press("Enter")
        open_by_keyboard(page, "Each title")
        assert titles(page) == ["Old Act 1990", "Sound Act 2010"]
        assert page.url.endswith("law.html")
        assert watched.wrong == []
        watched.context.close()


@pytest.mark.slow
def test_a_link_to_a_provision_leads_to_its_page_whatever_is_chosen(
    browser: Any, loamshire_published: PublishResult
) -> None:
    assert loamshire_published.folder
    with served(loamshire_published.folder) as address:
        watched = Watched(browser, address)
        page = watched.page
        page.goto(address + "law.html")
        page.get_by_label("Status", exact=True).select_option("repealed")
        assert titles(page) == ["Old Act 1990"]
        page.locator("#old-act-s2 a").press("Enter")
        page.wait_for_url(address + "law/old-act.html#old-act-s2")
        assert page.locator("h2#old-act-s2").is_visible()
        page.locator(".kb-instead a").first.press("Enter")
        page.wait_for_url(address + "law/sound-act.html#sound-act-s1")
        assert page.locator("h2#sound-act-s1").is_visible()
        page.goto(address + "law.html#sound-act-s1")
        page.wait_for_url(address + "law/sound-act.html#sound-act-s1")
        assert page.locator("h2#sound-act-s1").is_visible()
        page.goto(address + "law.html")
        listed = page.locator("details.kb-fold:has(#status-in-force) li a").first
        assert not listed.is_visible()
        page.locator("summary:has(#status-in-force)").press("Enter")
        assert listed.is_visible()
        page.goto(address + "desk.html")
        page.goto(address + "law.html#status-in-force")
        assert listed.is_visible()
        assert watched.wrong == []
        watched.context.close()


@pytest.mark.slow
@pytest.mark.project
def test_without_scripts_everything_is_there_and_the_form_is_not(browser: Any, project: Path, server: str) -> None:
    law, _ = law_of(project, day_for(project))
    watched = Watched(browser, server, java_script_enabled=False)
    page = watched.page
    page.goto(server + "law.html")
    assert not page.locator("form[data-filter]").is_visible()
    open_by_keyboard(page, "Each provision")
    assert page.locator("li[data-filter-item]:visible").count() == len(provisions_of(law))
    open_by_keyboard(page, "Each title")
    assert page.locator(".kb-titles > [data-filter-group]:visible").count() == len(law.instruments)
    for index in law.by_status:
        assert page.locator(f"#{index.anchor}").is_visible()
        page.locator(f"summary:has(#{index.anchor})").press("Enter")
        listed = page.locator(f"details.kb-fold:has(#{index.anchor}) li:visible")
        assert listed.count() == len(index.provisions), index.anchor
    part = law.by_status[0].provisions[0]
    page.locator(f"details.kb-fold:has(#{law.by_status[0].anchor}) li a").first.click()
    page.wait_for_url(f"{server}law/*.html#{part.anchor}")
    assert page.locator(f"article.kb-provision > h2#{part.anchor}").is_visible()
    watched.context.close()


@pytest.mark.slow
def test_every_sign_has_a_drawing_and_an_edge_of_its_own(browser: Any, loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    with served(loamshire_published.folder) as address:
        watched = Watched(browser, address, forced_colors="active")
        watched.page.goto(address + "law.html")
        drawn = watched.page.eval_on_selector_all(
            "#what_the_signs_mean ~ details > summary .kb-status, #what_the_signs_mean ~ p > .kb-status",
            """all => all.map(sign => {
                const style = getComputedStyle(sign), glyph = getComputedStyle(sign.querySelector('i'));
                return [sign.textContent, glyph.maskImage, style.borderStyle + style.borderWidth + style.borderRadius];
            })""",
        )
        assert sorted(word for word, _, _ in drawn) == sorted(sign.word for sign in STATUS_SIGNS)
        assert len({glyph for _, glyph, _ in drawn}) == len(STATUS_SIGNS)
        assert all(glyph.startswith("url(") for _, glyph, _ in drawn)
        edges = {word: edge for word, _, edge in drawn}
        assert all("double" in edges[word] for word in ("Repealed", "Revoked", "Replaced"))
        assert len(set(edges.values())) == len(STATUS_SIGNS) - 3
        watched.context.close()
