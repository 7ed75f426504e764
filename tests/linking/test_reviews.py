"""Each record that goes out of date says by when it must be checked again, and when that day has passed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import html

from generator.build import check
from generator.cache import Cache
from generator.diagnostics import Code, Severity
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.reviews import months_later, review_terms
from generator.model.vocabulary import Edition
from generator.publishing.publish import PublishResult, publish
from generator.rendering.exports.calendar import reviews_calendar
from generator.views.keeping.reviews import SOON, next_check, overdue_counts, reviews_view
from generator.views.shared.paths import path_of
from generator.words.text import shortened
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of, day_for, edit, knowledge_base

TWO_YEARS_ON = date(2028, 11, 21)


def words_of(page: Path) -> str:
    return " ".join(html.parse(page).getroot().text_content().replace("\u00a0", " ").split())


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 200), st.integers(0, 200))
def test_more_months_are_never_sooner_and_no_month_is_skipped(day: date, some: int, more: int) -> None:
    sooner, later = sorted((months_later(day, some), months_later(day, some + more)))
    assert (sooner, later) == (months_later(day, some), months_later(day, some + more))
    gone = (sooner.year - day.year) * 12 + sooner.month - day.month
    assert gone == some
    assert sooner.day <= day.day


@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=lambda project: project.name)
def test_everything_that_goes_out_of_date_is_on_the_list_once(project: Path) -> None:
    base = knowledge_base(project, edition=Edition.STAFF)
    on_the_list = [review.record for review in base.reviews]
    provisions = [p for i in (base.legislation.instruments if base.legislation else ()) for p in i.provisions]
    expected = {linked.record.id for linked in base.sets}
    expected |= {provision.id for provision in provisions if not provision.needs_no_review}
    expected |= {record.id for record in base.directory.everyone}
    expected |= {linked.page.front.id for linked in base.pages if linked.page.front.evidence}
    expected |= {power.id for power in base.powers.powers}
    expected |= {"accessibility"} if base.statement else set()
    assert sorted(on_the_list) == sorted(expected)


def test_a_check_is_good_for_its_whole_last_day() -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC)
    desk = next(review for review in base.reviews if review.record == "contact-desk")
    assert desk.due == date(2027, 2, 1)
    assert not desk.overdue_on(date(2027, 2, 1))
    assert desk.overdue_on(date(2027, 2, 2))
    assert overdue_counts(base, date(2027, 2, 1)) == ()
    assert next_check(base, date(2027, 2, 1)).replace("\u00a0", " ") == "1 February 2027"
    late = overdue_counts(base, date(2027, 2, 2))
    assert [line.words.replace("\u00a0", " ") for line in late] == ["2 of 4 contacts"]
    assert next_check(base, date(2027, 2, 2)).replace("\u00a0", " ") == "1 March 2027"


def test_each_owner_has_a_list_and_what_nobody_owns_comes_first() -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.STAFF)
    view = reviews_view(base, date(2027, 1, 10))
    assert [owner.owner for owner in view.owners] == [
        "Nobody yet",
        "Loamshire Safer Together",
        "the board's adviser on law",
        "the desk’s manager",
        "the website’s keeper",
    ]
    manager = view.owners[-2]
    assert [part.title.replace("\u00a0", " ") for part in manager.lists] == ["Due by 11 March 2027"]
    assert date(2027, 1, 10) + SOON == date(2027, 3, 11)
    assert [row.where for row in manager.lists[0].rows] == ["data/contacts.yml, line 4", "data/contacts.yml, line 29"]
    everyone = [row.title for owner in view.owners for part in owner.lists for row in part.rows]
    assert len(everyone) == len(base.reviews) == view.count


def events_of(base: KnowledgeBase) -> list[Any]:
    return Calendar.from_ical(reviews_calendar(base).content).walk("VEVENT")


@pytest.mark.parametrize("edition", Edition)
def test_the_calendar_has_an_event_for_each_day_owner_and_kind(edition: Edition) -> None:
    base = knowledge_base(LOAMSHIRE, edition=edition)
    content = reviews_calendar(base).content
    assert content == reviews_calendar(base).content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    staff = {(date(2027, 5, 1), "Check 2 contacts (nobody owns them yet)")} if edition is Edition.STAFF else set()
    assert {(event["DTSTART"].dt, str(event["SUMMARY"])) for event in events_of(base)} == staff | {
        (date(2027, 2, 1), "Check 2 contacts (the desk’s manager)"),
        (date(2027, 3, 1), "Check Loamshire Charter (Loamshire Safer Together)"),
        (date(2027, 5, 1), "Check Change group (nobody owns it yet)"),
        (date(2027, 5, 1), "Check Loam library (nobody owns it yet)"),
        (date(2027, 5, 1), "Check Whom can you tell? (nobody owns it yet)"),
        (date(2027, 5, 2), "Check Loamshire Police (nobody owns it yet)"),
        (date(2027, 11, 1), "Check Sound Act 2010, section 1 (the board's adviser on law)"),
        (date(2027, 11, 1), "Check The old desk (nobody owns it yet)"),
        (date(2035, 10, 1), "Check The accessibility statement (the website’s keeper)"),
        (date(2036, 11, 1), "Check 2 powers (the board's adviser on law)"),
    }


def test_an_event_says_what_to_do_and_ends_with_the_page_to_look_at() -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.STAFF)
    described = {str(event["SUMMARY"]): str(event["DESCRIPTION"]) for event in events_of(base)}
    assert described["Check 2 contacts (the desk’s manager)"] == (
        "Check each of these, and write the new day in its record: Emergency services (999); The desk\n"
        "https://example.org/kb/contacts.html"
    )
    assert described["Check Sound Act 2010, section 1 (the board's adviser on law)"] == (
        "Check it, and write the new day in data/legislation.yml (sound-act-s1).\n"
        "https://example.org/kb/law/sound-act.html#sound-act-s1"
    )
    assert described["Check 2 contacts (nobody owns them yet)"].endswith("https://example.org/kb/contacts.html")
    no_website = replace(base, partnership=base.partnership.model_copy(update={"website": None}))
    assert {str(event["DESCRIPTION"]).split("\n")[0] for event in events_of(no_website)} == {
        text.split("\n")[0] for text in described.values()
    }
    assert b"example.org" not in reviews_calendar(no_website).content


def test_no_event_points_at_a_page_of_the_staff_edition() -> None:
    """The website's address is that of the public edition."""
    base = knowledge_base(LOAMSHIRE, edition=Edition.STAFF)
    alone = [one for one in base.reviews if one.record == "contact-night-desk"]
    (event,) = events_of(replace(base, reviews=tuple(alone)))
    assert str(event["DESCRIPTION"]) == (
        "Check it, and write the new day in data/staff/contacts.yml (contact-night-desk).\n"
        "https://example.org/kb/contacts.html"
    )


