"""No regular expression runs away: every one in the generator is tried on long lines that are made against it."""

import re
import resource
import subprocess
import sys

import pytest

from tests.patterns import Found, hostile_lines, patterns, runaways


def limit() -> None:
    """Stop a process that takes ten minutes of the processor: something in it does not end."""
    resource.setrlimit(resource.RLIMIT_CPU, (600, 600))


@pytest.mark.slow
def test_every_pattern_is_done_with_a_hundred_thousand_letters() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns"], capture_output=True, text=True, check=False, preexec_fn=limit
    )
    *found, count = done.stdout.splitlines()
    assert found == [], done.stderr
    assert int(count.split()[0]) > 300


def test_patterns_in_names_tables_classes_and_calls_are_found() -> None:
    places = " ".join(one.place for one in patterns())
    for part in ("model.markdown", "loading.letters", "words.time_limits", "linking.checks", "publishing"):
        assert part in places
    assert any(re.search(r":\d+$", one.place) for one in patterns()), "a pattern written in a call of re"


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a+)+$",
        r"(?:a|a)*b",
        r"(\w+\s?)*!",
        r"x(?:a|ab|b)*y",
        r"\[a(?: \w+=(?:\"[^\"]*\"|\S+))+\]",
        r"(?:-?\d+-?)+z",
    ],
)
def test_a_pattern_that_runs_away_is_named(pattern: str) -> None:
    found = Found(re.compile(pattern), "here", frozenset({"search"}))
    assert list(runaways([found], length=2_000, seconds=0.3))


@pytest.mark.parametrize("pattern", [r"\s+$", r"\S+@\S+", r" *(.*?) *x$", r"<!--.*?-->", r"\d+%"])
def test_a_pattern_whose_work_grows_with_the_square_is_named(pattern: str) -> None:
    found = Found(re.compile(pattern), "here", frozenset({"search"}))
    assert list(runaways([found], length=100_000, seconds=0.5))


@pytest.mark.parametrize("pattern", [r"[a-z]+", r"(?<!\s)\s+$", r"\[[^\[\]]*\]", r"(?<!\d)\d+%", r"^a{1,40}b"])
def test_a_linear_pattern_is_not_named(pattern: str) -> None:
    found = Found(re.compile(pattern, re.MULTILINE), "here", frozenset({"search", "match", "fullmatch"}))
    assert list(runaways([found], length=20_000, seconds=2)) == []


def test_lines_are_made_of_what_a_pattern_repeats() -> None:
    lines = hostile_lines(re.compile(r"ref:(?:[a-z]+-)*!"), 50)
    assert any(line.startswith("ref:a-a-a-a-") for line in lines)
