"""Every phrase for time limits, strength and evidence, as a literal; and each phrase is in one file only."""

import re
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest

from generator.model.evidence import Basis
from generator.model.standards import Deadline
from generator.model.vocabulary import Condition, Sense, Strength, Trigger, Unit, counted
from generator.words import evidence, strengths
from generator.words.deadlines import CONDITIONS, SENSES, TRIGGERS, amount_in_text, limit_phrase
from generator.words.field_text import field_text
from generator.words.text import bind
from tests.conftest import REPOSITORY


def test_the_phrases_for_triggers() -> None:
    assert {trigger.value: astuple(words) for trigger, words in TRIGGERS.items()} == {
        "report-received": (
            "From the report",
            "The report was received on",
            "The clock starts when the report is received.",
            "from the report",
        ),
        "decision-to-refer": (
            "From the decision to refer",
            "It was decided to refer on",
            "The clock starts when it is decided to refer.",
            "from the decision to refer",
        ),
        "last-incident": (
            "From the last incident",
            "The last incident was on",
            "The clock starts with the last incident.",
            "from the last incident",
        ),
        "case-closed": (
            "From the end of the case",
            "The case was closed on",
            "The clock starts when the case is closed.",
            "from the end of the case",
        ),
        "not-stated": (
            "From a moment that the source does not state",
            "Report made on (the source does not state the start)",
            "The source does not say when the clock starts.",
            "from a moment the source does not state",
        ),
    }


def test_the_phrases_for_conditions() -> None:
    assert {condition.value: astuple(words) for condition, words in CONDITIONS.items()} == {
        "high-risk": (
            "if the incident is high risk",
            "high risk",
            "if it is high risk",
            "It is only for high risk.",
        ),
        "not-high-risk": (
            "if it is not high risk",
            "not high risk",
            "if it is not high risk",
            "It is only for what is not high risk.",
        ),
        "serious-incident": (
            "if a serious incident involved violence or a threat of violence",
            "serious incident",
            "if it is a serious incident with violence or a threat of it",
            "It is only for a serious incident with violence or a threat of violence.",
        ),
        "agreed-or-requested": (
            "if the referral is agreed or requested",
            "agreed or requested",
            "if it was agreed or asked for",
            "It is only for a referral that is agreed or requested.",
        ),
    }


def test_a_limit_a_moment_and_a_wait_have_different_phrases() -> None:
    assert {sense.value: astuple(words)[:4] for sense, words in SENSES.items()} == {
        "within": ("", "within", "by the end of", "by"),
        "at": ("at", "at", "on", "on"),
        "not-before": ("after", "not before", "not before", "not before"),
    }


def test_the_phrases_for_strengths() -> None:
    assert {strength.value: astuple(words) for strength, words in strengths.STRENGTH_WORDS.items()} == {
        "will": ("A promise", ""),
        "aim": ("An aim", "The source aims to do this. It does not promise it."),
        "where-appropriate": (
            "Where appropriate",
            "The source does this where it fits the case. It does not say in which cases.",
        ),
        "offer": ("An offer", "This can be done, or is offered. Nobody has to take it up."),
    }


def test_only_what_was_read_in_a_source_is_called_checked() -> None:
    known = "Known, not re-checked"
    assert {basis.value: astuple(words) for basis, words in evidence.BASIS_WORDS.items()} == {
        "verified": ("Read in a public source", "Read in public sources", "Checked", ""),
        "known": (known, known, "Noted", known),
    }


