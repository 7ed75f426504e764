"""What people said is shown as the report counts it, beside what the report gets wrong and what answers it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.views.shared.paths import path_of
from generator.views.strategy.figures import computed_percent
from tests.browsing import Watched
from tests.conftest import LOAMSHIRE, day_for

slow = pytest.mark.slow
PAGES = {"consultation.html": "consultation", "draft-to-final.html": "redraft"}


@dataclass(frozen=True)
class BuiltSite:
    """A built site beside what its author wrote, read without the generator."""

    folder: Path
    base: KnowledgeBase
    consultation: dict[str, Any]
    strategy: dict[str, Any]

    def page(self, name: str) -> Any:
        return html.parse(self.folder / name).getroot()

    def record_pages(self, folder: str) -> list[str]:
        found = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.glob(f"{folder}/*.html"))
        assert found
        return found


def authored(project: Path, name: str, below: str) -> dict[str, Any]:
    path = project / "data" / name
    content = yaml.load(path.read_text(), yaml.BaseLoader) if path.is_file() else {}
    return dict(content.get(below) or {})


@pytest.fixture(params=["loamshire", pytest.param("project", marks=pytest.mark.project)])
def built(request: pytest.FixtureRequest) -> BuiltSite:
    if request.param == "loamshire":
        project, folder = LOAMSHIRE, request.getfixturevalue("loamshire_published").folder
    else:
        project, folder = request.getfixturevalue("project"), request.getfixturevalue("site")
    base, _ = check(project, day_for(project))
    assert base
    consultation = authored(project, "consultation.yml", "consultation")
    strategy = authored(project, "strategy.yml", "strategy")
    assert (folder / "consultation.html").is_file() is bool(consultation)
    assert (folder / "draft-to-final.html").is_file() is bool(strategy.get("redraft"))
    if not consultation or not strategy.get("redraft"):
        pytest.skip(f"{base.partnership.name} has no consultation or no redraft")
    return BuiltSite(folder, base, consultation, strategy)


def questions(built: BuiltSite) -> list[dict[str, Any]]:
    consultation = built.consultation
    return [consultation["respondents"], *consultation["questions"], *consultation.get("people", [])]


def page_name(question: dict[str, Any]) -> str:
    return f"consultation/{question['id']}.html"


def consultation_pages(built: BuiltSite) -> list[Any]:
    return [built.page(name) for name in ("consultation.html", *built.record_pages("consultation"))]


def words(element: Any) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


def plain(text: str) -> str:
    return " ".join(text.replace("**", "").split())


def part(page: Any, anchor: str) -> list[Any]:
    """What stands under a heading, down to the next that is not below it, or what the fold with this heading holds."""
    (heading,) = page.cssselect(f"#{anchor}")
    if heading.getparent().tag == "summary":
        return [heading.getparent().getparent()]
    found = [heading]
    for after in heading.itersiblings():
        if after.tag in {"h1", "h2", "h3"}:
            break
        found.append(after)
    return found


def text_under(page: Any, anchor: str) -> str:
    return " ".join(words(element) for element in part(page, anchor))


def content(page: Any) -> Any:
    (found,) = page.cssselect(".md-content")
    return found


def links(name: str, elements: list[Any]) -> list[str]:
    """The addresses that parts of the page with this name lead to, each from the root of the site."""
    return [urljoin(name, link.get("href")) for element in elements for link in element.cssselect("a[href]")]


def links_back(built: BuiltSite, path: str) -> list[str]:
    name = path.partition("#")[0]
    return links(name, [content(built.page(name))])


def share(count: int, total: int) -> str:
    """A percentage to one place, halves up, by whole numbers only."""
    tenths = (Fraction(count * 1000, total) + Fraction(1, 2)).__floor__() if total else 0
    return f"{tenths // 10}.{tenths % 10}"


@slow
def test_every_count_is_as_written_and_every_percentage_is_the_counts_own(built: BuiltSite) -> None:
    for question in questions(built):
        tables = built.page(page_name(question)).cssselect(".kb-figures")
        if "tally" not in question:
            assert tables == []
            continue
        (table,) = tables
        assert table.get("id") == f"{question['id']}-figures"
        answers = question["tally"]["answers"]
        labels = [words(label) for label in table.cssselect("tbody th")]
        assert labels == [plain(answer["label"]) for answer in answers]
        shown = [words(cell) for cell in table.cssselect("td")]
        head = words(table.cssselect("thead th")[1])
        if "count" in answers[0]:
            counts = [int(answer["count"]) for answer in answers]
            assert head.endswith(f" of {sum(counts)}")
            assert shown == [f"{count} ({share(count, sum(counts))} %)" for count in counts]
        else:
            assert head.endswith(" as reported")
            assert shown == [f"{answer['reported_percent']} %" for answer in answers]


@slow
def test_a_bar_is_as_long_as_its_figure_and_says_nothing_of_its_own(built: BuiltSite) -> None:
    answers = [
        answer for question in questions(built) if "tally" in question for answer in question["tally"]["answers"]
    ]
    cells = [cell for page in consultation_pages(built) for cell in page.cssselect(".kb-figures td")]
    assert len(cells) == len(answers)
    for cell in cells:
        (bar,) = cell.cssselect(".kb-bar")
        assert bar.text_content() == ""
        percent = words(cell).removesuffix(")").removesuffix(" %").rpartition("(")[2]
        assert bar[0].get("style") == f"width: {percent}%"


@slow
def test_how_many_answered_skipped_and_commented_is_told_as_the_report_does(built: BuiltSite) -> None:
    page = built.page("consultation.html")
    for question in questions(built):
        (line,) = page.cssselect(f"li#{question['id']}")
        assert links("consultation.html", [line]) == [page_name(question)]
        text = words(content(built.page(page_name(question))))
        for field, did in (("answered", "answered"), ("skipped", "skipped it"), ("comments", "wrote a comment")):
            for told in (text, words(line)):
                assert bool(re.search(rf"\d {did}", told)) is (field in question), question["id"]
                if field in question:
                    assert f"{question[field]} {did}" in told
        for comment in question.get("text", []):
            assert plain(comment) in text


@slow
def test_every_slip_of_the_report_stands_under_its_question(built: BuiltSite) -> None:
    noted = 0
    for question in questions(built):
        slips = [question.get("skipped_slip"), question.get("tally", {}).get("total_slip"), *question.get("slips", [])]
        expected = [f"The report’s own slip: {plain(slip)}" for slip in slips if slip]
        under = built.page(page_name(question)).cssselect(".kb-slip")
        assert [words(slip) for slip in under] == expected, question["id"]
        noted += len(expected)
    assert noted == sum(len(page.cssselect(".kb-slip")) for page in consultation_pages(built))


@slow
def test_every_activity_of_the_form_leads_to_its_objective_and_back(built: BuiltSite) -> None:
    for question in questions(built):
        activities = question.get("activities", [])
        items = built.page(page_name(question)).cssselect(".kb-activities li")
        assert len(items) == len(activities), question["id"]
        for item, activity in zip(items, activities, strict=True):
            assert words(item).startswith(plain(activity["text"]))
            path = path_of(built.base.targets[activity["objective"]])
            assert links(page_name(question), [item]) == [path]
            name, _, anchor = path.partition("#")
            assert anchor == activity["objective"]
            assert page_name(question) in links(name, part(built.page(name), anchor)), path


@slow
def test_what_the_figures_cannot_say_stands_before_the_answers(built: BuiltSite) -> None:
    page = built.page("consultation.html")
    text = words(page.cssselect(".md-content")[0])
    first = text.index(words(page.cssselect(f"#{built.consultation['questions'][0]['id']}")[0]))
    for limit in built.consultation.get("limits", []):
        assert 0 < text.index(plain(limit)) < first


@slow
def test_when_it_ran_stands_at_the_head(built: BuiltSite) -> None:
    consultation = built.base.consultation
    assert consultation
    lead, ran = built.page("consultation.html").cssselect("h1 ~ p")[:2]
    assert words(lead) == plain(consultation.summary)
    for when in (consultation.began, consultation.ended):
        assert f"{when.day} {when:%B} {when.year}" in words(ran)
    assert f"There were {consultation.responses} responses." in text_under(
        built.page("consultation.html"), "who_answered"
    )


@slow
def test_every_theme_shows_what_answers_it_and_that_leads_back(built: BuiltSite) -> None:
    page = built.page("consultation.html")
    for record in [*built.consultation.get("themes", []), *built.consultation.get("missing_groups", [])]:
        address = f"consultation.html#{record['id']}"
        shown = links("consultation.html", part(page, record["id"]))
        for answer in record.get("answered_by", []):
            path = path_of(built.base.targets[answer["record"]])
            assert path in shown, record["id"]
            assert address in links_back(built, path), f"{path} does not lead back to {record['id']}"
        for question in record.get("questions", []):
            assert f"consultation/{question}.html" in shown
            assert address in links_back(built, f"consultation/{question}.html")


@slow
def test_what_nothing_answers_says_so_and_the_count_at_the_head_is_right(built: BuiltSite) -> None:
    page = built.page("consultation.html")
    for name, heading in (("themes", "you_said"), ("missing_groups", "missing_groups")):
        records = built.consultation.get(name, [])
        for record in records:
            (fold,) = part(page, record["id"])
            text = words(fold)
            unanswered = not record.get("answered_by")
            assert ("Nothing we publish answers this yet." in text) is unanswered
            assert words(fold.cssselect("summary")[0]).endswith("Nothing we publish answers this yet") is unanswered
            assert plain(record.get("gap", "")) in text
        answered = sum(1 for record in records if record.get("answered_by"))
        if records:
            (tally,) = [element for element in part(page, heading) if element.get("class") == "kb-tally"]
            assert words(tally).startswith(f"{answered} of {len(records)} ")


def identifiers(value_tree: Any) -> Iterator[str]:
    if isinstance(value_tree, dict):
        yield from (value for name, value in value_tree.items() if name == "id")
        for value in value_tree.values():
            yield from identifiers(value)
    elif isinstance(value_tree, list):
        for value in value_tree:
            yield from identifiers(value)


@slow
@pytest.mark.parametrize("name", PAGES)
def test_every_record_is_an_anchor_of_its_own_page(built: BuiltSite, name: str) -> None:
    page = built.page(name)
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    records = built.consultation if name == "consultation.html" else built.strategy["redraft"]
    assert set(identifiers(records)) <= set(anchors)


@slow
def test_every_change_of_number_is_a_row_that_leads_to_what_moved(built: BuiltSite) -> None:
    page = built.page("draft-to-final.html")
    moved = [change for change in built.strategy["redraft"]["changes"] if change["kind"] == "renumbered"]
    rows = page.cssselect(".kb-renumbered tbody tr")
    assert [row.get("id") for row in rows] == [change["id"] for change in moved]
    for row, change in zip(rows, moved, strict=True):
        numbers = [words(cell) for cell in row.cssselect("td")]
        assert numbers == [change.get(text, {}).get("clause", "") for text in ("draft", "final")]
        assert {path_of(built.base.targets[one]) for one in change.get("about", [])} <= set(
            links("draft-to-final.html", [row])
        )


@slow
def test_every_other_change_stands_under_its_kind_with_its_clauses(built: BuiltSite) -> None:
    page = built.page("draft-to-final.html")
    headings = {
        "added": "New in the final strategy",
        "removed": "Left out of the final strategy",
        "reworded": "Said differently",
        "corrected": "Put right",
        "unchanged-slip": "Slips of the draft that stayed",
    }
    for change in built.strategy["redraft"]["changes"]:
        if change["kind"] == "renumbered":
            continue
        shown = part(page, change["id"])
        kind = next(heading for heading in shown[0].itersiblings("h2", preceding=True))
        assert words(kind) == headings[change["kind"]]
        text = text_under(page, change["id"])
        assert plain(change["text"]) in text
        for name in ("draft", "final"):
            clause = change.get(name, {}).get("clause", "")
            told_as = f"clause {clause}" if clause[:1].isdigit() else clause
            assert not clause or f"{name.capitalize()}: {told_as}" in text
        for kind_of, absent in (("added", "Not in the draft."), ("removed", "Not in the final strategy.")):
            assert (absent in text) is (change["kind"] == kind_of)
        for one in change.get("about", []):
            path = path_of(built.base.targets[one])
            assert path in links("draft-to-final.html", shown)
            assert f"draft-to-final.html#{change['id']}" in links_back(built, path), path


@slow
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_bars_are_drawn_to_their_figures_and_no_page_scrolls_sideways(
    browser: Any, built: BuiltSite, width: int
) -> None:
    home = built.folder.as_uri() + "/"
    watched = Watched(browser, home, viewport={"width": width, "height": 900}, java_script_enabled=False)
    drawn = """all => all.map(bar => {
        const room = bar.getBoundingClientRect().width - 2, inside = bar.firstElementChild;
        return [room, inside.getBoundingClientRect().width, parseFloat(inside.style.width)];
    })"""
    bars = 0
    question_pages, aim_pages = built.record_pages("consultation"), built.record_pages("strategy")
    for name in (*PAGES, "strategy.html", *question_pages, *aim_pages):
        watched.page.goto(home + name)
        watched.page.eval_on_selector_all(".kb-fold", "all => all.forEach(fold => { fold.open = true; })")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, name
        for room, width_drawn, percent in watched.page.eval_on_selector_all(".kb-bar", drawn):
            assert room > 60, "a bar too short to read"
            assert abs(width_drawn / room * 100 - percent) < 1.5
            bars += name in question_pages
        beyond = "all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"
        assert watched.page.eval_on_selector_all(".md-content :is(table, td, th, p, li)", beyond) == 0, name
    assert bars == sum(len(question["tally"]["answers"]) for question in questions(built) if "tally" in question)
    watched.context.close()


@slow
def test_columns_that_stack_on_a_phone_keep_their_names_and_their_table(browser: Any, loamshire_published: Any) -> None:
    home = loamshire_published.folder.as_uri() + "/"
    watched = Watched(browser, home, viewport={"width": 320, "height": 900})
    watched.page.goto(home + "strategy.html")
    table = watched.page.locator("#the-shares")
    named = "cell => getComputedStyle(cell, '::before').content.split(' / ')[0]"
    assert [cell.evaluate(named) for cell in table.locator("td").all()][:2] == [
        '"Loamshire, of 10"',
        '"Nationally, as reported"',
    ]
    assert watched.page.get_by_role("table", name="Reports by strand").count() == 1
    assert table.get_by_role("columnheader").count() == 3
    assert table.get_by_role("rowheader").count() == 2
    assert table.get_by_role("cell").count() == 4
    watched.context.close()


@pytest.mark.parametrize(
    ("count", "total", "percent"),
    [(45, 107, "42.1"), (1, 8, "12.5"), (1, 16, "6.3"), (2, 3, "66.7"), (0, 5, "0.0"), (5, 5, "100.0"), (0, 0, "0.0")],
)
def test_a_percentage_is_rounded_to_one_place_halves_up(count: int, total: int, percent: str) -> None:
    assert computed_percent(count, total) == Decimal(percent)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_agrees_with_whole_numbers(count: int, total: int) -> None:
    assert str(computed_percent(min(count, total), total)) == share(min(count, total), total)
