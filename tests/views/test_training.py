"""Training: it cannot drift from the records, everything that must be known is taught, and every quiz can be taken."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from lxml import html

from generator.diagnostics import Code
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedCourse
from generator.linking.resolve.facts import fact_references
from generator.linking.resolve.training import assessed_items, required_teaching, untaught_problems
from generator.loading.project import load
from generator.model.references import Relation
from generator.model.training import ActivityKind, Course, QuizQuestion, Scenario
from generator.model.vocabulary import Edition, PrintFormat
from generator.publishing.publish import PublishResult
from generator.views.shared.paths import quiz_path
from generator.views.training.course_parts import CourseView
from generator.views.training.course_prints import SECTIONS
from generator.views.training.courses import course_view
from generator.views.training.coverage import coverage_view
from generator.views.training.facts import fact_view, fill_facts
from tests.browsing import Watched, served
from tests.conftest import REPOSITORY, knowledge_base
from tests.pdf import bookmarks, destination_pages, open_pdf, pdf_path, table_rows

slow = pytest.mark.slow
MM = 72 / 25.4


def public_base(project: Path, today: date | None = None) -> KnowledgeBase:
    return knowledge_base(project, today, Edition.PUBLIC)


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return public_base(REPOSITORY)


@pytest.fixture(scope="module")
def courses(base: KnowledgeBase) -> dict[str, CourseView]:
    return {one.record.id: course_view(one, base) for one in base.courses}


def each(base: KnowledgeBase) -> Iterator[tuple[Course, QuizQuestion]]:
    yield from ((one.record, question) for one in base.courses for question in one.record.questions)


# What must be known is taught: a right answer depends on it.


def test_every_promise_with_a_time_limit_and_every_front_line_power_decides_an_answer(base: KnowledgeBase) -> None:
    required = {identifier for identifier, _ in required_teaching(base)}
    promises = {
        one.record.id
        for held in base.sets
        for one in held.standards
        if one.record.deadline and held.record.area == base.partnership.area
    }
    powers = {power.id for power in base.powers.powers if power.front_line}
    assert required == promises | powers
    assert promises
    assert powers
    assert {one for one in required if not any(course.items_depending_on(one) for course in base.courses)} == set()
    records, _ = load(REPOSITORY)
    assert list(untaught_problems(records, base)) == []


def test_dropping_the_answers_that_depend_on_something_is_noticed(base: KnowledgeBase) -> None:
    records, _ = load(REPOSITORY)
    for identifier, _ in required_teaching(base):
        left = tuple(
            replace(
                one, answer_sources={unit: held for unit, held in one.answer_sources.items() if identifier not in held}
            )
            for one in base.courses
        )
        without = replace(base, training=replace(base.training, courses=left))
        (problem,) = [one for one in untaught_problems(records, without) if f"'{identifier}'" in one.message]
        assert problem.code is Code.NOT_TAUGHT


def test_an_answer_depends_on_what_it_takes_from_a_record_and_on_nothing_it_only_names(loamshire: Path) -> None:
    (course,) = public_base(loamshire).courses
    assert course.items_depending_on("answer-soon") == ("bell-door",)
    assert course.items_depending_on("calls-as-agreed") == ("bell-question",)
    assert course.items_depending_on("power-word") == ("bell-tower",)
    assert course.items_depending_on("hate-defined") == ()  # told in a handout, asked of nobody


def test_the_page_of_what_is_taught_says_where_and_what_is_missing(
    base: KnowledgeBase, courses: dict[str, CourseView]
) -> None:
    shown = coverage_view(base, courses)
    assert shown.gaps == ()
    rows = {row.path: row for group in shown.groups for row in group.rows}
    row = rows["promises/northamptonshire-service-standards.html#response-high-risk"]
    assert row.required
    cells = zip(shown.courses, row.cells, strict=True)
    assert [course.title for course, cell in cells if not cell.assessments] == []
    none = replace(base, training=replace(base.training, courses=()))
    assert len(coverage_view(none, {}).gaps) == shown.required == len(list(required_teaching(base)))


# Courses are complete.


def test_every_course_can_be_given_as_it_stands(base: KnowledgeBase) -> None:
    assert base.courses
    for course in (one.record for one in base.courses):
        used = {item.id for item in assessed_items(course)}
        assert used == {one.id for one in (*course.scenarios, *course.questions)}
        assert len(course.scenarios) >= 6
        assert len({strand for one in course.scenarios for strand in one.strands}) >= 4
        assert "strand-disability" in {strand for one in course.scenarios for strand in one.strands}
        assert {"not-hate", "not-known-yet"} <= {one.verdict for one in course.scenarios}
        assert any(activity.prompts for activity in course.activities)
        assert len(course.card) == 4
        assert len(course.follow_up) >= 3
        assert {"guidance-disclosure", "guidance-prejudice", "guidance-looking-after-people"} <= set(course.guidance)
        assert all(activity.do or activity.kind is ActivityKind.BREAK for activity in course.activities)
    (refresher,) = (one.record for one in base.courses if one.record.id == "course-refresher")
    assert refresher.minutes == 20


def test_people_in_cases_are_roles_and_both_sexes_act(base: KnowledgeBase) -> None:
    stories = [" ".join((one.story, *(task.asks for task in one.tasks))) for one in cases(base)]
    assert sum(bool(re.search(r"\b(?:woman|she|her|mother|daughter|sister|girl)\b", one, re.I)) for one in stories) > 10
    assert sum(bool(re.search(r"\b(?:man|he|his|him|father|son|brother|boy)\b", one, re.I)) for one in stories) > 10
    assert not [one for one in stories if re.search(r"\b(?:Mr|Mrs|Ms|Miss)\b|\w\*+\w", one)]


def cases(base: KnowledgeBase) -> list[Scenario]:
    return [one for course in base.courses for one in course.record.scenarios]


# A question has one set of right answers, and a record says so.


def test_every_question_has_one_set_of_right_answers_and_cites_a_record(base: KnowledgeBase) -> None:
    asked = list(each(base))
    assert len(asked) > 40
    for _, question in asked:
        shown = [fill_facts(option.text, base) for option in question.options]
        assert len(set(shown)) == len(shown), question.id
        assert {option.right for option in question.options} == {True, False}
        assert question.cites
        assert all(identifier in base.targets for identifier in question.cites)
        assert len(question.explanation) > 40


def test_right_answers_stand_in_every_place(base: KnowledgeBase) -> None:
    places = [n for _, question in each(base) for n, option in enumerate(question.options) if option.right]
    assert all(places.count(n) >= len(places) // 8 for n in range(4)), places


@slow
def test_the_export_says_what_the_quiz_says(courses: dict[str, CourseView], site: Path) -> None:
    export = json.loads((site / "api/quizzes.json").read_text())
    assert [quiz["id"] for quiz in export["quizzes"]] == list(courses)
    for quiz in export["quizzes"]:
        page = html.parse(site / quiz["path"]).getroot()
        for question in quiz["questions"]:
            section = page.xpath(f"//section[@aria-labelledby='{question['id']}']")[0]
            inputs = section.xpath(".//label/input")
            assert [one.get("data-right") is not None for one in inputs] == [o["right"] for o in question["options"]]
            labels = [text(one).partition(". ")[2] for one in section.xpath(".//label/span")]
            assert labels == [one["text"] for one in question["options"]]
            assert question["explanation"] in text(section)
            assert all((site / one["path"].partition("#")[0]).exists() for one in question["rests_on"])


def text(element: Any) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


# Facts follow their records.


def test_a_changed_time_limit_changes_the_right_answer_and_the_slide(loamshire: Path) -> None:
    path = loamshire / "data/standards.yml"
    path.write_text(path.read_text().replace("{within: 2, unit: hour", "{within: 3, unit: day"))
    base = public_base(loamshire)
    (course,) = (course_view(one, base) for one in base.courses)
    assert "2 hours" not in repr(course).replace("\\xa0", " ")
    assert spoken(course.scenarios[0].tasks[0][1]) == "3 days from the report, says Charter, promise 1.1."
    assert course.slides[0].items[0].figure == "3"
    assert course.slides[0].items[0].unit == "days"
    changed = {
        activity.anchor: [link.title for link in activity.changed_records] for activity in course.modules[0].activities
    }
    assert changed["bell-words"] == ["Charter, promise 1.1: An answer"]


def test_an_activity_is_marked_for_what_its_scenarios_tell_of(loamshire: Path) -> None:
    path = loamshire / "data/powers.yml"
    path.write_text(path.read_text().replace("what: Somebody asks for quiet.", "what: Somebody rings back."))
    base = public_base(loamshire)
    (course,) = (course_view(one, base) for one in base.courses)
    changed = {
        activity.anchor: [link.title for link in activity.changed_records] for activity in course.modules[0].activities
    }
    assert changed["bell-cases"] == ["A quiet word"]


def test_whom_to_call_is_told_with_its_doubts_and_never_by_a_number_that_has_closed(loamshire: Path) -> None:
    base = public_base(loamshire)
    closed = fact_view("contact-closed", base)
    assert closed.channels == ()
    assert closed.note.startswith("Closed. Do not use it.")
    assert fact_view("contact-desk", base).note == "Read in a public source. Checked on 1\u00a0November\u00a02026."


def spoken(sentence: Any) -> str:
    return "".join(run.text for run in sentence).replace("\u00a0", " ")


def test_a_fact_begins_a_sentence_with_a_capital_and_reads_as_it_stands_elsewhere(loamshire: Path) -> None:
    base = public_base(loamshire)
    assert fill_facts("{limit:calls-as-agreed}, no less. {limit:calls-as-agreed}", base) == (
        "As agreed with the person, no less. As agreed with the person"
    )
    assert fill_facts("We ring {limit:calls-as-agreed}.", base) == "We ring as agreed with the person."
    assert (
        fill_facts("{law:old-act-s2} and {name:term-charter}", base) == "Old Act 1990, section 2 (repealed) and charter"
    )
    assert fill_facts("Call {number:contact-desk}.", base).replace("\u00a0", " ") == "Call 01632 960001."


def test_every_fact_is_a_link_so_that_its_record_knows_who_teaches_it(base: KnowledgeBase) -> None:
    links = {(link.origin, link.target) for link in base.links if link.relation is Relation.TEACHES}
    for course in (one.record for one in base.courses):
        for question in course.questions:
            for option in question.options:
                assert all((question.id, one.record) in links for one in fact_references(option.text))


def test_a_course_says_what_it_teaches_and_until_when(loamshire: Path) -> None:
    base = public_base(loamshire)
    (course,) = (course_view(one, base) for one in base.courses)
    assert course.currency.teaches == "Teaches Loamshire Charter."
    assert not course.currency.expired
    assert course.currency.until.startswith("Current until 1\u00a0February\u00a02027. On that day The desk must")
    later = public_base(loamshire, date(2027, 2, 2))
    (course,) = (course_view(one, later) for one in later.courses)
    assert course.currency.expired
    assert course.currency.until.startswith("It was current until 1\u00a0February\u00a02027.")


# What is printed.


def prints_of(base: KnowledgeBase) -> list[tuple[LinkedCourse, str]]:
    whole = {
        one.first_part.record.id: one.record.id for one in base.publications if isinstance(one.first_part, LinkedCourse)
    }
    return [(course, whole[course.record.id]) for course in base.courses]


def test_every_course_prints_every_format_of_courses(base: KnowledgeBase) -> None:
    printed = {
        one.first_part.record.id: one.record for one in base.publications if isinstance(one.first_part, LinkedCourse)
    }
    assert set(printed) == {course.record.id for course in base.courses}
    assert all(set(record.formats) == set(SECTIONS) for record in printed.values())


@slow
def test_backs_lie_behind_their_fronts(base: KnowledgeBase, site: Path) -> None:
    for course, publication in prints_of(base):
        with pdfplumber.open(site / pdf_path(publication, PrintFormat.SCENARIO_CARDS)) as pdf:
            sheets = [(cards(page), page) for page in pdf.pages]
        assert len(sheets) % 2 == 0
        shown = 0
        for (fronts, sheet), (backs, _) in zip(sheets[::2], sheets[1::2], strict=True):
            assert fronts.keys() == backs.keys()
            for number, (left, top, right, bottom) in fronts.items():
                turned = (float(sheet.width) - right, top, float(sheet.width) - left, bottom)
                assert backs[number] == pytest.approx(turned, abs=0.3 * MM), (publication, number)
                assert right - left == pytest.approx(91 * MM, abs=MM)
            shown += len(fronts)
        assert shown == len(course.record.scenarios)


def cards(page: Any) -> dict[str, tuple[float, float, float, float]]:
    """The frame of each card on a sheet, by the number that stands in it."""
    frames = {
        (round(shape["x0"], 1), round(shape["top"], 1), round(shape["x1"], 1), round(shape["bottom"], 1))
        for shape in (*page.rects, *page.curves)
        if abs(shape["x1"] - shape["x0"] - 91 * MM) < MM and abs(shape["bottom"] - shape["top"] - 126 * MM) < MM
    }
    found = {}
    for box in sorted(frames):
        within = tuple(edge + outward for edge, outward in zip(box, (-1, -1, 1, 1), strict=True))
        words = page.within_bbox(within).extract_text()
        number = re.match(r"(\d+)\.", words)
        assert number, words[:40]
        found[number[1]] = box
    return found


@slow
def test_slides_are_sixteen_to_nine_and_one_for_each(
    base: KnowledgeBase, courses: dict[str, CourseView], site: Path
) -> None:
    for course, publication in prints_of(base):
        with open_pdf(site / pdf_path(publication, PrintFormat.SLIDES)) as pdf:
            sizes = {tuple(float(edge) for edge in page.MediaBox) for page in pdf.pages}
            assert len(pdf.pages) == len(courses[course.record.id].slides) + 1
        ((_, _, width, height),) = sizes
        assert width / height == pytest.approx(16 / 9, abs=0.001)


@slow
def test_a_pack_is_collated_in_the_order_it_says(base: KnowledgeBase, site: Path) -> None:
    wanted = [
        "sign-in sheet",
        "trainer’s guide",
        "slides",
        "scenario cards",
        "handouts",
        "quiz",
        "quiz answers",
        "quick-reference card",
        "evaluation form",
    ]
    for _, publication in prints_of(base):
        with open_pdf(site / pdf_path(publication, PrintFormat.PACK)) as pdf:
            items = [line for line in bookmarks(pdf) if re.match(r"\S", line)][1:]
            assert [item.rpartition(": ")[2] for item in items] == wanted
            rows, last = table_rows(pdf), len(pdf.pages)
            assert rows["Sign-in sheet"] == "One for every sixteen people 3"
            assert re.fullmatch(rf"One for each person [0-9]+ to {last}", rows["Evaluation form"])
            first_page = {name: page for name, page in destination_pages(pdf).items() if name.startswith("item-")}
        assert first_page["item-1"] == 3
        (guide,) = re.findall(r"One for each trainer ([0-9]+) to", rows["Trainer’s guide"])
        assert first_page["item-2"] == int(guide) == 4


# On the web.


@slow
def test_every_quiz_is_taken_with_the_keyboard_alone_and_nothing_leaves_the_page(
    base: KnowledgeBase, browser: Any, site: Path
) -> None:
    with served(site) as address:
        for course in (one.record for one in base.courses):
            watched = Watched(browser, address)
            watched.page.goto(address + quiz_path(course.id))
            watched.page.wait_for_load_state("networkidle")
            asked: list[str] = []
            watched.page.on("request", lambda request, asked=asked: asked.append(request.url))
            for n, question in enumerate(course.questions):
                wrong = n % 3 == 2
                answer(watched.page, n, question, wrong=wrong)
                said = watched.page.locator("[data-question]").nth(n).locator("[role=status]").inner_text()
                assert said == ("That is not right. Read the answer." if wrong else "That is right."), question.id
                shown = watched.page.locator("[data-answer]").nth(n)
                assert shown.get_attribute("open") is not None
            total = len(course.questions)
            score = watched.page.locator("[data-quiz-score]").inner_text()
            assert score == f"{total - total // 3} of {total} right."
            assert watched.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
            assert (watched.elsewhere, watched.wrong, asked) == ([], [], [])
            watched.context.close()


def answer(page: Any, n: int, question: QuizQuestion, *, wrong: bool) -> None:
    """Choose the right answers of a question, or other ones, by keys alone."""
    here = f"document.querySelectorAll('[data-question]')[{n}]"
    chosen = [option.right is not wrong for option in question.options]
    if question.several:
        for k, on in enumerate(chosen):
            tab_to(page, f"{here}.querySelectorAll('input')[{k}]")
            if on:
                page.keyboard.press("Space")
    else:
        tab_to(page, f"document.activeElement.form === {here}.querySelector('form')")
        page.keyboard.press("Space")
        for _ in range(chosen.index(True)):
            page.keyboard.press("ArrowDown")
    tab_to(page, f"{here}.querySelector('button')")
    page.keyboard.press("Enter")


def tab_to(page: Any, wanted: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(400):
        if page.evaluate(f"[true, document.activeElement].includes({wanted})"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {wanted}")


@slow
def test_without_scripts_a_quiz_shows_its_answers_on_demand(browser: Any, loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    with served(loamshire_published.folder) as address:
        watched = Watched(browser, address, java_script_enabled=False)
        watched.page.goto(address + "training/bells-quiz.html")
        assert watched.page.locator(".kb-option").first.is_visible()
        assert not watched.page.locator(".kb-question button").first.is_visible()
        words = watched.page.get_by_text("It rests on Sound Act 2010")
        assert not words.is_visible()
        watched.page.locator("[data-answer] summary").first.click()
        assert words.is_visible()
        watched.context.close()


@slow
def test_a_printed_course_says_what_its_page_says(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    page = text(html.parse(loamshire_published.folder / "training/bells.html").getroot())
    with pdfplumber.open(loamshire_published.folder / "downloads/bells-training-pack.pdf") as pdf:
        printed = " ".join(" ".join((one.extract_text() or "").split()) for one in pdf.pages)
    for words in (
        "We promise an answer within 2 hours. Call 01632 960001.",
        "2 hours from the report, says Charter, promise 1.1.",
        "What to say when a bell rings & nobody answers.",
        "Sound Act 2010, section 1",
    ):
        assert words in page, words
        assert words in printed, words
