"""Papers as Word files: they can be read and filled in by anybody, and say what the PDFs say."""

import re
import subprocess
from functools import cache
from pathlib import Path, PurePosixPath

import pypdfium2
import pytest
from lxml import etree, html

from generator.cache import Cache
from generator.diagnostics import Span
from generator.linking.staff.staff_values import StaffValue
from generator.model.vocabulary import PrintFormat
from generator.publishing.proofs.leak_scan import find_leaks
from generator.rendering.docx.content import Question, WordDocument
from generator.rendering.docx.write import make_docx
from generator.rendering.prints.jobs import PrintJob, print_job, print_markup
from generator.rendering.zip_files import packed, unpacked
from generator.views.site import SiteView, view
from tests.conftest import LOAMSHIRE, REPOSITORY, knowledge_base, tool
from tests.docx_faults import W, docx_faults, headings, part, value, words

PAPERS = 10


@cache
def site(project: Path) -> SiteView:
    return view(knowledge_base(project))


@cache
def jobs(project: Path) -> dict[str, PrintJob]:
    """The jobs of the Word files of a project, by the names of the files without their ends."""
    shown = site(project)
    word_files = (one for one in shown.prints if one.output.key == "docx")
    return {PurePosixPath(one.path).stem: print_job(one, shown, {}) for one in word_files}


@cache
def word_file(project: Path, name: str) -> bytes:
    printed = make_docx(jobs(project)[name])
    assert (printed.pages, printed.problems) == (0, ())
    return printed.content


def visit() -> etree._Element:
    return part(word_file(LOAMSHIRE, "visit-record"), "word/document.xml")


def controls(document: etree._Element) -> dict[str, etree._Element]:
    """The fields of a file by their titles."""
    return {value(one.find(f"{W}sdtPr/{W}alias")): one for one in document.iter(f"{W}sdt")}


def test_every_paper_is_a_word_file_once() -> None:
    assert list(jobs(LOAMSHIRE)) == ["visit-record"]
    assert len(jobs(REPOSITORY)) == PAPERS
    assert {"hasbag-agenda", "risk-assessment", "diary", "delivery-plan"} < set(jobs(REPOSITORY))


def test_word_files_have_no_faults() -> None:
    assert [(name, docx_faults(word_file(REPOSITORY, name))) for name in jobs(REPOSITORY)] == [
        (name, []) for name in jobs(REPOSITORY)
    ]


