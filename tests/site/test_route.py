"""The public route: each page answers one question from the data and leads on, in words that people can follow."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from lxml import html

from generator.linking.checks.readability import MAX_WORDS, readability_of, syllables_in
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedStandard
from generator.model.pages import Layout
from generator.model.vocabulary import Edition
from generator.views.shared.paths import path_of, relative
from generator.views.shared.publications import downloads
from tests.conftest import REPOSITORY, knowledge_base


@pytest.fixture(scope="module")
def base(project: Path) -> KnowledgeBase:
    return knowledge_base(project, edition=Edition.PUBLIC)


def words(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.slow
@pytest.mark.project
def test_every_page_of_the_route_shows_its_promises_from_the_data_and_ends_with_its_next_step(
    base: KnowledgeBase, site: Path
) -> None:
    route = [linked for linked in base.pages if linked.page.front.layout is Layout.ROUTE]
    for linked in route:
        front, path = linked.page.front, path_of(linked)
        page = html.parse(site / path).getroot()
        said = words(page.text_content())
        (onward,) = page.cssselect("main .kb-next a")
        assert onward.get("href") == relative(path_of(base.targets[front.next or ""]), from_page=path)
        shown = [*front.promises, *(promise for step in front.steps for promise in step.promises)]
        for identifier in shown:
            target = base.targets[identifier]
            assert isinstance(target, LinkedStandard)
            assert words(target.record.text.replace("**", "")) in said, identifier
            if target.record.deadline:
                assert page.cssselect(f"main .kb-when a[href$='#{identifier}']")
        for need in front.needs:
            for record in base.directory.everyone:
                if need in record.needs and record.state.value != "closed":
                    assert f"contacts/{record.id}.html" in page.xpath("//main//@href"), record.id


def test_the_route_of_this_repository_has_each_page_the_public_asks_for() -> None:
    knowledge = knowledge_base(REPOSITORY, edition=Edition.PUBLIC)
    route = [linked.page.front for linked in knowledge.pages if linked.page.front.layout is Layout.ROUTE]
    places = [front.place for front in route]
    assert len(places) == len(set(places))
    following = {front.id: front.next for front in route}
    reached, here = [], "start"
    while here in following and here not in reached:
        reached.append(here)
        here = following[here] or ""
    assert reached == ["start", "what", "ways", "after", "when", "notes", "difference", "not-happy", "formats"]
    assert here == "contacts"
    assert {"young", "school", "stop", "private"} <= following.keys()


def test_addresses_on_the_route_give_nothing_away() -> None:
    knowledge = knowledge_base(REPOSITORY, edition=Edition.PUBLIC)
    telling = ("hate", "crime", "abuse", "victim", "racis", "report", "police")
    paths = [linked.page.path for linked in knowledge.pages if linked.page.front.layout is Layout.ROUTE]
    paths += [file.path for publication in knowledge.publications for file in downloads(publication)]
    paths += [path_of(booklet) for booklet in knowledge.booklets]
    assert [path for path in paths if any(word in path for word in telling)] == []


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("table", 2), ("neighbour", 2), ("understanding", 4), ("999", 1), ("cannot", 2)]
)
def test_syllables_are_counted_about_as_people_say_them(word: str, count: int) -> None:
    assert abs(syllables_in(word) - count) <= 1


def test_the_route_can_be_read_by_almost_everyone() -> None:
    knowledge = knowledge_base(REPOSITORY, edition=Edition.PUBLIC)
    figures = readability_of([linked.page for linked in knowledge.pages])
    assert len(figures) == 14
    for page in figures:
        assert page.longest <= MAX_WORDS
        assert page.words / page.sentences < 13, page
        assert page.age < 11.5, page


@pytest.mark.slow
def test_a_build_says_how_easy_the_route_is_to_read(loamshire: Path, kb: Callable[..., CompletedProcess[str]]) -> None:
    ran = kb("build", "--no-pdf", "--project", str(loamshire), "--today", "2026-11-21")
    assert ran.returncode == 0
    assert "Public route: 2 pages, " in ran.stdout
