"""Every text of a record below data/staff/ is a value that no public file may contain, unless the public knows it."""

from pathlib import Path

import pytest

from generator.linking.staff.editions import for_edition
from generator.linking.staff.staff_values import StaffValue
from generator.loading.project import load
from generator.model.vocabulary import Edition
from tests.conftest import edit

NIGHT_DESK = """
services:
  - id: service-kestrel
    name: Kestrel rooms
    what_for: A bed for one night, behind the library.
    area_note: All of Loam but the harbour.
    areas: [area-loamshire]
    channels:
      - {kind: email, value: kestrel@example.org, hours: Weekdays from six to ten, cost: Two pounds a call, \
languages: Welsh on Thursdays only, basis: known, note: Say that Bell sent you}
      - {kind: web, value: "https://example.org/kestrel-rota", basis: known}
    state: active
    eligibility: Tenants of the harbour estate
    cost: Nothing for the first week
    refer: Ring the warden of the rooms
    conflicts: [The rota says six beds and the list says four]
    basis: known
    checked_on: 2026-11-01
    owner: night warden of Loam
    review_every: 6
venues:
  - id: venue-bell
    name: The Bell annex
    kind: keep-safe
    address: 12 Tollgate Lane, Loam, NN1 1AB
    what_for: A quiet place for staff.
    areas: [area-loamshire]
    state: active
    basis: known
    checked_on: 2026-11-01
    owner: unknown
    review_every: 6
venues_note: No other annex is in use this winter.
needs:
  - {id: need-kestrel, title: A bed tonight for a witness}
"""

PAPERS = """
papers:
  - id: paper-kestrel
    title: Kestrel handover sheet
    purpose: To hand the keys of the rooms over.
    source: {document: charter-document, clause: "3", note: The charter does not name the sheet}
    note: Nobody signs for the spare key.
    audience: The warden of the rooms
    keep: In the red folder behind the desk
    sections:
      - title: Keys handed over
        words: [Count the keys twice]
        agenda: [{text: Which beds are taken}]
        checks: [{text: The back gate is locked}]
        blanks: [{label: Rooms that smell of smoke, choices: [Rooms one to four, Rooms five to nine]}]
        grid: {columns: [Room in the annex, Guest by initials], rows: 4, wide: Guest by initials}
"""

PUBLICATION = """
  - id: kestrel-print
    title: Kestrel rooms by number
    subtitle: For the warden and the deputy
    subject: Every room and every key of the annex
    audience: staff
    made_of: [paper-kestrel]
    formats: [print]
    paper: A4
"""

WORDED = {
    ("service-kestrel", "id", "service-kestrel"),
    ("service-kestrel", "name", "Kestrel rooms"),
    ("service-kestrel", "what for", "A bed for one night, behind the library."),
    ("service-kestrel", "area note", "All of Loam but the harbour."),
    ("service-kestrel", "email value", "kestrel@example.org"),
    ("service-kestrel", "email hours", "Weekdays from six to ten"),
    ("service-kestrel", "email cost", "Two pounds a call"),
    ("service-kestrel", "email languages", "Welsh on Thursdays only"),
    ("service-kestrel", "email note", "Say that Bell sent you"),
    ("service-kestrel", "web value", "https://example.org/kestrel-rota"),
    ("service-kestrel", "eligibility", "Tenants of the harbour estate"),
    ("service-kestrel", "cost", "Nothing for the first week"),
    ("service-kestrel", "refer", "Ring the warden of the rooms"),
    ("service-kestrel", "conflicts", "The rota says six beds and the list says four"),
    ("service-kestrel", "owner", "night warden of Loam"),
    ("venue-bell", "id", "venue-bell"),
    ("venue-bell", "name", "The Bell annex"),
    ("venue-bell", "address", "12 Tollgate Lane"),
    ("venue-bell", "address", "NN1 1AB"),
    ("venue-bell", "what for", "A quiet place for staff."),
    ("staff/contacts", "venues note", "No other annex is in use this winter."),
    ("need-kestrel", "id", "need-kestrel"),
    ("need-kestrel", "title", "A bed tonight for a witness"),
    ("paper-kestrel", "id", "paper-kestrel"),
    ("paper-kestrel", "title", "Kestrel handover sheet"),
    ("paper-kestrel", "purpose", "To hand the keys of the rooms over."),
    ("paper-kestrel", "note in source", "The charter does not name the sheet"),
    ("paper-kestrel", "note", "Nobody signs for the spare key."),
    ("paper-kestrel", "audience", "The warden of the rooms"),
    ("paper-kestrel", "keep", "In the red folder behind the desk"),
    ("paper-kestrel", "title in sections", "Keys handed over"),
    ("paper-kestrel", "words in sections", "Count the keys twice"),
    ("paper-kestrel", "text in agenda", "Which beds are taken"),
    ("paper-kestrel", "text in checks", "The back gate is locked"),
    ("paper-kestrel", "label in blanks", "Rooms that smell of smoke"),
    ("paper-kestrel", "choices in blanks", "Rooms one to four"),
    ("paper-kestrel", "choices in blanks", "Rooms five to nine"),
    ("paper-kestrel", "columns in grid", "Room in the annex"),
    ("paper-kestrel", "columns in grid", "Guest by initials"),
    ("kestrel-print", "id", "kestrel-print"),
    ("kestrel-print", "title", "Kestrel rooms by number"),
    ("kestrel-print", "subtitle", "For the warden and the deputy"),
    ("kestrel-print", "subject", "Every room and every key of the annex"),
}
"""All that the records above say in words: no reference, no member of a list, no day and no count."""


