"""Easy read: its rules are counted in every text, and its print is measured on its pages."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import yaml
from lxml import html
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from generator.build import check
from generator.diagnostics import Span, has_errors
from generator.linking.checks.easy_read_rules import RULES, LocatedText, text_problems
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedBooklet, LinkedEasyRead
from generator.model.vocabulary import PrintFormat
from generator.views.shared.paths import path_of
from generator.views.standards.easy_read import easy_read_view
from generator.views.standards.standard_set import deadline_view
from tests.conftest import LOAMSHIRE, TODAY, edit, knowledge_base
from tests.pdf import open_pdf, pdf_path, structure

AnyEasyRead = LinkedEasyRead | LinkedBooklet
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "easy_read.yml").read_text())
MM = 72 / 25.4
COLUMNS = (20, 69, 73, 79, 120, 161)
"""Where lines begin, in millimetres: headings and hard words, words, meanings, and three answers side by side."""
FRONT = 132
"""How far down page 1 the title and 999 reach, in millimetres."""
slow = pytest.mark.slow
project_claim = pytest.mark.project


@pytest.fixture(scope="session")
def base(project: Path) -> KnowledgeBase:
    return knowledge_base(project)


@pytest.fixture(scope="session")
def easy_read_prints(base: KnowledgeBase, site: Path) -> list[tuple[AnyEasyRead, Path]]:
    """Every easy read that is printed, with its file."""
    return [
        (p.easy_read, site / pdf_path(p.record.id, PrintFormat.EASY_READ))
        for p in base.publications
        if PrintFormat.EASY_READ in p.record.formats and p.easy_read
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.message)
def test_every_rule_has_a_case_that_breaks_it_alone(rule: Any) -> None:
    alone = [case for case in CASES if case["expect"].count("error[") == 1]
    assert any(f"hint: {rule.hint}" in case["expect"] for case in alone)


@pytest.mark.parametrize(
    "text",
    [
        "We are scared.",
        "The “safe place” is a drop-in.",
        "Come at 9:30 am.",
        "Write to help-me@example.org or see https://example.org/a-b?c=d.",
        "It happens to 1 in 4 people.",
        "I tell you. You tell me.",
        "If you can, tell us.",
        "Someone’s name is private.",
        "We will not tell. You do not need to.",
        "There is a bus on 1 March 2026.",
        "Call 01632 960 101.",
    ],
)
def test_plain_words_are_let_be(text: str) -> None:
    assert list(text_problems(LocatedText(text, Span("a.yml")))) == []


def test_one_fault_is_told_once() -> None:
    found = [
        problem.message for problem in text_problems(LocatedText("Come on 1/3/26 at 17:30 with 5%.", Span("a.yml")))
    ]
    assert found == [
        "'5%' is a percentage",
        "'1/3/26' is a short date",
        "'17:30' is a time on the 24-hour clock",
    ]


@pytest.mark.parametrize("files", [["easy_read"], ["easy_read", "glossary"], ["easy_read", "glossary", "pictures"]])
def test_a_project_need_not_have_any_of_it(loamshire: Path, files: list[str]) -> None:
    for name in files:
        (loamshire / "data" / f"{name}.yml").unlink()
    for name in ("posters", "leaflets", "publications"):
        edit(loamshire, f"data/{name}.yml", ("    picture: bell\n", ""))
    base, found = check(loamshire, TODAY)
    assert not has_errors(found)
    assert base
    assert base.easy_reads == ()


@project_claim
def test_easy_read_makes_the_same_promises_with_the_same_time_limits(base: KnowledgeBase) -> None:
    """Where an editor has changed a promise, its easy read is suspect until somebody has rewritten it."""
    suspect = {one.source for one in base.derived_texts if one.suspect}
    for told in base.easy_reads:
        assert list(told.promises) == [standard.record.id for standard in told.standard_set.standards]
        for standard in told.standard_set.standards:
            text = " ".join(row.located_text.text for row in told.promises[standard.record.id])
            times = re.findall(r"within (\d+ (?:working )?(?:hour|day|week|month)s?)", text)
            deadline = standard.record.deadline
            limit = deadline_view(deadline) if deadline else None
            amounts = [f"{limit.amount} {limit.unit}"] if limit and limit.amount else []
            assert times == amounts or standard.record.id in suspect, standard.record.id


def test_the_word_that_is_explained_is_bold_and_no_other() -> None:
    base = knowledge_base(LOAMSHIRE)
    (told,) = base.easy_reads
    (first, *_) = easy_read_view(told, base).groups[0].parts[0].rows
    assert [run.text for said in first.sentences for run in said if run.strong] == ["charter"]


def test_the_page_says_who_checked_it() -> None:
    base = knowledge_base(LOAMSHIRE)
    checked = easy_read_view(base.easy_reads[0], base).checked.replace("\u00a0", " ")
    assert checked == "the Loamshire readers checked this easy read on 1 October 2026."


FORM = """booklets:
  - id: easy-read-asking
    tells: [tell]
    title: Tell us
    description: What we ask.
    cover: bell
    checked_by: nobody yet
    answer_pictures:
      - {answer: "Yes", picture: door}
    groups:
      - title: Tell us
        rows:
          - {picture: bell, text: "Did we answer?", answers: ["Yes", "No"]}
          - {picture: bell, text: "What will we do?", write: 2, blanks: [Who does it, By when]}
          - {picture: bell, text: "What else?", write: yes}
