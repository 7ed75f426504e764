"""Whom to reach: every number dials what it shows, nothing closed can be called, and two editions keep apart."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import phonenumbers
import pypdf
import pytest
from lxml import html

from generator.build import build_site, check
from generator.cache import Cache
from generator.linking.linked import LinkedPoster
from generator.model.channels import Channel
from generator.model.contacts import ContactState
from generator.model.evidence import Basis
from generator.model.pages import GeneratedPage
from generator.model.reviews import months_later
from generator.model.vocabulary import Edition, PrintFormat
from generator.publishing.publish import PublishResult, publish
from generator.rendering.exports.spreadsheet import contacts_tables
from generator.views.directory.cards import card_view, first_number
from generator.views.directory.contacts import directory_view, works_near
from generator.views.prints.needs import need_view
from tests import verapdf
from tests.browsing import Watched, served
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of, edit, knowledge_base
from tests.pdf import destination_pages, list_items, open_pdf, pdf_path, reading_order


def digits(number: str) -> str:
    """What is dialled at home: no spaces, the country's code as its nought."""
    return re.sub(r"^\+44", "0", re.sub(r"[\s\u00a0]", "", number))


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=lambda project: project.name)
def test_every_number_dials_what_it_shows(project: Path, edition: Edition) -> None:
    base = knowledge_base(project, edition=edition)
    called = 0
    for record in base.directory.everyone:
        for channel in card_view(record, base, TODAY).channels:
            scheme, _, number = channel.link.partition(":")
            if scheme in {"tel", "sms"}:
                called += 1
                assert digits(number) == digits(channel.text)
                if number.startswith("+"):
                    assert phonenumbers.is_possible_number(phonenumbers.parse(number))
    assert called


def test_what_has_closed_can_be_called_nowhere(loamshire: Path) -> None:
    way = "    channels: [{kind: phone, value: 01632 960009, basis: known}]\n    needs: [need-talk]\n"
    edit(loamshire, "data/contacts.yml", ("    state: closed\n", f"{way}    state: closed\n"))
    base = knowledge_base(loamshire, edition=Edition.PUBLIC)
    (closed,) = (record for record in base.directory.everyone if record.id == "contact-closed")
    assert len(closed.channels) == 1
    card = card_view(closed, base, TODAY)
    assert (card.channels, card.warning) == ((), "Closed. Do not use it.")
    assert card.alternative == ("The desk", "contacts/contact-desk.html")
    assert first_number(closed) is None
    shown = directory_view(base, TODAY)
    lists = (*shown.by_need, *shown.by_area, *shown.wider_areas, *shown.by_strand)
    assert "The old desk" not in {lead.name for one in lists for lead in one.leads}
    (need,) = base.directory.needs
    assert [helper.name for helper in need_view(need, base).helpers] == ["The desk"]
    assert b"01632 960009" not in contacts_tables(base)[0].content


def test_nothing_rests_on_a_contact_that_may_have_gone() -> None:
    base = knowledge_base(REPOSITORY, edition=Edition.PUBLIC)
    parts = (part for publication in base.publications for part in publication.parts)
    for poster in (part for part in parts if isinstance(part, LinkedPoster)):
        for shown in (poster.call, poster.scan):
            assert shown is None or shown.state is ContactState.ACTIVE, (poster.record.id, shown.id)
    by_id = {record.id: record for record in base.directory.everyone}
    groups = {
        need.id: [record for record in by_id.values() if need.id in record.needs] for need in base.directory.needs
    }
    groups |= {
        f"{paper.id}: {section.title}": [by_id[one] for one in section.contacts]
        for paper in base.papers
        for section in paper.sections
        if section.contacts
    }
    for group, records in groups.items():
        assert any(record.state is ContactState.ACTIVE and record.channels for record in records), group


def test_both_councils_and_the_county_have_a_verified_line_for_a_child_in_danger_of_harm() -> None:
    base = knowledge_base(REPOSITORY, edition=Edition.PUBLIC)
    lines = [
        record
        for record in base.directory.contacts
        if "need-under-18" in record.needs and record.safety_critical and not record.unverified
    ]
    for area in ("area-north-northamptonshire", "area-west-northamptonshire"):
        assert any(works_near(record, area, base) for record in lines), area


