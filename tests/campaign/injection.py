"""Put code into every field of a project, build it, and look for anything of it that is live: a campaign.

A round gives each text of Loamshire's records, front matter and settings another payload; after as many rounds as there
are payloads, each field has had every one, behind its own words and in their place. What ``check`` refuses is put back,
until the rest is published. Then every file is read: no element, attribute or address may come from a payload, and each
payload must stand there exactly as it was typed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from generator.build import check
from generator.cache import Cache
from generator.diagnostics import Diagnostic, Severity
from generator.model.kinds import KINDS
from generator.model.pages import FrontMatter
from generator.model.vocabulary import Edition
from generator.publishing.publish import publish
from tests.campaign.campaigns import Budget, Outcome
from tests.campaign.injection_inspection import Inspection, print_markups
from tests.campaign.injection_payloads import BARE, PAYLOADS
from tests.conftest import LOAMSHIRE, TODAY, copy_of

SETTINGS = {
    "site_name": "Loamshire",
    "site_url": "https://example.org/kb/",
    "site_description": "What Loamshire promises",
    "site_author": "The desk",
    "theme": {"name": "material", "logo": "guides/phone.svg", "favicon": "guides/phone.svg"},
}
"""The settings of Loamshire for the campaign: every one that a partnership has."""

Way = tuple[str | int, ...]

ABSENT = ""
"""Stands for a field that Loamshire leaves out. It is written only while it has a payload."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text of a project: its file, and the way to it through groups and lists."""

    file: str
    way: Way
    words: str

    @property
    def field(self) -> str:
        """The field without the numbers of list items, which counts as one however often it is used."""
        return ".".join([self.file, *(part for part in self.way if isinstance(part, str))])


@dataclass
class SourceFile:
    """A file of a project as values: YAML, or Markdown with front matter."""

    name: str
    values: Any
    body: str | None = None

    def leaves(self) -> Iterator[Leaf]:
        """Yield each text in it."""
        yield from (Leaf(self.name, way, words) for way, words in _texts(self.values, ()))

    def write(self, project: Path, changed: dict[Way, str], bare: dict[Way, str]) -> dict[int, Way]:
        """Write the file with some texts changed; return the texts by the numbers of their lines."""
        lines: list[str] = [] if self.body is None else ["---"]
        places: dict[int, Way] = {}
        _write(_present(self.values, (), {*changed, *bare}), (), 0, lines, places, changed, bare)
        text = "\n".join(lines) + "\n"
        if self.body is not None:
            text += f"---\n{self.body}"
        (project / self.name).write_text(text, encoding="utf-8")
        return places


def _texts(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, (*way, name))
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _texts(one, (*way, n))
    else:
        yield way, value


def _present(value: Any, way: Way, wanted: set[Way]) -> Any:
    """Return a value without the fields that Loamshire leaves out, but for the ``wanted``."""
    if isinstance(value, dict):
        parts = {name: _present(one, (*way, name), wanted) for name, one in value.items()}
        return {name: one for name, one in parts.items() if one != ABSENT or (*way, name) in wanted}
    if isinstance(value, list):
        if value == [ABSENT] and (*way, 0) not in wanted:
            return ABSENT
        return [_present(one, (*way, n), wanted) for n, one in enumerate(value)]
    return value


