"""The explanation of every code: its examples are real, and its page is current."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.build import check
from generator.cache import Cache
from generator.diagnostics import Code, Diagnostic
from generator.explain import explain, problems_page
from generator.publishing.publish import publish
from generator.words.explanations import BUILD, EXPLANATIONS, RELEASE
from tests.conftest import REPOSITORY, TODAY, edit
from tests.loading.test_diagnostics import OF_THE_MACHINE, cases

PAGE = REPOSITORY / "docs" / "problems.md"

PLACES = {
    Code.EASY_READ: '- {picture: bell, text: "Call 999 if you are in danger."}',
    Code.LIMIT_WITHOUT_DEADLINE: "summary: Promises from Loamshire to **everybody**.",
    Code.LONG_SENTENCE: "It is near.",
    Code.LOST_TEXT: "name: Loam library",
    Code.MISSING_FIELD: "title: Loamshire Charter\npublisher: Loamshire Safer Together\npublished: about 2016",
    Code.NOT_YOUR_SETTING: "site_name: Loamshire",
    Code.PRINT_PROBLEM: "Tell [the desk](ref:contact-desk). It is near.",
    Code.STAFF_ONLY_LEAK: "Ring when you like.",
    Code.UNKNOWN_MARKDOWN: "Ring when you like.",
    Code.YAML_SYNTAX: "reason: Nobody was asked about bells.",
}
"""What stands in Loamshire in the place of an example whose right form is not there."""

APPENDED = {Code.ENGINE_PROBLEM, Code.UNSOURCED_CLAIM}
"""Codes whose examples are added at the end of their file."""

CASES_IN_WORDS = {
    Code.ADDRESS_LOST: "a-service-of-a-release-is-gone",
    Code.ADDRESS_TAKEN: "a-page-at-the-address-of-another",
    Code.BUILD_FOLDER: "a-file-where-the-site-should-be",
    Code.EMPTY_FILE: "an-empty-file",
    Code.EXAMPLE_VALUE: "a-release-with-values-for-examples",
    Code.FILE_TOO_LARGE: "a-line-of-ten-megabytes",
    Code.ID_USED_AGAIN: "the-id-of-a-term-is-used-for-another",
    Code.HIDDEN_LETTER: "a-direction-changing-letter-and-an-invisible-one",
    Code.MISSING_FILE: "a-missing-file",
    Code.NEWER_FORMAT: "data-of-a-newer-version",
    Code.NOT_TEXT: "a-binary-file",
    Code.OLDER_FORMAT: "data-of-an-earlier-version",
    Code.RECORD_WITHOUT_PAGE: "a-chapter-that-no-part-is-in",
    Code.UNKNOWN_OVERRIDE: "overrides-that-there-are-not",
    Code.UNKNOWN_FILE: "a-file-under-a-name-that-nothing-reads",
    Code.OUTSIDE_PROJECT: "links-that-lead-out-of-the-project",
    Code.UNREADABLE_ARTEFACT: "an-attached-file-that-cannot-be-searched",
    Code.UNREADABLE_FILE: "a-folder-where-a-file-should-be",
    Code.UNSAFE_FILE: "a-web-page-beside-the-pages",
}
"""The broken project in tests/cases that an example in words describes."""

REPORTED_ELSEWHERE = {Code.ENGINE_PROBLEM, Code.GAP_NOT_EXPLAINED, Code.STAFF_ONLY_LEAK, Code.SUSPECT_TEXT}
"""Codes whose place is not the file that the editor has changed."""


def replace_lines(path: Path, before: str, after: str) -> None:
    """Replace the first occurrence of some lines, wherever they begin, with lines of the same indentation."""
    text = path.read_text()
    first, *_ = before.split("\n")
    start = -1
    while (start := text.find(first, start + 1)) >= 0:
        indentation = "\n" + " " * (start - text.rfind("\n", 0, start) - 1)
        found = before.replace("\n", indentation)
        if text.startswith(found, start):
            path.write_text(text[:start] + after.replace("\n", indentation) + text[start + len(found) :])
            return
    raise AssertionError(f"{path.name} does not have the lines {before!r}")


def problems(project: Path, command: str, cache: Cache) -> set[Diagnostic]:
    if command == BUILD:
        return set(publish(project, today=TODAY, cache=cache).diagnostics)
    return set(check(project, TODAY, release=command == RELEASE)[1])


ROWS = [
    pytest.param(code, id=code.slug, marks=pytest.mark.slow if row.command == BUILD else ())
    for code, row in EXPLANATIONS.items()
    if not row.in_words
]


def test_every_code_has_an_explanation() -> None:
    missing = sorted(code.slug for code in Code if code not in EXPLANATIONS)
    assert missing == [], f"add a row to generator/words/explanations.py for: {', '.join(missing)}"


def test_explanations_are_in_the_order_of_the_codes() -> None:
    assert list(EXPLANATIONS) == [code for code in Code if code in EXPLANATIONS]


@pytest.mark.parametrize("code", ROWS)
def test_the_wrong_example_is_reported_and_the_right_one_is_not(
    code: Code, loamshire: Path, shared_cache: Cache
) -> None:
    row = EXPLANATIONS[code]
    path = loamshire / row.file
    if code is Code.CONTACT_NOT_VERIFIED:
        known = ("desk@example.org, basis: ", '"The Desk, Loam NN1 1AA", basis: ')
        edit(loamshire, row.file, *((f"{value}known", f"{value}verified") for value in known))
    if code in APPENDED:
        path.write_text(f"{path.read_text()}{row.right}\n")
    else:
        replace_lines(path, PLACES.get(code, row.right), row.right)
    right = problems(loamshire, row.command, shared_cache)
    replace_lines(path, row.right, row.wrong)
    wrong = problems(loamshire, row.command, shared_cache)
    assert [str(problem) for problem in right if problem.code is code] == []
    new_codes = {problem.code.slug for problem in wrong} - {problem.code.slug for problem in right}
    assert new_codes == {code.slug}, "\n".join(map(str, wrong - right))
    assert code in REPORTED_ELSEWHERE or row.file in {problem.span.path for problem in wrong}


@pytest.mark.parametrize(
    "code", [code for code, row in EXPLANATIONS.items() if row.in_words and code not in OF_THE_MACHINE]
)
def test_an_example_in_words_has_its_broken_project(code: Code) -> None:
    (case,) = (case for case in cases() if case.name == CASES_IN_WORDS[code])
    assert f"[{code.slug}]" in case.expect
    assert case.build == (EXPLANATIONS[code].command == BUILD)


def test_the_page_of_problems_is_current(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        PAGE.write_text(problems_page())
    assert PAGE.read_text() == problems_page(), (
        "run ./kb test tests/words/test_explanations.py --update-golden, which writes docs/problems.md anew"
    )


UNKNOWN_FIELD = """\
unknown-field: A record has a field that its kind does not have.