@pytest.mark.parametrize(
    ("kinds", "table"),
    [
        (Trigger, TRIGGERS),
        (Condition, CONDITIONS),
        (Sense, SENSES),
        (Strength, strengths.STRENGTH_WORDS),
        (Basis, evidence.BASIS_WORDS),
    ],
)
def test_a_table_has_a_row_for_every_member(kinds: Any, table: dict[Any, Any]) -> None:
    assert set(table) == set(kinds)


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (1, Unit.HOUR.noun, "1 hour"),
        (24, Unit.HOUR.noun, "24 hours"),
        (5, Unit.DAY.noun, "5 days"),
        (1, Unit.WORKING_DAY.noun, "1 working day"),
        (5, Unit.WORKING_DAY.noun, "5 working days"),
        (2, Unit.WEEK.noun, "2 weeks"),
        (12, Unit.MONTH.noun, "12 months"),
        (0, "record", "0 records"),
    ],
)
def test_one_is_not_plural_and_stays_with_its_unit(count: int, noun: str, words: str) -> None:
    assert counted(count, noun) == words
    if noun != "record":
        assert words.replace(" ", "\u00a0") in bind(f"We will answer within {words} of your report.")


LIMITS = [
    ({"within": "2", "unit": "hour", "from": "report-received"}, "within 2 hours from the report"),
    (
        {"within": "1", "unit": "week", "from": "last-incident", "when": "high-risk"},
        "within 1 week from the last incident, if it is high risk",
    ),
    ({"within": "4", "unit": "week", "from": "case-closed", "sense": "at"}, "at 4 weeks from the end of the case"),
    (
        {"within": "2", "unit": "month", "from": "last-incident", "sense": "not-before"},
        "not before 2 months from the last incident",
    ),
    (
        {"within": "as-agreed", "from": "not-stated"},
        "at a time agreed with the person from a moment the source does not state",
    ),
]
"""Time limits as stamps record them: a change makes every stamp suspect."""


@pytest.mark.parametrize(("fields", "words"), LIMITS)
def test_a_whole_limit_has_the_words_that_stamps_record(fields: dict[str, str], words: str) -> None:
    assert limit_phrase(Deadline.model_validate(fields)) == words
    recorded: dict[str, Any] = {name: int(value) if value.isdigit() else value for name, value in fields.items()}
    if recorded["within"] == "as-agreed":
        recorded = {"within": None, "unit": None} | {"from": recorded["from"]}
    assert field_text("deadline", {"when": None, "sense": "within"} | recorded) == words


def test_an_amount_in_a_course_is_the_limit_or_agreed() -> None:
    limits = [amount_in_text(Deadline.model_validate(fields)) for fields, _ in LIMITS]
    assert limits == ["2 hours", "1 week", "4 weeks", "2 months", "as agreed with the person"]


PHRASES = {
    "clock starts": "words/deadlines.py",
    "the end of the case": "words/deadlines.py",
    "by the end of": "words/deadlines.py",
    "violence or a threat of violence": "words/deadlines.py",
    "Known, not re-checked": "words/evidence.py",
    "Where appropriate": "words/strengths.py",
    "no longer stand": "words/standing.py",
    "these promises still stand": "words/standing.py",
    "else 's'": "",
    '? "" : "s"': "",
}
"""Each phrase with the one file that contains it, among code, templates and scripts; empty for none."""
_OF_AUTHORS = re.compile(r'description="[^"]*"|"""(?:[^"]|"(?!""))*"""')
"""Descriptions of fields, and docstrings: no reader of the site sees them."""


def files_with(phrase: str) -> Iterator[str]:
    package = REPOSITORY / "generator"
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".jinja", ".js"} and phrase in _OF_AUTHORS.sub("", path.read_text()):
            yield path.relative_to(package).as_posix()


@pytest.mark.parametrize(("phrase", "file"), PHRASES.items())
def test_each_phrase_is_in_one_file(phrase: str, file: str) -> None:
    assert list(files_with(phrase)) == ([file] if file else [])


def test_a_second_file_with_a_phrase_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator" / "planted.py").write_text('WORDS = "Known, not re-checked"\n')
    monkeypatch.setattr(f"{__name__}.REPOSITORY", tmp_path)
    assert list(files_with("Known, not re-checked")) == ["planted.py"]
