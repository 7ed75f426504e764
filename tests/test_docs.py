"""Commands, edits and links in the documents work exactly as written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from generator.build import check
from generator.diagnostics import Code, Severity
from generator.loading.site_settings import read_site_settings
from generator.model.site_settings import GENERATOR_SETTINGS, SiteSettings, ThemeSettings
from tests.conftest import LOAMSHIRE, REPOSITORY, copy_of, day_for, knowledge_base
from tests.markdown_page import PAGE, markdown_page
from tests.reference import reference_pages

README = (REPOSITORY / "README.md").read_text()


def test_the_tours_edit_gives_the_tours_diagnostic(tmp_path: Path) -> None:
    project = copy_of(REPOSITORY, tmp_path / "copy")
    standards = project / "data" / "standards.yml"
    before, after = standards.read_text().split("id: response-not-high-risk", 1)
    standards.write_text(f"{before}id: response-not-high-risk{after.replace('strength: will', 'strength: wil', 1)}")
    _, found = check(project, day_for(project))
    shown = re.search(r"```\n(   data/.*?)   ```", README, re.DOTALL)
    assert shown
    told = (problem for problem in found if problem.severity is Severity.ERROR)
    assert "\n".join(map(str, told)) == "\n".join(line.removeprefix("   ") for line in shown[1].splitlines()).rstrip()


def test_the_tours_records_are_there() -> None:
    base = knowledge_base(REPOSITORY)
    assert "response-not-high-risk" in base.targets
    assert f"promises/{base.sets[0].record.id}.html" in README


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/README.md",
        "docs/keeping-current.md",
        "docs/editors.md",
        "docs/exports.md",
        "docs/fleet.md",
        "docs/hosting.md",
        "docs/install.md",
        "docs/markdown.md",
        "docs/mistakes.md",
        "docs/new.md",
        "docs/overrides.md",
        "docs/packs.md",
        "docs/performance.md",
        "docs/prints.md",
        "docs/publishing.md",
        "docs/reliability.md",
        "docs/settings.md",
        "docs/spreadsheets.md",
        "docs/training.md",
    ],
)
def test_every_local_link_and_path_in_the_documents_exists(name: str) -> None:
    text = (REPOSITORY / name).read_text()
    links = re.findall(r"\]\((?!https?:|#|ref:)([^)#]+)\)", re.sub(r"(?s)(`+)[^`].*?\1", "", text))
    paths = re.findall(r"`((?:tests|requirements|generator)/[\w./-]*)`", text)
    made_later = {"tests/outlines/DOCUMENT.json"}
    folder = (REPOSITORY / name).parent
    assert [link for link in links if not (folder / link).exists()] == []
    assert [path for path in paths if path not in made_later and not (REPOSITORY / path).exists()] == []


def test_every_page_of_the_documents_is_named_once_where_readers_look_for_it() -> None:
    folder = REPOSITORY / "docs"
    listed = re.findall(r"(?m)^- \[[^]]+\]\(([\w-]+\.md)\): .", (folder / "README.md").read_text())
    assert sorted(listed) == sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    assert "(docs/README.md)" in README


def test_the_reference_says_what_the_program_reads() -> None:
    pages = dict(reference_pages())
    assert {name: (REPOSITORY / "docs" / name).read_text() for name in pages} == pages, (
        "run .venv/bin/python -m tests.reference"
    )
    assert "| `--edition {public,staff,all}` | the readers it is for" in pages["commands.md"]
    assert "| `deadline` |  | Deadline |" in pages["fields.md"]


def test_the_documents_are_a_website_with_no_dead_link_and_no_other_host(tmp_path: Path) -> None:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(REPOSITORY / "docs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(
        [*mkdocs, "--site-dir", str(tmp_path)], capture_output=True, text=True, check=False, env=environment
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    for name in (REPOSITORY / "docs").glob("*.md"):
        shown = html.parse(tmp_path / ("index.html" if name.stem == "README" else f"{name.stem}.html"))
        assert shown.xpath("//main//h1")
        fetched = shown.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src")
        assert [one for one in fetched if str(one).startswith(("http", "//"))] == []


def test_the_page_about_markdown_is_the_table_of_the_check() -> None:
    assert PAGE.read_text() == markdown_page(), "run .venv/bin/python -m tests.markdown_page"


def test_the_continuous_integration_runs_the_readmes_test_command_after_the_oldest_python() -> None:
    script = (REPOSITORY / ".ci" / "run").read_text()
    assert "./kb test" in README
    assert re.findall(r"^KB_REQUIRE_ALL=1 (.+)$", script, re.MULTILINE) == ["./kb test --oldest", "./kb test"]
    assert "set -euo pipefail" in script


def test_the_kb_script_is_portable_shell() -> None:
    assert subprocess.run(["sh", "-n", REPOSITORY / "kb"], check=False).returncode == 0
    assert os.access(REPOSITORY / "kb", os.X_OK)


@pytest.mark.slow
def test_kb_runs_its_own_code_wherever_it_is_called_from(tmp_path: Path) -> None:
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator" / "__init__.py").write_text("raise SystemExit('somebody else\\'s code')")
    (tmp_path / "json.py").write_text("raise SystemExit('somebody else\\'s json')")
    ran = subprocess.run([REPOSITORY / "kb", "check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert "data/strategy.yml:" in ran.stdout


@pytest.mark.slow
def test_what_must_hold_for_any_partnership_can_be_asked_of_another(tmp_path: Path) -> None:
    copy_of(LOAMSHIRE, tmp_path / "their folder")
    asked = ("tests/publishing/test_publishing.py", "-q", "-k", "heading_of_its_own")
    command = [str(REPOSITORY / "kb"), "test", "--project", "their folder", *asked]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout


def test_bounds_that_protect_the_site_are_kept() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text()
    for bound in ("mkdocs>=1.6.1,<2", "mkdocs-material>=9.8,<10", "weasyprint==70.0"):
        assert f'"{bound}"' in project


def test_every_diagnostic_is_named_once() -> None:
    assert len({code.slug for code in Code}) == len(Code)


@pytest.mark.slow
@pytest.mark.project
def test_every_export_that_is_made_is_in_the_list_of_exports(site: Path) -> None:
    listed = (REPOSITORY / "docs" / "exports.md").read_text()
    made = {path.relative_to(site).as_posix() for path in (site / "api").glob("*.*")}
    assert {name for name in made if f"`{name}`" not in listed} == set()


SETTINGS = (REPOSITORY / "docs" / "settings.md").read_text()


def test_the_settings_that_a_partnership_has_are_those_of_the_document() -> None:
    described = {name: field.description for name, field in SiteSettings.model_fields.items() if name != "theme"}
    described |= {f"theme.{name}": field.description for name, field in ThemeSettings.model_fields.items()}
    reasons = {setting.name: setting.message or setting.reason for setting in GENERATOR_SETTINGS}
    rows = dict(re.findall(r"(?m)^\| `([\w.]+)` \| (.+) \|$", SETTINGS))
    assert rows == described | reasons


def test_the_settings_of_the_document_have_no_problem(tmp_path: Path) -> None:
    examples = re.findall(r"```yaml\n(.+?)```", SETTINGS, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        (tmp_path / "mkdocs.yml").write_text(example)
        assert read_site_settings(tmp_path)[1] == ()
