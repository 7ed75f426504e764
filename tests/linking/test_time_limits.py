"""A time limit in words is refused unless a promise has it as its deadline, at the place of the words."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.checks.time_limits import check_time_limits
from generator.linking.name_index import NameIndex
from generator.linking.resolve.facts import fact_problems
from generator.loading.project import Records, load
from generator.loading.records import read_record
from generator.loading.yaml_values import compose
from generator.model.standards import StandardsFile
from tests.conftest import LOAMSHIRE, TODAY, edit
from tests.words.test_time_limits import LIMIT_PHRASES, OTHER_PHRASES, amounts

STANDARDS = "data/standards.yml"
DEADLINE = "        deadline: {within: 2, unit: hour, from: report-received}\n"


@pytest.fixture(scope="module")
def records() -> Records:
    return load(LOAMSHIRE)[0]


def found(project: Path) -> list[str]:
    """Return the diagnostics of a project, without their hints."""
    return [str(one).split("\n")[0] for one in check(project, TODAY)[1]]


def edited(*changes: tuple[str, str]) -> str:
    """Return Loamshire's standards with other words in some places."""
    content = (LOAMSHIRE / STANDARDS).read_text()
    for before, after in changes:
        assert content.count(before) == 1
        content = content.replace(before, after)
    return content


def with_promise(text: str, *, deadline: str = "") -> str:
    """Return Loamshire's standards with another text and time limit of the first promise."""
    written = f"        deadline: {deadline}\n" if deadline else ""
    return edited(("text: We will answer **in time**.\n", f"text: |-\n          {text}\n"), (DEADLINE, written))


def problems(content: str, records: Records) -> list[Diagnostic]:
    """Return what the check says of standards, beside Loamshire's other records."""
    value, places, _ = compose(STANDARDS, content)
    located, wrong = read_record(StandardsFile, value, places)
    assert not wrong
    names = NameIndex()
    check_time_limits(replace(records, files={**records.files, StandardsFile: located}), (), names)
    return [one for one in names.problems if one.span.path == STANDARDS]


@settings(max_examples=50)
@given(amounts(), st.sampled_from(LIMIT_PHRASES))
def test_any_limit_without_a_deadline_is_refused(records: Records, drawn: tuple[int, str, str], phrase: str) -> None:
    amount, unit, words = drawn
    (problem,) = problems(with_promise(phrase.format(words.replace("\n", "\n        "))), records)
    assert (problem.code, problem.severity) == (Code.LIMIT_WITHOUT_DEADLINE, Severity.ERROR)
    assert f"`deadline: {{within: {amount}, unit: {unit}, from: report-received}}`" in problem.hint


@settings(max_examples=50)
@given(amounts(), st.sampled_from(LIMIT_PHRASES))
def test_any_limit_that_agrees_with_its_deadline_is_accepted(
    records: Records, drawn: tuple[int, str, str], phrase: str
) -> None:
    amount, unit, words = drawn
    text = phrase.format(words.replace("\n", "\n        "))
    deadline = f"{{within: {amount}, unit: {unit}, from: not-stated}}"
    assert problems(with_promise(text, deadline=deadline), records) == []


@settings(max_examples=50)
@given(amounts(), st.sampled_from(LIMIT_PHRASES), st.integers(100, 200))
def test_any_limit_that_differs_from_its_deadline_is_refused(
    records: Records, drawn: tuple[int, str, str], phrase: str, other: int
) -> None:
    _, unit, words = drawn
    text = phrase.format(words.replace("\n", "\n        "))
    deadline = f"{{within: {other}, unit: {unit}, from: not-stated}}"
    (problem,) = problems(with_promise(text, deadline=deadline), records)
    assert problem.code is Code.INVALID_VALUE
    assert f"and the time limit is {other} {unit.replace('-', ' ')}s" in problem.message


