"""Plant small faults in linking and in the leak scan, one at a time, and see whether a fast test notices.

The tests are imported once. Each mutant lives in a process forked from that one, which changes the code of a single
function in memory and runs the tests that reach the changed statement, those that reach rarely visited code first.

``python -m tests.campaign.mutation [PATTERN …] [--tests FILE …]`` lists what survives in the files that match.
"""

from __future__ import annotations

import argparse
import ast
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from heapq import heapify, heappop, heappush
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.campaign.campaigns import Budget, Outcome
from tests.campaign.code_swap import Statement, dependants, module_of, names_given, names_read, plant
from tests.campaign.operators import Mutant, mutants
from tests.campaign.warm_tests import PACKAGE, REPOSITORY, Fate, WarmTests, tests_in, with_warm_tests

SCAN = "generator/publishing/proofs/leak_scan.py"
LINKING = "generator/linking/**/*.py"
TESTS = (
    "tests/linking",
    "tests/loading",
    "tests/publishing",
    "tests/test_mistakes.py",
    "tests/views",
)
"""Where the tests of those files are."""
OVERALL, EACH = 85, 70
"""The least share of mutants that must be noticed, in percent: of all, and of any one module."""
_FEWEST = 10
"""A module of which fewer mutants were tried is not judged alone."""
_RAREST = 30
"""How many tests come early, once for a function and once for its module, because they reach what few tests reach."""
_SECONDS = 6.0
"""How long tests may look for one mutant, in seconds of CPU. What they have not found by then counts as alive."""

Part = tuple[str, str]
"""A module's name and that of a function or class in it; an empty one is the whole module."""


@dataclass(slots=True)
class Source:
    """A module with its tree and its mutants."""

    path: str
    tree: ast.Module
    mutants: list[Mutant]

    @classmethod
    def of(cls, file: Path) -> Source:
        """Read a module of the repository."""
        path = file.relative_to(REPOSITORY).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        return cls(path, tree, mutants(path, tree))


def scan_files() -> tuple[str, ...]:
    """Return the leak scan and the modules beside it that it is made of, sorted."""
    found: set[str] = set()
    waiting = [REPOSITORY / SCAN]
    while waiting:
        file = waiting.pop()
        found.add(file.relative_to(REPOSITORY).as_posix())
        names = re.findall(r"^ *from generator\.publishing\.proofs\.(\w+) import", file.read_text(), re.MULTILINE)
        beside = (file.with_name(f"{name}.py") for name in names)
        waiting += [one for one in beside if one.relative_to(REPOSITORY).as_posix() not in found]
    return tuple(sorted(found))


MUTATED = (LINKING, *scan_files())
"""The files whose mutants the tests must notice."""


def sources(patterns: Iterable[str]) -> list[Source]:
    """Return the modules that match, sorted."""
    files = {file for pattern in patterns for file in REPOSITORY.glob(pattern)}
    return [Source.of(file) for file in sorted(files)]


def sample(modules: list[Source], seed: int) -> list[tuple[Source, Mutant]]:
    """Return every mutant in a random order in which each stretch has some of every module, in proportion."""
    chosen = random.Random(seed)
    ranked: list[tuple[float, str, Source, Mutant]] = []
    for source in modules:
        order = list(source.mutants)
        chosen.shuffle(order)
        start = chosen.random()
        ranked += [((n + start) / len(order), source.path, source, mutant) for n, mutant in enumerate(order)]
    return [(source, mutant) for _, _, source, mutant in sorted(ranked, key=lambda one: one[:2])]


@dataclass(slots=True)
class Tally:
    """The fate of each mutant that was tried."""

    fates: list[tuple[Mutant, Fate]] = field(default_factory=list)

    def modules(self) -> dict[str, tuple[int, int]]:
        """Return for each module how many mutants were noticed, and how many were tried."""
        counted: defaultdict[str, Counter[bool]] = defaultdict(Counter)
        for mutant, fate in self.fates:
            if fate.word != "not planted":
                counted[mutant.path][fate.noticed] += 1
        return {path: (count[True], count.total()) for path, count in sorted(counted.items())}

    def alive(self) -> list[Mutant]:
        """Return the mutants that no test noticed, in order."""
        alive = [mutant for mutant, fate in self.fates if fate.word == "survives"]
        return sorted(alive, key=lambda one: (one.path, one.line, one.column, one.change))

    def outcome(self) -> Outcome:
        """Return the counts, and a finding for each share that is too low."""
        modules = self.modules()
        noticed, tried = (sum(counts) for counts in zip(*modules.values(), strict=True)) if modules else (0, 0)
        words = Counter(fate.word for _, fate in self.fates)
        findings = [
            f"{path}: {noticed} of {tried} mutants noticed"
            for path, (noticed, tried) in modules.items()
            if tried >= _FEWEST and noticed * 100 < EACH * tried
        ]
        if noticed * 100 < OVERALL * tried:
            findings.insert(0, f"{noticed} of {tried} mutants noticed; at least {OVERALL} % must be")
        share = f"{noticed * 100 / tried:.1f} %" if tried else "none"
        return Outcome(
            {"mutants": tried, "modules": len(modules)},
            tuple(findings),
            {"noticed": share, "alive": f"{words['survives']:,}"},
        )