@pytest.mark.parametrize(("today", "overdue"), [(date(2027, 2, 1), 0), (date(2027, 2, 2), 2), (date(2028, 11, 21), 6)])
def test_a_card_is_overdue_from_the_day_after_the_last_for_its_check(today: date, overdue: int) -> None:
    shown = directory_view(knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC), today)
    assert (shown.overdue, len(shown.cards)) == (overdue, 6)
    (desk,) = (card.overdue.replace("\u00a0", " ") for card in shown.cards if card.anchor == "contact-desk")
    assert desk == ("This check is overdue: it was due by 1 February 2027." if overdue else "")


def test_a_month_later_is_the_same_day_or_the_months_last() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 11, 21), 3) == date(2027, 2, 21)


@pytest.mark.parametrize(
    ("written", "shown", "link"),
    [
        ("999", "999", "tel:999"),
        ("18001 101", "18001 101", "tel:18001101"),
        ("01632 960001", "01632 960001", "tel:+441632960001"),
        ("+441632960001", "01632 960001", "tel:+441632960001"),
    ],
)
def test_a_number_is_spaced_as_it_is_said_and_dialled_from_anywhere(written: str, shown: str, link: str) -> None:
    channel = Channel(kind="phone", value=written, basis=Basis.KNOWN)
    assert (channel.display_value, channel.link) == (shown, link)


def test_the_public_edition_knows_nothing_of_the_staffs_and_the_staffs_has_both() -> None:
    public, staff = knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC), knowledge_base(LOAMSHIRE, edition=Edition.STAFF)
    assert "contact-night-desk" not in public.targets
    assert {value.text for value in public.staff_values} == {
        "contact-night-desk",
        "The night desk of Loam",
        "For staff who need the council at night.",
        "01632 960777",
        "contact-spoc-police",
        "SPOC at the police of Loamshire",
        "For other agencies.",
        "spocs-print",
    }
    assert staff.directory.staff_only == {"contact-night-desk", "contact-spoc-police"}
    assert staff.staff_values == ()


def test_nothing_of_a_staff_contact_may_be_published_not_even_a_note(loamshire: Path) -> None:
    number = "{kind: phone, value: 01632 960777, basis: known}"
    note = "{kind: phone, value: 01632 960777, basis: known, note: Let it ring twice.}"
    partner = "    partner: loamshire-council\n"
    own_note = f"{partner}    note: The porter has the key.\n"
    edit(loamshire, "data/staff/contacts.yml", (number, note), (partner, own_note))
    hidden = knowledge_base(loamshire, edition=Edition.PUBLIC).staff_values
    assert {(one.field, one.text) for one in hidden if one.record == "contact-night-desk"} == {
        ("id", "contact-night-desk"),
        ("name", "The night desk of Loam"),
        ("what for", "For staff who need the council at night."),
        ("note", "The porter has the key."),
        ("phone value", "01632 960777"),
        ("phone note", "Let it ring twice."),
    }


@pytest.mark.slow
def test_the_staff_edition_says_on_every_page_that_it_is_not_for_the_public(
    tmp_path: Path, shared_cache: Cache
) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    published = publish(project, today=TODAY, edition=Edition.STAFF, cache=shared_cache)
    assert published.folder
    assert published.folder.name == "staff"
    for path in published.folder.rglob("*.html"):
        assert "Staff only. Not for the public." in html.parse(path).getroot().text_content(), path.name
    assert "01632\u00a0960777" in (published.folder / "contacts.html").read_text()


@pytest.mark.slow
def test_without_the_staff_folder_the_public_edition_is_the_same(tmp_path: Path) -> None:
    whole = copy_of(LOAMSHIRE, tmp_path / "whole")
    without = copy_of(LOAMSHIRE, tmp_path / "without")
    for path in sorted((without / "data" / "staff").iterdir()):
        path.unlink()
    (without / "data" / "staff").rmdir()
    made = [publish(project, today=TODAY, with_prints=False).folder for project in (whole, without)]
    assert all(made)
    pages = [{path.name: path.read_bytes() for path in folder.rglob("*.html")} for folder in made if folder]
    assert pages[0] == pages[1]


