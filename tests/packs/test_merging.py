"""A file of a pack and the project's own become one list; who replaces something says so."""

from typing import Any

import pytest

from generator.diagnostics import Code, Diagnostic
from generator.loading.pack_records import Composed, merged
from generator.loading.yaml_values import compose
from generator.model.packs import Replacement

PACK = """
needs:
  - id: need-danger
    title: I am in danger now
  - id: need-online
    title: It happened online
  - id: need-at-work
    title: It happened at work
contacts:
  - id: contact-one
    name: The first
    what_for: Ring for help.
    note: Only in the morning.
"""
OWN_ORDER = "needs:\n  - {id: need-at-work, instead_of: none}\n  - {id: need-online, instead_of: none}\n"
NAMES = {"contacts": "name", "needs": "title"}


def composed(path: str, text: str) -> Composed:
    value, places, problems = compose(path, text)
    assert problems == ()
    return Composed(value, places)


def join(own: str) -> tuple[Composed, list[Replacement], list[Diagnostic]]:
    return merged("wide", composed("packs/wide/data/contacts.yml", PACK), composed("data/contacts.yml", own))


def one_problem(own: str) -> Diagnostic:
    _, _, problems = join(own)
    assert len(problems) == 1
    return problems[0]


def ids(value: Any, field: str) -> list[str]:
    return [entry["id"] for entry in value[field]]


def test_own_records_come_after_those_of_the_pack() -> None:
    result, replaced, problems = join("needs:\n  - {id: need-here, title: It happened here}\n")
    assert ids(result.value, "needs") == ["need-danger", "need-online", "need-at-work", "need-here"]
    assert ids(result.value, "contacts") == ["contact-one"]
    assert (replaced, problems) == ([], [])


def test_a_record_with_an_id_of_the_pack_must_say_what_it_replaces() -> None:
    problem = one_problem("contacts:\n  - id: contact-one\n    name: Ours\n    what_for: Ring us.\n")
    assert str(problem).startswith("data/contacts.yml:2:9: error[duplicate-identifier] the pack wide has a record with")
    assert "'contact-one'" in problem.message
    assert "`instead_of: all`" in problem.hint
    assert "`instead_of: [field]`" in problem.hint
    assert "choose another id" in problem.hint


def test_a_record_that_does_not_say_so_replaces_nothing() -> None:
    result, replaced, _ = join("contacts:\n  - id: contact-one\n    name: Ours\n    what_for: Ring us.\n")
    assert [entry["name"] for entry in result.value["contacts"]] == ["The first"]
    assert replaced == []


@pytest.mark.parametrize("written", ["all", "[all]"])
def test_a_whole_record_is_replaced(written: str) -> None:
    result, replaced, problems = join(f"contacts:\n  - {{id: contact-one, instead_of: {written}, name: Ours}}\n")
    assert problems == []
    [entry] = result.value["contacts"]
    assert (entry["name"], "what_for" in entry, "note" in entry) == ("Ours", False, False)
    [one] = replaced
    assert (one.id, one.pack, one.fields, one.span.line) == ("contact-one", "wide", (), 2)


def test_named_fields_are_replaced_added_and_taken_away() -> None:
    own = "contacts:\n  - {id: contact-one, instead_of: [name, owner, note], name: Ours, owner: A clerk}\n"
    result, replaced, problems = join(own)
    assert problems == []
    [entry] = result.value["contacts"]
    rest = {name: value for name, value in entry.items() if name != "instead_of"}
    assert rest == {"id": "contact-one", "name": "Ours", "owner": "A clerk", "what_for": "Ring for help."}
    assert replaced[0].fields == ("name", "owner", "note")


def test_one_field_needs_no_list() -> None:
    result, replaced, problems = join("contacts:\n  - {id: contact-one, instead_of: name, name: Ours}\n")
    assert (result.value["contacts"][0]["name"], replaced[0].fields, problems) == ("Ours", ("name",), [])


@pytest.mark.parametrize(
    ("entry", "place", "code", "message", "hint"),
    [
        (
            "instead_of: [name]\n    name: Ours\n    note: At night.",
            "5:5",
            Code.INVALID_VALUE,
            "'note' is not among the fields that `instead_of` names, so the pack's value would count",
            "add note to `instead_of`, or take this line away",
        ),
        (
            "instead_of: [nmae]\n    name: Ours",
            "3:18",
            Code.UNKNOWN_FIELD,
            "neither this record nor the pack's has a field 'nmae'",
            "did you mean 'name'?",
        ),
        (
            "instead_of: [zzz]",
            "3:18",
            Code.UNKNOWN_FIELD,
            "neither this record nor the pack's has a field 'zzz'",
            "write `zzz:` with its value, or take it out of the list",
        ),
        (
            "instead_of: [id]",
            "3:18",
            Code.INVALID_VALUE,
            "the id cannot be replaced",
            "take it out of the list; to replace the whole record, write `instead_of: all`",
        ),
    ],
)
def test_a_slip_in_the_fields_is_one_message_at_its_place(
    entry: str, place: str, code: Code, message: str, hint: str
) -> None:
    problems = join(f"contacts:\n  - id: contact-one\n    {entry}\n")[2]
    found = [(f"{one.span.line}:{one.span.column}", one.code, one.message, one.hint) for one in problems]
    assert (place, code, message, hint) in found
    assert len(found) == (2 if "nmae" in entry else 1)


