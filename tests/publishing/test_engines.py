"""The written tree is canonical: every engine that takes it makes the same pages."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from mkdocs.config.defaults import MkDocsConfig

import mkdocs_hook
from generator.build import build_site
from generator.cache import Cache
from generator.publishing.engine import mkdocs_adapter
from generator.publishing.engine.tree import write_tree
from generator.publishing.publish import PublishResult, publish
from tests.conftest import REPOSITORY, TODAY, copy_of, day_for, edit
from tests.incremental import files

pytestmark = [pytest.mark.slow, pytest.mark.project]


@pytest.fixture(scope="module")
def tree(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of(project, tmp_path_factory.mktemp("engines") / "project")
    site = build_site(copy, today=day_for(copy), with_prints=False)
    return write_tree(site, copy / "build" / "docs" / "public")


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


def test_the_tree_has_all_settings_in_its_own_file(tree: Path) -> None:
    settings = json.loads(tree.read_text())
    assert "INHERIT" not in settings
    assert "hooks" not in settings
    assert settings["plugins"] == []
    assert settings["theme"]["name"] == "material"
    assert "attr_list" in settings["markdown_extensions"]
    assert settings["extra_css"][0] == "assets/tokens.css"


PLAIN_SETTINGS = f"site_name: Loamshire\ndocs_dir: content\nhooks: [{REPOSITORY / 'mkdocs_hook.py'}]\n"
"""The settings with which plain mkdocs shows a preview of a project anywhere."""


def plain_build(project: Path) -> Path:
    """Build a preview of a project with plain mkdocs, and return its folder."""
    settings, output = project / "mkdocs.yml", project / "out"
    settings.write_text(PLAIN_SETTINGS)
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings), "-d", str(output)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(REPOSITORY)},
    )
    assert ran.returncode == 0, ran.stderr
    return output


def loaded(page: Path) -> list[str]:
    """Return the style sheets, icons and scripts of a page, and the classes of its body."""
    source = html.parse(page).getroot()
    files = [str(value) for value in source.xpath("//link[@rel!='canonical']/@href | //script/@src")]
    return [*files, *source.body.get("class", "").split(), *(f"{k}={v}" for k, v in sorted(source.body.items()))]


def test_plain_mkdocs_shows_the_pages_as_they_are_published(
    loamshire: Path, loamshire_published: PublishResult
) -> None:
    output = plain_build(loamshire)
    assert loamshire_published.folder
    for name in ("index.html", "guides/ringing.html"):
        assert loaded(output / name) == loaded(loamshire_published.folder / name)
        assert ".kb-emergency{" in (output / name).read_text()
    # The search of mkdocs itself, which is on where no settings say otherwise, loads a whole index.
    assert not (output / "search").exists()


def test_plain_mkdocs_runs_every_hook_and_watches_the_records(loamshire: Path) -> None:
    class Server(list[str]):
        watch = list.append

    assert mkdocs_hook.__all__ == sorted(name for name in vars(mkdocs_adapter) if name.startswith("on_"))
    watched = Server()
    config = MkDocsConfig(str(loamshire / "mkdocs.yml"))
    mkdocs_hook.on_serve(watched, config)  # type: ignore[arg-type]
    assert watched == [str(loamshire / "data"), str(REPOSITORY / "generator" / "templates")]


def test_a_preview_of_broken_files_shows_no_number_and_no_way_out_that_nobody_wrote(loamshire: Path) -> None:
    standards = loamshire / "data" / "standards.yml"
    standards.write_text(standards.read_text().replace("strength: aim", "strength: aims"))
    page = (plain_build(loamshire) / "index.html").read_text()
    assert "did you mean &#x27;aim&#x27;?" in page
    assert not [said for said in ("999", "kb-exit", "The next check", "bbc.co.uk") if said in page]


def test_the_settings_of_a_partnership_are_on_its_pages(loamshire: Path, shared_cache: Cache) -> None:
    edit(loamshire, "data/partnership.yml", ("website: https://example.org/kb/\n", ""))
    (loamshire / "mkdocs.yml").write_text(
        "site_url: https://example.org/our/\nsite_author: The desk\nsite_description: What we promise\n"
        "theme: {name: material, logo: guides/phone.svg, favicon: guides/phone.svg}\n"
    )
    published = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
    assert published.folder, published.diagnostics
    page = html.parse(published.folder / "index.html").getroot()
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/our/index.html"]
    assert page.xpath("//meta[@name='author']/@content") == ["The desk"]
    assert page.xpath("//link[@rel='icon']/@href") == ["guides/phone.svg"]
    assert page.xpath("//a[@class='kb-head__home']/img/@src") == ["guides/phone.svg"]


def test_a_project_without_settings_is_published_as_with_the_least(
    loamshire: Path, tmp_path: Path, shared_cache: Cache
) -> None:
    other = copy_of(loamshire, tmp_path / "somewhere" / "else" / "and" / "deeper")
    (other / "mkdocs.yml").unlink()
    folders = [publish(one, today=TODAY, with_prints=False, cache=shared_cache).folder for one in (loamshire, other)]
    assert folders[0]
    assert folders[1]
    assert files(folders[0]) == files(folders[1])
