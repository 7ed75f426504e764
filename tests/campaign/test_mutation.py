"""The mutation campaign plants what it says, and a mutant dies if, and only if, a test fails because of it."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.campaign.campaigns import Budget
from tests.campaign.mutation import MUTATED, Campaign, Tally, covering, sample, sources
from tests.campaign.operators import Mutant, mutants
from tests.campaign.warm_tests import PACKAGE, REPOSITORY, Fate, WarmTests


def planted(source: str) -> dict[str, str]:
    """Return the source with each mutant in it, by what the mutant changes."""
    found = {}
    for n in range(len(mutants("a.py", ast.parse(source)))):
        tree = ast.parse(source)
        mutant = mutants("a.py", tree)[n]
        mutant.plant()
        found[mutant.change] = ast.unparse(ast.fix_missing_locations(tree))
    return found


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("return a == b", "return a != b"),
        ("return a < b", "return a <= b"),
        ("return a < b", "return a >= b"),
        ("return a is not b", "return a is b"),
        ("return a and b", "return a or b"),
        ("return a and b", "return b"),
        ("return not a", "return a"),
        ("return a + b", "return a - b"),
        ("return a", "return None"),
        ("return 7", "return 8"),
        ("return 7", "return 6"),
        ("return True", "return False"),
        ("return 'word'", "return ''"),
        ("return f'{a} days'", "return ''"),
        ("return any(a)", "return all(a)"),
        ("return max(a, b)", "return min(a, b)"),
        ("return sorted(a, key=b)", "return list(a)"),
        ("return sorted(a, key=b)", "return sorted(a)"),
        ("return a.strip()", "return a"),
        ("return a.startswith(b)", "return a.endswith(b)"),
        ("return (a, b)", "return (b,)"),
        ("return {a: 1, b: 2}", "return {b: 2}"),
        ("return a[1:]", "return a[:]"),
        ("return [x for x in a if x in b]", "return [x for x in a]"),
        ("return 1 if a else 2", "return 1 if not a else 2"),
        ("a.append(b)", "pass"),
        ("a[b] = 1", "pass"),
        ("a += b", "pass"),
    ],
)
def test_a_line_is_changed_in_this_way(line: str, changed: str) -> None:
    trees = planted(f"def f(a, b):\n    {line}").values()
    assert ast.unparse(ast.parse(f"def f(a, b):\n    {changed}")) in trees


def test_each_part_of_a_loop_is_changed() -> None:
    changed = planted("def f(a):\n    for x in a:\n        if x:\n            continue\n        yield x")
    assert {change: text.splitlines()[2:] for change, text in changed.items()} == {
        "the condition 'x' is negated": ["        if not x:", "            continue", "        yield x"],
        "'continue' becomes 'break'": ["        if x:", "            break", "        yield x"],
        "'continue' is gone": ["        if x:", "            pass", "        yield x"],
        "'yield x' is gone": ["        if x:", "            continue", "        yield from ()"],
    }


@pytest.mark.parametrize(
    "source",
    [
        'def f() -> "str":\n    """Return nothing."""',
        'def f(a: tuple["int", "str"]): ...',
        "import os",
        "__all__ = ['a', 'b']",
        "R = TypeVar('R', bound=int)",
        "Names = dict[str, int] | None",
        "@dataclass(frozen=True, slots=True)\nclass A:\n    n: int",
        "def f(a):\n    assert a > 1, 'more'",
        "if TYPE_CHECKING:\n    from a import b",
    ],
)
def test_what_no_test_should_notice_is_not_changed(source: str) -> None:
    assert planted(source) == {}


def test_defaults_of_parameters_and_fields_are_changed() -> None:
    source = "def f(a, b=1, *, c=''): ...\n@dataclass\nclass A:\n    n: int = 0"
    assert [(one.scope, one.default) for one in mutants("a.py", ast.parse(source))] == [
        ("f", ("b", 0)),
        ("f", ("b", 2)),
        ("f", ("c", "mutant")),
        ("A", ("n", -1)),
        ("A", ("n", 1)),
    ]


def test_the_same_seed_gives_the_same_mutants_and_each_module_soon_has_its_turn() -> None:
    modules = sources(MUTATED)
    order = [str(mutant) for _, mutant in sample(modules, 1)]
    assert order == [str(mutant) for _, mutant in sample(sources(MUTATED), 1)]
    assert order != [str(mutant) for _, mutant in sample(sources(MUTATED), 2)]
    assert len(set(order)) > 3000
    large = {one.path for one in modules if len(one.mutants) >= 50}
    assert large <= {text.split(":")[0] for text in order[:300]}


@pytest.mark.parametrize(
    ("reached", "seconds", "order"),
    [
        ([0b0111, 0b1100, 0b1000], [0.1, 0.1, 0.1], [0, 1]),
        ([0b0011, 0b1111, 0b1100], [0.1, 9.0, 0.1], [0, 2]),
        ([0b0011, 0b1111, 0b1100], [0.1, 0.1, 0.1], [1]),
        ([0b0001, 0b0000, 0b0001], [0.2, 0.1, 0.1], [2]),
        ([0b10000, 0b0000, 0b10000], [0.1, 0.1, 0.1], []),
    ],
)
def test_the_first_tests_reach_most_for_their_time_and_together_everything(
    reached: list[int], seconds: list[float], order: list[int]
) -> None:
    assert covering({0, 1, 2}, 0b1111, reached, seconds) == order


@given(st.lists(st.tuples(st.integers(0, 1023), st.floats(0.001, 3)), max_size=12), st.integers(0, 1023))
def test_what_all_tests_reach_a_few_reach_each_adding_something(
    tests: list[tuple[int, float]], statements: int
) -> None:
    reached, seconds = [one for one, _ in tests], [one for _, one in tests]
    everything = 0
    for one in reached:
        everything |= one & statements
    found = covering(set(range(len(tests))), statements, reached, seconds)
    so_far = 0
    for test in found:
        assert reached[test] & statements & ~so_far
        so_far |= reached[test] & statements
    assert so_far == everything


def test_tests_of_a_check_come_first_where_its_call_is_gone() -> None:
    campaign = Campaign(warm_tests(), sources(["generator/linking/link.py"]), 1)
    (source,) = sources(["generator/linking/link.py"])
    for name in ("figures", "citations"):
        mutant = next(one for one in source.mutants if one.change == f"'check_{name}(records, names)' is gone")
        first = campaign._order(mutant, "generator.linking.link", 0b111111)[0]
        assert warm_tests().items[first] == name


def warm_tests() -> Any:
    """Return six tests that reach every check, of which two reach the last statement of one check."""
    warm = WarmTests.__new__(WarmTests)
    names = ["first", "second", "figures", "citations", "fifth", "sixth"]
    warm.items, warm.seconds = names, [0.1] * 6  # type: ignore[assignment]
    warm.reach = {("generator.linking.link", 250, 4): 0b111111}
    for name in ("figures", "citations"):
        module = f"generator.linking.checks.{name}"
        tree = ast.parse((PACKAGE / "linking" / "checks" / f"{name}.py").read_text())
        check = next(one for one in tree.body if getattr(one, "name", "") == f"check_{name}")
        for line in range(check.lineno, (check.end_lineno or 0)):
            warm.reach[module, line, 4] = 0b111111
        warm.reach[module, check.end_lineno or 0, 4] = 1 << names.index(name)
    return warm


@given(st.lists(st.sampled_from(["killed", "hangs", "crashes", "survives"]), min_size=10, max_size=40))
def test_a_share_below_the_least_is_a_finding(words: list[str]) -> None:
    mutant = Mutant("a.py", "f", 1, (2, 4), 0, 2, 11, "'a' becomes ''", lambda: None)
    outcome = Tally([(mutant, Fate(word)) for word in [*words, "not planted"]]).outcome()
    assert outcome.counts == {"mutants": len(words), "modules": 1}
    share = 1 - words.count("survives") / len(words)
    assert len(outcome.findings) == (2 if share < 0.70 else 1 if share < 0.85 else 0)


TESTS = """
from generator.linking.checks import readability