class Campaign:
    """The mutants of some modules against some tests."""

    def __init__(self, warm: WarmTests, modules: list[Source], seed: int) -> None:
        self._warm = warm
        self._sources = {source.path: source for source in modules}
        self._trees = {path.as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
        self._random = random.Random(seed)
        self._killers: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        self._modules = {_module_name(path): tree for path, tree in self._trees.items()}
        self._parts: dict[Part, int] = {}
        self._reached = [0] * len(warm.items)
        """For each test, the statements that it reaches: bit n is the statement n of ``warm.reach``."""
        self._times = [tests.bit_count() for tests in warm.reach.values()]
        """For each of these statements, how many tests reach it."""
        for n, tests in enumerate(warm.reach.values()):
            for test in tests_in(tests):
                self._reached[test] |= 1 << n

    def fate(self, source: Source, mutant: Mutant) -> Fate:
        """Plant a mutant and run the tests that reach it."""
        module = module_of(REPOSITORY / source.path, PACKAGE)
        if module is None:
            return Fate("survives")
        bits = self._warm.reaching(self._statements(source, mutant, module.__name__))
        tests = self._order(mutant, module.__name__, bits)
        layers = ("tests", ".".join(module.__name__.split(".")[:2]))
        functions = self._warm.functions
        fate = self._warm.fate(tests, lambda: plant(mutant, source.tree, module, functions), _SECONDS, layers)
        if fate.test is not None and fate.noticed:
            self._killers[mutant.path, mutant.scope][fate.test] += 1
        return fate

    def _statements(self, source: Source, mutant: Mutant, module: str) -> list[Statement]:
        """Return the statements whose tests may notice a mutant."""
        statement = source.tree.body[mutant.top]
        if mutant.scope and not isinstance(statement, ast.ClassDef):
            return [(module, *mutant.statement)]
        if mutant.scope and mutant.scope != getattr(statement, "name", ""):
            return [(module, *mutant.statement)]
        names = {name for one in dependants(source.tree, mutant.top) for name in names_given(one)} | {mutant.scope}
        found: list[Statement] = []
        for path, tree in self._trees.items():
            other = module_of(Path(path), PACKAGE)
            if other and (other.__name__ == module or _imports(tree, module, names)):
                found += [
                    (other.__name__, node.body[-1].lineno, node.body[-1].col_offset)
                    for node in ast.walk(tree)
                    if isinstance(node, ast.FunctionDef) and names & names_read(node)
                ]
                found += [
                    (other.__name__, inner.lineno, inner.col_offset)
                    for node in ast.walk(tree)
                    if isinstance(node, ast.FunctionDef) and names & names_read(node)
                    for inner in node.body
                ]
        return found

    def _order(self, mutant: Mutant, module: str, bits: int) -> list[int]:
        """Return the tests to run: those that noticed neighbours, then a few that reach much, and then all others.

        Those few reach, all together, every statement of the function that is changed and of those that the changed
        code names; beside them are tests that reach what is rarely reached of these. The same follows for the module.
        Then a few reach, all together, the whole program, where the results are read.
        """
        chosen = set(tests_in(bits))
        order = [test for test, _ in self._killers[mutant.path, mutant.scope].most_common(6) if test in chosen]
        near = self._statements_of(self._parts_near(mutant, module))
        for statements in (near, self._statements_of([(module, "")])):
            order += covering(chosen.difference(order), statements, self._reached, self._warm.seconds)
            order += sorted(chosen.difference(order), key=partial(self._rank, statements))[:_RAREST]
        order += covering(chosen.difference(order), -1, self._reached, self._warm.seconds)
        rest = sorted(chosen.difference(order))
        self._random.shuffle(rest)
        return [*order, *rest]

    def _rank(self, statements: int, test: int) -> tuple[float, int]:
        """Return a key by which the tests come first that reach much, for their time, of what few tests reach."""
        reached = tests_in(self._reached[test] & statements)
        return -sum(1 / self._times[n] for n in reached) / (0.05 + self._warm.seconds[test]), test

    def _parts_near(self, mutant: Mutant, module: str) -> list[Part]:
        """Return the function that is changed, and the functions and classes that the changed code names."""
        names = names_read(_code_at(self._sources[mutant.path].tree, mutant)) | {mutant.scope.split(".")[0]}
        found = [(module, name) for name in sorted(names)]
        for node in self._modules[module].body:
            if isinstance(node, ast.ImportFrom) and node.module in self._modules:
                found += [(node.module, one.name) for one in node.names if one.name in names]
        return found

    def _statements_of(self, parts: Iterable[Part]) -> int:
        """Return the statements of these parts of the program that tests reach, as bits."""
        statements = 0
        for part in parts:
            if part not in self._parts:
                module, name = part
                nodes = [one for one in self._modules[module].body if not name or getattr(one, "name", "") == name]
                lines = {line for one in nodes for line in range(one.lineno, (one.end_lineno or one.lineno) + 1)}
                self._parts[part] = sum(
                    1 << n for n, (other, line, _) in enumerate(self._warm.reach) if other == module and line in lines
                )
            statements |= self._parts[part]
        return statements


def covering(tests: Set[int], statements: int, reached: Sequence[int], seconds: Sequence[float]) -> list[int]:
    """Return some of ``tests`` that together reach what all of them reach of ``statements``, the most telling first.

    Statements are bits. The first test reaches the most of them for its time, and each next one the most that no test
    before it has reached.
    """

    def worth(test: int) -> tuple[float, int]:
        return -(reached[test] & statements).bit_count() / (0.05 + seconds[test]), test

    waiting = [worth(test) for test in tests]
    heapify(waiting)
    found: list[int] = []
    while waiting:
        before = heappop(waiting)
        now = worth(test := before[1])
        if now != before and now[0]:
            heappush(waiting, now)
        elif now[0]:
            found.append(test)
            statements &= ~reached[test]
    return found


def _code_at(tree: ast.Module, mutant: Mutant) -> ast.AST:
    """Return the largest statement or expression that begins where a mutant changes the code."""
    inside = ast.walk(tree.body[mutant.top])
    place = (mutant.line, mutant.column)
    return next((one for one in inside if (getattr(one, "lineno", 0), getattr(one, "col_offset", 0)) == place), tree)


def _module_name(path: str) -> str:
    parts = Path(path).relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(tree: ast.Module, module: str, names: set[str]) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == module and names & {alias.name for alias in node.names}
        for node in ast.walk(tree)
    )