What is written after a name that nothing knows is on no page. Most often one
letter of it is wrong.

Wrong, in content/guides/ringing.md:
    also_undr: [Telephone]

Right:
    also_under: [Telephone]

Reported by: ./kb check
"""


def test_the_command_explains_a_code(kb: Callable[..., CompletedProcess[str]]) -> None:
    ran = kb("explain", "unknown-field")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, UNKNOWN_FIELD, "")


def test_a_code_may_be_copied_with_its_brackets(kb: Callable[..., CompletedProcess[str]]) -> None:
    assert kb("explain", "[unknown-field]").stdout == UNKNOWN_FIELD
    assert kb("explain", "error[unknown-field]").stdout == UNKNOWN_FIELD


def test_an_unknown_code_is_wrong_usage(kb: Callable[..., CompletedProcess[str]]) -> None:
    near, far = kb("explain", "unkown-field"), kb("explain", "nonsense")
    assert (near.returncode, near.stdout) == (2, "")
    assert near.stderr == "kb: there is no code 'unkown-field'; did you mean 'unknown-field'?\n"
    assert (far.returncode, far.stderr) == (2, "kb: there is no code 'nonsense'; ./kb explain lists them all\n")


def test_without_a_code_the_command_lists_them_all(kb: Callable[..., CompletedProcess[str]]) -> None:
    ran = kb("explain")
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    assert "broken-link               A page links to something that is not there." in lines
    assert [line.split()[0] for line in lines[:-2] if line[0] != " "] == [code.slug for code in Code]
    assert lines[-1] == "More on one of them: ./kb explain CODE"


@pytest.mark.parametrize("code", Code, ids=lambda code: code.slug)
def test_an_explanation_is_readable_at_80_columns(code: Code) -> None:
    text = explain(code.slug)
    assert text
    prose, _, _ = text.partition("\nWrong")
    assert all(len(line) <= 80 for line in prose.splitlines())