def test_syllables():
    assert readability.syllables_in("window") == 2
    assert readability.syllables_in("pro-mises") == 2
    assert readability.syllables_in("1992") == 1

def test_that_fails_without_any_mutant():
    assert readability.syllables_in("window") == 3
"""
FATE = re.compile(r"(killed|survives|crashes|hangs|not planted)(?: by (\S+))? \((\d+) tests, .* s\): (.*)")


@pytest.mark.slow
def test_what_a_test_reads_is_killed_and_what_none_reaches_survives(tmp_path: Path) -> None:
    (tmp_path / "test_syllables.py").write_text(TESTS)
    command = [sys.executable, "-m", "tests.campaign.mutation", "generator/linking/checks/readability.py", "--verbose"]
    command += ["--rounds", "80", "--tests", str(tmp_path / "test_syllables.py")]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    fates = {one[3]: one for one in (match.groups() for match in map(FATE.match, ran.stdout.splitlines()) if match)}
    words = {change: word for change, (word, _, _, _) in fates.items()}
    assert len(words) >= 50, ran.stdout + ran.stderr
    assert {word for change, word in words.items() if " summary: " in change} == {"survives"}
    syllables = {change: word for change, word in words.items() if " syllables_in: " in change}
    assert len(syllables) >= 5
    assert list(syllables.values()).count("killed") > len(syllables) / 2
    assert any(by and by.endswith("::test_syllables") for _, by, _, _ in fates.values())
    assert not any(by and by.endswith("::test_that_fails_without_any_mutant") for _, by, _, _ in fates.values())
    assert "fails without any mutant: " in ran.stdout
    assert ran.returncode == 1, "most mutants survive"


def test_no_time_tries_nothing() -> None:
    assert not Budget(seconds=0.0).allows(0)
