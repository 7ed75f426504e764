"""The texts of records with their places, the records of each edition, and what of a staff record is a secret."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from generator.diagnostics import Span
from generator.linking.staff.editions import contacts_of, for_edition
from generator.linking.staff.record_texts import texts_of_files
from generator.linking.staff.staff_values import StaffValue, staff_values
from generator.loading.project import Records, load
from generator.model.accessibility import AccessibilityFile
from generator.model.contacts import ContactsFile, StaffContactsFile
from generator.model.gaps import GapsFile
from generator.model.kinds import STAFF_FILES
from generator.model.papers import PapersFile
from generator.model.partnership import Partnership
from generator.model.record import RecordFile
from generator.model.standards import StandardsFile
from generator.model.strategy import StrategyFile
from generator.model.vocabulary import Edition
from tests.conftest import LOAMSHIRE


@cache
def loamshire_records() -> Records:
    return load(LOAMSHIRE)[0]


def with_fields(file: type[RecordFile], fields: Mapping[str, Any]) -> Records:
    """Return the records of Loamshire with other values in a file."""
    records = loamshire_records()
    located = records.located(file)
    assert located
    changed = replace(located, record=located.record.model_copy(update=dict(fields)))
    return replace(records, files={**records.files, file: changed})


def texts_in(file: type[RecordFile], record: str) -> list[tuple[str, str, str]]:
    """Return the field, the text and the place of each text of a record of Loamshire."""
    texts = texts_of_files(loamshire_records(), [file])
    return [(one.field, one.text, str(one.span).partition(":")[2]) for one in texts if one.record == record]


def test_the_texts_of_a_contact_are_these() -> None:
    assert sorted(texts_in(ContactsFile, "contact-desk")) == [
        ("email value", "desk@example.org", "36:30"),
        ("id", "contact-desk", "29:9"),
        ("name", "The desk", "30:11"),
        ("owner", "the desk\u2019s manager", "44:12"),
        ("phone cost", "free", "35:69"),
        ("phone hours", "9am to 5pm", "35:51"),
        ("phone value", "01632 960001", "35:30"),
        ("post value", "The Desk, Loam NN1 1AA", "38:29"),
        ("sources", "https://example.org/desk", "43:15"),
        ("web value", "https://example.org/desk", "37:28"),
        ("what for", "Ring to report hate.", "31:15"),
    ]


def test_the_text_of_a_file_without_an_id_has_the_name_of_the_file() -> None:
    assert texts_in(ContactsFile, "contacts") == [("venues note", "Nobody has told us of a reporting centre.", "84:14")]
    assert texts_in(GapsFile, "gaps")[:2] == [
        ("reason in gaps", "The council has not **begun**.", "3:13"),
        ("owner in gaps", "the chair of the board", "4:12"),
    ]
    assert ("meaning in working day", "Monday to Friday, without bank holidays.", "20:12") in texts_in(
        Partnership, "partnership"
    )
    assert ("short name", "Loamshire", "2:13") in texts_in(Partnership, "partnership")


def test_references_and_clauses_are_no_texts() -> None:
    assert [(field, text) for field, text, _ in texts_in(StandardsFile, "door-mended")] == [
        ("id", "door-mended"),
        ("title", "A mended door"),
        ("text", "We aim to mend *your* door | within 1 week."),
        ("note", "Stay somewhere safe."),
        ("note in source", "The charter says \u201ca week\u201d."),
    ]
    assert "contact-desk" not in {text for _, text, _ in texts_in(StrategyFile, "objective-nobody")}


def test_each_part_of_a_list_has_its_place() -> None:
    assert ("choices in blanks", "Yes", "13:58") in texts_in(PapersFile, "paper-visit")
    assert ("wide in grid", "Action", "18:59") in texts_in(PapersFile, "paper-visit")
    assert ("criteria in shortcomings", "1.1.1", "15:18") in texts_in(AccessibilityFile, "accessibility")


def test_files_that_could_not_be_read_have_no_texts() -> None:
    records = replace(loamshire_records(), files={**loamshire_records().files, GapsFile: None})
    assert list(texts_of_files(records, [GapsFile])) == []


def renamed(record: Any) -> Any:
    return record.model_copy(update={"id": f"staff-{record.id}"})


def test_the_records_of_staff_come_after_those_of_the_public() -> None:
    public = loamshire_records().get(ContactsFile)
    assert public
    fields = ("needs", "contacts", "services", "venues")
    records = with_fields(StaffContactsFile, {name: tuple(map(renamed, getattr(public, name))) for name in fields})
    found = contacts_of(records)
    assert [one.id for one in found.needs] == ["need-talk", "staff-need-talk"]
    assert [one.id for one in found.services] == ["service-change", "staff-service-change"]
    assert [one.id for one in found.venues] == ["venue-library", "staff-venue-library"]
    assert [one.id for one in found.contacts][3:6] == ["contact-closed", "staff-contact-999", "staff-contact-police"]
    assert [one.id for one in found.everyone][7:] == [
        "staff-contact-closed",
        "service-change",
        "staff-service-change",
        "venue-library",
        "staff-venue-library",
    ]
    assert found.order["contact-999"] == 0
    assert found.order["staff-venue-library"] == 11
    assert found.venues_note == "Nobody has told us of a reporting centre."
    assert found.staff_only == {
        "staff-contact-999",
        "staff-contact-police",
        "staff-contact-desk",
        "staff-contact-closed",
        "staff-service-change",
        "staff-venue-library",
    }


def test_a_directory_without_files_is_empty() -> None:
    found = contacts_of(replace(loamshire_records(), files=dict.fromkeys((ContactsFile, StaffContactsFile))))
    assert found.everyone == ()
    assert found.needs == ()
    assert found.venues_note == ""
    assert found.staff_only == frozenset()


def test_the_public_edition_has_files_of_staff_without_records() -> None:
    records, secrets = for_edition(loamshire_records(), Edition.PUBLIC)
    assert {value.text for value in secrets} >= {"01632 960777", "spocs-print"}
    for file in STAFF_FILES:
        located = records.located(file)
        assert located
        assert located.record == file()
        assert str(located.span()) == f"data/{file.file}.yml:1:1"
        assert not records.is_absent(file)
    assert records.get(ContactsFile) == loamshire_records().get(ContactsFile)


def test_the_staff_edition_has_all_and_no_secret() -> None:
    assert for_edition(loamshire_records(), Edition.STAFF) == (loamshire_records(), ())


def secrets_of(**fields: str) -> list[str]:
    """Return the secrets of Loamshire's night desk with these fields, without its id."""
    public = loamshire_records().get(StaffContactsFile)
    assert public
    first, *rest = public.contacts
    changed = first.model_copy(update={"name": "Kestrel rooms", "channels": (), **fields})
    found = staff_values(with_fields(StaffContactsFile, {"contacts": (changed, *rest)}))
    return [one.text for one in found if one.record == "contact-night-desk"][1:]


