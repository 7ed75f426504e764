"""All prints: accessible in both editions, and with the same content as the records, pages and JSON."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from lxml import html

from generator.build import build_site, check
from generator.cache import Cache
from generator.diagnostics import has_errors
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPage, LinkedPoster, LinkedPublication, LinkedSet, LinkedStandard, Part
from generator.model.contacts import Need
from generator.model.output_formats import MAIN_OUTPUT
from generator.model.pages import GeneratedPage
from generator.model.papers import Paper
from generator.model.vocabulary import Edition, PrintFormat
from generator.publishing.publish import PublishResult
from generator.rendering.fonts import print_font
from generator.rendering.pdf.text import text_and_attachments
from generator.rendering.prints.jobs import print_markup
from generator.rendering.prints.markup import document_problems
from generator.views.prints.needs import need_view
from generator.views.shared.paths import path_of
from generator.views.shared.publications import downloads
from generator.views.site import view
from generator.views.site_map import PAGES
from generator.views.standards.standard_set import standard_view
from generator.words.text import Sentence
from tests import verapdf
from tests.conftest import LOAMSHIRE, REPOSITORY, add_other_charter, copy_of, day_for, knowledge_base
from tests.pdf import bookmarks, open_pdf, pdf_views, print_and_problems, print_without_problems
from tests.pdf_faults import structure_faults

slow = pytest.mark.slow
MM = 72 / 25.4


@cache
def staff_prints() -> tuple[frozenset[str], dict[str, bytes]]:
    """Return the names of the prints of the staff edition that differ from the public's, and some of their files.

    The others are the same files, byte for byte, and are checked with the public site. Of those that the public has,
    and that say more here, the shortest of each template and format is made, and the one with contacts for staff only.
    """
    public, staff = (view(repository_base(edition)) for edition in (Edition.PUBLIC, Edition.STAFF))
    public_markup = {one.path: print_markup(one, public) for one in pdf_views(public)}
    markup = {one.path: print_markup(one, staff) for one in pdf_views(staff)}
    differing = [one for one in pdf_views(staff) if public_markup.get(one.path) != markup[one.path]]
    made = {Path(one.path).name: one for one in differing if one.path not in public_markup}
    looks = {(one.template, one.print_format) for one in made.values()}
    for one in sorted(differing, key=lambda one: len(markup[one.path])):
        look = (one.template, one.print_format)
        if look not in looks or one.path.endswith("/who-can-help.pdf"):
            looks.add(look)
            made[Path(one.path).name] = one
    pictures = {picture.record.file: picture.drawing for picture in repository_base(Edition.STAFF).pictures}
    names = frozenset(Path(one.path).name for one in differing)
    return names, {name: print_without_problems(one, staff, pictures) for name, one in made.items()}


def repository_base(edition: Edition) -> KnowledgeBase:
    return knowledge_base(REPOSITORY, edition=edition)


@slow
def test_the_prints_that_only_staff_have_and_one_of_each_look_of_theirs_are_accessible(tmp_path: Path) -> None:
    _, prints = staff_prints()
    assert {"powers-guide.pdf", "spoc-list.pdf", "standards-comparison.pdf", "who-can-help.pdf"} <= set(prints)
    assert any(name.endswith("-large-print.pdf") for name in prints)
    assert any(name.endswith("-easy-read.pdf") for name in prints)
    for name, content in prints.items():
        path = tmp_path / name
        path.write_bytes(content)
        verdict = verapdf.check(path)
        assert (verdict.compliant, verdict.broken) == (True, {}), name
        with open_pdf(path) as pdf:
            assert structure_faults(pdf) == [], name
            assert pdf.check_pdf_syntax() == [], name
            assert str(pdf.Root.Lang) == "en-GB"
            assert str(pdf.docinfo.Title).strip()
            assert len(bookmarks(pdf)) > 1, name
            for page in pdf.pages:
                assert all("Source-Sans-KB" in str(font.BaseFont) for font in page.Resources.Font.values()), name


@slow
def test_only_prints_for_staff_are_marked_staff_only() -> None:
    names, prints = staff_prints()
    marked = {name for name, content in prints.items() if "Staffonly" in text_without_spaces(content)}
    assert {"spoc-list.pdf", "who-can-help.pdf", "action-plan.pdf", "powers-guide.pdf"} <= marked
    public = {"diary.pdf", "my-action-plan-fill-in.pdf", "centre-poster.pdf", "service-standards.pdf"}
    assert public.isdisjoint(names), "these are the same files as in the public edition"


@cache
def text_without_spaces(content: bytes) -> str:
    """Return the text of a PDF without spaces, since its lines end in other places than a page's."""
    texts, _ = text_and_attachments(content)
    return without_spaces(" ".join(texts))


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words(sentence: Sentence) -> str:
    return without_spaces("".join(run.text for run in sentence))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return knowledge_base(REPOSITORY, edition=Edition.PUBLIC)


