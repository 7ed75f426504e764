"""What the knowledge base of Loamshire holds: whom one can reach, links, days off, and each record to compare."""

from datetime import date
from pathlib import Path

import pytest

from generator.linking.history.snapshot import SnapshotRecord
from generator.linking.knowledge_base import CitedClause, Link
from generator.linking.resolve.bank_holidays import bank_holidays
from generator.model.references import Relation
from generator.model.vocabulary import Edition
from tests.conftest import LOAMSHIRE, add_other_charter, edit, knowledge_base

PUBLIC = ["contact-999", "contact-police", "contact-desk", "contact-closed"]
STAFF = ["contact-night-desk", "contact-spoc-police"]
OTHERS = ["service-change", "venue-library"]
MORE_FOR_STAFF = """
services:
  - id: service-night
    name: Night service
    what_for: For staff at night.
    areas: [area-loam]
    state: unknown
    basis: known
    checked_on: 2026-11-01
    owner: unknown
    review_every: 6
venues:
  - id: venue-cellar
    name: The cellar
    what_for: A place for staff.
    kind: keep-safe
    areas: [area-loam]
    state: active
    basis: known
    checked_on: 2026-11-01
    owner: unknown
    review_every: 6
"""


@pytest.mark.parametrize(
    ("edition", "reachable", "staff_only"),
    [
        (Edition.STAFF, [*PUBLIC, *STAFF, "service-change", "service-night", "venue-library", "venue-cellar"], 4),
        (Edition.PUBLIC, [*PUBLIC, *OTHERS], 0),
    ],
)
def test_each_edition_has_those_whom_its_readers_may_reach(
    edition: Edition, reachable: list[str], staff_only: int, loamshire: Path
) -> None:
    path = loamshire / "data" / "staff" / "contacts.yml"
    path.write_text(path.read_text() + MORE_FOR_STAFF)
    directory = knowledge_base(loamshire, edition=edition).directory
    assert [one.id for one in directory.everyone] == reachable
    assert directory.order == {identifier: n for n, identifier in enumerate(reachable)}
    assert directory.staff_only == frozenset(reachable) - {*PUBLIC, *OTHERS}
    assert len(directory.staff_only) == staff_only
    assert [need.id for need in directory.needs] == ["need-talk"]
    assert directory.venues_note == "Nobody has told us of a reporting centre."


def test_a_directory_without_a_note_has_an_empty_one(loamshire: Path) -> None:
    edit(loamshire, "data/contacts.yml", ("venues_note: Nobody has told us of a reporting centre.\n", ""))
    assert knowledge_base(loamshire).directory.venues_note == ""


def test_the_days_off_of_12_years_with_those_in_place_of_a_weekend() -> None:
    days = bank_holidays(date(2026, 11, 21), "GB", "ENG")
    assert (days[0], days[-1]) == (date(2025, 1, 1), date(2036, 12, 26))
    assert list(days) == sorted(days)
    assert {day for day in days if day.year == 2027} == {
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 3),
        date(2027, 5, 31),
        date(2027, 8, 30),
        date(2027, 12, 25),
        date(2027, 12, 26),
        date(2027, 12, 27),
        date(2027, 12, 28),
    }
    assert date(2026, 7, 13) not in days, "a day off in Northern Ireland only"


def test_links_say_what_they_mean_and_where_they_lead() -> None:
    base = knowledge_base(LOAMSHIRE)
    assert base.links_from("objective-answer") == (
        Link("objective-answer", "answer-soon", Relation.CARRIED_BY, "it sets the time"),
        Link("objective-answer", "sound-act-s1", Relation.CARRIED_BY),
        Link("objective-answer", "loam-council", Relation.CARRIED_BY),
    )
    assert base.links_from("course-bells") == (
        Link("course-bells", "objective-answer", Relation.TEACHES),
        Link("course-bells", "charter", Relation.TEACHES),
        Link("course-bells", "guidance-quiet", Relation.USES),
        Link("course-bells", "answer-soon", Relation.TEACHES),
        Link("course-bells", "contact-desk", Relation.TEACHES),
    )
    assert [link.origin for link in base.links_to("hate-defined")] == ["bell-words", "bell-page"]
    assert base.links_from("nothing") == base.links_to("nothing") == ()


def test_a_course_teaches_what_it_names_in_the_order_of_its_file() -> None:
    (course,) = knowledge_base(LOAMSHIRE).courses
    assert course.teaches == (
        "objective-answer",
        "charter",
        "answer-soon",
        "power-word",
        "contact-desk",
        "sound-act-s1",
        "hate-defined",
        "door-mended",
        "calls-as-agreed",
    )


