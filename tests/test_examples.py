"""The examples: each site holds what the default one does; Liverpool's set is word for word that of the comparison."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import html
from pypdfium2 import PdfDocument

from generator.cache import Cache
from generator.diagnostics import Code
from generator.loading.project import load
from generator.model.sources import SourcesFile
from generator.model.standards import StandardSet, StandardsFile
from generator.publishing.proofs.leak_scan import find_leaks
from generator.publishing.publish import PublishResult, publish
from tests import verapdf
from tests.browsing import RECORD_FOLDERS, Watched, all_pages, served
from tests.conftest import REPOSITORY, built_site, copy_of, day_for, run_folder
from tests.packs.projects import MERSEYSIDE
from tests.publishing.test_publishing import changed, contents
from tests.site.test_accessibility import violations
from tests.site.test_browser import LEAVES

EXAMPLES = REPOSITORY / "examples"
LIVERPOOL = "liverpool-minimum-standards"
DESK = """contacts:
  - id: contact-night-desk
    name: The night desk of Loam
    what_for: For staff who need somebody at night.
    areas: [area-uk]
    channels:
      - {kind: phone, value: 01632 960777, basis: known}
    state: active
    basis: known
    checked_on: 2026-11-01
    owner: unknown
    review_every: 6
"""
"""A record for staff only."""


@cache
def standards(project: Path) -> StandardsFile:
    located = load(project)[0].located(StandardsFile)
    assert located
    return located.record


def liverpool(project: Path) -> StandardSet:
    return next(one for one in standards(project).sets if one.id == LIVERPOOL)


def test_the_set_is_that_of_the_comparison_but_for_whom_it_is_shown_to() -> None:
    ours, compared = (liverpool(project).model_dump(exclude={"summary"}) for project in (MERSEYSIDE, REPOSITORY))
    assert ours == compared
    assert len(ours["standards"]) == 41
    assert [len(one["points"]) for one in ours["standards"] if one["id"] == "liverpool-complaint-closed"] == [6]
    assert len(ours["sections"]) == 8
    assert len(ours["support_pack"]["items"]) == 4


def test_it_is_the_only_set_and_has_the_stages_and_topics_that_it_uses() -> None:
    file = standards(MERSEYSIDE)
    assert [one.id for one in file.sets] == [LIVERPOOL]
    assert {one.id for one in file.topics} == {one.topic for one in file.sets[0].standards}
    assert {one.id for one in file.stages} == {one.stage for one in file.sets[0].standards}


def test_the_document_keeps_its_doubts() -> None:
    ours, compared = (load(project)[0].located(SourcesFile) for project in (MERSEYSIDE, REPOSITORY))
    assert ours
    assert compared
    assert list(ours.record.documents) == [one for one in compared.record.documents if one.id == "liverpool-document"]
    assert ours.record.documents[0].publisher == "Agencies in Liverpool, which the document does not name"


def test_no_file_of_it_names_another_county() -> None:
    files = {path: path.read_text() for path in MERSEYSIDE.joinpath("data").rglob("*.yml")}
    assert len(files) > 4
    assert [path for path, text in files.items() if "northampton" in text.lower() or "gwent" in text.lower()] == []


def example_site(name: str, factory: pytest.TempPathFactory) -> PublishResult:
    """Return the published site of an example, built once in a run."""
    return built_site(EXAMPLES / name, f"{name}-site", factory)


@pytest.fixture(scope="session", params=["gwent", "merseyside"])
def example(request: pytest.FixtureRequest) -> str:
    """The name of each example in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def site(example: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an example's site, with its files to print."""
    published = example_site(example, tmp_path_factory)
    assert published.diagnostics == ()
    assert published.folder
    return published.folder


def kinds_of_pages(site: Path) -> list[str]:
    """Return a page of each look, and of each folder the page that shows most."""
    by_size = sorted(all_pages(site), key=lambda name: (site / name).stat().st_size)
    longest = {name.rpartition("/")[0]: name for name in by_size if "/" in name}
    assert longest.keys() >= RECORD_FOLDERS - {"consultation", "strategy"}
    return ["index.html", "start.html", "contacts.html", "law.html", "to-print.html", *longest.values()]


@pytest.mark.slow
def test_axe_finds_nothing_on_a_page_of_each_kind(browser: Any, site: Path) -> None:
    with served(site) as address:
        watched = Watched(browser, address, viewport={"width": 360, "height": 740})
        found = {}
        for name in kinds_of_pages(site):
            watched.page.goto(address + name)
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= 360, name
            found[name] = violations(watched.page)
        assert {name: faults for name, faults in found.items() if faults} == {}
        assert (watched.wrong, watched.elsewhere) == ([], [])
        watched.context.close()


@pytest.mark.slow
def test_every_pdf_conforms_to_pdf_ua_1(site: Path) -> None:
    verdicts = {path.name: verapdf.check(path) for path in sorted((site / "downloads").glob("*.pdf"))}
    assert {name: one.broken for name, one in verdicts.items() if not one.compliant or one.broken} == {}
    assert len(verdicts) > 6
    assert all(one.checks > 1000 for one in verdicts.values())


@pytest.mark.slow
def test_on_paper_who_helps_is_told_in_one_line_and_no_address_is_broken_in_its_name(site: Path) -> None:
    printed = PdfDocument(site / "downloads" / "who-to-tell.pdf")
    lines = [line for page in printed for line in page.get_textpage().get_text_range().splitlines()]
    assert "999 BSL video relay www.999bsl.co.uk United Kingdom" in lines
    assert any(line.startswith("Report Harmful Content reportharmfulcontent.com/ ") for line in lines)


@pytest.mark.slow
def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(site: Path) -> None:
    pages = {name: html.parse(site / name).getroot() for name in all_pages(site)}
    anchors = {name: {unquote(str(anchor)) for anchor in page.xpath("//@id")} for name, page in pages.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    followed, dead = 0, []
    for name, page in pages.items():
        for link in {str(value) for value in page.xpath("//a/@href | //link/@href | //@src")}:
            if link.startswith((*LEAVES, "data:")):
                continue
            followed += 1
            there, anchor = map(unquote, urldefrag(urljoin(name, link)))
            if there not in files or (anchor and anchor not in anchors.get(there, {anchor})):
                dead.append(f"{name} to {link}")
    assert dead == []
    assert followed > 1000


@pytest.mark.slow
def test_another_build_is_the_same_bytes_and_shows_nothing_of_the_records_for_staff_only(
    example: str, site: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # Files to print are long in the making. That they come out the same is shown with Loamshire's.
    shutil.copytree(run_folder(tmp_path_factory) / "cache" / "prints", tmp_path / "cache" / "prints")
    project = copy_of(EXAMPLES / example, tmp_path / "another" / "deeper")
    (project / "data" / "staff").mkdir()
    (project / "data" / "staff" / "contacts.yml").write_text(DESK)
    again = publish(project, today=day_for(EXAMPLES / example), cache=Cache(tmp_path / "cache"))
    assert again.folder
    assert changed(contents(site), contents(again.folder)) == []
    assert "01632 960777" in {value.text for value in again.site.staff_values}
    assert find_leaks(again.folder, again.site.staff_values) == ()
    (again.folder / "words.html").write_text("<p>Ring 01632 960 777.")
    assert [one.code for one in find_leaks(again.folder, again.site.staff_values)] == [Code.STAFF_ONLY_LEAK]


@pytest.mark.slow
def test_merseyside_has_its_set_its_colour_and_says_that_it_is_an_example(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = example_site("merseyside", tmp_path_factory).site
    paths = {page.path for page in site.pages}
    assert [path for path in paths if path.startswith("promises/")] == [f"promises/{LIVERPOOL}.md"]
    assert "strategy.md" not in paths
    assert "No agency in Merseyside published it." in site.surroundings["status"]
    shown = next(page.markdown for page in site.pages if page.path == f"promises/{LIVERPOOL}.md")
    assert "They hold in Liverpool, not in all of Merseyside." in shown
    assert site.surroundings["colour"] == "#6b2a7d"
    styles = next(one.content for one in site.artefacts if one.path == "assets/tokens.css")
    assert b"--kb-fill: #6b2a7d;" in styles
