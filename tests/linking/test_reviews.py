"""Each record that goes out of date says by when it must be checked again, and when that day has passed."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import html

from generator.build import check
from generator.diagnostics import Code, Severity
from generator.model.reviews import months_later
from generator.model.vocabulary import Edition
from generator.publishing.publish import PublishResult, publish
from generator.rendering.exports.calendar import reviews_calendar
from generator.views.keeping.reviews import SOON, next_check, overdue_counts, reviews_view
from generator.views.shared.paths import path_of
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


@pytest.mark.parametrize("edition", Edition)
def test_the_calendar_names_every_check_on_its_day(edition: Edition) -> None:
    base = knowledge_base(LOAMSHIRE, edition=edition)
    content = reviews_calendar(base).content
    assert content == reviews_calendar(base).content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    named: dict[str, date] = {}
    events: list[Any] = calendar.walk("VEVENT")
    for event in events:
        for line in str(event["DESCRIPTION"]).split("\n")[1:]:
            record = line.rpartition(", ")[2].rstrip(")")
            assert record not in named
            named[record] = event["DTSTART"].dt
    staff = {"contact-night-desk": date(2027, 5, 1), "contact-spoc-police": date(2027, 5, 1)}
    assert named == {
        "accessibility": date(2035, 10, 1),
        "charter": date(2027, 3, 1),
        "contact-999": date(2027, 2, 1),
        "contact-closed": date(2027, 11, 1),
        "contact-desk": date(2027, 2, 1),
        "contact-police": date(2027, 5, 2),
        "power-order": date(2036, 11, 1),
        "power-word": date(2036, 11, 1),
        "service-change": date(2027, 5, 1),
        "sound-act-s1": date(2027, 11, 1),
        "tell": date(2027, 5, 1),
        "venue-library": date(2027, 5, 1),
    } | (staff if edition is Edition.STAFF else {})
    uids = [str(event["UID"]) for event in events]
    assert len(uids) == len(set(uids)) > 1


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
    tmp_path: Path, loamshire_published: PublishResult
) -> None:
    public = loamshire_published.folder
    assert public
    assert not (public / "reviews.html").exists()
    assert b"night-desk" not in (public / "api" / "reviews.ics").read_bytes()
    published = publish(copy_of(LOAMSHIRE, tmp_path / "l"), today=TODAY, edition=Edition.STAFF, with_prints=False)
    assert published.folder
    text = words_of(published.folder / "reviews.html")
    assert "The night desk of Loam" in text
    assert "the desk’s manager 2 records, 0 overdue." in text
    assert "data/staff/contacts.yml, line 2" in text