def _write(
    value: Any,
    way: Way,
    indent: int,
    lines: list[str],
    places: dict[int, Way],
    changed: dict[Way, str],
    bare: dict[Way, str],
) -> None:
    """Append the lines of a group or list, with a line for each text in it."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in items:
        head = " " * indent + (f"{json.dumps(name)}:" if isinstance(value, dict) else "-")
        if isinstance(one, dict | list) and one:
            lines.append(head)
            _write(one, (*way, name), indent + 2, lines, places, changed, bare)
            continue
        place = (*way, name)
        text = bare.get(place) or _quoted(changed.get(place, one))
        lines.append(f"{head} {text}")
        places[len(lines)] = place


def _quoted(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    text = json.dumps(value, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def _completed(value: Any, model: type[BaseModel]) -> Any:
    """Return the values of a record with every scalar field that it leaves out, also in records in it."""
    whole = dict(value)
    for name, info in model.model_fields.items():
        name, inner = info.alias or name, [*_models(info.annotation)]
        if name not in value:
            if not inner:
                whole[name] = [ABSENT] if "tuple" in str(info.annotation) else ABSENT
        elif inner and isinstance(value[name], dict):
            whole[name] = _completed(value[name], inner[0])
        elif inner and isinstance(value[name], list):
            first, *rest = value[name]
            whole[name] = [_completed(first, inner[0]) if isinstance(first, dict) else first, *rest]
    return whole


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def source_files(project: Path) -> list[SourceFile]:
    """Return every file of a project that a person writes, as values, with the fields that it leaves out."""
    models = {f"data/{model.file}.yml": model for kind in KINDS for model in kind.files}
    files = [SourceFile("mkdocs.yml", SETTINGS)]
    for path in sorted((project / "data").rglob("*.yml")):
        values = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        name = path.relative_to(project).as_posix()
        files.append(SourceFile(name, _completed(values, models[name])))
    for path in sorted((project / "content").rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        values = yaml.load(front, yaml.BaseLoader)
        files.append(SourceFile(path.relative_to(project).as_posix(), _completed(values, FrontMatter), body))
    return files


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
    """Try the payloads until the budget is spent. Every fourth round is of the public edition, every third is browsed."""
    from tests.campaign.injection_browser import browsing

    tally = Tally()
    with TemporaryDirectory(prefix="kb-injection-") as top, browsing() as browse:
        for one in rounds_of(budget.seed):
            if not budget.allows(one.number):
                break
            folder = try_round(one, Path(top), tally, seed=budget.seed)
            if folder and browse and one.number % 3 == 0:
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
    typed = {n: _typed(leaf, n, one) for n, leaf in enumerate(leaves)}
    for n, leaf in enumerate(leaves):
        tally.fields.add(leaf.field)
        tally.pairs.add((leaf.field, PAYLOADS[(n + one.shift) % len(PAYLOADS)]))
    where = f"round {one.number} (seed {seed})"
    remaining = _accepted(project, files, leaves, typed, where, tally)
    _try_bare(project, files, leaves, one, where, tally)
    _write_all(project, files, leaves, remaining)
    try:
        published = publish(
            project, today=TODAY, edition=one.edition, with_prints=False, name="site", cache=Cache(top / "cache")
        )
        markups = print_markups(project, TODAY, one.edition)
    except Exception as error:  # noqa: BLE001  # a traceback of any kind is a finding
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


def _typed(leaf: Leaf, n: int, one: Round) -> str:
    payload = PAYLOADS[(n + one.shift) % len(PAYLOADS)].replace("MARK", f"kbq{n}z")
    return payload if one.whole or leaf.words == ABSENT else f"{leaf.words} {payload}"


def _accepted(
    project: Path, files: list[SourceFile], leaves: list[Leaf], typed: dict[int, str], where: str, tally: Tally
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
    project: Path, files: list[SourceFile], leaves: list[Leaf], texts: dict[int, str], bare: tuple[int, str] | None = None
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
    project: Path, files: list[SourceFile], leaves: list[Leaf], one: Round, where: str, tally: Tally
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
    except Exception as error:  # noqa: BLE001  # a traceback of any kind is a finding
        tally.findings.append(f"{where}: check raised {error!r}")
        return ()


def _is_error(problem: Diagnostic) -> bool:
    return problem.severity is Severity.ERROR


def _files_outside(top: Path) -> Iterable[str]:
    """Return the files that a payload made beside the project."""
    known = {"project", "cache"}
    found = [path for path in (*top.iterdir(), *Path.cwd().glob("*kbq*"), *Path.cwd().glob("kb-was-run"))]
    return [f"a file appeared: {path}" for path in found if path.name not in known]