def test_long_words_are_cut_after_a_word_and_the_address_is_whole() -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC)
    desk = next(one for one in base.reviews if one.record == "contact-desk")
    many = [replace(desk, record=f"contact-{n}", title=f"The desk of the town of Loam, number {n}") for n in range(40)]
    (event,) = events_of(replace(base, reviews=tuple(many)))
    assert str(event["SUMMARY"]) == "Check 40 contacts (the desk’s manager)"
    assert str(event["DESCRIPTION"]) == (
        "Check each of these, and write the new day in its record: The desk of the town of Loam, number 0; "
        "The desk of the town of Loam, number 1; The desk of the town of Loam, number 10; "
        "The desk of the town of Loam, number 11 and 36 more\n"
        "https://example.org/kb/contacts.html"
    )
    long = replace(desk, title="The desk, " + "which answers everybody, " * 9)
    (event,) = events_of(replace(base, reviews=(long,)))
    assert str(event["SUMMARY"]) == "Check The desk, which answers everybody, which answers everybody, which…"
    assert shortened("x" * 80, 75) == "x" * 74 + "…"
    assert shortened("x" * 75, 75) == "x" * 75


def checked(base: KnowledgeBase, day: date, *records: str) -> KnowledgeBase:
    """Return what there is after these records were checked on a day."""
    terms = {r.record: review_terms(r.owner, day, r.months) for r in base.reviews if r.record in records}
    return replace(
        base, reviews=tuple(replace(r, terms=terms[r.record]) if r.record in terms else r for r in base.reviews)
    )


def uids(base: KnowledgeBase) -> dict[str, Any]:
    events = {str(event["UID"]): event for event in events_of(base)}
    assert len(events) == len(events_of(base))
    return events


