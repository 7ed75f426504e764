"""What is not known is not filled in from something else: a date, an address, where a number was read."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedPoster
from generator.model.channels import ChannelKind
from generator.model.pages import GeneratedPage
from generator.model.vocabulary import Edition
from generator.rendering.pages.pages import render_page
from generator.rendering.prints.jobs import print_markup
from generator.views.law.law import law_view
from generator.views.page_rows import PageRow
from generator.views.prints.check_note import check_note
from generator.views.prints.posters import poster_view
from generator.views.site import view
from generator.views.site_map import SITE_MAP
from tests.conftest import LOAMSHIRE, TODAY


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    knowledge, problems = check(LOAMSHIRE, TODAY, Edition.PUBLIC)
    assert knowledge, problems
    return knowledge


PRINTED = {row.id: row.printed for row in SITE_MAP if isinstance(row, PageRow) and row.printed}


def dated(page: str, base: KnowledgeBase) -> str:
    """When a print of one page says that its words were checked."""
    target = GeneratedPage(page, "A page", None)
    return check_note(replace(base.publications[0], parts=(target,)), PRINTED, base).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("strategy", "Its source is of about 2016"),
        ("strategy-in-brief", "Its source is of about 2016"),
        ("consultation", "Its source is of about 2016"),
        ("spocs", "Nothing in it is a check of ours"),  # it restates no document
        ("grants", "Nothing in it is a check of ours"),
    ],
)
def test_only_what_restates_a_document_is_dated_by_it(page: str, words: str, base: KnowledgeBase) -> None:
    assert dated(page, base) == words


def test_a_document_without_a_date_gives_none(base: KnowledgeBase) -> None:
    undated = replace(base, documents=tuple(one.model_copy(update={"published": None}) for one in base.documents))
    assert dated("strategy", undated) == "It is not known when its source was published"


def test_a_square_code_leads_to_the_contact_that_the_poster_names_or_nowhere(base: KnowledgeBase) -> None:
    (poster,) = (part for one in base.publications for part in one.parts if isinstance(part, LinkedPoster))
    assert poster.scan
    assert poster_view(poster, base).scan_address == "https://example.org/desk"
    calls = tuple(one for one in poster.scan.channels if one.kind is not ChannelKind.WEB)
    offline = replace(poster, scan=poster.scan.model_copy(update={"channels": calls}))
    assert poster_view(offline, base).scan_address == ""
    assert poster_view(replace(poster, scan=None), base).scan_address == "https://example.org/kb/"


def test_a_number_without_a_source_does_not_say_where_it_was_read(base: KnowledgeBase) -> None:
    site = view(base, with_prints=False)
    home = next(page for page in site.pages if page.path == "index.html")
    unread = replace(site.surroundings, non_emergency=replace(site.surroundings.non_emergency, source=""))
    assert render_page(home, site, {}).markdown.count("Where we read it") == 2
    assert render_page(home, replace(site, surroundings=unread), {}).markdown.count("Where we read it") == 1


def test_law_is_listed_in_the_strategy_only_where_no_other_document_lists_it(loamshire: Path) -> None:
    def first_heading() -> str:
        knowledge, problems = check(loamshire, TODAY, Edition.PUBLIC)
        assert knowledge, problems
        assert knowledge.legislation
        return law_view(knowledge.legislation, knowledge, TODAY).groups[0].title

    assert first_heading() == "Listed in the strategy"
    sources, law = loamshire / "data" / "sources.yml", loamshire / "data" / "legislation.yml"
    first, _, rest = law.read_text().partition("document: charter-document")
    law.write_text(f"{first}document: a-report{rest}")
    sources.write_text(
        sources.read_text()
        + "  - {id: a-report, title: A report, publisher: The council, published: unknown, clauses: It has none.}\n"
    )
    assert first_heading() == "Listed in a document"


def test_a_course_names_the_objectives_it_serves_and_no_strategy_of_another_year(base: KnowledgeBase) -> None:
    site = view(base)
    pack = next(one for one in site.prints if one.path == "downloads/bells-training-pack.pdf")
    assert "<td>Objective 8.1: Answer soon</td>" in "".join(print_markup(item.print, site) for item in pack.pack_items)


def test_a_fact_that_was_not_read_in_a_source_is_noted_and_not_checked(base: KnowledgeBase) -> None:
    site = view(base, with_prints=False)
    text = {page.path: render_page(page, site, {}).markdown.replace("\u00a0", " ") for page in site.pages}
    assert "Known, not re-checked. Noted on 1 November 2026; check again by 1 May 2027." in text["tell.html"]
    assert "Known, not re-checked; noted 1 November 2026." in text["organisations.html"]
    assert not [path for path, words in text.items() if "not re-checked. Checked" in words]
