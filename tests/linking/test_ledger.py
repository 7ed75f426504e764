"""Each clause, listed law, question and figure of the source documents has its record."""

import json
from decimal import Decimal
from pathlib import Path
from string import ascii_lowercase

import pytest

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.consultation import Consultation, Question
from generator.model.tallies import Answer
from tests.conftest import REPOSITORY, knowledge_base

OUTLINES = Path(__file__).parents[1] / "outlines"
STRATEGY = "northamptonshire-strategy"
REPORT = "consultation-report"


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge_base(REPOSITORY)


def outlined(document: str) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads((OUTLINES / f"{document}.json").read_text())
    return entries


def kinds_citing(base: KnowledgeBase, clause: str) -> set[str]:
    citing = (cited for cited in base.cited_clauses if (cited.document, cited.clause) == (STRATEGY, clause))
    targets = (base.targets[cited.cited_by] for cited in citing)
    return {target.kind for target in targets if isinstance(target, Entry)}


def test_every_clause_of_the_strategy_has_a_record_of_its_kind(base: KnowledgeBase) -> None:
    for entry in outlined(STRATEGY):
        clause = entry["clause"]
        kinds = kinds_citing(base, clause)
        first, _, rest = clause.partition(".")
        if first == "2" and rest:
            assert "body" in kinds, clause
        elif first == "6" and rest:
            assert "instrument" in kinds, clause
        elif clause.count(".") == 2:
            assert "objective" in kinds, clause
        elif first == "9":
            assert "aim" in kinds, clause
        else:
            assert "part" in kinds, clause


def test_the_outline_of_the_strategy_is_whole() -> None:
    clauses = [entry["clause"] for entry in outlined(STRATEGY)]
    assert len(clauses) == len(set(clauses))
    objectives = [clause for clause in clauses if clause.count(".") == 2]
    numbered = {"9.1": 11, "9.2": 6, "9.3": 4, "9.4": 3}
    assert objectives == [f"{aim}.{n}" for aim, count in numbered.items() for n in range(1, count + 1)]
    assert {f"7.{n}" for n in range(1, 11)} <= set(clauses)
    assert all(len(entry["hash"]) == 64 for entry in outlined(STRATEGY))


def test_no_record_cites_a_clause_of_the_strategy_that_is_not_there(base: KnowledgeBase) -> None:
    clauses = {entry["clause"] for entry in outlined(STRATEGY)}
    known = clauses | {clause.rpartition(".")[0] for clause in clauses} | {"figure 1"}
    assert {cited.clause for cited in base.cited_clauses if cited.document == STRATEGY} <= known


def questions(consultation: Consultation) -> list[Question]:
    return [consultation.respondents, *consultation.questions, *consultation.people]


def test_every_question_of_the_report_has_a_record(base: KnowledgeBase) -> None:
    assert base.consultation
    cited = {question.source.clause for question in questions(base.consultation)}
    assert {entry["clause"] for entry in outlined(REPORT)} <= cited


def test_every_figure_of_the_report_is_in_the_record_of_its_question(base: KnowledgeBase) -> None:
    assert base.consultation
    record_figures = {
        (question.source.clause, *figure(answer))
        for question in questions(base.consultation)
        if question.tally
        for answer in question.tally.answers
    }
    outline_figures = {
        (entry["clause"], _label(entry["label"]), entry.get("count", ""), entry.get("percent", ""))
        for entry in outlined(REPORT)
        if "label" in entry
    }
    assert len(outline_figures) > 80
    assert outline_figures <= record_figures


def test_every_activity_on_the_form_has_its_record_and_became_one_objective(base: KnowledgeBase) -> None:
    assert base.consultation
    listed = [(entry["clause"], entry["activity"]) for entry in outlined(REPORT) if "activity" in entry]
    recorded = [
        (question.source.clause, ascii_lowercase[n])
        for question in base.consultation.questions
        for n, _ in enumerate(question.activities)
    ]
    assert recorded == listed
    became = [activity.objective for question in base.consultation.questions for activity in question.activities]
    objectives = [
        target.record.id for target in base.targets.values() if isinstance(target, Entry) and target.kind == "objective"
    ]
    assert sorted(became) == sorted(objectives)
    for question in base.consultation.questions:
        assert not question.activities or f" {len(question.activities)} activities " in question.title


def figure(answer: Answer) -> tuple[str, str, str]:
    count = "" if answer.count is None else str(answer.count)
    return _label(answer.label), count, _exact(answer.reported_percent)


def _label(label: str) -> str:
    return " ".join(label.replace("’", "'").lower().split())


def _exact(percent: Decimal | None) -> str:
    return "" if percent is None else str(percent)