def test_an_event_moves_when_its_records_were_checked() -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC)
    before, after = uids(base), uids(checked(base, date(2026, 12, 20), "contact-desk", "contact-999"))
    assert set(before) == set(after)
    moved = [uid for uid in before if before[uid]["DTSTART"].dt != after[uid]["DTSTART"].dt]
    assert [(str(after[uid]["SUMMARY"]), after[uid]["DTSTART"].dt) for uid in moved] == [
        ("Check 2 contacts (the desk’s manager)", date(2027, 3, 20))
    ]
    assert all((after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]) is (uid in moved) for uid in before)
    assert {event["DTSTAMP"].dt.date() for event in after.values()} == {date(2026, 12, 20)}
    assert {event["LAST-MODIFIED"].dt.date() for event in after.values()} == {date(2026, 12, 20)}


def test_an_event_of_which_a_part_was_checked_is_two_and_none_is_left_behind() -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC)
    for record, rest in (("contact-999", "The desk"), ("contact-desk", "Emergency services (999)")):
        before, after = uids(base), uids(checked(base, date(2026, 12, 20), record))
        assert set(before) < set(after)
        assert len(after) == len(before) + 1
        left = [str(e["SUMMARY"]) for e in after.values() if e["DTSTART"].dt == date(2027, 2, 1)]
        assert left == [f"Check {rest} (the desk’s manager)"]


@given(st.lists(st.tuples(st.integers(0, 13), st.integers(1, 400)), max_size=12))
def test_a_uid_never_has_a_lower_number_nor_an_earlier_stamp(checks: list[tuple[int, int]]) -> None:
    base = knowledge_base(LOAMSHIRE, edition=Edition.STAFF)
    day, before = TODAY, uids(base)
    seen = {uid: event["SEQUENCE"] for uid, event in before.items()}
    for which, days in checks:
        day += timedelta(days=days)
        base = checked(base, day, base.reviews[which].record)
        for uid, event in uids(base).items():
            assert event["SEQUENCE"] >= seen.get(uid, 0)
            assert event["DTSTAMP"].dt.date() == day
            seen[uid] = event["SEQUENCE"]


def test_no_uid_of_one_edition_or_partnership_is_in_another() -> None:
    public, staff = (knowledge_base(LOAMSHIRE, edition=edition) for edition in (Edition.PUBLIC, Edition.STAFF))
    other = replace(public, partnership=public.partnership.model_copy(update={"name": "Another partnership"}))
    assert not set(uids(public)) & set(uids(staff))
    assert not set(uids(public)) & set(uids(other))


def test_no_day_of_this_repository_has_more_events_than_a_calendar_shows() -> None:
    for edition in Edition:
        days = [event["DTSTART"].dt for event in events_of(knowledge_base(REPOSITORY, edition=edition))]
        assert max(days.count(day) for day in days) <= 6


def test_a_release_is_refused_two_years_on_and_each_check_is_reported_with_its_line(
    loamshire: Path, kb: Callable[..., CompletedProcess[str]]
) -> None:
    ran = kb("check", "--project", str(loamshire), "--release", "--today", TWO_YEARS_ON.isoformat(), "--format", "json")
    assert ran.returncode == 1
    overdue = [one for one in json.loads(ran.stdout) if (one["code"], one["severity"]) == ("review-overdue", "error")]
    late = [(f"{one['path']}:{one['line']}:{one['column']}", one["message"].split("'")[1]) for one in overdue]
    assert late == [
        ("content/tell.md:2:5", "tell"),
        ("data/contacts.yml:4:9", "contact-999"),
        ("data/contacts.yml:17:9", "contact-police"),
        ("data/contacts.yml:29:9", "contact-desk"),
        ("data/contacts.yml:46:9", "contact-closed"),
        ("data/contacts.yml:57:9", "service-change"),
        ("data/contacts.yml:73:9", "venue-library"),
        ("data/legislation.yml:18:13", "sound-act-s1"),
        ("data/staff/contacts.yml:2:9", "contact-night-desk"),
        ("data/staff/contacts.yml:15:9", "contact-spoc-police"),
        ("data/standards.yml:12:9", "charter"),
    ]