@settings(max_examples=50)
@given(amounts(), st.sampled_from(OTHER_PHRASES))
def test_no_other_time_is_refused(records: Records, drawn: tuple[int, str, str], phrase: str) -> None:
    text = phrase.format(drawn[2].replace("\n", "\n        "))
    assert problems(with_promise(text), records) == []
    assert (
        problems(
            with_promise(f"{text} We answer within {{limit}}.", deadline="{within: 2, unit: hour, from: not-stated}"),
            records,
        )
        == []
    )


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("text: We will answer within 2 working days.", 30, 37),
        ('text: "We will answer within 2 working days."', 30, 38),
        ("text: 'We don''t wait: we answer within 2 working days.'", 30, 49),
        ("text: >-\n          We will answer\n          within 2 working days.", 32, 18),
        ("text: >-\n          We will answer within 2\n          working days.", 31, 33),
        ("text: |\n          We will answer\n          within 2 working days.", 32, 18),
        ("text: We will answer\n          within **2** working days.", 31, 20),
        ("text: We will answer within **2 working days**.", 30, 39),
        ("text: We write every 2 days, and answer within 12 days.", 30, 56),
        ("text: We ask every 2 weeks, and answer within 2 weeks.", 30, 55),
        ('text: "We will answer within 2\\u00a0working days."', 30, 15),
        ("text: We will answer within 2 working days. # in 2 working days", 30, 37),
    ],
)
def test_the_place_is_that_of_the_words(records: Records, written: str, line: int, column: int) -> None:
    content = edited(("text: We will answer **in time**.", written), (DEADLINE, ""))
    assert [one.span for one in problems(content, records)] == [Span(STANDARDS, line, column)]


POINT = """        points:
          - id: answer-in-writing
            text: We write{0}.
            source: {{document: charter-document, clause: "1.1.1"}}
{1}"""


@pytest.mark.parametrize(
    ("text", "point", "point_deadline", "expected"),
    [
        ("We ring within {limit}, and write within 10 days.", "", "", "'10 days' is a second time limit, and no"),
        (
            "We ring within {limit}, and write within 10 days.",
            " then",
            "            deadline: {within: 10, unit: day, from: not-stated}\n",
            "",
        ),
        ("We ring within {limit}.", " within 10 days", "", "'10 days' is a second time limit, and no"),
        ("We ring within {limit}.", " within 2 hours", "", ""),
        (
            "We ring within {limit}.",
            " within 9 days",
            "            deadline: {within: 10, unit: day, from: not-stated}\n",
            "the words say 9 days, and the time limit is 10 days",
        ),
        ("We ring within 1 hour.", "", "", "the words say 1 hour, and the time limit is 2 hours"),
        ("We ring within 1 to 2 hours.", "", "", ""),
        ("We ring within 2 to 3 hours.", "", "", "the words say 2 to 3 hours, and the time limit is 2 hours"),
        ("We ring | 3 hours.", "", "", "the words say 3 hours, and the time limit is 2 hours"),
        ("We ring within 120 minutes.", "", "", ""),
        ("The line is open 24 hours a day.", "", "", ""),
    ],
)
def test_a_second_limit_is_a_point_of_its_own(
    records: Records, text: str, point: str, point_deadline: str, expected: str
) -> None:
    content = edited(
        ("text: We will answer **in time**.", f"text: {text}"),
        (DEADLINE, DEADLINE + (POINT.format(point, point_deadline) if point else "")),
    )
    messages = [one.message[: len(expected)] for one in problems(content, records)]
    assert messages == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        (
            STANDARDS,
            "summary: Promises from Loamshire to **everybody**.",
            "summary: Loamshire answers within 3 days.",
            "data/standards.yml:16:39: error[limit-without-deadline] '3 days' is a time limit that no promise of this "
            "set has",
        ),
        (STANDARDS, "summary: Promises from Loamshire to **everybody**.", "summary: We answer within 2 hours.", ""),
        (
            STANDARDS,
            "title: An answer",
            "title: An answer within 3 hours",
            "data/standards.yml:29:33: error[invalid-value] the words say 3 hours, and the time limit is 2 hours",
        ),
        (STANDARDS, "title: An answer", "title: An answer within 2 hours", ""),
        (
            STANDARDS,
            "title: An answer",
            "title: An answer within {limit}",
            "data/standards.yml:29:33: error[invalid-value] only the field `text` can contain {limit}",
        ),
        (
            STANDARDS,
            "text: We offer to ring you when you like.",
            "text: We offer to ring you the same day.",
            "",
        ),
        (
            STANDARDS,
            "text: We offer to ring you when you like.",
            "text: We offer to ring you in 2 days.",
            "data/standards.yml:53:39: error[invalid-value] the words say 2 days, and the time limit is as agreed with "
            "the person",
        ),
        (
            "data/easy_read.yml",
            "We will answer within 2 hours.",
            "We will answer within 3 hours.",
            "data/easy_read.yml:12:58: error[limit-without-deadline] '3 hours' is a time limit that the promise "
            "'answer-soon' does not have",
        ),
        (
            "data/easy_read.yml",
            "Call 999 if you are in danger.",
            "We will answer in 5 days.",
            "data/easy_read.yml:20:50: error[limit-without-deadline] '5 days' is a time limit that no promise of its "
            "set has",
        ),
        (
            "content/tell.md",
            "It is near.",
            "It is near.\n\nYou can appeal within 21 days. We will\nanswer within 5 days.",
            "content/tell.md:41:15: warning[limit-without-deadline] '5 days' is a time limit that no promise on this "
            "page has",
        ),
        ("content/tell.md", "It is near.", "It is near. We will answer within 2 hours.", ""),
        (
            "content/tell.md",
            "text: You agree how.",
            "text: We will act within 3 days.",
            "content/tell.md:2:5: warning[limit-without-deadline] '3 days' is a time limit that no promise on this "
            "page has",
        ),
        ("content/guides/ringing.md", "\n---\n", "\n---\n\nWe will answer within 5 days.\n\n", ""),
        (
            "data/posters.yml",
            "says: You can tell us here.",
            "says: We answer in 5 hours.",
            "data/posters.yml:4:24: warning[limit-without-deadline] '5 hours' is a time limit that no promise has",
        ),
        ("data/posters.yml", "says: You can tell us here.", "says: Call within 5 hours.", ""),
    ],
)
def test_words_that_restate_a_promise_have_its_limit(
    loamshire: Path, path: str, before: str, after: str, expected: str
) -> None:
    edit(loamshire, path, (before, after))
    about_limits = [one for one in found(loamshire) if "suspect-text" not in one]
    assert about_limits == ([expected] if expected else [])