def values(project: Path) -> tuple[StaffValue, ...]:
    records, problems = load(project)
    assert problems == (), "\n".join(map(str, problems))
    return for_edition(records, Edition.PUBLIC)[1]


def texts(project: Path) -> set[str]:
    return {value.text for value in values(project)}


def with_note(project: Path, note: str) -> set[str]:
    """Return the texts of the values of Loamshire's night desk with a note."""
    edit(project, "data/staff/contacts.yml", ("    partner: loamshire-council\n", f"    note: {note!r}\n"))
    return texts(project) - BEFORE


BEFORE = {
    "contact-night-desk",
    "The night desk of Loam",
    "For staff who need the council at night.",
    "01632 960777",
    "contact-spoc-police",
    "SPOC at the police of Loamshire",
    "For other agencies.",
    "spocs-print",
}


def test_the_values_of_loamshire_are_these(loamshire: Path) -> None:
    assert texts(loamshire) == BEFORE


def test_the_staff_edition_searches_for_nothing(loamshire: Path) -> None:
    assert for_edition(load(loamshire)[0], Edition.STAFF)[1] == ()


def test_each_text_in_each_field_of_each_file_is_a_value(loamshire: Path) -> None:
    folder = loamshire / "data" / "staff"
    (folder / "contacts.yml").write_text((folder / "contacts.yml").read_text() + NIGHT_DESK)
    (folder / "papers.yml").write_text(PAPERS)
    (folder / "publications.yml").write_text((folder / "publications.yml").read_text() + PUBLICATION)
    found = {(value.record, value.field, value.text) for value in values(loamshire) if value.text not in BEFORE}
    assert found == WORDED


def test_a_value_names_the_line_and_the_column_of_its_text(loamshire: Path) -> None:
    places = {value.text: str(value.span) for value in values(loamshire)}
    assert places["01632 960777"] == "data/staff/contacts.yml:8:30"
    assert places["spocs-print"] == "data/staff/publications.yml:2:9"


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        (
            "Ring the bell twice. Nobody answers before ten. Wait.",
            {"Ring the bell twice.", "Nobody answers before ten."},
        ),
        ("Closed. The key of the gate is under the tub.", {"The key of the gate is under the tub."}),
        (
            "First the side gate is opened; then the dog is let out at six",
            {"First the side gate is opened;", "then the dog is let out at six"},
        ),
        ("Deputy on call: 07700 900123 or (01632) 960 555", {"07700 900123", "(01632) 960 555"}),
        ("Abroad +44 7700 900124 reaches the deputy", {"+44 7700 900124"}),
        ("Write to bell.desk@example.org and wait a day", {"bell.desk@example.org"}),
        (
            "The rota is at https://example.org/rota/bell. Nobody else has it yet.",
            {"https://example.org/rota/bell", "Nobody else has it yet."},
        ),
        ("The deputy lives at 14 Tollgate Lane and is in by six", {"14 Tollgate Lane"}),
        ("Letters go to the old mill at NN1 1AB", {"NN1 1AB"}),
        ("Dial extension 4471", {"Dial extension 4471"}),
        ("Two words", {"Two words"}),
        ("Noted on 2026-11-20 for the years 2016-2019", {"Noted on 2026-11-20 for the years 2016-2019"}),
    ],
)
def test_a_sentence_a_number_or_an_address_in_a_note_is_a_value(note: str, parts: set[str], loamshire: Path) -> None:
    assert with_note(loamshire, note) == parts


