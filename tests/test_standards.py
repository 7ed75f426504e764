"""The promises of this repository's own documents: one for each clause, as strong, with its time limit."""

import json
from pathlib import Path

import pytest

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase, LinkedStandard
from generator.model.vocabulary import Strength
from tests.conftest import REPOSITORY
from tests.outline import digest, outline

OUTLINES = sorted((Path(__file__).parent / "outlines").glob("*.json"))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    knowledge, found = check(REPOSITORY)
    assert found == ()
    assert knowledge
    return knowledge


def standards(base: KnowledgeBase) -> list[LinkedStandard]:
    return [standard for linked in base.sets for standard in linked.standards]


@pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)
def test_every_clause_of_an_outline_has_one_record_and_every_record_a_clause(base: KnowledgeBase, path: Path) -> None:
    clauses = [(entry["document"], entry["clause"]) for entry in json.loads(path.read_text())]
    cited = [(s.record.source.document, s.record.source.clause) for s in standards(base)]
    assert sorted(clauses) == sorted(entry for entry in cited if entry[0] == path.stem)


def test_every_document_that_a_promise_cites_has_an_outline(base: KnowledgeBase) -> None:
    assert {s.record.source.document for s in standards(base)} == {path.stem for path in OUTLINES}


def test_the_northamptonshire_hate_standards_are_17(base: KnowledgeBase) -> None:
    assert len(base.sets[0].standards) == 17


def test_time_limits_are_data_and_say_what_the_source_does_not(base: KnowledgeBase) -> None:
    limits = {
        standard.record.source.clause: standard.record.deadline.model_dump(mode="json")
        for standard in base.sets[0].standards
        if standard.record.deadline
    }
    assert limits == {
        "5": {"within": 1, "unit": "working-day", "trigger": "not-stated", "condition": "high-risk"},
        "6": {"within": 5, "unit": "working-day", "trigger": "not-stated", "condition": "not-high-risk"},
        "11": {"within": None, "unit": None, "trigger": "not-stated", "condition": None},
    }


def test_promises_are_as_strong_as_their_clauses(base: KnowledgeBase) -> None:
    weaker = {
        s.record.source.clause: s.record.strength
        for s in base.sets[0].standards
        if s.record.strength is not Strength.WILL
    }
    assert weaker == {
        "9": Strength.AIM,
        "14": Strength.WHERE_APPROPRIATE,
        "15": Strength.WHERE_APPROPRIATE,
        "16": Strength.WHERE_APPROPRIATE,
    }


@pytest.mark.parametrize(
    "standard", standards(check(REPOSITORY)[0] or pytest.fail("unsound")), ids=lambda s: s.record.id
)
def test_the_words_say_the_strength(standard: LinkedStandard) -> None:
    wording = standard.record.text.lower()
    said = {
        Strength.WILL: "will" in wording,
        Strength.AIM: "aim to" in wording,
        Strength.WHERE_APPROPRIATE: "appropriate" in wording and "will" in wording,
        Strength.OFFER: "offer" in wording,
    }
    assert said[standard.record.strength]


@pytest.mark.parametrize(
    "standard", standards(check(REPOSITORY)[0] or pytest.fail("unsound")), ids=lambda s: s.record.id
)
def test_the_words_say_the_time_limit(standard: LinkedStandard) -> None:
    deadline = standard.record.deadline
    if deadline and deadline.within and deadline.unit:
        assert f"within {deadline.within} {deadline.unit.value.replace('-', ' ')}" in standard.record.text


def test_promises_are_short_enough_to_read(base: KnowledgeBase) -> None:
    for standard in standards(base):
        for sentence in standard.record.text.replace("?", ".").split(". "):
            assert len(sentence.split()) <= 25, sentence


def test_an_outline_holds_the_words_of_a_clause_without_them() -> None:
    (first, second) = outline("a-document", "Title\n\n- One *promise*.\n- Two\n\nEnd")
    assert first == {"document": "a-document", "clause": "1", "hash": digest("ONE promise")}
    assert second["clause"] == "2"
