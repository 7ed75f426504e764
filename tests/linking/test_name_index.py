"""An id belongs to one record, and a reference to it is unknown only if that is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Code, Span
from generator.linking.name_index import PAGE_WITHOUT_RECORDS, NameIndex, UnknownReference
from generator.linking.resolve.entries import Entry
from generator.model.contacts import Need
from generator.model.glossary import Term

HERE, THERE = Span("data/contacts.yml", 4, 9), Span("data/areas.yml", 2, 7)
NEED = Entry("need", "I want to talk", "contacts", Need(id="need-talk", title="I want to talk"))


@pytest.fixture
def names() -> NameIndex:
    names = NameIndex()
    names.add("need", "need-talk", NEED, HERE)
    names.add("area", "area-loam", object(), THERE)
    return names


def test_a_record_is_found_by_its_kind_and_id(names: NameIndex) -> None:
    assert names.has(["area", "need"], "need-talk")
    assert not names.has(["area"], "need-talk")
    assert not names.has(["need"], "area-loam")
    assert not names.has([], "need-talk")
    assert names.kind_of_id("need-talk") == "need"
    assert names.kind_of_id("no-such-id") == ""
    assert names.ids_of(["need", "area", "term"]) == ["area-loam", "need-talk"]
    assert names.spans == {"need-talk": HERE, "area-loam": THERE}


def test_an_entry_is_a_record_with_a_title_and_its_model_is_asked_for(names: NameIndex) -> None:
    assert names.entry("need-talk", "area", "need") is NEED
    assert names.entry("need-talk", "area") is None
    assert names.entry("area-loam", "area") is None
    assert names.record("need-talk", Need, "need") is NEED.record
    assert names.record("need-talk", Term, "need") is None
    assert names.record("no-such-id", Need, "need") is None


def test_a_second_record_with_an_id_is_a_problem_and_the_first_stays(names: NameIndex) -> None:
    assert names.problems == []
    names.add("term", "need-talk", object(), THERE)
    (problem,) = names.problems
    assert (problem.span, problem.code) == (THERE, Code.DUPLICATE_IDENTIFIER)
    assert problem.message == "the id 'need-talk' is already used in data/contacts.yml, line 4"
    assert problem.hint == "give this term another id; two records cannot have the same, even if their kinds differ"
    assert names.entry("need-talk", "need") is NEED
    assert names.unreadable_kinds == {"term"}
    assert names.spans["need-talk"] == HERE
    assert not names.has(["term"], "need-talk")


@given(st.sets(st.sampled_from(["a", "b", "c", "d"])), st.sets(st.sampled_from(["a", "b", "c", "d"])))
def test_a_reference_is_unknown_only_if_all_ids_of_its_kinds_are_known(asked: set[str], unreadable: set[str]) -> None:
    names = NameIndex(unreadable_kinds=unreadable)
    names.add("a", "an-id", object(), HERE)
    assert names.is_unknown(asked, "an-id") is ("a" not in asked and not asked & unreadable)


def test_what_could_not_be_read_is_not_unknown(names: NameIndex) -> None:
    assert names.is_unknown(["need"], "no-such-id")
    names.invalid_ids.add("no-such-id")
    assert not names.is_unknown(["need"], "no-such-id")
    assert names.is_unknown(["need"], "another")


def test_a_page_without_records_is_unknown_only_if_every_record_was_read() -> None:
    names = NameIndex()
    names.add(PAGE_WITHOUT_RECORDS, "law", object(), HERE)
    assert names.is_unknown(["page"], "law")
    names.invalid_ids.add("sound-act")
    assert not names.is_unknown(["page"], "law")
    names.invalid_ids.clear()
    names.unreadable_kinds.add("provision")
    assert not names.is_unknown(["page"], "law")
    assert names.is_unknown(["page"], "other")


def test_a_missing_record_is_reported_with_every_kind_that_it_may_be(names: NameIndex) -> None:
    names.report_missing("contact", "no-desk", HERE, "service", "venue")
    names.report_missing("need", "need-talk", HERE)
    names.report_unknown(["term"], "no-term", THERE, "there is no word 'no-term'", "write a word")
    kinds = frozenset({"contact", "service", "venue"})
    assert names.unknown_references == [
        UnknownReference(kinds, "no-desk", HERE, "there is no contact 'no-desk'", ""),
        UnknownReference(frozenset({"term"}), "no-term", THERE, "there is no word 'no-term'", "write a word"),
    ]
    assert names.problems == []
