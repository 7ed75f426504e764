"""Every sentence of a page that states a duty, a right, a time limit or a law names the record it rests on."""

from pathlib import Path

import pytest

from generator.build import check
from generator.diagnostics import Code, Diagnostic
from generator.linking.checks.claims import origins_of
from generator.words.claims import is_claim
from tests.conftest import REPOSITORY, TODAY, day_for, edit, knowledge_base


@pytest.mark.parametrize(
    "sentence",
    [
        "The council must answer you.",
        "You can ask for an interpreter.",
        "You have rights as a victim.",
        "They answer within 5 working days.",
        "It is a crime to threaten someone.",
        "The police decide how to record it.",
        "Some helplines can pass your report on.",
        "You do not need proof to report it.",
        "Calls to 999 are free.",
        "The standards do not say when the clock starts.",
        "A landlord can act against a tenant.",
        "Ask them: they must answer within 2 weeks.",
        "If you report it, the court has to listen.",
    ],
)
def test_a_duty_a_right_a_limit_or_a_law_is_recognised(sentence: str) -> None:
    assert is_claim(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Find a calm place.",
        "Ask for news.",
        "Is anyone in danger?",
        "What does the law say?",
        "Keep messages if you can do so safely.",
        "It is not your fault.",
        "If you think that it is a crime, tell the police too.",
        "how it made you feel, and what you did next",
    ],
)
def test_a_request_or_a_question_states_nothing(sentence: str) -> None:
    assert not is_claim(sentence)


def problems_of(project: Path, code: Code) -> list[Diagnostic]:
    return [one for one in check(project, TODAY, release=True)[1] if one.code is code]


def test_every_claim_of_these_pages_names_a_record() -> None:
    base = knowledge_base(REPOSITORY, day_for(REPOSITORY))
    origins = [(page.page.path, one) for page in base.pages for one in origins_of(page.page)]
    assert len(origins) > 100
    assert [f"{path}: {one.sentence.text}" for path, one in origins if not one.is_known] == []
    with_record = [one for _, one in origins if one.records or (one.claim and one.claim.source)]
    advice = [one for _, one in origins if one.sentence.is_advice or (one.claim and one.claim.advice)]
    assert len(with_record) + len(advice) == len(origins)
    assert len(advice) < 0.25 * len(origins)


def test_a_new_sentence_without_a_record_is_reported_at_its_line(loamshire: Path) -> None:
    edit(loamshire, "content/tell.md", ("\n---\n", "\n---\nThe council must answer you on the same day.\n\n"))
    (found,) = problems_of(loamshire, Code.UNSOURCED_CLAIM)
    assert str(found.span).startswith("content/tell.md:")
    assert "'The council must answer you on the same day.'" in found.message
    assert '- {begins: "The council must answer you", records: [the-id]}' in found.hint


def test_a_claim_that_begins_no_sentence_is_reported_with_the_nearest(loamshire: Path) -> None:
    claims = 'needs: [need-talk]\nclaims:\n  - {begins: "The council mus answer", records: [answer-soon]}\n'
    edit(
        loamshire,
        "content/tell.md",
        ("needs: [need-talk]\n", claims),
        ("\n---\n", "\n---\nThe council must answer you.\n\n"),
    )
    found = problems_of(loamshire, Code.UNKNOWN_REFERENCE)
    assert [one.message for one in found] == ["no sentence begins with 'The council mus answer'"]