def test_only_a_promise_that_an_editor_has_just_changed_stops_a_release_of_this_repository() -> None:
    """An edit as in the README's tour makes the texts written from that promise suspect, and nothing else."""
    problems = check(REPOSITORY, day_for(REPOSITORY), release=True)[1]
    assert {one.code for one in problems if one.severity is Severity.ERROR} <= {Code.SUSPECT_TEXT}


def test_a_release_is_refused_until_what_lives_may_depend_on_was_read(loamshire: Path) -> None:
    def release() -> list[tuple[Severity, str]]:
        problems = check(loamshire, TODAY, release=True)[1]
        return [(one.severity, one.message) for one in problems if one.code is not Code.EXAMPLE_VALUE]

    unread = "lives may depend on 'contact-desk', and desk@example.org is known, and was not read in a public source"
    assert release() == [(Severity.ERROR, unread)]
    mail, post = "value: desk@example.org, basis: ", 'NN1 1AA", basis: '
    edit(loamshire, "data/contacts.yml", *((f"{one}known", f"{one}verified") for one in (mail, post)))
    assert release() == []
    confirmed = "confirmed_on: 2026-03-01\n    confirmed_by: the chair of the board"
    edit(loamshire, "data/standards.yml", (f"yes\n    {confirmed}\n", "unknown\n"))
    assert release() == [(Severity.WARNING, "nobody has confirmed that 'charter' is still current")]


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's public site as it is if nobody has looked at anything for two years."""
    project = copy_of(REPOSITORY, tmp_path_factory.mktemp("later") / "project")
    published = publish(project, today=TWO_YEARS_ON, with_prints=False)
    assert published.folder
    return published.folder


@pytest.mark.slow
def test_two_years_on_home_directory_and_every_foot_say_what_is_overdue(later: Path) -> None:
    home = html.parse(later / "index.html").getroot()
    caution = " ".join(home.cssselect("main .kb-caution")[0].text_content().split())
    assert "Some of this is overdue for a check:" in caution
    assert (
        "27 of 27 contacts; 43 of 43 services; 33 of 33 powers; 6 of 6 pages; 1 of 1 accessibility statement" in caution
    )
    late = {link.get("href") for link in home.cssselect("main .kb-caution a")}
    assert late == {"accessibility.html", "contacts.html", "law.html", "powers.html"}
    assert "70 of 70 checks are overdue." in words_of(later / "contacts.html")
    cards = [words_of(page) for page in (later / "contacts").glob("*.html")]
    assert [text.count("This check is overdue: it was due by") for text in cards] == [1] * 70
    for page in later.rglob("*.html"):
        assert "Some checks are overdue:" in words_of(page), page.name


@pytest.mark.slow
@pytest.mark.project
def test_a_site_that_nobody_rebuilds_says_by_when_each_thing_must_be_checked(
    published: PublishResult, project: Path
) -> None:
    assert published.folder
    base = knowledge_base(project, edition=Edition.PUBLIC)
    for review in base.reviews:
        if review.kind in {"contact", "service", "venue", "provision"} and review.due:
            name, _, anchor = path_of(base.targets[review.record]).partition("#")
            page = html.parse(published.folder / name).getroot()
            (part,) = [page.get_element_by_id(anchor).getparent()] if anchor else page.cssselect("article")
            text = " ".join(part.text_content().split())
            assert f"check again by {review.due.day} " in text, review.record
    if again := next_check(base, TODAY).replace("\u00a0", " "):
        assert f"The next check is due by {again}." in words_of(published.folder / "index.html")


@pytest.mark.slow
def test_the_list_by_owner_is_for_staff_and_the_public_has_none(
    tmp_path: Path, loamshire_published: PublishResult, shared_cache: Cache
) -> None:
    public = loamshire_published.folder
    assert public
    assert not (public / "reviews.html").exists()
    assert b"night-desk" not in (public / "api" / "reviews.ics").read_bytes()
    published = publish(
        copy_of(LOAMSHIRE, tmp_path / "l"), today=TODAY, edition=Edition.STAFF, with_prints=False, cache=shared_cache
    )
    assert published.folder
    text = words_of(published.folder / "reviews.html")
    assert "The night desk of Loam" in text
    assert "the desk’s manager 2 records, 0 overdue." in text
    assert "data/staff/contacts.yml, line 2" in text