def test_to_replace_what_no_pack_has_is_a_problem_with_the_nearest_id() -> None:
    near = one_problem("contacts:\n  - {id: contact-onne, instead_of: all, name: Ours}\n")
    assert (near.code, near.hint) == (Code.UNKNOWN_REFERENCE, "did you mean 'contact-one'?")
    assert near.message == "no pack that this project builds on has a record 'contact-onne' here"
    far = one_problem("contacts:\n  - {id: qqqq, instead_of: all, name: Ours}\n")
    assert far.hint == "take `instead_of:` away, or correct the id"


def test_without_a_pack_there_is_nothing_to_replace() -> None:
    own = composed("data/contacts.yml", "contacts:\n  - {id: contact-one, instead_of: all, name: Ours}\n")
    result, replaced, [problem] = merged("", None, own)
    assert (result, replaced, problem.code) == (own, [], Code.UNKNOWN_REFERENCE)


def test_a_record_may_follow_one_of_the_pack() -> None:
    own = "needs:\n  - {id: need-b, title: B}\n  - {id: need-a, listed_after: need-danger, title: A}\n"
    assert ids(join(own)[0].value, "needs") == ["need-danger", "need-a", "need-online", "need-at-work", "need-b"]


def test_a_record_cannot_follow_what_is_not_there() -> None:
    problem = one_problem("needs:\n  - {id: need-a, listed_after: need-dangr, title: A}\n")
    assert (problem.span.column, problem.hint) == (32, "did you mean 'need-danger'?")
    assert problem.message == "the pack wide has no record 'need-dangr' in this list"


def test_a_replaced_record_keeps_its_place() -> None:
    own = "needs:\n  - {id: need-online, instead_of: all, title: On the internet}\n  - {id: need-a, title: A}\n"
    assert ids(join(own)[0].value, "needs") == ["need-danger", "need-online", "need-at-work", "need-a"]


def test_who_names_all_of_a_list_says_its_order() -> None:
    own = "needs:\n" + "".join(
        f"  - {{id: {one}, instead_of: [title], title: Own}}\n"
        for one in ("need-at-work", "need-danger", "need-online")
    )
    own = own.replace("  - {id: need-danger", "  - {id: need-a, title: A}\n  - {id: need-danger")
    assert ids(join(own)[0].value, "needs") == ["need-at-work", "need-a", "need-danger", "need-online"]


def test_who_names_all_but_what_is_left_out_says_the_order_too() -> None:
    pack, own = composed("packs/wide/data/contacts.yml", PACK), composed("data/contacts.yml", OWN_ORDER)
    assert ids(merged("wide", pack, own)[0].value, "needs") == ["need-danger", "need-online", "need-at-work"]
    result, _, problems = merged("wide", pack, own, {"need-danger"})
    assert (ids(result.value, "needs"), problems) == (["need-at-work", "need-online", "need-danger"], [])


def test_of_a_list_without_ids_both_parts_count() -> None:
    pack = composed("packs/wide/data/training.yml", "evaluation:\n  - asks: One?\n  - asks: Two?\n")
    own = composed("data/training.yml", "evaluation:\n  - asks: Ours?\n")
    result, replaced, problems = merged("wide", pack, own)
    assert [entry["asks"] for entry in result.value["evaluation"]] == ["One?", "Two?", "Ours?"]
    assert (replaced, problems) == ([], [])


def test_values_keep_their_places_in_both_files() -> None:
    own = "contacts:\n  - id: contact-one\n    instead_of: [name]\n    name: Ours\n"
    places = join(own)[0].places
    name, note = places.value(("contacts", 0, "name")), places.value(("contacts", 0, "note"))
    assert (name.path, name.line, name.column) == ("data/contacts.yml", 4, 11)
    assert (note.path, note.line, note.column) == ("packs/wide/data/contacts.yml", 13, 11)


def test_a_file_of_another_shape_is_left_to_validation() -> None:
    own = composed("data/contacts.yml", "- a\n- b\n")
    assert merged("wide", composed("packs/wide/data/contacts.yml", PACK), own) == (own, [], [])


def test_an_empty_list_of_the_project_is_not_hidden_by_the_pack() -> None:
    result, _, _ = join("needs:\n")
    assert result.value["needs"] in ("", None)
