"""Papers for meetings and cases: for staff only, made from the records, written on or filled in."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.model.vocabulary import Edition, PrintFormat
from generator.views.prints.papers import PaperView, paper_view
from generator.views.site import view
from tests import verapdf
from tests.conftest import LOAMSHIRE, REPOSITORY, knowledge_base, skip_without
from tests.firefox import firefox
from tests.form_readers import (
    PdfJs,
    boxes,
    filled_by_pdfium,
    fonts_of_fields,
    has_poppler,
    letters_by_box,
    marks,
    printed_by_pdfium,
    printed_by_poppler,
)
from tests.pdf import pdf_of, pdf_views, print_without_problems
from tests.pdf_faults import structure_faults

FORMS = 10
ARROW_RIGHT = "\ue014"


def papers(project: Path) -> dict[str, PaperView]:
    base = knowledge_base(project)
    return {paper.id: paper_view(paper, base) for paper in base.papers}


@cache
def paper_prints() -> dict[str, bytes]:
    """Every paper in both its forms, by the name of its file."""
    base = knowledge_base(REPOSITORY)
    shown = view(base)
    made = {}
    for one in pdf_views(shown):
        if one.template == "paper":
            made[Path(one.path).name] = print_without_problems(one, shown, {})
    return made


def forms() -> dict[str, bytes]:
    return {name: content for name, content in paper_prints().items() if name.endswith("-fill-in.pdf")}


STAFF_PAPER = """papers:
  - id: paper-plan
    title: Local plan
    purpose: To plan.
    source: {document: charter-document, clause: "8"}
    sections:
      - title: Every objective
        objectives: [Who, By when]
"""


def test_the_public_edition_has_no_paper_of_the_staff_and_prints_none(loamshire: Path) -> None:
    (loamshire / "data/staff/papers.yml").write_text(STAFF_PAPER)
    with (loamshire / "data/staff/publications.yml").open("a") as file:
        file.write(
            "  - {id: local-plan, title: Local plan, subtitle: To fill in, subject: A plan., audience: staff,"
            " made_of: [paper-plan], formats: [print, fill-in], paper: A4}\n"
        )
    public, staff = (knowledge_base(loamshire, edition=edition) for edition in (Edition.PUBLIC, Edition.STAFF))
    assert [one.id for one in public.papers] == ["paper-visit"]
    assert [one.id for one in staff.papers] == ["paper-visit", "paper-plan"]
    printed = {one.record.id for one in public.publications}
    assert {one.record.id for one in staff.publications} - printed == {"spocs-print", "local-plan"}
    assert "paper-plan" not in public.snapshot


def test_a_plan_has_every_objective_of_the_strategy_with_room_to_fill_in(loamshire: Path) -> None:
    (loamshire / "data/staff/papers.yml").write_text(STAFF_PAPER)
    (table,) = (section.table for section in papers(loamshire)["paper-plan"].sections)
    assert table
    assert table.columns == ("Who", "By when")
    assert [(row.heading, len(row.cells)) for row in table.rows] == [
        ("8.1 Answer soon", 2),
        ("8.2 Something nobody does", 2),
    ]


@pytest.mark.parametrize(
    ("written", "badge"),
    [
        ("within: 2, unit: hour", "2 hours"),
        ("within: 3, unit: day", "3 days"),
        ("within: 30, unit: minute", "30 minutes"),
    ],
)
def test_a_paper_says_the_time_limit_that_the_record_says(loamshire: Path, written: str, badge: str) -> None:
    path = loamshire / "data/standards.yml"
    path.write_text(path.read_text().replace("within: 2, unit: hour", written))
    promises = [one for section in papers(loamshire)["paper-visit"].sections for one in section.promises]
    assert [one.deadline.badge.replace("\u00a0", " ") for one in promises if one.deadline] == [badge]


def test_what_is_ours_names_no_clause_and_the_rest_does() -> None:
    """A claim about this repository's papers: each says which clause asks for it."""
    for paper in papers(REPOSITORY).values():
        assert paper.source
        steps = [step for section in paper.sections for step in (*section.agenda, *section.checks)]
        assert not steps or any(step.source for step in steps), paper.title