def promises_in(part: Part, base: KnowledgeBase) -> Iterator[LinkedStandard]:
    """Yield the promises that one part of a publication prints."""
    match part:
        case LinkedSet():
            yield from part.standards
        case LinkedPage():
            ids = [one.target for one in part.page.references if one.kind == "standard"]
            yield from (base.targets[one] for one in ids)  # type: ignore[misc]
        case Paper():
            ids = [one for section in part.sections for one in section.promises]
            yield from (base.targets[one] for one in ids)  # type: ignore[misc]


def unabridged_files(publication: LinkedPublication) -> Iterator[str]:
    """Yield the PDFs of a publication that print each promise in full: not easy read, leaflet or poster."""
    abridged = {PrintFormat.EASY_READ, PrintFormat.LEAFLET, PrintFormat.POSTER}
    files = (file for file in downloads(publication) if file.output is MAIN_OUTPUT)
    yield from (Path(file.path).name for file in files if file.print_format not in abridged)


@slow
def test_prints_pages_and_json_carry_the_same_promises_and_time_limits(base: KnowledgeBase, site: Path) -> None:
    exported = json.loads((site / "api/standards.json").read_text())
    standards = {one["id"]: one for of_set in exported["sets"] for one in of_set["standards"]}
    compared = 0
    for publication in base.publications:
        promises = [one for part in publication.parts for one in promises_in(part, base)]
        for name in unabridged_files(publication) if promises else ():
            printed = text_without_spaces((site / "downloads" / name).read_bytes())
            for standard in promises:
                promise = standard_view(standard, base)
                # A card of two sides has room for the titles, and says how firm each promise is.
                is_card = PrintFormat.POCKET_CARD in publication.record.formats
                in_print = [promise.title, "" if promise.firm else promise.strength] if is_card else []
                shown = [without_spaces(text) for text in in_print] or [words(promise.text)]
                assert all(text in printed for text in shown), (name, standard.record.id)
                page = html.parse(site / path_of(standard).partition("#")[0]).getroot()
                assert words(promise.text) in without_spaces(page.text_content())
                export = standards[standard.record.id]
                assert without_spaces(export["text"].replace("**", "")) == words(promise.text)
                if promise.deadline and not promise.deadline.agreed:
                    amount = f"{export['deadline']['within']} {export['deadline']['unit'].replace('-', ' ')}"
                    assert without_spaces(amount) in printed, (name, standard.record.id)
                    assert promise.deadline.amount == str(export["deadline"]["within"])
                compared += 1
    assert compared > 100


@slow
def test_prints_and_json_carry_the_same_numbers(base: KnowledgeBase, site: Path) -> None:
    exported = json.loads((site / "api/contacts.json").read_text())
    everyone = [one for kind in ("contacts", "services", "venues") for one in exported[kind]]
    values = {re.sub(r"\D", "", channel["value"]) for one in everyone for channel in one["channels"]}
    compared = 0
    for publication in base.publications:
        needs = [part for part in publication.parts if isinstance(part, Need)]
        for name in unabridged_files(publication) if needs else ():
            printed = text_without_spaces((site / "downloads" / name).read_bytes())
            for helper in (one for need in needs for one in need_view(need, base).helpers):
                for way in (way for way in helper.channels if way.is_number):
                    assert without_spaces(way.text) in printed, (name, helper.name)
                    assert re.sub(r"\D", "", way.text) in values
                    compared += 1
    assert compared > 40


@slow
def test_large_print_has_no_smaller_letter_than_18_points(site: Path) -> None:
    files = sorted((site / "downloads").glob("*-large-print.pdf"))
    assert len(files) == 10
    for path in files:
        sizes = sizes_of_letters(path)
        assert len(sizes) > 2, path.name
        assert min(sizes) >= 18, path.name


