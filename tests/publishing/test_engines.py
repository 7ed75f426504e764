"""The written tree is canonical: every engine that takes it makes the same pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build_site
from generator.publishing.engine.tree import write_tree
from tests.conftest import REPOSITORY, copy_of, day_for

pytestmark = [pytest.mark.slow, pytest.mark.project]


@pytest.fixture(scope="module")
def tree(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of(project, tmp_path_factory.mktemp("engines") / "project")
    site = build_site(copy, today=day_for(copy), with_prints=False)
    return write_tree(site, copy, copy / "build" / "docs" / "public")


def pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} - {"404.html"}


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "zensical"])
def test_an_engine_makes_every_page_of_the_tree(engine: str, tree: Path) -> None:
    made = tree.parent / "site"
    shutil.rmtree(made, ignore_errors=True)
    command = [sys.executable, "-m", engine, "build", "--config-file", str(tree)]
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, cwd=tree.parent, capture_output=True, text=True, check=False, env=surroundings)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    sources = (tree.parent / "docs").rglob("*.md")
    assert pages(made) == {path.relative_to(tree.parent / "docs").with_suffix(".html").as_posix() for path in sources}


def test_a_preview_of_broken_files_shows_no_number_and_no_way_out_that_nobody_wrote(loamshire: Path) -> None:
    standards, settings = loamshire / "data" / "standards.yml", loamshire / "mkdocs.yml"
    standards.write_text(standards.read_text().replace("strength: aim", "strength: aims"))
    own = settings.read_text().replace("hooks: []", f"hooks: [{REPOSITORY / 'mkdocs_hook.py'}]")
    settings.write_text(own.replace("custom_dir: ../../..", f"custom_dir: {REPOSITORY}"))
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings), "-d", str(loamshire / "out")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert ran.returncode == 0, ran.stderr
    page = (loamshire / "out" / "index.html").read_text()
    assert "did you mean &#x27;aim&#x27;?" in page
    assert not [said for said in ("999", "kb-exit", "Made on", "bbc.co.uk") if said in page]