@pytest.mark.slow
def test_every_field_has_a_name_of_its_own_and_says_what_to_write() -> None:
    assert len(forms()) == FORMS
    for name, content in forms().items():
        fields = PdfReader(BytesIO(content)).get_fields()
        assert fields
        for field, held in fields.items():
            assert held["/TU"].strip(), (name, field)
            assert held["/TU"] != field, (name, field)


@pytest.mark.slow
def test_fields_are_reached_in_the_order_they_are_read() -> None:
    for content in forms().values():
        reader = PdfReader(BytesIO(content))
        for page in reader.pages:
            assert page.get("/Tabs") == "/S"
        order = [str(field["/T"]) for field in reader.root_object["/AcroForm"]["/Fields"].get_object()]  # type: ignore[index]
        widgets = (
            note.get_object()
            for page in reader.pages
            for note in page.get("/Annots", ())
            if note.get_object().get("/Subtype") == "/Widget"
        )
        assert list(dict.fromkeys(str(one.get("/Parent", one)["/T"]) for one in widgets)) == order


def on_paper(printed: bytes, form: bytes) -> tuple[dict[str, str], float]:
    """Return the letters within each box of a printed form, and the size of the smallest."""
    found = letters_by_box(printed, form)
    words = {name: "".join(letter.text for letter in letters) for name, letters in found.items()}
    return words, min(letter.size for letters in found.values() for letter in letters)


def taken(text: str, form: bytes) -> dict[str, str]:
    """Return the letters that each box of a form takes from the beginning of a text."""
    return {box.name: "".join(text[: box.limit].split()) for box in boxes(form)}


LINE = (
    "ON DAY {} ZOË’S NEIGHBOUR IN ŁÓDŹ STREET SHOUTED: “GO HOME”. All at the café saw it; £20 of damage, naïve façade. "
)
TYPED = "".join(map(LINE.format, range(1, 20)))[:1200]
"""No line is like another: PDFium reads a line that is there twice only once."""
SMALLEST = 8.9
"""9 points, less what Poppler and Firefox make smaller to fit the sheet."""


@pytest.mark.slow
def test_a_large_box_takes_1200_letters_and_every_other_some_words() -> None:
    """The figures of docs/prints.md."""
    limits = {name: {box.limit for box in boxes(form)} for name, form in forms().items()}
    assert limits["diary-fill-in.pdf"] == {24, 118, 413, 1475, 2478}
    assert limits["delivery-plan-fill-in.pdf"] == {72, 178, 2136}
    assert 177 in limits["my-action-plan-fill-in.pdf"]
    for name, form in forms().items():
        for box in boxes(form):
            assert box.limit >= (1200 if box.top - box.bottom > 300 else 24), (name, box)


@pytest.mark.slow
def test_what_is_typed_in_the_reader_of_chromium_is_on_paper() -> None:
    for name, form in forms().items():
        filled = filled_by_pdfium(form, TYPED, typed="more-room")
        assert {font[8:] for font in fonts_of_fields(filled)} == {"Source-Sans-KB"}, name
        words, smallest = on_paper(printed_by_pdfium(filled), form)
        assert words == taken(TYPED, form), name
        assert smallest >= SMALLEST


@pytest.mark.slow
def test_what_is_typed_in_poppler_is_on_paper(tmp_path: Path) -> None:
    if not has_poppler():
        skip_without("gir1.2-poppler-0.18")
    for name, printed in printed_by_poppler(forms(), TYPED, tmp_path).items():
        words, smallest = on_paper(printed, forms()[name])
        assert words == taken(TYPED, forms()[name]), name
        assert smallest >= SMALLEST


@pytest.fixture(scope="module")
def firefox_reader(firefox_program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfJs]:
    """The reader of Firefox, with the diary open in it."""
    folder = tmp_path_factory.mktemp("firefox")
    (folder / "diary.pdf").write_bytes(forms()["diary-fill-in.pdf"])
    with firefox(firefox_program, folder / "profile") as window:
        window.give_focus()
        yield PdfJs(window, folder / "diary.pdf")


