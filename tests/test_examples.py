"""Liverpool's set as its owner would publish it: word for word that of the comparison, and of no other county."""

from datetime import date
from functools import cache
from pathlib import Path

from generator.build import build_site
from generator.loading.project import load
from generator.model.sources import SourcesFile
from generator.model.standards import StandardSet, StandardsFile
from tests.conftest import REPOSITORY
from tests.packs.projects import MERSEYSIDE

TODAY = date(2026, 11, 30)
LIVERPOOL = "liverpool-minimum-standards"


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


def test_it_builds_without_a_warning_and_every_page_says_that_it_is_an_example() -> None:
    site = build_site(MERSEYSIDE, today=TODAY, with_prints=False)
    assert site.diagnostics == ()
    paths = {page.path for page in site.pages}
    assert [path for path in paths if path.startswith("promises/")] == [f"promises/{LIVERPOOL}.md"]
    assert "strategy.md" not in paths
    assert "No agency in Merseyside published it." in site.surroundings["status"]
    shown = next(page.markdown for page in site.pages if page.path == f"promises/{LIVERPOOL}.md")
    assert "They hold in Liverpool, not in all of Merseyside." in shown
    assert site.surroundings["colour"] == "#6b2a7d"
    styles = next(one.content for one in site.artefacts if one.path == "assets/tokens.css")
    assert b"--kb-fill: #6b2a7d;" in styles
