"""Titles, names and descriptions are text wherever they come out: shown as they were typed, and never run."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.cache import Cache
from generator.diagnostics import Code
from generator.publishing.engine.search_index import read_search_index
from generator.publishing.publish import publish
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, copy_of, edit

pytestmark = pytest.mark.slow

SCRIPT = "Loam <script>window.ran = 1</script> & Co"
TITLE = 'Whom can "you" tell & <img src=x onerror=alert(1)> [a](javascript:b) {: onclick=c } &lt;?'
DESCRIPTION = "Say \"hello\" & what <happened>, 'now' &amp; then."
MENU = 'Tell "R&D" <b>'
STATUS = 'We are "one" & 5 < 7 > 3.'
CONTACT = 'The "front" desk & <i>bell</i>'


@pytest.fixture(scope="module")
def spiked(tmp_path_factory: pytest.TempPathFactory, shared_cache: Cache) -> Path:
    """Loamshire published with signs of HTML and Markdown in its names, titles and descriptions."""
    project = copy_of(LOAMSHIRE, tmp_path_factory.mktemp("spiked") / "project")
    edit(
        project,
        "data/partnership.yml",
        ("short_name: Loamshire\n", f"short_name: {json.dumps(SCRIPT)}\n"),
        ("status: Loamshire does not exist.", f"status: {json.dumps(STATUS)}"),
    )
    edit(
        project,
        "content/tell.md",
        ("title: Whom can you tell?", f"title: {json.dumps(TITLE)}"),
        ("menu: Tell someone", f"menu: {json.dumps(MENU)}"),
        ("description: Whom to tell, and what happens then.", f"description: {json.dumps(DESCRIPTION)}"),
    )
    contacts = project / "data" / "contacts.yml"
    contacts.write_text(contacts.read_text().replace("name: The desk\n", f"name: {json.dumps(CONTACT)}\n", 1))
    (project / "mkdocs.yml").write_text(
        "site_name: 'A <b> & \"c\"'\nsite_author: 'The \"desk\" & <i>'\n"
        "site_description: 'Our \"site\" & <script>x</script>'\n"
    )
    published = publish(project, today=TODAY, with_prints=False, cache=shared_cache)
    assert published.folder, "\n".join(map(str, published.diagnostics))
    return project


def page(project: Path, name: str) -> Any:
    return html.parse(project / "build" / "public" / name).getroot()


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_a_script_in_a_short_name_is_text_on_every_page(spiked: Path) -> None:
    names = [path.relative_to(spiked / "build" / "public").as_posix() for path in (spiked / "build").rglob("*.html")]
    built = [name for name in names if not name.startswith("../")]
    assert len(built) > 20
    for name in built:
        source = page(spiked, name)
        assert [one for one in source.xpath("//script") if "ran = 1" in (one.text or "")] == [], name
        assert SCRIPT in source.findtext(".//title"), name
        assert source.xpath("//meta[@property='og:title']/@content") == [SCRIPT], name
        (home_link,) = source.xpath("//a[@class='kb-head__home']")
        assert text(home_link) == f"{SCRIPT} home", name
        assert source.xpath("//meta[@name='author']/@content") == ['The "desk" & <i>'], name
    assert "404.html" in built
    assert STATUS in text(page(spiked, "checks.html").xpath("//article")[0])


def test_a_title_shows_as_it_was_typed_wherever_it_is(spiked: Path) -> None:
    source = page(spiked, "tell.html")
    assert source.findtext(".//title") == f"{SCRIPT}: {MENU}"
    assert source.xpath("//meta[@name='description']/@content") == [DESCRIPTION]
    assert [text(one) for one in source.xpath("//h1")] == [TITLE]
    assert source.xpath("//h1//*") == []
    home = page(spiked, "index.html")
    assert [text(one) for one in home.xpath("//nav[@class='kb-tabs']//a[@href='tell.html']")] == [MENU]
    menu = home.xpath("//details[@class='kb-menu']//a[@href='tell.html']")
    assert {text(one) for one in menu} == {MENU}
    assert [text(one) for one in home.xpath("//ul[@class='kb-foot__links']//a[@href='tell.html']")] in ([], [MENU])
    entries = page(spiked, "a-to-z.html").xpath("//*[@class='kb-index']//a[@href='tell.html']")
    assert TITLE in {text(one) for one in entries}


def test_a_page_without_a_description_has_that_of_the_site_as_text(spiked: Path) -> None:
    (content,) = page(spiked, "404.html").xpath("//meta[@name='description']/@content")
    assert content == 'Our "site" & <script>x</script>'


def test_a_name_is_text_in_every_file_that_programs_read(spiked: Path) -> None:
    public = spiked / "build" / "public"
    rows = list(csv.reader(StringIO((public / "api" / "contacts.csv").read_text("utf-8-sig"), newline="")))
    assert any(CONTACT in row for row in rows)
    assert json.dumps(CONTACT, ensure_ascii=False) in (public / "api" / "contacts.json").read_text()
    for script in page(spiked, "contacts.html").xpath("//script[@type='application/ld+json']"):
        assert "<" not in script.text
        names = [one["item"]["name"] for one in json.loads(script.text)["itemListElement"]]
        assert CONTACT in names
    index = read_search_index((public / "assets" / "search-index.js").read_bytes())
    assert [title for path, _, title, *_ in index["pages"] if path == "tell.html"] == [TITLE]


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "zensical"])
def test_the_tree_is_as_safe_in_any_engine(engine: str, spiked: Path) -> None:
    settings = spiked / "build" / "docs" / "public" / "mkdocs.yml"
    command = [sys.executable, "-m", engine, "build", "--config-file", str(settings)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, cwd=settings.parent, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    source = html.parse(settings.parent / "site" / "tell.html").getroot()
    assert source.findtext(".//title") == f"{SCRIPT}: {MENU}"
    assert source.xpath("//meta[@name='description']/@content") == [DESCRIPTION]
    assert {text(one) for one in source.xpath("//h1")} == {TITLE}
    assert [one for one in source.xpath("//script") if "ran = 1" in (one.text or "")] == []
    assert source.xpath("//@onerror | //@onclick | //img[@src='x'] | //a[starts-with(@href, 'javascript')]") == []


def test_a_title_longer_than_any_menu_is_published(loamshire: Path, shared_cache: Cache) -> None:
    edit(loamshire, "content/tell.md", ("menu: Tell someone", f"menu: '{'&' * 1500}'"))
    published = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
    assert published.folder, published.diagnostics
    assert "&amp;" * 1500 in (published.folder / "index.html").read_text()


def test_a_clause_in_a_heading_is_text(loamshire: Path, shared_cache: Cache) -> None:
    clause = "[8.1](javascript:alert(1)) *a* `b`"
    strategy = loamshire / "data" / "strategy.yml"
    changed = re.sub(r'clause: "?8\.1"?(?=[,}\n])', f"clause: {json.dumps(clause)}", strategy.read_text(), count=1)
    assert clause in changed.replace("\\", "")
    strategy.write_text(changed)
    published = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
    assert published.folder, published.diagnostics
    shown = [html.parse(published.folder / name).getroot() for name in ("strategy.html", "strategy/the-aim.html")]
    assert [one.xpath("//a[starts-with(@href, 'javascript')]") for one in shown] == [[], []]
    assert any(clause in text(line) for line in shown[0].xpath("//li"))
    assert any(clause in text(heading) for heading in shown[1].xpath("//h2"))


@pytest.mark.parametrize("name", ["assets/javascripts/bundle.{}.min.js", "assets/Javascripts/x.js"])
def test_a_file_in_content_cannot_stand_in_for_a_script_of_the_theme(
    name: str, loamshire: Path, shared_cache: Cache
) -> None:
    spec = find_spec("material")
    assert spec
    assert spec.origin
    (bundle,) = Path(spec.origin).parent.glob("templates/assets/javascripts/bundle.*.min.js")
    path = loamshire / "content" / name.format(bundle.name.split(".")[1])
    path.parent.mkdir(parents=True)
    path.write_text("window.ran = 1;\n")
    published = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
    if "{}" in name:
        assert published.folder is None
        assert Code.UNSAFE_FILE in {problem.code for problem in published.diagnostics}


@pytest.mark.parametrize("folder", ['a"b', "a&b/c", "a'b/c/d", "a<b/c"])
def test_a_folder_whose_name_cannot_be_an_address_is_refused(folder: str, loamshire: Path) -> None:
    from generator.build import check

    path = loamshire / "content" / folder / "page.md"
    path.parent.mkdir(parents=True)
    path.write_text((loamshire / "content" / "guides" / "ringing.md").read_text().replace("id: ringing", "id: other"))
    base, problems = check(loamshire, TODAY)
    assert base is None
    assert any(problem.span.path == f"content/{folder}/page.md" for problem in problems)


@pytest.mark.parametrize(
    "prose",
    [
        "<iframe src='index.html'></iframe>",
        "<p style='position: fixed; inset: 0'>Words</p>",
        "<base href='https://example.org/'>",
    ],
)
def test_a_page_that_could_act_is_named_and_nothing_is_published(
    prose: str, loamshire: Path, shared_cache: Cache
) -> None:
    page_source = loamshire / "content" / "guides" / "ringing.md"
    page_source.write_text(f"{page_source.read_text()}\n{prose}\n")
    published = publish(loamshire, today=TODAY, with_prints=False, cache=shared_cache)
    assert published.folder is None
    assert {problem.span.path.rpartition(".")[0] for problem in published.diagnostics} == {"guides/ringing"} or any(
        problem.span.path == "content/guides/ringing.md" for problem in published.diagnostics
    )
    assert not (loamshire / "build" / "public").exists()
