"""The promises of this repository's own documents: one for each clause, as strong, with its time limit."""

import json
import re
from pathlib import Path

import pytest
import yaml

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedStandard
from generator.model.record import Citation
from generator.model.vocabulary import Sense, Strength
from generator.rendering.exports.standards import standards_export
from generator.views.standards.standard_set import standard_set_view
from tests.conftest import LOAMSHIRE, REPOSITORY, knowledge_base
from tests.outline import digest, outline

OUTLINES = sorted((Path(__file__).parents[1] / "outlines").glob("*-document.json"))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge_base(REPOSITORY)


def standards(base: KnowledgeBase) -> list[LinkedStandard]:
    return [standard for linked in base.sets for standard in linked.standards]


def sources(base: KnowledgeBase) -> list[Citation]:
    """Every citation of every promise, point and support pack."""
    found = []
    for linked in base.sets:
        for standard in linked.record.standards:
            found += [standard.source, *(point.source for point in standard.points)]
        if pack := linked.record.support_pack:
            found += [pack.source, *(item.source for item in pack.items)]
    return found


PER_STANDARD = pytest.mark.parametrize("standard", standards(knowledge_base(REPOSITORY)), ids=lambda s: s.record.id)


@pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)
def test_every_clause_of_an_outline_has_one_record_and_every_record_a_clause(base: KnowledgeBase, path: Path) -> None:
    clauses = [(entry["document"], entry["clause"]) for entry in json.loads(path.read_text())]
    cited = [(source.document, source.clause) for source in sources(base)]
    assert sorted(clauses) == sorted(entry for entry in cited if entry[0] == path.stem)


def test_every_document_that_a_promise_cites_has_an_outline(base: KnowledgeBase) -> None:
    assert {source.document for source in sources(base)} == {path.stem for path in OUTLINES}


def test_the_sets_hold_what_their_documents_hold(base: KnowledgeBase) -> None:
    held = {
        linked.record.id: (
            len(linked.standards),
            sum(len(standard.points) for standard in linked.record.standards),
            len(linked.record.support_pack.items) if linked.record.support_pack else 0,
        )
        for linked in base.sets
    }
    assert held == {
        "northamptonshire-service-standards": (17, 0, 0),
        "northamptonshire-asb-standards": (17, 0, 0),
        "liverpool-minimum-standards": (41, 11, 4),
    }


# By clause: the unit, what starts the clock, the condition and the sense of each limit that the documents set. How many
# units is the editor's to change, as in the README's tour, and is held against the record below.
NORTHAMPTONSHIRE = {
    "5": ("working-day", "not-stated", "high-risk", "within"),
    "6": ("working-day", "not-stated", "not-high-risk", "within"),
    "11": (None, "not-stated", None, "within"),
}
LIVERPOOL = {
    "17": ("working-day", "report-received", None, "within"),
    "18": ("working-day", "not-stated", "serious-incident", "within"),
    "22": ("hour", "not-stated", None, "within"),
    "24": ("working-day", "decision-to-refer", "agreed-or-requested", "within"),
    "26": ("day", "not-stated", None, "within"),
    "35": ("week", "report-received", None, "within"),
    "39.3": ("month", "last-incident", None, "not-before"),
    "40": ("week", "case-closed", None, "at"),
}


def exported_limits(base: KnowledgeBase) -> list[dict[str, dict[str, object]]]:
    """Return the time limits of each set in ``api/standards.json`` by their clauses."""
    limits = []
    for exported in json.loads(standards_export(base)[0].content)["sets"]:
        promises = [p for standard in exported["standards"] for p in (standard, *standard["points"])]
        limits.append({p["source"]["clause"]: p["deadline"] for p in promises if p["deadline"]})
    return limits


