"""The project runs with its oldest supported Python: all files name the same, and no code needs a newer one."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import oldest
from tests.conftest import REPOSITORY

NEWER_OPTIONS = {
    "extract": "filter",
    "extractall": "filter",
    "unpack_archive": "filter",
    "getaddresses": "strict",
    "parseaddr": "strict",
}
"""Functions of the standard library, each with an option that a later patch of 3.11 added."""

NEWER_NAMES = {
    "ALLOW_MISSING",
    "GetReparseDeferralEnabled",
    "SetReparseDeferralEnabled",
    "data_filter",
    "extraction_filter",
    "fully_trusted_filter",
    "tar_filter",
}
"""Names that later patches of 3.11 added to the standard library. Only a run with an older Python is proof."""

MINOR = oldest.dotted(oldest.admitted())


def newer(source: str) -> Iterator[str]:
    """Yield the calls and names of a module that 3.11.0 does not have."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            option = NEWER_OPTIONS.get(called)
            if option and option in {keyword.arg for keyword in node.keywords}:
                yield f"{called}({option}=)"
        names = [node.attr] if isinstance(node, ast.Attribute) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        yield from (name for name in names if name in NEWER_NAMES)


def test_no_module_calls_what_a_later_patch_brought() -> None:
    paths = [path for folder in ("generator", "tests", "benchmarks") for path in (REPOSITORY / folder).rglob("*.py")]
    found = {path.as_posix(): list(newer(path.read_text())) for path in [*paths, REPOSITORY / "mkdocs_hook.py"]}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "files.extractall(into, filter='data')",
        "shutil.unpack_archive(path, into, filter='data')",
        "from tarfile import data_filter",
        "os.path.realpath(path, strict=os.path.ALLOW_MISSING)",
        "getaddresses(fields, strict=False)",
    ],
)
def test_a_planted_later_call_is_seen(planted: str) -> None:
    assert len(list(newer(planted))) == 1


def test_the_oldest_python_has_every_package_that_the_ordinary_tests_have() -> None:
    script = (REPOSITORY / "kb").read_text()
    verbs = script[script.index("install_test_tools() {") :].partition("\n}")[0]
    verbs += script[script.index("install_build_tools() {") :].partition("\n}")[0]
    assert sorted(oldest.LOCKS) == sorted(re.findall(r"^ +install_python_packages (\w+)$", verbs, re.MULTILINE))


def test_what_the_oldest_python_runs_is_there() -> None:
    assert [name for name in oldest.TESTS if not (REPOSITORY / name).exists()] == []


def test_every_place_names_the_same_oldest_python() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    assert settings["tool"]["ruff"]["target-version"] == f"py{MINOR.replace('.', '')}"
    assert settings["tool"]["mypy"]["python_version"] == MINOR
    script = (REPOSITORY / "kb").read_text()
    assert f"sys.version_info < ({MINOR.replace('.', ', ')})" in script
    assert f"Python {MINOR} or newer is needed" in script
    contributing = (REPOSITORY / "CONTRIBUTING.md").read_text()
    assert re.findall(r"--python-version (\S+)", contributing) == [MINOR]
    assert re.findall(r"Python (\d[\d.]*\d)", (REPOSITORY / "README.md").read_text()) == [MINOR]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ((3, 11, 7), "/usr/bin/python3"),
        ((3, 13, 1), "/usr/bin/python3"),
        ((3, 11, 2), None),
        ((3, 11, 0), None),
    ],
)
def test_the_oldest_patch_here_is_taken_unless_the_ordinary_run_has_it(
    own: tuple[int, ...], expected: str | None
) -> None:
    found = {"python3.11": (3, 11, 7), "/usr/bin/python3": (3, 11, 2)}
    assert oldest.older(found, (3, 11), own) == expected


def test_another_minor_version_is_not_taken() -> None:
    assert oldest.older({"/usr/bin/python3": (3, 10, 12)}, (3, 11), (3, 13, 1)) is None
    assert oldest.older({}, (3, 11), (3, 13, 1)) is None


def test_a_python_that_is_not_here_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "broken").chmod(0o755)
    assert oldest.version_of(str(tmp_path / "missing")) == ()
    assert oldest.version_of(str(tmp_path / "broken")) == ()
    assert oldest.version_of(sys.executable) == tuple(sys.version_info[:3])


@pytest.mark.parametrize(
    ("patch", "line"),
    [
        ("own = (3, 11, 0)", "the ordinary tests run with 3.11.0, and no older Python 3.11 is here"),
        ("own = (3, 13, 1); oldest.installed = lambda minor: {}", "no Python 3.11 is here"),
    ],
)
def test_where_there_is_none_a_line_says_so(patch: str, line: str) -> None:
    program = f"import sys; from tests import __main__ as run, oldest; {patch}; sys.version_info = own"
    ran = subprocess.run(
        [sys.executable, "-c", f"{program}; sys.exit(run.main(['--oldest']))"],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    assert (ran.returncode, line in ran.stdout, ran.stdout.count("\n")) == (0, True, 1), ran
