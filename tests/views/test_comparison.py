"""The comparison finds stronger time limits by rule, and never calls one stronger that may not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.standards import Deadline
from generator.model.vocabulary import Unit
from generator.views.standards.comparison import Comparison, _is_shorter, comparison, shortest_and_longest
from tests.conftest import REPOSITORY, knowledge_base


def limit(within: int, unit: str, sense: str = "within") -> Deadline:
    return Deadline.model_validate({"within": str(within), "unit": unit, "from": "not-stated", "sense": sense})


@pytest.fixture(scope="module")
def compared() -> Comparison:
    base = knowledge_base(REPOSITORY)
    return comparison(base)


def verdicts(compared: Comparison) -> dict[str, list[tuple[str, str]]]:
    return {
        row.anchor: [(cell.set_title, p.verdict) for cell in row.cells for p in cell.promises if p.verdict]
        for row in compared.rows
        if any(p.verdict for cell in row.cells for p in cell.promises)
    }


def test_what_is_called_out_in_the_real_sets(compared: Comparison) -> None:
    assert verdicts(compared) == {
        "first-response-other": [("Liverpool", "Shorter, but an aim")],
        "resolution": [("Liverpool", "The only time limit")],
    }


def test_every_topic_of_every_set_is_there_and_silence_is_a_cell(compared: Comparison) -> None:
    assert len(compared.rows) == 34
    assert all(len(row.cells) == 3 for row in compared.rows)
    repairs = next(row for row in compared.rows if row.anchor == "repairs-and-graffiti")
    assert [len(cell.promises) for cell in repairs.cells] == [0, 0, 1]


@pytest.mark.parametrize(
    ("one", "other", "shorter"),
    [
        (limit(2, "working-day"), limit(5, "working-day"), True),
        (limit(5, "working-day"), limit(5, "working-day"), False),
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