def test_who_cites_which_clause_and_which_pages_name_a_record() -> None:
    base = knowledge_base(LOAMSHIRE)
    assert CitedClause("charter-document", "8.1", "objective-answer") in base.cited_clauses
    assert CitedClause("charter-document", "5", "the-shares") in base.cited_clauses
    assert not [one for one in base.cited_clauses if one.cited_by == "answer-soon"]
    assert len(set(base.cited_clauses)) == len(base.cited_clauses)
    assert [one.page.front.id for one in base.pages_referring_to("charter")] == ["ringing", "home", "tell"]
    (document,) = base.documents
    assert [one.record.id for one in base.standards_citing(document)] == [
        "answer-soon",
        "door-mended",
        "calls-as-agreed",
    ]


def test_local_sets_are_those_of_the_partnerships_own_area(loamshire: Path) -> None:
    add_other_charter(loamshire)
    base = knowledge_base(loamshire)
    assert [one.record.id for one in base.sets] == ["charter", "other-charter"]
    assert [one.record.id for one in base.local_sets] == ["charter"]


def test_a_snapshot_has_every_record_with_what_it_says() -> None:
    records = knowledge_base(LOAMSHIRE).snapshot
    assert records["ringing"] == SnapshotRecord(
        "page",
        "Ringing us",
        {
            "title": "Ringing us",
            "description": "How to ring.",
            "layout": "page",
            "also_under": ["Telephone"],
            "body": [
                "Ring when you like. [The promise about calls](ref:calls-as-agreed) says so, and so does"
                " [the whole charter](ref:charter).",
                "[Print the charter](ref:charter-print), [see the document](ref:charter-document), or"
                " [look in the A to Z](ref:a-to-z).",
                "![A phone](phone.svg)",
            ],
        },
    )
    assert records["report"] == SnapshotRecord("stage", "When you report", {"title": "When you report"})
    assert records["report"].fingerprint == "d58489d10f4a5794"
    assert records["old-act-s2"].title == "Old Act 1990, section 2"
    assert records["answer-soon"].fields["also_under"] == ["Replies", "Ask <b>& see</b>"]
    assert "note" not in records["answer-soon"].fields, "what is empty means what is left out means"
    assert "standards" not in records["charter"].fields, "a promise has an entry of its own"
    assert "id" not in records["charter"].fields
    assert (records["partnership"].kind, records["partnership"].title) == ("partnership", "Loamshire Safer Together")
    assert (records["accessibility"].kind, records["accessibility"].fields["prepared_on"]) == (
        "statement",
        "2025-03-01",
    )
    assert "accessibility" in records
    assert "charter-print" in records


def test_a_fingerprint_changes_with_a_word_and_not_with_the_order_of_fields() -> None:
    one = SnapshotRecord("term", "A word", {"a": "é", "b": [1, None]})
    assert one.fingerprint == SnapshotRecord("term", "A word", {"b": [1, None], "a": "é"}).fingerprint
    assert one.fingerprint != SnapshotRecord("term", "A word", {"a": "e", "b": [1, None]}).fingerprint
    assert len(one.fingerprint) == 16


def test_the_public_snapshot_has_nothing_for_staff() -> None:
    staff = set(knowledge_base(LOAMSHIRE).snapshot)
    public = set(knowledge_base(LOAMSHIRE, edition=Edition.PUBLIC).snapshot)
    assert staff - public == {"contact-night-desk", "contact-spoc-police", "spocs-print"}
    (now,) = knowledge_base(LOAMSHIRE).versions
    assert now.release is None
    assert set(now.snapshot) == public


def test_a_publication_has_the_easy_read_that_it_names(loamshire: Path) -> None:
    before = "made_of: [charter]\n    formats: [print]"
    after = f"{before}\n    easy_read: easy-read-charter"
    edit(loamshire, "data/publications.yml", (before, after))
    printed = {one.record.id: one.easy_read for one in knowledge_base(loamshire).publications}
    assert {name: one.record.id for name, one in printed.items() if one} == {"charter-print": "easy-read-charter"}


def test_a_fact_in_a_text_links_its_course_part_to_the_record() -> None:
    base = knowledge_base(LOAMSHIRE)
    taught = [link.origin for link in base.links_to("door-mended") if link.relation is Relation.TEACHES]
    assert taught == ["bell-door"]


@pytest.mark.parametrize(
    "identifier",
    [
        *("tell", "charter-document", "a-to-z", "charter-print", "easy-read-charter", "term-charter", "charter"),
        *("answer-soon", "contact-desk", "sound-act-s1", "power-word", "objective-answer"),
    ],
)
def test_a_page_can_link_to_a_record_of_each_kind(identifier: str) -> None:
    assert identifier in knowledge_base(LOAMSHIRE).targets
