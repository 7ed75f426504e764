"""Diagnostics: every problem of an author's files has a place, a code, a message and a hint, never a traceback."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from generator.build import check
from generator.cache import Cache
from generator.diagnostics import Code, Diagnostic, Severity, Span, format_diagnostics
from generator.publishing.publish import publish
from tests.conftest import TODAY

CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True)
class Case:
    """One broken project: Loamshire with some edits, and the diagnostics of it."""

    name: str
    expect: str
    build: bool = False
    release: bool = False
    examples: bool = False
    """Whether ``example-value`` counts in a release; Loamshire has no other numbers and addresses."""
    today: date = TODAY
    replace: dict[str, dict[str, str]] = field(default_factory=dict)
    write: dict[str, str] = field(default_factory=dict)
    write_hex: dict[str, str] = field(default_factory=dict)
    repeat: dict[str, list[str | int]] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    folder: list[str] = field(default_factory=list)
    link: dict[str, str] = field(default_factory=dict)
    """Symbolic links, each with what it leads to."""

    def diagnostics(self, project: Path, shared_cache: Cache) -> tuple[Diagnostic, ...]:
        if self.build:
            return publish(project, today=self.today, cache=shared_cache).diagnostics
        problems = check(project, self.today, release=self.release)[1]
        return tuple(one for one in problems if self.examples or one.code is not Code.EXAMPLE_VALUE)

    def apply(self, project: Path) -> None:
        for name in (*self.remove, *self.folder, *(name for name in self.link if (project / name).exists())):
            path = project / name
            for inner in sorted(path.rglob("*"), reverse=True):
                inner.rmdir() if inner.is_dir() else inner.unlink()
            path.rmdir() if path.is_dir() else path.unlink()
        for name in self.folder:
            (project / name).mkdir()
        for name, text in self.write.items():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text(text)
        for name, digits in self.write_hex.items():
            (project / name).write_bytes(bytes.fromhex(digits))
        for name, (unit, times) in self.repeat.items():
            (project / name).write_text(str(unit) * int(times))
        for name, target in self.link.items():
            (project / name).symlink_to(target)
        for name, edits in self.replace.items():
            for before, after in edits.items():
                text = (project / name).read_text()
                assert before in text, f"{name} does not contain {before!r}"
                (project / name).write_text(text.replace(before, after, 1))


def cases() -> list[Case]:
    return [Case(**entry) for path in sorted(CASES.glob("*.yml")) for entry in yaml.safe_load(path.read_text())]


CASE = [pytest.param(case, id=case.name, marks=pytest.mark.slow if case.build else ()) for case in cases()]
"""Cases that need a build are slow: they make PDFs."""


@pytest.mark.parametrize("case", CASE)
def test_a_broken_project_gives_exactly_these_diagnostics(case: Case, loamshire: Path, shared_cache: Cache) -> None:
    case.apply(loamshire)
    printed = "\n".join(map(str, case.diagnostics(loamshire, shared_cache)))
    assert printed == case.expect.rstrip()


OF_THE_MACHINE = {Code.DISK_FULL, Code.INCOMPLETE_FILE}
"""Codes that no file of a project causes. Their whole texts are in tests/publishing/test_full_disk.py."""


@pytest.mark.parametrize("code", [code for code in Code if code not in OF_THE_MACHINE], ids=lambda code: code.slug)
def test_every_code_has_a_case_with_its_whole_text(code: Code) -> None:
    pattern = re.compile(rf"^\S.*:\d+:\d+: (error|warning)\[{code.slug}\] .+\n  hint: .+", re.MULTILINE)
    assert any(pattern.search(case.expect) for case in cases())


def test_the_unedited_fixture_has_no_problem(loamshire: Path) -> None:
    assert check(loamshire, TODAY)[1] == ()


def test_codes_are_sorted_and_say_what_they_mean() -> None:
    slugs = [code.slug for code in Code]
    assert slugs == sorted(slugs)
    assert all(code.meaning.endswith(".") for code in Code)


EXAMPLE = Diagnostic(Span("data/a,b.yml", 3, 7), Code.DUPLICATE_KEY, "'id' is\nwritten 100% twice", "keep one")


def test_a_github_run_shows_a_diagnostic_beside_its_line() -> None:
    assert format_diagnostics([EXAMPLE], "github") == (
        "::error file=data/a%2Cb.yml,line=3,col=7,title=duplicate-key::'id' is%0Awritten 100%25 twice keep one"
    )


def test_a_program_reads_diagnostics_as_json() -> None:
    assert json.loads(format_diagnostics([EXAMPLE], "json")) == [
        {
            "path": "data/a,b.yml",
            "line": 3,
            "column": 7,
            "severity": "error",
            "code": "duplicate-key",
            "message": "'id' is\nwritten 100% twice",
            "hint": "keep one",
        }
    ]


def test_a_warning_says_that_it_is_one() -> None:
    warning = Diagnostic(Span("a.yml"), Code.ENGINE_PROBLEM, "mind this", severity=Severity.WARNING)
    assert str(warning) == "a.yml:1:1: warning[engine-problem] mind this"


def test_the_command_prints_every_problem_at_once_and_exits_1(
    loamshire: Path, kb: Callable[..., CompletedProcess[str]]
) -> None:
    for name, before, after in (
        ("data/standards.yml", "strength: aim", "strength: aims"),
        ("content/index.md", "standard_set: charter", "standard_set: chart"),
    ):
        (loamshire / name).write_text((loamshire / name).read_text().replace(before, after))
    ran = kb("check", "--project", str(loamshire))
    assert ran.returncode == 1
    assert re.findall(r"^\S+: error\[[a-z-]+\]", ran.stdout, re.MULTILINE) == [
        "content/index.md:7:15: error[unknown-reference]",
        "data/standards.yml:42:19: error[invalid-value]",
    ]
    assert ran.stderr == "2 problems.\n"


def test_a_project_without_problems_exits_0(loamshire: Path, kb: Callable[..., CompletedProcess[str]]) -> None:
    ran = kb("check", "--project", str(loamshire))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "No problems in data/ and content/.\n", "")


def test_wrong_usage_exits_2(kb: Callable[..., CompletedProcess[str]]) -> None:
    slashes = kb("build", "--today", "21/11/2026")
    assert slashes.returncode == 2
    assert "'21/11/2026' is not a day; write year-month-day, like 2026-11-21" in slashes.stderr
    assert "give a day from 2000 to 2099" in kb("build", "--today", "1901-01-01").stderr
    nowhere = kb("check", "--project", "/nowhere/at/all")
    assert nowhere.returncode == 2
    assert nowhere.stderr == "kb: there is no folder /nowhere/at/all; name the project's folder after --project\n"


def unknown(n: int, code: Code = Code.UNKNOWN_REFERENCE) -> Diagnostic:
    return Diagnostic(Span("a.yml", n), code, f"there is no area 'area-{n}'", "the areas are: area-loam")


def test_of_one_kind_a_terminal_shows_ten_and_then_how_many_more() -> None:
    other = Diagnostic(Span("b.yml"), Code.UNKNOWN_REFERENCE, "there is no need 'rest'", "write another")
    printed = format_diagnostics([*map(unknown, range(1, 13)), other], "text").split("\n")
    assert printed[18:] == [
        "a.yml:10:1: error[unknown-reference] there is no area 'area-10'",
        "  hint: the areas are: area-loam",
        "… and 2 more of unknown-reference (see all with --format json)",
        "b.yml:1:1: error[unknown-reference] there is no need 'rest'",
        "  hint: write another",
    ]


def test_ten_of_one_kind_are_shown_without_a_count() -> None:
    assert format_diagnostics(map(unknown, range(1, 11)), "text").endswith("\n  hint: the areas are: area-loam")


def test_of_one_kind_github_shows_ten_and_json_all() -> None:
    many = list(map(unknown, range(1, 131)))
    lines = format_diagnostics(many, "github").split("\n")
    assert lines[9].startswith("::error file=a.yml,line=10,col=1,title=unknown-reference::")
    assert lines[10:] == [
        "::error title=unknown-reference::… and 120 more of unknown-reference (see all with --format json)"
    ]
    assert len(json.loads(format_diagnostics(many, "json"))) == 130


def test_two_codes_and_two_severities_are_counted_apart() -> None:
    warnings = [
        Diagnostic(Span("c.yml", n), Code.GAP_CLOSED, f"the gap of 'gap-{n}' is closed", severity=Severity.WARNING)
        for n in range(1, 12)
    ]
    printed = format_diagnostics([*map(unknown, range(1, 12)), *warnings], "text")
    assert re.findall(r"^….*", printed, re.MULTILINE) == [
        "… and 1 more of unknown-reference (see all with --format json)",
        "… and 1 more of gap-closed (see all with --format json)",
    ]


def test_the_last_line_counts_what_is_not_shown(loamshire: Path, kb: Callable[..., CompletedProcess[str]]) -> None:
    areas = ", ".join(f"no-area-{n}" for n in range(1, 130))
    path = loamshire / "data" / "contacts.yml"
    path.write_text(path.read_text().replace("areas: [area-loamshire]", f"areas: [{areas}]", 1))
    ran = kb("check", "--project", str(loamshire))
    assert "… and 119 more of unknown-reference (see all with --format json)\n" in ran.stdout
    assert ran.stdout.count("error[unknown-reference]") == 10
    assert ran.stderr == "129 problems.\n"