@pytest.mark.slow
def test_every_page_shows_the_number_of_the_contact_that_holds_it(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    for path in loamshire_published.folder.rglob("*.html"):
        page = html.parse(path).getroot()
        assert [link.get("href") for link in page.cssselect(".kb-emergency a")] == ["tel:999"], path.name
    home = html.parse(loamshire_published.folder / "index.html").getroot()
    assert {link.get("href") for link in home.cssselect("main .kb-card a.kb-tel")} == {"tel:999", "tel:+441632960101"}


FOUND = "[...document.querySelectorAll('[data-who-found] > li > a:first-of-type')].map(link => link.textContent)"


@pytest.mark.slow
def test_the_finder_works_out_whom_to_contact_and_leaves_no_trace(
    browser: Any, loamshire_published: PublishResult
) -> None:
    assert loamshire_published.folder
    with served(loamshire_published.folder) as address:
        watched = Watched(browser, address)
        page = watched.page
        page.goto(address + "contacts.html")
        assert page.evaluate(FOUND) == []
        page.select_option("#who-area", "area-loam")
        assert page.evaluate(FOUND) == [
            "The desk",
            "Emergency services (999)",
            "Loam library",
            "Loamshire Police",
            "Change group",
        ]
        page.select_option("#who-need", "need-talk")
        assert page.evaluate(FOUND) == ["The desk"]
        assert page.locator("[data-who-count]").text_content() == "1 fits."
        assert page.locator("[data-who-found] a.kb-tel").get_attribute("href") == "tel:+441632960001"
        assert page.url == address + "contacts.html"
        page.goto(address + "index.html")
        page.go_back()
        assert page.locator("#who-need").input_value() == ""
        stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        assert "need-talk" not in stored
        assert watched.wrong == []
        watched.context.close()
        without = Watched(browser, address, java_script_enabled=False)
        without.page.goto(address + "contacts.html")
        assert not without.page.locator("[data-who-finder]").is_visible()
        assert without.page.locator("details:has(#need-talk) ul a").first.text_content() == "The desk"
        without.context.close()


@pytest.mark.slow
def test_the_list_of_spocs_is_for_staff_and_says_who_is_missing(
    tmp_path: Path, loamshire_published: PublishResult, golden: Callable[[str, str], None], shared_cache: Cache
) -> None:
    assert loamshire_published.folder
    public = [path for path in loamshire_published.folder.rglob("*") if path.is_file()]
    assert not [path.name for path in public if "spoc" in path.name]
    assert not [path.name for path in public if b"spocs" in path.read_bytes().lower()]
    published = publish(copy_of(LOAMSHIRE, tmp_path / "l"), today=TODAY, edition=Edition.STAFF, cache=shared_cache)
    assert published.folder
    page = html.parse(published.folder / "spocs.html").getroot()
    said = " ".join(page.text_content().split()).replace("\u00a0", " ")
    assert "2 roles, 1 missing." in said
    assert "Missing. Meanwhile use Loamshire Police: 01632 960101." in said
    assert "01632 960777" in said
    assert [link.get("href") for link in page.cssselect(".kb-files a")] == ["downloads/spocs-print.pdf"]
    for name in ("contacts-print", "spocs-print"):
        assert verapdf.check(published.folder / "downloads" / f"{name}.pdf").broken == {}
    golden("staff/spocs-print.txt", reading_order(published.folder / "downloads" / "spocs-print.pdf"))
    public_throughout = {"charter-print.pdf", "door-poster.pdf", "door-poster-a3.pdf", "telling-leaflet.pdf"}
    public_throughout |= {"bells-training-pack.pdf", "bells-training-slides.pdf"}
    for path in sorted((published.folder / "downloads").glob("*.pdf")):
        if path.name in public_throughout:
            continue
        pages = pypdf.PdfReader(path).pages
        for printed in pages:
            assert "Staff only. Not for the public." in " ".join(printed.extract_text().split()), path.name


@pytest.mark.project
def test_paper_tells_areas_with_the_same_helpers_once(project: Path) -> None:
    shown = directory_view(knowledge_base(project, edition=Edition.PUBLIC), TODAY)
    assert len({one.leads for one in shown.merged_by_area}) == len(shown.merged_by_area)
    for area in shown.by_area:
        assert [near.leads for near in shown.merged_by_area if area.leads == near.leads and area.title in near.title]


@pytest.mark.slow
@pytest.mark.project
def test_the_printed_directory_has_every_number_whole_and_every_address(
    project: Path, published: PublishResult
) -> None:
    base = knowledge_base(project, edition=Edition.PUBLIC)
    printed = [
        p for p in base.publications if isinstance(p.first_part, GeneratedPage) and p.first_part.id == "contacts"
    ]
    assert published.folder
    for publication in printed:
        pages = pypdf.PdfReader(published.folder / pdf_path(publication.record.id, PrintFormat.PRINT)).pages
        lines = [line.replace("\u00a0", " ") for page in pages for line in page.extract_text().split("\n")]
        joined = "".join("".join(lines).split())
        with open_pdf(published.folder / pdf_path(publication.record.id, PrintFormat.PRINT)) as pdf:
            items, page_of = list_items(pdf), destination_pages(pdf)
        for lead in {lead for one in directory_view(base, TODAY).by_need for lead in one.leads}:
            listed = {item for item in items if item.startswith(lead.name + " ")}
            number = lead.number.text.replace("\u00a0", " ") if lead.number else "No number"
            assert any(number in item and item.endswith(f" {page_of[lead.anchor]}") for item in listed), lead.name
        for record in base.directory.everyone:
            for channel in card_view(record, base, TODAY).channels:
                shown = channel.text.replace("\u00a0", " ")
                if channel.is_number:
                    assert any(shown in line for line in lines), shown
                assert "".join(shown.split()) in joined


@pytest.mark.slow
@pytest.mark.project
def test_every_number_on_every_page_dials_what_it_shows(site: Path) -> None:
    dialled = 0
    for path in sorted(site.rglob("*.html")):
        for link in html.parse(path).getroot().iter("a"):
            scheme, _, number = str(link.get("href") or "").partition(":")
            if scheme in {"tel", "sms"}:
                dialled += 1
                assert re.sub(r"[^0-9]", "", link.text_content()) == digits(number), path.name
    assert dialled


def test_a_name_in_another_language_is_marked_with_it_wherever_the_directory_shows_it(tmp_path: Path) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    edit(project, "data/contacts.yml", ("name: The desk\n", "name: Y ddesg\n    lang: cy\n"))
    site = build_site(project, today=TODAY, with_prints=False)
    (contacts,) = (page.markdown for page in site.pages if page.path == "contacts.md")
    (desk,) = (page.markdown for page in site.pages if page.path == "contacts/contact-desk.md")
    assert '<h1><span lang="cy" dir="auto">Y ddesg</span></h1>' in desk
    assert contacts.count('<span lang="cy" dir="auto">Y ddesg</span></a>') == contacts.count(">Y ddesg</span></a>") > 0
    (letters,) = (page.markdown for page in site.pages if page.path == "a-to-z.md")
    assert '<a href="contacts/contact-desk.html" lang="cy" dir="auto">Y ddesg</a>' in letters


@pytest.mark.parametrize("code", ["Welsh", "CY", "cy_GB", "c", "english", "cy-gb"])
def test_a_language_is_written_by_its_code(tmp_path: Path, code: str) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "loamshire")
    edit(project, "data/contacts.yml", ("name: The desk\n", f"name: Y ddesg\n    lang: {code}\n"))
    (problem,) = (str(one) for one in check(project, TODAY)[1] if "language" in one.message)
    assert problem == (
        f"data/contacts.yml:31:11: error[invalid-value] '{code}' is not the code of a language\n"
        "  hint: write its code: cy for Welsh, pl for Polish, ur for Urdu, pa for Punjabi, ar for Arabic"
    )
