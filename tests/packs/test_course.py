"""The course of the pack is on the site of a project that has no other, and leaves no trace where it is left out."""

from datetime import date
from pathlib import Path

import pytest

from generator.build import check
from generator.diagnostics import Severity
from generator.model.publications import Publication
from generator.model.training import Course, TrainingFile
from generator.rendering.pages.pages import render_page
from generator.views.site import view
from tests.conftest import REPOSITORY
from tests.packs.projects import GWENT, MERSEYSIDE, example, loaded, write

TODAY = date(2026, 11, 30)
TITLE = "When somebody tells you of hate"
COURSE, QUIZ = "training/what-to-do.html", "training/what-to-do-quiz.html"


def pages(project: Path) -> dict[str, str]:
    """Return the text of each page of a project by its path, with plain spaces."""
    base, problems = check(project, TODAY)
    assert base, problems
    site = view(base)
    return {page.path: render_page(page, site, {}).markdown.replace("\u00a0", " ") for page in site.pages}


@pytest.fixture(scope="module")
def gwent() -> dict[str, str]:
    return pages(GWENT)


def test_gwent_has_the_course_with_its_numbers(gwent: dict[str, str]) -> None:
    assert TITLE in gwent["training.html"]
    assert "In danger" in gwent[COURSE]
    assert all(number in gwent[COURSE] for number in ("999", "101", "08 08 16 89 111", "0800 555 111"))
    assert "Something that the victim, or anyone else, believes was driven by hostility" in gwent[QUIZ]
    assert "1 hour and 14 minutes" in gwent["training.html"]


@pytest.mark.parametrize("path", ["training.html", COURSE, QUIZ])
@pytest.mark.parametrize("word", ["promise", "strategy", "objective", "standards", "time limit"])
def test_pages_of_training_speak_of_nothing_that_gwent_has_not(gwent: dict[str, str], path: str, word: str) -> None:
    assert word not in gwent[path].casefold()


def test_a_project_with_time_limits_says_that_courses_take_them_from_records() -> None:
    words = pages(MERSEYSIDE)
    assert "Every time limit, number and law in them" in words["training.html"]
    assert "It teaches no set of standards. Current until" in words[COURSE]


def test_northamptonshire_has_its_own_courses_alone() -> None:
    records, _ = loaded(REPOSITORY)
    assert [course.id for course in records.all(Course)] == [
        *("course-first-contact", "course-powers", "course-volunteers", "course-schools", "course-refresher"),
    ]
    assert "what-to-do-training" not in {one.id for one in records.all(Publication)}
    assert records.all(Publication)[0].id == "service-standards", "the order is the project's own"


def test_guidance_and_evaluation_are_those_of_the_pack() -> None:
    ours, example_s = loaded(REPOSITORY)[0].get(TrainingFile), loaded(GWENT)[0].get(TrainingFile)
    assert ours
    assert example_s
    assert [one.id for one in ours.guidance] == [one.id for one in example_s.guidance]
    assert len(ours.guidance) == 6
    assert ours.evaluation == example_s.evaluation
    assert [one for one in ours.guidance if "contact-stop-hate-uk" in one.facts]
    assert not [one for one in example_s.guidance if "contact-stop-hate-uk" in one.facts]


@pytest.mark.parametrize(
    "name",
    [
        *("training", "course-what-to-do", "glossary", "legislation", "strands", "pictures", "publications", "powers"),
        *("term-hate-crime", "contact-crimestoppers", "service-samaritans", "wt-s-bins", "guidance-disclosure"),
    ],
)
def test_what_the_course_names_may_be_left_out(name: str, tmp_path: Path) -> None:
    project = example(GWENT, tmp_path / "gwent", f"leave_out: [{name}]")
    assert [str(one) for one in check(project, TODAY)[1] if one.severity is Severity.ERROR] == []


def test_a_question_of_ones_own_comes_after_those_of_the_pack(tmp_path: Path) -> None:
    project = example(GWENT, tmp_path / "gwent")
    write(project, "data/training.yml", "evaluation:\n  - asks: Would you come again?\n")
    records, problems = loaded(project)
    assert problems == []
    file = records.get(TrainingFile)
    assert file
    assert len(file.evaluation) == 9
    assert file.evaluation[-1].asks == "Would you come again?"