sets:
"""


def test_a_form_shows_answers_with_their_pictures_and_room_to_write(loamshire: Path) -> None:
    path = loamshire / "data" / "easy_read.yml"
    path.write_text(path.read_text().replace("sets:\n", FORM))
    base = knowledge_base(loamshire)
    (booklet,) = base.booklets
    first, second, third = easy_read_view(booklet, base).groups[0].parts[0].rows
    assert [(one.label, one.file) for one in first.answers] == [("Yes", "door.svg"), ("No", "")]
    assert (second.blanks, second.lines, third.lines) == (("Who does it", "By when"), 2, 3)


@pytest.mark.parametrize(
    ("pictures", "reported"),
    [
        (("bell", "bell", "door", "door"), []),
        (("bell", "door", "bell", "door"), [13, 14]),
        (("bell", "door", "door", "bell"), []),
        (("door", "bell", "bell", "door"), [14]),
    ],
)
def test_a_picture_comes_again_in_the_next_row_or_with_the_same_word(
    loamshire: Path, pictures: tuple[str, ...], reported: list[int]
) -> None:
    """The first and the last text have a word of ``concepts:`` of the bell."""
    texts = ("Ringing helps.", "Anyone can ask.", "They tell us.", "People like ringing.")
    rows = "".join(
        f'          - {{picture: {one}, text: "{text}"}}\n' for one, text in zip(pictures, texts, strict=True)
    )
    path = loamshire / "data" / "easy_read.yml"
    form = FORM[: FORM.index("    answer_pictures")] + "    groups:\n      - title: Tell us\n        rows:\n"
    path.write_text(path.read_text().replace("sets:\n", f"{form}{rows}sets:\n"))
    _, found = check(loamshire, TODAY)
    assert [one.span.line for one in found if "has another meaning" in one.message] == reported


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def body(pdf: PDF) -> list[Page]:
    """The pages without what page 1 begins with, and without the foot."""
    return [
        page.crop((0, (0 if n else FRONT) * MM, page.width, page.height - 20 * MM)) for n, page in enumerate(pdf.pages)
    ]


def lines(page: Page) -> Iterator[list[dict[str, Any]]]:
    """The letters of each line; what begins at a column of its own is a line of its own."""
    for line in page.extract_text_lines():
        letters = [char for char in line["chars"] if char["text"].strip("\u00a0 ")]
        starts = [
            n
            for n, char in enumerate(letters)
            if n == 0 or (char["x0"] - letters[n - 1]["x1"] > 0.35 * char["size"] and near_a_column(char["x0"] / MM))
        ]
        yield from (letters[a:b] for a, b in pairwise([*starts, len(letters)]))


def near_a_column(x: float) -> bool:
    return any(abs(x - column) < 1 for column in COLUMNS)


def drawings(page: Page) -> list[tuple[float, float, float, float]]:
    """The boxes of the pictures: everything drawn in their column, joined where it overlaps from top to bottom."""
    boxes: list[tuple[float, float, float, float]] = []
    shapes = [shape for shape in (*page.curves, *page.rects) if shape["x1"] < 66 * MM and shape["width"] < 44 * MM]
    for curve in sorted(shapes, key=lambda curve: curve["top"]):
        box = curve["x0"], curve["top"], curve["x1"], curve["bottom"]
        if boxes and box[1] < boxes[-1][3] + 5 * MM:
            last = boxes.pop()
            box = min(last[0], box[0]), last[1], max(last[2], box[2]), max(last[3], box[3])
        boxes.append(box)
    return boxes


@slow
@project_claim
def test_the_print_is_short_and_large_and_upright(easy_read_prints: list[tuple[AnyEasyRead, Path]]) -> None:
    for _, path in easy_read_prints:
        with pdfplumber.open(path) as pdf:
            assert len(pdf.pages) <= 16
            for page in pdf.pages:
                assert all(round(char["size"], 2) >= 14 and char["upright"] for char in page.chars)
                assert not any("talic" in char["fontname"] for char in page.chars)
            sizes = [round(char["size"], 2) for page in pdf.pages[1:-1] for char in page.chars]
            assert max(set(sizes), key=sizes.count) >= 18


@slow
@project_claim
def test_no_row_is_split_over_pages(easy_read_prints: list[tuple[AnyEasyRead, Path]]) -> None:
    for told, path in easy_read_prints:
        with pdfplumber.open(path) as pdf:
            pages = [flat(page.extract_text()) for page in pdf.pages]
        for row in told.texts:
            assert any(row.text in page for page in pages), row.text


@slow
@project_claim
def test_every_picture_stands_left_of_its_words(easy_read_prints: list[tuple[AnyEasyRead, Path]]) -> None:
    for told, path in easy_read_prints:
        with pdfplumber.open(path) as pdf:
            seen = 0
            for page in body(pdf):
                pictures = drawings(page)
                seen += len(pictures)
                for x0, top, x1, bottom in pictures:
                    assert x1 - x0 <= 42.5 * MM
                    assert bottom - top >= 18 * MM
                    beside = [one for one in lines(page) if top - 8 * MM < one[0]["top"] < bottom + 2 * MM]
                    assert beside
                    assert all(line[0]["x0"] > x1 for line in beside)
            assert seen == len(told.rows)


@slow
@project_claim
def test_words_are_left_aligned_and_never_broken(easy_read_prints: list[tuple[AnyEasyRead, Path]]) -> None:
    for _, path in easy_read_prints:
        with pdfplumber.open(path) as pdf:
            for page in body(pdf):
                for line in lines(page):
                    assert near_a_column(line[0]["x0"] / MM), line[0]
                    assert line[-1]["text"] not in {"-", "\u00ad", "\u2010"}
                    gaps = [b["x0"] - a["x1"] for a, b in pairwise(line)]
                    assert max(gaps, default=0) < 0.35 * line[0]["size"], "".join(char["text"] for char in line)


@slow
@project_claim
def test_no_line_holds_one_short_word_that_others_could_join(easy_read_prints: list[tuple[AnyEasyRead, Path]]) -> None:
    for told, path in easy_read_prints:
        starts = {row.text.split()[0] for row in told.texts}
        with pdfplumber.open(path) as pdf:
            alone = {"".join(char["text"] for char in line) for page in body(pdf) for line in lines(page)}
        assert not starts & alone


@slow
@project_claim
def test_page_1_says_what_it_is_and_has_999_and_who_checked_it_comes_last(
    base: KnowledgeBase, easy_read_prints: list[tuple[AnyEasyRead, Path]]
) -> None:
    for told, path in easy_read_prints:
        with pdfplumber.open(path) as pdf:
            first, *others = [flat(page.extract_text()) for page in pdf.pages]
        assert "In danger now? Call" in first
        assert "999" in first
        assert told.texts[0].text in first
        shown = easy_read_view(told, base)
        for words in (flat(shown.checked), *map(flat, shown.standing)):
            assert [words in page for page in (first, *others)] == [False] * len(others) + [True]


@slow
@project_claim
def test_a_form_has_a_box_for_each_answer_and_a_line_for_all_that_is_written(
    base: KnowledgeBase, easy_read_prints: list[tuple[AnyEasyRead, Path]]
) -> None:
    for told, path in easy_read_prints:
        rows = [row for group in easy_read_view(told, base).groups for part in group.parts for row in part.rows]
        with pdfplumber.open(path) as pdf:
            boxes = {middle(rect) for page in body(pdf) for rect in page.rects if is_a_box(rect)}
            text = flat(" ".join(page.extract_text() for page in pdf.pages))
        assert len(boxes) == sum(len(row.answers) for row in rows)
        assert all(label in text for row in rows for label in (*row.blanks, *(one.label for one in row.answers)))


def middle(rect: dict[str, Any]) -> tuple[int, int, int]:
    """The page and the middle of a shape; a box is drawn as more than one."""
    return rect["page_number"], round((rect["x0"] + rect["x1"]) / 2), round((rect["top"] + rect["bottom"]) / 2)


def is_a_box(rect: dict[str, Any]) -> bool:
    return bool(rect["x0"] > 66 * MM and abs(rect["width"] - 7 * MM) < MM and abs(rect["height"] - 7 * MM) < MM)


@slow
@project_claim
def test_pictures_are_not_read_out_and_the_last_page_says_who_checked(
    base: KnowledgeBase, easy_read_prints: list[tuple[AnyEasyRead, Path]]
) -> None:
    for told, path in easy_read_prints:
        with open_pdf(path) as pdf:
            text = structure(pdf)
        assert "Figure" not in text
        shown = easy_read_view(told, base)
        assert flat(shown.checked) in flat(text.rsplit("H2\n", 1)[1])
        assert all(credit in flat(text) for credit in shown.credits)


@slow
@project_claim
def test_the_page_tells_every_row_with_a_quiet_picture(base: KnowledgeBase, site: Path) -> None:
    everything: tuple[AnyEasyRead, ...] = (*base.easy_reads, *base.booklets)
    for told in everything:
        page = html.parse(site / path_of(told)).getroot()
        rows = page.cssselect(".kb-easy > li")
        for row, written in zip(rows, sorted_by_stage(told, base), strict=True):
            assert flat(" ".join(p.text_content() for p in row.cssselect("p"))).startswith(written.text)
        pictures = page.cssselect(".kb-easy img")
        assert len(pictures) == len(rows)
        assert all(picture.get("alt") == "" for picture in pictures)
        if isinstance(told, LinkedBooklet):
            continue
        set_page = html.parse(site / path_of(told.standard_set)).getroot()
        assert [link.text for link in set_page.cssselect(".kb-easy-link a")] == ["Read this in easy read"]


def sorted_by_stage(told: AnyEasyRead, base: KnowledgeBase) -> list[LocatedText]:
    if isinstance(told, LinkedBooklet):
        return list(told.texts)
    rows = list(told.introduction)
    for stage in base.stages:
        for standard in told.standard_set.standards:
            if standard.stage is stage:
                rows += told.promises[standard.record.id]
    return [row.located_text for row in (*rows, *told.help)]


@slow
@project_claim
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_on_every_screen_the_picture_is_left_of_its_words(
    base: KnowledgeBase, browser: Any, server: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for told in base.easy_reads:
        page.goto(server + path_of(told))
        apart = page.eval_on_selector_all(
            ".kb-easy > li",
            """rows => rows.map(row => {
                const picture = row.querySelector('img').getBoundingClientRect();
                const words = row.querySelector('div').getBoundingClientRect();
                return [words.left - picture.right, picture.width];
            })""",
        )
        assert apart
        assert all(gap > 0 and size >= 75 for gap, size in apart)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