@pytest.mark.parametrize(
    ("note", "secrets"),
    [
        (
            "Ring the bell twice. Nobody answers before ten. Wait.",
            ["Ring the bell twice.", "Nobody answers before ten."],
        ),
        ("Closed. The key of it is under the tub.", ["The key of it is under the tub."]),
        ("Deputy on call: 07700 900123 or (01632) 960 555", ["07700 900123", "(01632) 960 555"]),
        ("Deputy on call: 07700 900123 or 01632 960001", ["07700 900123"]),
        ("Ring them always on 01632 960001", ["Ring them always on 01632 960001"]),
        ("Ring to report hate. The tub is full of keys.", ["The tub is full of keys."]),
        ("Two words", ["Two words"]),
        ("The tub is full. The tub is full.", ["The tub is full."]),
        ("Ring to report hate. Wait!", ["Ring to report hate. Wait!"]),
        ("Ring to report hate.", []),
        ("unknown", []),
    ],
)
def test_the_fewest_parts_of_a_note_that_are_in_all_of_it_are_secrets(note: str, secrets: list[str]) -> None:
    found = secrets_of(note=note, what_for="Ring to report hate.")
    assert [one for one in found if one != "Kestrel rooms"] == secrets


def test_a_name_is_a_secret_although_a_public_sentence_has_it() -> None:
    assert "Somebody asks" in secrets_of(name="Somebody asks")
    assert "Somebody asks" not in secrets_of(note="Somebody asks")


def test_a_value_says_its_record_its_field_and_its_place() -> None:
    found = {value.text: value for value in staff_values(loamshire_records())}
    assert found["01632 960777"] == StaffValue(
        "contact-night-desk", "phone value", "01632 960777", Span("data/staff/contacts.yml", 8, 30)
    )
    assert list(found)[:: len(found) - 1] == ["contact-night-desk", "spocs-print"]


def test_each_value_is_there_once_with_the_first_that_has_it() -> None:
    public = loamshire_records().get(StaffContactsFile)
    assert public
    first, second = (one.model_copy(update={"note": "The key is under the tub"}) for one in public.contacts)
    found = staff_values(with_fields(StaffContactsFile, {"contacts": (first, second)}))
    assert [one.record for one in found if one.text == "The key is under the tub"] == ["contact-night-desk"]


def test_a_value_says_where_a_page_has_its_words() -> None:
    page = replace(
        loamshire_records().pages[0],
        path="a.md",
        file="content/a.md",
        body="At night the night desk of Loam",
        first_line=3,
    )
    found = staff_values(replace(loamshire_records(), pages=(page,)))
    places = {one.text: one.also_in for one in found}
    assert places["The night desk of Loam"] == Span("content/a.md", 3, 10)
    assert places["01632 960777"] is None