def sizes_of_letters(path: Path) -> set[float]:
    """Return the sizes of the letters in a PDF, in points."""
    sizes, matrix = set(), pdfium.FS_MATRIX()
    with pypdfium2.PdfDocument(path) as pdf:
        for text in (page.get_textpage() for page in pdf):
            for n in range(text.count_chars()):
                if chr(pdfium.FPDFText_GetUnicode(text, n)).strip():
                    pdfium.FPDFText_GetMatrix(text, n, matrix)
                    sizes.add(round(pdfium.FPDFText_GetFontSize(text, n) * abs(matrix.d), 1))
    return sizes


@slow
@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("centre-poster-a3.pdf", "08 08 16 89 111"),
        ("keep-safe-poster-a3.pdf", "101"),
        ("school-poster-a3.pdf", "0800 1111"),
        ("library-poster-a3.pdf", "08 08 16 89 111"),
        ("bus-poster-a3.pdf", "101"),
    ],
)
def test_question_answer_and_number_of_an_a3_poster_are_read_from_three_metres(
    site: Path, name: str, call: str
) -> None:
    font = TTFont(BytesIO(print_font("bold")))
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord("H")]].draw(pen)
    cap_height = pen.bounds[3] / font["head"].unitsPerEm
    with pdfplumber.open(site / "downloads" / name) as pdf:
        (page,) = pdf.pages
        assert (round(page.width / MM), round(page.height / MM)) == (297, 420)
        readable = [char for char in page.chars if char["size"] * cap_height / MM >= 15]
    assert len(readable) > 30, "a two-hundredth of 3 m is 15 mm"
    question = "".join(char["text"] for char in readable)
    assert "?" in question
    assert question.count(".") >= 1, "the answer is as large as needed too"
    assert call.replace(" ", "") in "".join(char for char in question if char.isdigit())


@slow
def test_a_poster_for_a_print_shop_has_colour_over_its_edge_and_marks_to_cut_by(site: Path) -> None:
    path = site / "downloads/school-poster-with-marks.pdf"
    with open_pdf(path) as pdf:
        (page,) = pdf.pages
        boxes = {
            name: [round(float(one) / MM, 1) for one in page.obj[f"/{name}"]]
            for name in ("TrimBox", "BleedBox", "MediaBox")
        }
    assert boxes == {
        "TrimBox": [0, 0, 297, 420],
        "BleedBox": [-3.5, -3.5, 300.5, 423.5],
        "MediaBox": [-8, -8, 305, 428],
    }
    with pypdfium2.PdfDocument(path) as pdf:
        picture = pdf[0].render(scale=2).to_pil().convert("RGB")

    def colour(left: float, top: float) -> tuple[int, int, int]:
        """The colour of a point, in millimetres from the edge of the paper before it is cut."""
        red, green, blue = picture.getpixel((round(left * MM * 2), round(top * MM * 2)))
        return red, green, blue

    assert colour(4.6, 4.6) == colour(20, 20) == (11, 87, 87), "the field of colour, 3.4 mm over the edge and within"
    assert colour(308.4, 431.4) == (152, 27, 27), "the red of 999"
    assert max(colour(2, 8)) < 160, "a mark where the sheet is cut"
    assert colour(2, 2) == (255, 255, 255)


@slow
def test_a_leaflet_fills_its_sheets_and_fits_its_paper(site: Path) -> None:
    with pdfplumber.open(site / "downloads/you-can-tell-someone.pdf") as pdf:
        assert len(pdf.pages) == 4
        assert {(round(page.width / MM), round(page.height / MM)) for page in pdf.pages} == {(148, 210)}


@slow
def test_every_page_of_every_print_says_its_version_and_when_it_was_checked(site: Path) -> None:
    for path in sorted((site / "downloads").glob("*.pdf")):
        with closing(pypdfium2.PdfDocument(path)) as pdf:
            first, *others = [page.get_textpage() for page in pdf]
            for number, page in enumerate(others, start=2):
                is_slide = pdf[number - 1].get_width() > pdf[number - 1].get_height() and "-training-" in path.name
                if is_slide or path.name == "you-can-tell-someone.pdf":
                    continue  # the first slide says it for all, and the cover of a leaflet for its one sheet
                foot = without_spaces(page.get_text_bounded(top=pdf[number - 1].get_height() * 0.2))
                assert re.search(r"Version[A-Z]\d[A-Z]\d[A-Z]\d\.", foot), (path.name, number)
                # In an easy read nothing about who checked it stands before the end.
                if not path.name.endswith("-easy-read.pdf"):
                    assert re.search("Checked|confirmed|source", foot), (path.name, number)
            assert re.search(r"Version[A-Z]\d[A-Z]\d[A-Z]\d\.", without_spaces(first.get_text_range())), path.name


