"""From aim to page and back: every chain holds both ways, and what is missing has a reason."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from lxml import html

from generator.build import check
from generator.diagnostics import Code
from generator.linking.checks.gaps import GapKind
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.vocabulary import Edition
from generator.rendering.exports.traceability import traceability_export
from generator.rendering.pages.pages import render_page
from generator.rendering.pdf.text import text_and_attachments
from generator.views.keeping.dependents import dependents, published_outputs
from generator.views.keeping.traceability import TraceView, traceability_view
from generator.views.shared.paths import path_of
from generator.views.site import view
from generator.words.text import plain
from tests.conftest import LOAMSHIRE, REPOSITORY, TODAY, day_for, edit, knowledge_base


def traces(base: KnowledgeBase) -> dict[str, TraceView]:
    shown = traceability_view(base, base.today)
    return {one.anchor.removeprefix("trace-"): one for aim in shown.aims for one in aim.objectives}


@pytest.mark.parametrize("project", [REPOSITORY, LOAMSHIRE], ids=lambda project: project.name)
def test_what_an_objective_leads_to_leads_back_to_it(project: Path) -> None:
    base = knowledge_base(project)
    by_path = {path_of(target): one for one, target in base.targets.items()}
    counted = 0
    for objective, trace in traces(base).items():
        for name in ("Promises", "Powers", "Law"):
            for link in dict(trace.columns)[name]:
                assert objective in dependents(by_path[link.path], base), (objective, link.title)
                counted += 1
    assert counted


def test_a_chain_runs_through_a_promise_to_the_power_and_the_law_it_rests_on() -> None:
    trace = traces(knowledge_base(LOAMSHIRE))["objective-answer"]
    chain = {name: [link.path for link in links] for name, links in trace.columns}
    assert chain["Promises"] == ["promises/charter.html#answer-soon"]
    assert chain["Powers"] == ["powers/power-order.html"]
    assert "law/sound-act.html#sound-act-s1" in chain["Law"]
    assert chain["Who acts"] == ["promises/charter.html", "organisations.html#loam-council", "powers.html#user-court"]
    assert {"promises/charter.html", "powers/power-order.html", "powers.html", "deadlines.html", "law.html"} <= set(
        chain["Pages"]
    )
    assert "downloads/charter-print.pdf" in [file.path for file in trace.files]


def test_law_that_a_promise_relies_on_brings_its_objective_with_it(loamshire: Path) -> None:
    carriers = (
        "            - record: answer-soon\n              how: it sets the time\n            - record: sound-act-s1\n"
    )
    edit(loamshire, "data/strategy.yml", (carriers, "            - record: calls-as-agreed\n"))
    base = knowledge_base(loamshire)
    assert dependents("sound-act-s1", base)[:1] == ("calls-as-agreed",)
    assert "objective-answer" in dependents("sound-act-s1", base)
    assert "objective-answer" not in dependents("old-act-s2", base)


def test_every_gap_here_has_a_reason_of_its_own_an_owner_and_a_day_to_look_again() -> None:
    base = knowledge_base(REPOSITORY)
    explained = [one.explanation for one in base.gaps if one.explanation]
    assert len(explained) == len(base.gaps) > 0
    assert len({gap.reason for gap in explained}) == len(explained)
    assert all(gap.owner and gap.review_by > gap.checked_on for gap in explained)


def test_the_report_finds_each_kind_of_gap_where_it_is() -> None:
    base = knowledge_base(LOAMSHIRE)
    found = {lack: [one.record for one in base.gaps if one.kind is lack] for lack in GapKind}
    assert found == {
        GapKind.CARRIER: ["objective-nobody"],
        GapKind.PROMISE: ["power-word"],
        GapKind.OWNER: ["ringing", "home", "tell"],
    }


def test_a_gap_that_nobody_explained_stops_a_release_and_shows_on_the_page(loamshire: Path) -> None:
    path = loamshire / "data/gaps.yml"
    first, _, rest = path.read_text().partition("  - of: power-word")
    path.write_text(first + rest[rest.index("  - of: ") :])
    assert check(loamshire, TODAY)[1] == ()
    told = [problem for problem in check(loamshire, TODAY, release=True)[1] if problem.code is Code.GAP_NOT_EXPLAINED]
    assert [str(problem.span) for problem in told] == ["data/powers.yml:8:9"]
    shown = traceability_view(knowledge_base(loamshire), TODAY)
    assert shown.unexplained == 1
    assert [gap.title for group in shown.lists for gap in group.gaps if not gap.reason] == ["A quiet word"]


@pytest.mark.parametrize(("today", "late"), [(date(2026, 12, 1), []), (date(2026, 12, 2), ["Something nobody does"])])
def test_a_gap_is_late_from_the_day_after_the_last_for_another_look(
    loamshire: Path, today: date, late: list[str]
) -> None:
    reason = "    reason: The council has not **begun**.\n"
    owner = "    owner: the chair of the board\n    checked_on: 2026-11-01\n    review_every: "
    edit(loamshire, "data/gaps.yml", (f"{reason}{owner}120\n", f"{reason}{owner}1\n"))
    lists = traceability_view(knowledge_base(loamshire, today), today).lists
    assert [gap.title for one in lists for gap in one.gaps if gap.overdue] == [
        f"Objective 8.2: {title}" for title in late
    ]
    problems = [one for one in check(loamshire, today, release=True)[1] if one.span.path == "data/gaps.yml"]
    assert [(one.code, one.message) for one in problems] == [
        (Code.REVIEW_OVERDUE, "the check of the gap of 'objective-nobody' is overdue: it was due by 2026-12-01")
        for _ in late
    ]


@pytest.mark.project
def test_page_and_export_say_the_same(project: Path) -> None:
    base = knowledge_base(project)
    if base.strategy is None:
        return
    shown = view(base, with_prints=False)
    (traced,) = (one for one in shown.pages if one.path == "traceability.html")
    page = html.parse(StringIO(render_page(traced, shown, {}).markdown)).getroot()
    (artefact,) = traceability_export(base)
    export = json.loads(artefact.content)
    rows = [row.cssselect("th a")[0].text_content() for row in page.cssselect(".kb-trace tbody tr")]
    assert rows == [f"{one['clause']} {one['title']}" for one in export["objectives"]]
    counts = [[cell.text_content() for cell in row.cssselect("td")] for row in page.cssselect(".kb-trace tbody tr")]
    kinds = ("promises", "powers", "law", "courses", "who_acts", "pages", "files")
    assert counts == [[str(len(one[kind]) or "none") for kind in kinds] for one in export["objectives"]]
    gaps = [link.text_content() for link in page.cssselect("ul.kb-leads > li > a")]
    assert sorted(gaps) == sorted(one["title"] for one in export["gaps"])


@pytest.mark.slow
@pytest.mark.project
def test_a_promise_stands_on_every_page_and_in_every_pdf_that_it_is_said_to(site: Path, project: Path) -> None:
    base, _ = check(project, day_for(project), Edition.PUBLIC)
    assert base
    texts: dict[str, str] = {}
    for promise in (one for linked in base.sets for one in linked.standards):
        where = published_outputs([promise.record.id], base)
        for path in sorted([link.path for link in where.pages] + [file.path for file in where.files]):
            if "easy-read" not in path:
                texts.setdefault(path, words(site / path))
                named = (promise.record.title, " ".join(plain(promise.record.text).split()), f"#{promise.record.id}")
                assert any(one in texts[path] for one in named), (promise.record.id, path)
    assert bool(texts) is bool(base.sets)


def words(path: Path) -> str:
    if path.suffix == ".pdf":
        raw = " ".join(text_and_attachments(path.read_bytes())[0])
    else:
        page = html.parse(path).getroot()
        raw = page.text_content() + " ".join(link.get("href", "") for link in page.cssselect("a"))
    return " ".join(raw.split())


def test_without_powers_nothing_leads_to_the_page_of_what_depends_on_what(loamshire: Path) -> None:
    assert traceability_view(knowledge_base(loamshire), TODAY).has_dependents
    for name in ("powers", "training", "gaps", "publications"):
        (loamshire / f"data/{name}.yml").unlink()
    (loamshire / "data/publications.yml").write_text(
        "publications:\n"
        "  - {id: charter-print, title: The charter, subtitle: For all., subject: The charter., audience: anyone,"
        " made_of: [charter], formats: [print], paper: A4}\n"
    )
    assert not traceability_view(knowledge_base(loamshire), TODAY).has_dependents