FAULTS: dict[str, tuple[str, str, str]] = {
    "a title that is no heading": ("<dc:title>Record", "<dc:title>A record", "its title is not its heading"),
    "another language": ('<w:lang w:val="en-GB"', '<w:lang w:val="ja-JP"', "its language is not that of its words"),
    "a second title": ('"Heading2"', '"Heading1"', "it does not have one heading of the first level"),
    "a jump": ('"Heading2"', '"Heading3"', "a heading of level 3 follows one of level 1"),
    "no header row": ("<w:tblHeader/>", "", "the first row of a table is not its header, or another is"),
    "a merged cell": ("</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>', "a table has merged cells"),
    "an empty heading of a table": (">Action</w:t>", "></w:t>", "a heading of a table is empty"),
    "a table without a title": ("<w:tblCaption ", "<w:tblOverlap ", "a table has no title"),
    "two tables that become one": (
        "</w:tbl>",
        "</w:tbl><w:tbl/>",
        "a table follows another without words between them",
    ),
    "a field without a title": ("<w:alias ", "<w:label ", "a field has no alias, or one that is too long"),
    "two fields with one name": ('"part-1-1"', '"part-1-4"', "two fields have the same tag"),
    "an empty paragraph": ("<w:sectPr", "<w:p/><w:sectPr", "a paragraph is empty"),
    "a look without a style": ("<w:r><w:t ", "<w:r><w:rPr><w:b/></w:rPr><w:t ", "b is set without a style"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    before, after, sentence = FAULTS[fault]
    parts = unpacked(word_file(LOAMSHIRE, "visit-record"))
    changed = [(name, content.replace(before.encode(), after.encode(), 1)) for name, content in parts]
    assert tuple(changed) != parts
    assert sentence in docx_faults(packed(changed))


def test_a_picture_without_words_is_found() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    parts = unpacked(word_file(LOAMSHIRE, "visit-record"))
    picture = f'<w:p><w:r><wp:docPr xmlns:wp="{drawing}" id="1"/><w:t>a</w:t></w:r></w:p><w:sectPr'.encode()
    changed = [(name, content.replace(b"<w:sectPr", picture, 1)) for name, content in parts]
    assert docx_faults(packed(changed)) == ["a picture has no alternative text"]


def test_a_paper_has_its_headings_in_order() -> None:
    assert headings(visit()) == [
        (1, "Record of a visit"),
        (2, "Visit 1"),
        (2, "Visit 2"),
        (2, "What follows"),
    ]


def test_each_question_has_a_field_of_its_kind_that_cannot_be_deleted() -> None:
    fields = controls(visit())
    kinds = {
        "Visit 1: Day": f"{W}date",
        "Visit 2: Did they bring someone? Yes": "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox",
        "Visit 2: What they said": f"{W}text",
        "Row 3: By when": f"{W}text",
    }
    for title, kind in kinds.items():
        properties = fields[title].find(f"{W}sdtPr")
        assert properties is not None
        assert [one.tag for one in properties][-1] == kind
        assert value(properties.find(f"{W}lock")) == "sdtLocked"
    assert value(fields["Visit 1: What they said"].find(f"{W}sdtPr/{W}text"), "multiLine") == "1"
    assert value(fields["Visit 1: Day"].find(f"{W}sdtPr/{W}date/{W}lid")) == "en-GB"
    assert len(fields) == 2 * 8 + 3 * 2


def test_an_empty_field_has_room_and_no_words() -> None:
    boxes = [one for one in controls(visit()).values() if one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    assert len(boxes) == 2 * 3 + 3 * 2
    assert {words(one) for one in boxes} == {""}
    breaks = [len(list(one.iter(f"{W}br"))) for one in boxes]
    assert breaks[:3] == [0, 3, 0], "a day, what they said, a signature"


def test_a_long_question_is_cut_for_its_field_only() -> None:
    diary = part(word_file(REPOSITORY, "diary"), "word/document.xml")
    (cut,) = (one for one in controls(diary) if one.startswith("Incident 1: What was said"))
    assert cut == "Incident 1: What was said or done. You may leave out words that…"
    assert "You may leave out words that you do not want to write." in words(diary)


BETWEEN_TABLES = ("What was promised about this:", "To fill in:")
"""What only a Word file says: two tables without words between them would become one."""


_VERSION = re.compile(r"version [A-Z0-9]{6}(?=\.)")
"""Two files that say the same in other formats have their own versions."""


def said_on_paper(name: str) -> list[str]:
    """The words of the same paper's PDF for handwriting, without the numbers that Word counts."""
    shown = site(REPOSITORY)
    (one,) = (one for one in shown.prints if one.path == f"downloads/{name}.pdf")
    assert one.print_format is PrintFormat.PRINT
    document = html.document_fromstring(print_markup(one, shown))
    for item in document.iter("li"):
        item.text = (item.text or "").lstrip("0123456789. ")
    for block in document.iter("h1", "h2", "p", "li", "th", "td"):
        block.tail = f" {block.tail or ''}"
    (body,) = document.iter("body")
    return "".join(map(str, body.itertext())).split()


def test_a_word_file_says_word_for_word_what_the_pdf_says() -> None:
    for name in jobs(REPOSITORY):
        text = words(part(word_file(REPOSITORY, name), "word/document.xml"))
        for sign in ("\u2610", *BETWEEN_TABLES):
            text = text.replace(sign, " ")
        in_word, on_paper = (
            _VERSION.sub("version", " ".join(one)).partition("You can also have this ")
            for one in (text.split(), said_on_paper(name))
        )
        assert in_word[0] == on_paper[0], name
        assert "in print" in in_word[2]
        assert "for Word" in on_paper[2]
        assert in_word[2].partition(". ")[2] == on_paper[2].partition(". ")[2], name


def test_the_foot_says_how_old_a_copy_is_and_for_whom() -> None:
    foot = words(part(word_file(REPOSITORY, "hasbag-agenda"), "word/footer1.xml"))
    assert foot.endswith("Staff only. Not for the public. Page 1 of 1")
    assert re.match(r"Version [A-Z][0-9][A-Z][0-9][A-Z][0-9]\. Not confirmed by its owners\. ", foot)
    beginning = words(part(word_file(REPOSITORY, "hasbag-agenda"), "word/document.xml"))
    assert "Staff only. Not for the public. HASBAG agenda and action log" in beginning


def test_a_file_is_of_a4_in_arial_and_states_no_day() -> None:
    content = word_file(LOAMSHIRE, "visit-record")
    size = part(content, "word/document.xml").find(f".//{W}pgSz")
    assert (value(size, "w"), value(size, "h")) == ("11906", "16838")
    plan = part(word_file(REPOSITORY, "delivery-plan"), "word/document.xml").find(f".//{W}pgSz")
    assert (value(plan, "w"), value(plan, "h"), value(plan, "orient")) == ("16838", "11906", "landscape")
    letters = part(content, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert letters is not None
    assert value(letters.find(f"{W}rFonts"), "ascii") == "Arial"
    assert value(letters.find(f"{W}sz")) == "24", "12 points"
    facts = {etree.QName(one).localname: one.text for one in part(content, "docProps/core.xml")}
    assert facts == {
        "title": "Record of a visit",
        "subject": "A form to fill in.",
        "creator": "Loamshire Safer Together",
        "language": "en-GB",
    }


def test_equal_content_gives_equal_bytes() -> None:
    job = jobs(LOAMSHIRE)["visit-record"]
    assert make_docx(job).content == make_docx(job).content
    assert isinstance(job.content, WordDocument)
    assert any(isinstance(one, Question) for one in job.content.blocks)
    representation = repr(job.content)
    assert "frozenset" not in representation, "whose order differs from run to run"
    assert " at 0x" not in representation


def test_what_only_staff_may_see_is_found_in_a_word_file(tmp_path: Path) -> None:
    (tmp_path / "visit.docx").write_bytes(word_file(LOAMSHIRE, "visit-record"))
    hidden = StaffValue("paper-visit", "label", "Did they bring someone?", Span("data/staff/papers.yml", 7, 14))
    absent = StaffValue("paper-visit", "label", "Did they bring a bell?", Span("data/staff/papers.yml", 8, 14))
    leaks = find_leaks(tmp_path, (hidden, absent), Cache())
    assert len(leaks) == 1
    assert leaks[0].span.path == "visit.docx"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The words that LibreOffice draws on each page of each Word file, by its name."""
    folder = tmp_path_factory.mktemp("word")
    for name in jobs(REPOSITORY):
        (folder / f"{name}.docx").write_bytes(word_file(REPOSITORY, name))
    command = [tool("soffice", "libreoffice"), f"-env:UserInstallation=file://{folder}/settings", "--headless"]
    files = map(str, sorted(folder.glob("*.docx")))
    subprocess.run([*command, "--convert-to", "pdf", "--outdir", str(folder), *files], check=True, capture_output=True)
    texts = {}
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            texts[path.stem] = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    return texts


def _letters(text: str) -> str:
    """A text without what may differ at the end of a line."""
    return re.sub(r"[\s\ufffe-]", "", text)


@pytest.mark.slow
def test_libreoffice_opens_every_word_file_and_draws_its_words(drawn: dict[str, list[str]]) -> None:
    assert sorted(drawn) == sorted(jobs(REPOSITORY))
    for name, pages in drawn.items():
        document = part(word_file(REPOSITORY, name), "word/document.xml")
        letters = _letters("".join(pages))
        for block in document.iter(f"{W}p"):
            assert _letters(words(block)) in letters, (name, words(block))
    assert "1. Actions of the last meeting." in drawn["hasbag-agenda"][0], "the list is numbered"
    assert "\u2610" in drawn["satisfaction-questionnaire"][0], "boxes to tick"


@pytest.mark.slow
def test_whether_a_copy_is_right_has_no_sheet_to_itself(drawn: dict[str, list[str]]) -> None:
    for name, pages in drawn.items():
        before, question, _ = pages[-1].partition("Is this copy still right?")
        assert question, name
        assert before, name