@pytest.mark.slow
def test_in_firefox_a_full_box_takes_no_more_and_arrows_move_between_answers(firefox_reader: PdfJs) -> None:
    limits = {box.name: box.limit for box in boxes(forms()["diary-fill-in.pdf"])}
    firefox_reader.show("part-2-4", page=1)
    assert firefox_reader.type_in(TYPED) == TYPED
    firefox_reader.show("part-2-5", page=1)
    assert firefox_reader.type_in(TYPED[:500]) == TYPED[: limits["part-2-5"]]
    firefox_reader.show("part-2-10", page=2)
    firefox_reader.press(" ", ARROW_RIGHT)
    checked = "[...document.getElementsByName('part-2-10')].map((one) => one.checked)"
    assert firefox_reader.run(f"return JSON.stringify({checked})") == "[false,true,false]"


@pytest.mark.slow
def test_what_is_typed_in_the_reader_of_firefox_is_on_paper(firefox_reader: PdfJs) -> None:
    diary = forms()["diary-fill-in.pdf"]
    firefox_reader.fill_all(TYPED)
    words, smallest = on_paper(firefox_reader.printed(), diary)
    assert words == taken(TYPED, diary)
    assert smallest >= SMALLEST
    for name, form in forms().items():
        words, smallest = on_paper(printed_by_pdfium(firefox_reader.saved(form, TYPED)), form)
        assert words == taken(TYPED, form), name
        assert smallest >= SMALLEST


@pytest.mark.slow
def test_one_answer_of_several_is_one_field_and_what_is_chosen_is_on_paper() -> None:
    form = forms()["incident-record-school-fill-in.pdf"]
    fields = PdfReader(BytesIO(form)).get_fields() or {}
    questions = {held["/TU"]: held for held in fields.values() if held["/FT"] == "/Btn"}
    assert questions["Was anyone hurt?"]["/_States_"] == ["/0", "/Off", "/1", "/2"]
    assert "Who was harmed Visitor" in questions
    printed = printed_by_pdfium(filled_by_pdfium(form, ""))
    assert marks(printed_by_pdfium(form), form) == {name: 0 for name, held in fields.items() if held["/FT"] == "/Btn"}
    assert marks(printed, form) == {name: 1 for name, held in fields.items() if held["/FT"] == "/Btn"}


@pytest.mark.slow
def test_a_wide_column_is_the_widest_whatever_the_number_of_columns(loamshire: Path) -> None:
    base = knowledge_base(loamshire)
    shown = view(base)
    (visit,) = (one for one in shown.prints if one.path.endswith("visit-record-fill-in.pdf"))
    cells = {box.name: box.right - box.left for box in boxes(print_without_problems(visit, shown, {}))}
    assert cells["part-2-row-1-1"] > 1.8 * cells["part-2-row-1-2"]


@pytest.mark.slow
def test_every_paper_conforms_to_pdf_ua_1(tmp_path: Path) -> None:
    assert len(paper_prints()) == 2 * FORMS
    for name, content in paper_prints().items():
        path = tmp_path / name
        path.write_bytes(content)
        verdict = verapdf.check(path)
        assert verdict.compliant, (name, verdict.broken)
        assert verdict.broken == {}
        with pdf_of(content) as pdf:
            assert structure_faults(pdf) == [], name


def test_a_form_is_only_of_a_paper() -> None:
    base = knowledge_base(REPOSITORY)
    papers = {paper.id for paper in base.papers}
    for publication in base.publications:
        if PrintFormat.FILL_IN in publication.record.formats:
            assert publication.record.made_of[0] in papers


def test_no_two_fields_of_a_form_have_the_same_name() -> None:
    (paper,) = papers(LOAMSHIRE).values()
    blanks = [blank for section in paper.sections for blank in section.blanks]
    names = [one.name for blank in blanks for one in (blank, *blank.choices)]
    assert len(names) == 2 * 10
    assert len(set(names)) == len(names)
