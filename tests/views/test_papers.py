"""Papers for meetings and cases: for staff only, made from the records, written on or filled in."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.vocabulary import Edition, PrintFormat
from generator.views.prints.papers import PaperView, paper_view
from generator.views.site import view
from tests import verapdf
from tests.conftest import REPOSITORY, TODAY, copy_of
from tests.pdf import pdf_of, print_without_problems
from tests.pdf_faults import structure_faults

FORMS = 10


def held(project: Path, edition: Edition = Edition.STAFF) -> KnowledgeBase:
    base, _ = check(project, TODAY, edition)
    assert base
    return base


def papers(project: Path) -> dict[str, PaperView]:
    base = held(project)
    return {paper.id: paper_view(paper, base) for paper in base.papers}


@cache
def printed() -> dict[str, bytes]:
    """Every paper in both its forms, by the name of its file."""
    base = held(REPOSITORY)
    shown = view(base)
    made = {}
    for one in shown.prints:
        if one.template == "paper":
            made[Path(one.path).name] = print_without_problems(one, shown, {})
    return made


def forms() -> dict[str, bytes]:
    return {name: content for name, content in printed().items() if name.endswith("-fill-in.pdf")}


def test_the_public_edition_has_no_paper_of_the_staff_and_prints_none() -> None:
    public, staff = held(REPOSITORY, Edition.PUBLIC), held(REPOSITORY)
    assert {one.id for one in public.papers} == {one.id for one in staff.papers} - staff.staff_papers
    made = {one.record.id for one in staff.publications} - {one.record.id for one in public.publications}
    assert {"hasbag-agenda", "risk-assessment", "action-plan", "contingency", "delivery-plan"} <= made
    assert staff.staff_papers.isdisjoint(public.snapshot)


def test_the_delivery_plan_has_every_objective_with_what_people_asked_for() -> None:
    base = held(REPOSITORY)
    assert base.strategy
    objectives = [one for aim in base.strategy.aims for one in aim.objectives]
    (table,) = (section.table for section in papers(REPOSITORY)["paper-delivery-plan"].sections if section.table)
    assert [row.heading for row in table.rows] == [f"{one.source.clause} {one.title}" for one in objectives]
    assert table.columns == ("Responsible", "Measure", "Target", "By when")
    assert all(len(row.cells) == 4 for row in table.rows)


def test_a_paper_says_the_time_limit_that_the_records_say(tmp_path: Path) -> None:
    project = copy_of(REPOSITORY, tmp_path / "project")
    path = project / "data/standards.yml"
    head, found, rest = path.read_text().partition("- id: response-not-high-risk")
    path.write_text(head + found + rest.replace("within: 5", "within: 6", 1))
    for paper in ("paper-risk-assessment", "paper-hasbag-agenda"):
        promises = [one for section in papers(project)[paper].sections for one in section.promises]
        badges = [one.deadline.badge.replace("\u00a0", " ") for one in promises if one.deadline]
        assert "6 working days" in badges
        assert "5 working days" not in badges


def test_what_is_ours_names_no_clause_and_the_rest_does() -> None:
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
    assert len(printed()) == 2 * FORMS
    for name, content in printed().items():
        path = tmp_path / name
        path.write_bytes(content)
        verdict = verapdf.check(path)
        assert verdict.compliant, (name, verdict.broken)
        assert verdict.broken == {}
        with pdf_of(content) as pdf:
            assert structure_faults(pdf) == [], name


def test_a_form_is_only_of_a_paper() -> None:
    base = held(REPOSITORY)
    papers = {paper.id for paper in base.papers}
    for publication in base.publications:
        if PrintFormat.FILL_IN in publication.record.formats:
            assert publication.record.made_of[0] in papers