def run(budget: Budget) -> Outcome:
    """Try mutants in the order of ``sample``; a round is a mutant. Print each that no test notices."""
    tally = try_mutants(budget, MUTATED, TESTS)
    for mutant in tally.alive():
        print(mutant)
    return tally.outcome()


def try_mutants(budget: Budget, patterns: Sequence[str], tests: Sequence[str], *, verbose: bool = False) -> Tally:
    """Return the fate of the mutants of the files that match, for as long as ``budget`` allows."""
    tally = Tally()

    def work(warm: WarmTests) -> None:
        modules = sources(patterns)
        campaign = Campaign(warm, modules, budget.seed)
        for tried, (source, mutant) in enumerate(sample(modules, budget.seed)):
            if not budget.allows(tried):
                break
            fate = campaign.fate(source, mutant)
            tally.fates.append((mutant, fate))
            if verbose:
                by = f" by {warm.name(fate.test)}" if fate.test is not None else ""
                print(f"{fate.word}{by} ({fate.tests_run} tests, {fate.seconds:.2f} s): {mutant}", flush=True)
        for name in warm.failing:
            print(f"left out, because it fails without any mutant: {name}")

    with TemporaryDirectory() as scratch:
        with_warm_tests([str(REPOSITORY / file) for file in tests], Path(scratch), work)
    return tally


def main() -> int:
    """List what survives in the files of the command line, or in all."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign.mutation", description=__doc__)
    parser.add_argument("patterns", nargs="*", default=MUTATED, help="files below the repository (default: all)")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="files and folders of tests")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rounds", type=int, help="how many mutants are tried, whatever the time")
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--verbose", action="store_true", help="print the fate of each mutant")
    options = parser.parse_args()
    budget = Budget(options.seed, options.minutes * 60, options.rounds)
    tally = try_mutants(budget, options.patterns, options.tests, verbose=options.verbose)
    for mutant in tally.alive():
        print(mutant)
    for path, (noticed, tried) in tally.modules().items():
        print(f"{path}: {noticed} of {tried} noticed ({noticed * 100 / tried:.0f} %)")
    outcome = tally.outcome()
    print(outcome.counts, outcome.measures, *outcome.findings, sep="\n")
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
