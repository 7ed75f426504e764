"""The YAML language server, which VS Code's extension starts, reads our schemas as we mean them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import LOAMSHIRE, REPOSITORY, copy_of, tool
from tests.editor_yaml import authors_files
from tests.yaml_server import YamlServer, yaml_server

pytestmark = pytest.mark.slow

INSTALLED = REPOSITORY / ".venv" / "yaml-server" / "node_modules" / ".bin" / "yaml-language-server"

PROMISE = """
sets:
  - id: charter
    standards:
      - id: answer
"""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[YamlServer]:
    """A server with what ``./kb schema`` has written to a copy of the default content."""
    if not shutil.which("npm"):
        # Also where every test must run: Debian's own npm is hundreds of packages, which ./kb test does not install.
        pytest.skip("npm is not installed, by which ./kb test installs the YAML language server")
    program = str(INSTALLED) if INSTALLED.exists() else tool("yaml-language-server")
    node = tool("node")
    project = copy_of(REPOSITORY, tmp_path_factory.mktemp("editor") / "project")
    written(project)
    settings = json.loads((project / ".vscode" / "settings.json").read_text())
    # VS Code's extension does not look into Markdown; here the front matter is a file of its own.
    settings["yaml.schemas"][".kb/schemas/page.json"] = "content/*.md"
    with yaml_server([node, str(Path(program).resolve()), "--stdio"], project, settings) as server:
        yield server


def written(project: Path) -> None:
    command = [sys.executable, "-m", "generator", "schema", "--project", str(project)]
    subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True)


@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=["this project", "loamshire"])
def test_an_editor_shows_no_false_error(editor: YamlServer, project: Path) -> None:
    files = [(path, text) for _, path, text in authors_files(project)]
    assert len(files) > 20
    assert [problem for path, text in files for problem in editor.problems_of(path, text)] == []


def test_an_editor_shows_a_slip_at_its_line(editor: YamlServer) -> None:
    text = (LOAMSHIRE / "data" / "standards.yml").read_text()
    wrong = text.replace("strength: will", "strength: wil", 1)
    line = wrong[: wrong.index("strength: wil\n")].count("\n") + 1
    values = '"will", "aim", "where-appropriate", "offer"'
    message = f"data/standards.yml:{line}: Value is not accepted. Valid values: {values}."
    assert editor.problems_of("data/standards.yml", wrong) == [message]
    misspelt = editor.problems_of("data/glossary.yml", text.replace("sets:", "terms:", 1))
    assert any("is not allowed" in problem for problem in misspelt)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "        deadline:\n          when: ¦",
            ["agreed-or-requested", "high-risk", "not-high-risk", "serious-incident"],
        ),
        ("        deadline: {when: ¦}\n", ["agreed-or-requested", "high-risk", "not-high-risk", "serious-incident"]),
        ("        strength: ¦", ["aim", "offer", "where-appropriate", "will"]),
        ("        title: ¦", []),
        ("        deadline:\n          within: ¦", ["as-agreed"]),
    ],
)
def test_an_editor_offers_what_may_follow(editor: YamlServer, typed: str, offered: list[str]) -> None:
    assert editor.offered("data/standards.yml", PROMISE + typed) == offered


def test_an_editor_offers_fields_yes_or_no_and_ids(editor: YamlServer) -> None:
    fields = editor.offered("data/standards.yml", f"{PROMISE}        deadline:\n          ¦")
    assert {"from", "sense", "unit", "when", "within"} <= set(fields)
    assert editor.offered("content/page.md", "claims:\n  - begins: We\n    advice: ¦") == ['"no"', '"yes"']
    assert {"all", "strength"} <= set(editor.offered("data/standards.yml", f"{PROMISE}        instead_of: ¦"))
    assert "when-you-report" in editor.offered("data/standards.yml", f"{PROMISE}        stage: ¦")


def test_an_editor_shows_what_a_field_is_for(editor: YamlServer) -> None:
    shown = editor.shown("data/standards.yml", f"{PROMISE}        deadline:\n          wh¦en: high-risk\n")
    assert "the cases it is for; leave out for all" in shown
    assert "`not-high-risk`" in shown
