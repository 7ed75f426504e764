"""Projects without a mistake give not one problem, however they are written."""

from pathlib import Path

import pytest

from generator.build import check
from tests.conftest import LOAMSHIRE, TODAY, copy_of
from tests.valid_projects import Files, valid_projects, write_project

COUNT = 200
PROJECTS = tuple(valid_projects(COUNT, seed=2016))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Settings of Loamshire that are valid in any folder."""
    return (copy_of(LOAMSHIRE, tmp_path_factory.mktemp("settings") / "loamshire") / "mkdocs.yml").read_text()


@pytest.mark.parametrize("files", PROJECTS, ids=(f"project-{n}" for n in range(COUNT)))
def test_a_project_without_a_mistake_has_no_problem(files: Files, settings: str, tmp_path: Path) -> None:
    found = check(write_project(files, settings, tmp_path), TODAY)[1]
    assert [f"{problem}\n{_line(files, problem.span.path, problem.span.line)}" for problem in found] == []


def _line(files: Files, path: str, number: int) -> str:
    lines = files.get(path, "").splitlines()
    return lines[number - 1] if number <= len(lines) else ""


def test_the_projects_differ_and_use_what_yaml_and_markdown_allow() -> None:
    contacts = [files["data/contacts.yml"] for files in PROJECTS]
    assert len(set(contacts)) > COUNT * 0.9
    for sign in ("\r\n", "\ufeff", "  # ", ": >-", ": |-", "{kind: ", "- kind: ", '"', "'"):
        assert any(sign in text for text in contacts), sign
    names = [set(files) for files in PROJECTS]
    assert any("data/posters.yml" not in one for one in names)
    assert any(any(name.startswith("content/more-pages/") for name in one) for one in names)


def test_the_same_seed_gives_the_same_projects() -> None:
    assert tuple(valid_projects(3, seed=2016)) == PROJECTS[:3]