def test_each_clause_with_a_time_limit_has_one_of_the_documents_kind(base: KnowledgeBase) -> None:
    kinds = [{clause: tuple(limit.values())[1:] for clause, limit in of.items()} for of in exported_limits(base)]
    assert kinds == [NORTHAMPTONSHIRE, NORTHAMPTONSHIRE, LIVERPOOL]


def test_the_export_has_every_time_limit_as_it_is_written(base: KnowledgeBase) -> None:
    file = yaml.load((REPOSITORY / "data/standards.yml").read_text(), yaml.BaseLoader)
    written = []
    for record in file["sets"]:
        promises = [p for standard in record["standards"] for p in (standard, *standard.get("points", ()))]
        written.append({p["source"]["clause"]: p["deadline"]["within"] for p in promises if "deadline" in p})
    assert [{clause: str(limit["within"]) for clause, limit in of.items()} for of in exported_limits(base)] == written


def test_time_limits_are_data_in_the_export_and_say_what_the_source_does_not() -> None:
    (limits,) = exported_limits(knowledge_base(LOAMSHIRE))
    assert limits == {
        "1.1": {"within": 2, "unit": "hour", "from": "report-received", "when": None, "sense": "within"},
        "1.2": {"within": 1, "unit": "week", "from": "last-incident", "when": "high-risk", "sense": "within"},
        "2": {"within": "as-agreed", "unit": None, "from": "not-stated", "when": None, "sense": "within"},
    }


def test_promises_are_as_strong_as_their_clauses(base: KnowledgeBase) -> None:
    weaker = [
        {s.record.source.clause: s.record.strength.value for s in linked.standards if s.record.strength.value != "will"}
        for linked in base.sets
    ]
    northamptonshire = {"9": "aim", "14": "where-appropriate", "15": "where-appropriate", "16": "where-appropriate"}
    liverpool = {"15": "offer", "16": "offer", "17": "aim", "18": "aim", "34": "offer", "37": "where-appropriate"}
    assert weaker == [northamptonshire, northamptonshire, liverpool]


def test_nobody_can_take_another_areas_promise_for_their_own(base: KnowledgeBase) -> None:
    for linked in base.sets:
        shown = standard_set_view(linked, base)
        assert shown.local == (linked.record.area == "Northamptonshire")
        assert ("not in Northamptonshire" in shown.standing) == (not shown.local)
        if not shown.local:
            words = " ".join(standard.record.text for standard in linked.standards)
            assert not re.search(r"\b(we|our|you|your)\b", words, re.IGNORECASE)


@PER_STANDARD
def test_the_words_say_the_strength(standard: LinkedStandard) -> None:
    wording = standard.record.text.lower()
    said = {
        Strength.WILL: re.search(r"will(?! ideally)", wording) is not None,
        Strength.AIM: "aim to" in wording,
        Strength.WHERE_APPROPRIATE: "appropriate" in wording and "will" in wording,
        Strength.OFFER: "offer" in wording or " can " in wording,
    }
    assert said[standard.record.strength]


@PER_STANDARD
def test_the_words_say_the_time_limit(standard: LinkedStandard) -> None:
    limits = [(standard.record.text, standard.record.deadline)]
    limits += [(point.text, point.deadline) for point in standard.record.points]
    for text, deadline in limits:
        if deadline and deadline.within and deadline.unit:
            word = "within (the first )?" if deadline.sense is Sense.WITHIN else ""
            assert re.search(f"{word}{deadline.amount}", text)


def test_promises_are_short_enough_to_read(base: KnowledgeBase) -> None:
    for standard in standards(base):
        for sentence in standard.record.text.replace("?", ".").split(". "):
            assert len(sentence.split()) <= 25, sentence


def test_an_outline_holds_the_words_of_a_clause_without_them() -> None:
    (first, second) = outline("a-document", "Title\n\n- One *promise*.\n- Two\n\nEnd")
    assert first == {"document": "a-document", "clause": "1", "hash": digest("ONE promise")}
    assert second["clause"] == "2"
