"""Put code into every field of a project, build it, and look for anything of it that is live: a campaign.

A round gives each text of Loamshire's records, front matter and settings another payload; after as many rounds as there
are payloads, each field has had every one, behind its own words and in their place. What ``check`` refuses is put back,
until the rest is published. Then every file is read: no element, attribute or address may come from a payload, and each
payload must stand there exactly as it was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from generator.build import check
from generator.cache import Cache
from generator.diagnostics import Diagnostic, Severity
from generator.model.vocabulary import Edition
from generator.publishing.publish import publish
from tests.campaign.campaigns import Budget, Outcome
from tests.campaign.injection_inspection import Inspection, print_markups
from tests.campaign.injection_payloads import BARE, PAYLOADS
from tests.campaign.injection_project import ABSENT, Leaf, SourceFile, Way, source_files
from tests.conftest import LOAMSHIRE, TODAY, copy_of

BROWSED = 8
"""After so many rounds one site is opened in Chromium."""


@dataclass
class Tally:
    """What was tried so far, and what was found."""

    pairs: set[tuple[str, str]] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def outcome(self) -> Outcome:
        """Return the tally as the outcome of a campaign."""
        tried = {"fields": len(self.fields), "payloads": len({p for _, p in self.pairs}), "pairs": len(self.pairs)}
        return Outcome({**tried, **self.counts}, tuple(dict.fromkeys(self.findings)))


@dataclass(frozen=True, slots=True)
class Round:
    """Which payload each text has in a round, and whether it is the whole text."""

    number: int
    shift: int
    whole: bool
    edition: Edition


def rounds_of(seed: int) -> Iterator[Round]:
    """Yield the rounds in an order that the seed decides; after the last of all, they begin again."""
    random = Random(seed)
    shifts, number = [*range(len(PAYLOADS))], 0
    for turn in count():
        if turn % 2 == 0:
            random.shuffle(shifts)
        for n, shift in enumerate(shifts):
            edition = Edition.PUBLIC if number % 5 == 4 else Edition.STAFF
            yield Round(number, shift, (n + turn) % 2 == 1, edition)
            number += 1


def run(budget: Budget) -> Outcome:
    """Try the payloads until the budget is spent. Every fifth round is of the public edition."""
    from tests.campaign.injection_browser import browsing

    tally = Tally()
    with TemporaryDirectory(prefix="kb-injection-") as top, browsing() as browse:
        for one in rounds_of(budget.seed):
            if not budget.allows(one.number):
                break
            folder = try_round(one, Path(top), tally, seed=budget.seed)
            if folder and browse and one.number % BROWSED == 0:
                found, opened = browse(folder)
                tally.findings += [f"round {one.number}: {finding}" for finding in found]
                tally.counts["pages opened in Chromium"] += opened
    return tally.outcome()


def try_round(one: Round, top: Path, tally: Tally, *, seed: int) -> Path | None:
    """Build Loamshire with the payloads of a round, and inspect it. Return the published folder."""
    project = top / "project"
    if not project.exists():
        copy_of(LOAMSHIRE, project)
    files = source_files(LOAMSHIRE)
    leaves = [leaf for file in files for leaf in file.leaves()]
    typed = {n: payload_of(leaf, n, one) for n, leaf in enumerate(leaves)}
    for n, leaf in enumerate(leaves):
        tally.fields.add(leaf.field)
        tally.pairs.add((leaf.field, PAYLOADS[(n + one.shift) % len(PAYLOADS)]))
    where = f"round {one.number} (seed {seed})"
    remaining = accepted(project, files, leaves, typed, where, tally)
    _try_bare(project, files, leaves, one, where, tally)
    _write_all(project, files, leaves, remaining)
    try:
        published = publish(
            project, today=TODAY, edition=one.edition, with_prints=False, name="site", cache=Cache(top / "cache")
        )
        markups = print_markups(project, TODAY, one.edition)
    except Exception as error:  # a traceback of any kind is a finding
        tally.findings.append(f"{where}: publishing raised {error!r}")
        return None
    tally.counts["builds"] += 1
    if not published.folder:
        tally.findings += [f"{where}: {problem}" for problem in published.diagnostics if _is_error(problem)][:5]
        return None
    inspection = Inspection(remaining)
    inspection.inspect_folder(published.folder)
    for name, markup in markups.items():
        inspection.inspect_print(name, markup)
    tally.counts["files read"] += inspection.files
    tally.counts["payloads found as typed"] += inspection.exact
    tally.findings += [f"{where}: {finding}" for finding in inspection.findings]
    tally.findings += [f"{where}: {finding}" for finding in _files_outside(top)]
    return published.folder


def payload_of(leaf: Leaf, n: int, one: Round) -> str:
    """Return what is typed into a field in a round."""
    payload = PAYLOADS[(n + one.shift) % len(PAYLOADS)].replace("MARK", f"kbq{n}z")
    return payload if one.whole or leaf.words == ABSENT else f"{leaf.words} {payload}"


def accepted(
    project: Path, files: tuple[SourceFile, ...], leaves: list[Leaf], typed: dict[int, str], where: str, tally: Tally
) -> dict[int, str]:
    """Return the texts that ``check`` accepts together; those that it refuses are put back until it refuses none."""
    remaining = dict(typed)
    numbers = {(leaf.file, leaf.way): n for n, leaf in enumerate(leaves)}
    while True:
        places = _write_all(project, files, leaves, remaining)
        problems = _checked(project, where, tally)
        errors = [problem for problem in problems if _is_error(problem)]
        if not errors:
            tally.counts["texts published"] += len(remaining)
            return remaining
        refused = {
            numbers[problem.span.path, way]
            for problem in errors
            if (way := places.get((problem.span.path, problem.span.line))) is not None
        } & set(remaining)
        if not refused:
            # What is wrong follows from another text: put back all of the record, then of the file, then everything.
            refused = _near(errors, places, numbers, remaining) or set(remaining)
            tally.counts["texts put back with others"] += len(refused)
        else:
            tally.counts["texts refused at their place"] += len(refused)
        for n in refused:
            del remaining[n]
        if not remaining:
            return remaining


def _near(
    errors: list[Diagnostic],
    places: dict[tuple[str, int], Way],
    numbers: dict[tuple[str, Way], int],
    remaining: dict[int, str],
) -> set[int]:
    """Return the texts of the records in which errors are, or else of their files."""
    ways = [(problem.span.path, _way_above(problem, places)) for problem in errors]
    for depth in (2, 0):
        near = {
            n
            for (file, way), n in numbers.items()
            if n in remaining and any(file == path and way[:depth] == above[:depth] for path, above in ways)
        }
        if near:
            return near
    return set()


def _way_above(problem: Diagnostic, places: dict[tuple[str, int], Way]) -> Way:
    """Return the way to the text nearest below the place of a problem."""
    lines = [line for path, line in places if path == problem.span.path and line >= problem.span.line]
    return places[problem.span.path, min(lines)] if lines else ()


def _write_all(
    project: Path,
    files: tuple[SourceFile, ...],
    leaves: list[Leaf],
    texts: dict[int, str],
    bare: tuple[int, str] | None = None,
) -> dict[tuple[str, int], Way]:
    """Write every file with these texts; return the way to each text by its file and line."""
    changed: dict[str, dict[Way, str]] = {}
    for n, text in texts.items():
        changed.setdefault(leaves[n].file, {})[leaves[n].way] = text
    plain = {leaves[bare[0]].file: {leaves[bare[0]].way: bare[1]}} if bare else {}
    return {
        (file.name, line): way
        for file in files
        for line, way in file.write(project, changed.get(file.name, {}), plain.get(file.name, {})).items()
    }


def _try_bare(
    project: Path, files: tuple[SourceFile, ...], leaves: list[Leaf], one: Round, where: str, tally: Tally
) -> None:
    """Write YAML of its own into some fields, one at a time. ``check`` must refuse each at its file."""
    random = Random(one.number)
    for payload in random.sample(BARE, 3):
        n = random.randrange(len(leaves))
        _write_all(project, files, leaves, {}, (n, payload.replace("MARK", f"kbq{n}z")))
        errors = [problem for problem in _checked(project, where, tally) if _is_error(problem)]
        if not any(problem.span.path == leaves[n].file for problem in errors):
            tally.findings.append(f"{where}: {payload} is let pass in {leaves[n].field}")
        tally.counts["values of YAML"] += 1


def _checked(project: Path, where: str, tally: Tally) -> tuple[Diagnostic, ...]:
    try:
        return check(project, TODAY)[1]
    except Exception as error:  # a traceback of any kind is a finding
        tally.findings.append(f"{where}: check raised {error!r}")
        return ()


def _is_error(problem: Diagnostic) -> bool:
    return problem.severity is Severity.ERROR


def _files_outside(top: Path) -> Iterable[str]:
    """Return the files that a payload made beside the project."""
    known = {"project", "cache"}
    found = (*top.iterdir(), *Path.cwd().glob("*kbq*"), *Path.cwd().glob("kb-was-run"))
    return [f"a file appeared: {path}" for path in found if path.name not in known]
