"""The activities of a course use its own scenarios, questions and handouts, and all of them."""

from pathlib import Path

import pytest

from generator.build import check
from generator.diagnostics import Code
from tests.conftest import TODAY, edit, knowledge_base

OTHER_IDS = (
    ("course-bells", "course-tolls"),
    ("module-answering", "module-tolling"),
    ("bell-", "toll-"),
    ("title: When a bell rings", "title: When a bell tolls"),
)


@pytest.fixture
def two_courses(loamshire: Path) -> Path:
    """Loamshire with a second course like its first, whose ids say toll for bell."""
    path = loamshire / "data" / "training.yml"
    start, course = path.read_text().split("courses:\n")
    other = course
    for before, after in OTHER_IDS:
        other = other.replace(before, after)
    path.write_text(f"{start}courses:\n{course}{other}")
    return loamshire


def errors(project: Path) -> list[tuple[str, str, str]]:
    problems = check(project, TODAY)[1]
    return [(str(one.span), one.message, one.hint) for one in problems if one.code is not Code.SUSPECT_TEXT]


def test_two_courses_have_no_problem(two_courses: Path) -> None:
    assert errors(two_courses) == []
    assert [course.record.id for course in knowledge_base(two_courses).courses] == ["course-bells", "course-tolls"]


@pytest.mark.parametrize(
    ("field", "own", "others", "unused"),
    [
        ("scenarios", "bell-door, bell-tower", "bell-door, toll-tower", "bell-tower"),
        ("questions", "bell-question, bell-two", "toll-question, bell-two", "bell-question"),
        ("handouts", "bell-page", "toll-page", "bell-page"),
    ],
)
def test_a_part_of_another_course_is_refused_with_those_that_can_be_named(
    field: str, own: str, others: str, unused: str, two_courses: Path
) -> None:
    edit(two_courses, "data/training.yml", (f"{field}: [{own}]", f"{field}: [{others}]"))
    stranger = next(one for one in others.split(", ") if one.startswith("toll"))
    found = errors(two_courses)
    assert [(message, hint) for _, message, hint in found] == [
        (f"'{stranger}' is not part of this course", f"it can be one of these: {own}"),
        (f"no activity of 'course-bells' uses '{unused}'", f"name it under `{field}:` of an activity, or remove it"),
    ]
    line, column = found[0][0].split(":")[1:]
    text = (two_courses / "data" / "training.yml").read_text().split("\n")[int(line) - 1]
    assert text[int(column) - 1 :].startswith(stranger)


@pytest.mark.parametrize(
    ("field", "own", "wrong", "kind"),
    [
        ("scenarios", "bell-door, bell-tower", "bell-door, charter", "scenario"),
        ("questions", "bell-question, bell-two", "bell-question, bell-door", "quiz question"),
        ("handouts", "bell-page", "answer-soon", "handout"),
    ],
)
def test_a_record_of_another_kind_gives_one_problem(
    field: str, own: str, wrong: str, kind: str, loamshire: Path
) -> None:
    edit(loamshire, "data/training.yml", (f"{field}: [{own}]", f"{field}: [{wrong}]"))
    (problem,) = errors(loamshire)
    assert problem[1] == f"there is no {kind} '{wrong.split(', ')[-1]}'"


def test_a_course_without_handouts_says_that_there_is_none_yet(two_courses: Path) -> None:
    path = two_courses / "data" / "training.yml"
    before, handouts = path.read_text().split("    handouts:\n      - id: bell-page", 1)
    path.write_text(before + "    card:" + handouts.split("    card:", 1)[1])
    edit(two_courses, "data/training.yml", ("handouts: [bell-page]", "handouts: [toll-page]"))
    assert [(message, hint) for _, message, hint in errors(two_courses)] == [
        ("'toll-page' is not part of this course", "it can be one of these: none yet")
    ]


def test_what_right_answers_depend_on_is_known_for_each_item_that_is_used(loamshire: Path) -> None:
    (course,) = knowledge_base(loamshire).courses
    assert course.answer_sources == {
        "bell-door": ("answer-soon", "door-mended"),
        "bell-tower": ("power-word",),
        "bell-question": ("calls-as-agreed",),
        "bell-two": ("contact-desk",),
    }
    assert course.items_depending_on("answer-soon") == ("bell-door",)
    assert course.items_depending_on("sound-act-s1") == ()
