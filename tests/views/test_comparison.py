"""The comparison finds stronger time limits by rule, and never calls one stronger that may not be."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.standards import Deadline
from generator.model.vocabulary import Unit
from generator.views.standards.comparison import _is_shorter, comparison, shortest_and_longest
from tests.browsing import Watched
from tests.conftest import add_other_charter, edit, knowledge_base


def limit(within: int, unit: str, sense: str = "within") -> Deadline:
    return Deadline.model_validate({"within": str(within), "unit": unit, "from": "not-stated", "sense": sense})


OTHER_LIMIT = ("        deadline: {within: 1, unit: week, from: report-received}\n", "")


def verdicts(project: Path) -> dict[str, list[list[tuple[str, str]]]]:
    """Return what is said of each promise, in a list for each set, by topic."""
    return {
        row.anchor: [[(one.standard.anchor, one.verdict) for one in cell.standards] for cell in row.cells]
        for row in comparison(knowledge_base(project)).rows
    }


@pytest.mark.parametrize(
    ("edits", "mine", "theirs"),
    [
        ([], "Shorter time", ""),
        # A time that is agreed with the person may be shorter or longer than any other.
        ([("within: 2, unit: hour", "within: 3, unit: week")], "", ""),
        ([("within: 2, unit: hour", "within: 1, unit: week")], "", ""),
        ([("time**.\n        strength: will", "time**.\n        strength: aim")], "Shorter, but an aim", ""),
        (
            [(" within 1 week.\n        strength: will", ".\n        strength: will"), OTHER_LIMIT],
            "The only time limit",
            "",
        ),
    ],
)
def test_a_shorter_time_is_called_out_and_silence_is_a_cell(
    loamshire: Path, edits: list[tuple[str, str]], mine: str, theirs: str
) -> None:
    add_other_charter(loamshire)
    edit(loamshire, "data/standards.yml", *edits)
    assert verdicts(loamshire) == {
        "answering": [[("answer-soon", mine), ("calls-as-agreed", "")], [("other-answer", theirs)]],
        "repairing": [[("door-mended", "")], []],
    }


@pytest.mark.project
def test_every_topic_of_every_set_has_a_cell(project: Path) -> None:
    base = knowledge_base(project)
    for row in comparison(base).rows if len(base.sets) > 1 else ():
        assert [cell.set_title for cell in row.cells] == [linked.record.short_title for linked in base.sets]


@pytest.mark.parametrize(
    ("one", "other", "shorter"),
    [
        (limit(2, "working-day"), limit(5, "working-day"), True),
        (limit(5, "working-day"), limit(5, "working-day"), False),
        (limit(59, "minute"), limit(1, "hour"), True),
        (limit(60, "minute"), limit(1, "hour"), False),
        (limit(23, "hour"), limit(1, "working-day"), True),
        (limit(24, "hour"), limit(1, "working-day"), False),
        (limit(1, "working-day"), limit(2, "day"), False),
        (limit(1, "working-day"), limit(1, "week"), True),
        (limit(4, "week"), limit(1, "month"), False),
        (limit(1, "week", "at"), limit(1, "month"), False),
    ],
)
def test_a_limit_is_shorter_only_where_readings_cannot_cross(one: Deadline, other: Deadline, shorter: bool) -> None:
    assert _is_shorter(one, other) is shorter


AMOUNTS = st.builds(limit, st.integers(1, 60), st.sampled_from([unit.value for unit in Unit]))


@given(AMOUNTS, AMOUNTS)
def test_of_two_limits_at_most_one_is_shorter(one: Deadline, other: Deadline) -> None:
    assert not (_is_shorter(one, other) and _is_shorter(other, one))


@given(AMOUNTS)
def test_a_longest_reading_is_never_under_the_shortest(deadline: Deadline) -> None:
    span = shortest_and_longest(deadline)
    assert span
    assert span[0] <= span[1]


@pytest.mark.slow
def test_on_a_phone_each_promise_stands_under_the_name_of_its_set(browser: Any, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    watched.page.goto(server + "comparison.html")
    cells = watched.page.locator(".kb-matrix tbody tr").first.locator("td")
    named = "all => all.map(cell => getComputedStyle(cell, '::before').content.split(' / ')[0])"
    names = cells.evaluate_all(named)
    assert names == ['"Hate reduction"', '"Anti-social behaviour"', '"Liverpool"']
    watched.context.close()