@slow
def test_a_new_booklet_needs_no_python(tmp_path: Path, shared_cache: Cache) -> None:
    project = copy_of(LOAMSHIRE, tmp_path / "project")
    with (project / "data/publications.yml").open("a") as file:
        file.write(
            "  - id: everything\n    title: Everything\n    subtitle: In one book\n    subject: All of it.\n"
            "    audience: trainers\n    made_of: [tell, charter, powers, law, consultation, contacts, need-talk]\n"
            "    formats: [print]\n    paper: A4\n"
        )
    site = build_site(project, today=day_for(project), cache=shared_cache)
    assert not has_errors(site.diagnostics), "\n".join(map(str, site.diagnostics))
    files = {artefact.path: artefact for artefact in site.artefacts}
    text = text_without_spaces(files["downloads/everything.pdf"].content)
    for title in ("Whomcanyoutell?", "Findalaw", "Bywhathappens", "Whowasasked", "Everyone,fromAtoZ"):
        assert title in text, title


def test_every_format_and_paper_of_a_publication_is_one_file(base: KnowledgeBase) -> None:
    paths = [file.path for publication in base.publications for file in downloads(publication)]
    assert len(paths) == len(set(paths))
    site_view = view(base)
    assert [one.path for one in site_view.prints] == paths


@slow
def test_a_print_leads_by_address_and_by_a_square_code_to_what_is_said_of_its_version(
    loamshire_published: PublishResult,
) -> None:
    assert loamshire_published.folder
    for name, publication in (
        ("charter-print.pdf", "charter-print"),
        ("telling-print-large-print.pdf", "telling-print"),
        ("telling-leaflet.pdf", "telling-leaflet"),
        ("visit-record.pdf", "visit-record"),
    ):
        content = (loamshire_published.folder / "downloads" / name).read_bytes()
        words = text_without_spaces(content)
        assert "orseehttps://example.org/kb/copies.html." in words, name
        version = re.findall(r"Thisisversion([A-Z0-9]{6})", words)[0]
        with pdfplumber.open(BytesIO(content)) as pdf:
            last = next(
                page for page in reversed(pdf.pages) if "Scanthecode" in without_spaces(page.extract_text() or "")
            )
            codes = zxingcpp.read_barcodes(last.to_image(resolution=150).original)
        assert [code.text for code in codes] == [f"https://example.org/kb/copies/{publication}.html#{version}"], name


@slow
def test_the_square_code_of_a_poster_leads_where_it_says(site: Path, base: KnowledgeBase) -> None:
    posters = [one for one in base.publications for part in one.parts if isinstance(part, LinkedPoster)]
    assert posters
    for publication in posters:
        for file in downloads(publication):
            with pdfplumber.open(site / file.path) as pdf:
                (page,) = pdf.pages
                (code,) = zxingcpp.read_barcodes(page.to_image(resolution=60).original)
                assert str(urlsplit(code.text).hostname).removeprefix("www.") in page.extract_text()


@slow
def test_a_missing_picture_is_reported_and_not_only_logged() -> None:
    base, _ = check(REPOSITORY, day_for(REPOSITORY))
    assert base
    site_view = view(base)
    easy_read = next(one for one in site_view.prints if one.print_format is PrintFormat.EASY_READ)
    _, problems = print_and_problems(easy_read, site_view, {})
    assert any(".svg" in problem.message for problem in problems)
    assert all(problem.span.path == "data/publications.yml" for problem in problems)


PRINTABLE = [row.page for row in PAGES if row.printed]


@pytest.mark.parametrize("page", PRINTABLE, ids=lambda page: page.id)
def test_every_page_that_can_be_printed_has_a_print_of_its_own(page: GeneratedPage, loamshire: Path) -> None:
    add_other_charter(loamshire)
    with (loamshire / "data/staff/publications.yml").open("a") as file:
        file.write(
            "  - {id: one-print, title: One, subtitle: On paper, subject: One., audience: staff,"
            f" made_of: [{page.id}], formats: [print], paper: A4}}\n"
        )
    base = knowledge_base(loamshire)
    site = view(base)
    (one,) = (one for one in site.prints if one.path == "downloads/one-print.pdf")
    markup = print_markup(one, site)
    assert document_problems(markup, one.path) == ()
    assert "Staff only. Not for the public." in markup.replace("\u00a0", " ")
