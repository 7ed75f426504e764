"""Papers for meetings and cases: for staff only, made from the records, written on or filled in."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from generator.model.vocabulary import Edition, PrintFormat
from generator.views.prints.papers import PaperView, paper_view
from generator.views.site import view
from tests import verapdf
from tests.conftest import REPOSITORY, knowledge_base
from tests.pdf import pdf_of, pdf_views, print_without_problems
from tests.pdf_faults import structure_faults

FORMS = 10


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
        widgets = [
            str(note.get_object()["/T"])
            for page in reader.pages
            for note in page.get("/Annots", ())
            if note.get_object().get("/Subtype") == "/Widget"
        ]
        assert widgets == order


@pytest.mark.slow
def test_what_is_filled_in_is_there_when_the_file_is_opened_again() -> None:
    for name, content in forms().items():
        writer = PdfWriter(clone_from=BytesIO(content))
        fields = writer.get_fields() or {}
        values = {field: "/on" if held["/FT"] == "/Btn" else f"written in {field}" for field, held in fields.items()}
        for page in writer.pages:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
        saved = BytesIO()
        writer.write(saved)
        kept = PdfReader(saved).get_fields() or {}
        assert {field: str(held.get("/V")) for field, held in kept.items()} == values, name


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