@pytest.mark.parametrize(
    "note",
    [
        "Tuesday",
        "Mondays",
        "email",
        "Email",
        "unknown",
        "999",
        "24/7",
        "Ann",
        "Who answers",
        "Loamshire Council",
        "loamshire council",
        "An answer",
        "Loam-shire council",
    ],
)
def test_ordinary_words_are_no_secret(note: str, loamshire: Path) -> None:
    assert with_note(loamshire, note) == set()


def test_one_word_that_a_page_writes_in_small_letters_is_no_secret(loamshire: Path) -> None:
    home = loamshire / "content" / "index.md"
    home.write_text(home.read_text() + "\nAsk the gatekeeper, or Okonkwo, by radio or by walkie-talkie.\n")
    assert with_note(loamshire, "Gatekeeper") == set()
    for before, after, found in (
        ("'Gatekeeper'", "By radio", set()),
        ("By radio", "By walkietalkie", set()),
        ("By walkietalkie", "Okonkwo", {"Okonkwo"}),
        ("Okonkwo", "Radio Okonkwo", {"Radio Okonkwo"}),
        ("Radio Okonkwo", "To Okonkwo", {"To Okonkwo"}),
        ("To Okonkwo", "bell4471", {"bell4471"}),
    ):
        edit(loamshire, "data/staff/contacts.yml", (f"note: {before}", f"note: {after}"))
        assert texts(loamshire) - BEFORE == found


def test_what_a_page_says_stays_a_secret_and_its_place_is_known(loamshire: Path) -> None:
    home = loamshire / "content" / "index.md"
    lines = home.read_text().count("\n")
    home.write_text(home.read_text() + "\nAt night ask the night desk of Loam.\n")
    (name,) = (value for value in values(loamshire) if value.field == "name" and value.record == "contact-night-desk")
    assert name.also_in is not None
    assert str(name.also_in) == f"content/index.md:{lines + 2}:14"


def test_the_place_of_words_that_go_on_in_the_next_line_is_known(loamshire: Path) -> None:
    home = loamshire / "content" / "index.md"
    lines = home.read_text().count("\n")
    home.write_text(home.read_text() + "\nAt night ask the night\ndesk of Loam.\n")
    (found,) = {str(value.also_in) for value in values(loamshire) if value.also_in}
    assert found == f"content/index.md:{lines + 2}:14"


def test_what_a_public_record_says_is_no_secret(loamshire: Path) -> None:
    secret = "Ask for the deputy. The gate is shut at noon on market days."
    assert "The gate is shut at noon on market days." in with_note(loamshire, secret)
    edit(
        loamshire,
        "data/partnership.yml",
        (
            "status: Loamshire does not exist.",
            "status: Loamshire does not exist. The gate is shut at noon on market days.",
        ),
    )
    assert texts(loamshire) == BEFORE | {"Ask for the deputy."}


@pytest.mark.parametrize("public", ["Ring the night desk of Loam.", "Ring 01632 960777 at night."])
def test_a_name_or_a_number_within_a_public_text_stays_a_secret(public: str, loamshire: Path) -> None:
    edit(loamshire, "data/partnership.yml", ("use: Call about anything else.", f"use: {public}"))
    found = [value for value in values(loamshire) if value.text in BEFORE]
    assert {value.text for value in found} == BEFORE
    (also_in,) = (str(value.also_in) for value in found if value.also_in)
    assert also_in.startswith("data/partnership.yml:")


def test_a_number_of_a_public_contact_is_no_secret(loamshire: Path) -> None:
    edit(loamshire, "data/staff/contacts.yml", ("01632 960777", "+44 1632 960102"))
    assert "+44 1632 960102" in texts(loamshire)
    edit(loamshire, "data/contacts.yml", ("01632 960101", "01632 960102"))
    assert "+44 1632 960102" not in texts(loamshire)