def test_an_easy_read_whose_promise_has_changed_is_reported_once(loamshire: Path) -> None:
    edit(loamshire, STANDARDS, ("within: 2, unit: hour", "within: 3, unit: hour"))
    assert {one.code for one in check(loamshire, TODAY)[1]} == {Code.SUSPECT_TEXT}


@pytest.mark.parametrize(
    ("deadline", "warnings"),
    [
        ("", ["data/standards.yml:53:36: warning[limit-without-deadline] 'the same day' is a time limit that no"]),
        ("        deadline: {within: 8, unit: hour, from: not-stated}\n", []),
    ],
)
def test_a_promise_for_the_same_day_is_a_warning_while_it_has_no_deadline(
    loamshire: Path, deadline: str, warnings: list[str]
) -> None:
    edit(
        loamshire,
        STANDARDS,
        ("text: We offer to ring you when you like.", "text: We offer to ring you the same day."),
        ("        deadline: {within: as-agreed, from: not-stated}\n", deadline),
    )
    edit(loamshire, "data/training.yml", ("{limit:calls-as-agreed}", "{clause:calls-as-agreed}"))
    about_limits = [one for one in found(loamshire) if "suspect-text" not in one and "not-taught" not in one]
    assert [one.partition(" `deadline:`")[0] for one in about_limits] == warnings


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Answer within 2hrs.", ["2hrs"]),
        ("Answer within 2&nbsp;working days.", ["2 working days"]),
        ("They have 3-5 days.", ["3-5 days"]),
        ("Promise five working days.", ["five working days"]),
        ("It took three weeks, and he is a 16-year-old.", []),
        ("Take 20 minutes, then ten minutes more.", []),
    ],
)
def test_a_limit_typed_in_a_course_is_found_however_it_is_written(text: str, typed: list[str]) -> None:
    found = fact_problems(text, Span("data/training.yml"), NameIndex())
    assert [one.message.split("'")[1] for one in found if one.code is Code.TYPED_FACT] == typed
