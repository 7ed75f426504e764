"""Records lead to one another both ways: every link has a target, and every page shows its backlinks."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html

from generator.build import check
from generator.linking.knowledge_base import KnowledgeBase
from generator.model.vocabulary import Edition
from generator.publishing.publish import PublishResult
from generator.views.shared.paths import path_of, relative
from tests.conftest import LOAMSHIRE, knowledge_base

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def base(project: Path) -> KnowledgeBase:
    return knowledge_base(project, edition=Edition.PUBLIC)


def hrefs(site: Path, page: str) -> set[str]:
    return {str(link.get("href")) for link in html.parse(site / page).getroot().iter("a") if link.get("href")}


@pytest.mark.project
def test_every_link_between_records_is_shown_at_both_its_ends(base: KnowledgeBase, site: Path) -> None:
    missing = []
    hrefs_by_page: dict[str, set[str]] = {}
    for link in base.links:
        ends = [path_of(base.targets[end]) for end in (link.origin, link.target) if end in base.targets]
        for source, target in zip(ends, reversed(ends), strict=True):
            page = source.partition("#")[0]
            links = hrefs_by_page.setdefault(page, hrefs(site, page))
            if relative(target, from_page=page) not in links:
                missing.append(f"{page} does not lead to {target} ({link.origin} {link.relation.value} {link.target})")
    assert base.links
    assert missing == []


@pytest.mark.project
def test_every_record_with_an_address_is_an_anchor_on_its_page(base: KnowledgeBase, site: Path) -> None:
    anchors: dict[str, set[str]] = {}
    for target in base.targets.values():
        page, _, anchor = path_of(target).partition("#")
        if anchor:
            ids = anchors.setdefault(page, set(html.parse(site / page).getroot().xpath("//@id")))
            assert anchor in ids, page


@pytest.mark.project
def test_every_citation_is_listed_with_its_document(base: KnowledgeBase, site: Path) -> None:
    assert (site / "sources.html").is_file() is bool(base.documents)
    listed = hrefs(site, "sources.html") if base.documents else set()
    assert {
        relative(path_of(base.targets[cited.cited_by]), from_page="sources.html") for cited in base.cited_clauses
    } <= listed


def test_an_objective_that_nothing_carries_is_a_gap(loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    page = html.parse(loamshire_published.folder / "strategy.html").getroot()
    text = page.text_content()
    assert "For 1 of them these pages hold something" in " ".join(text.split())
    gaps = [link.get("href") for link in page.cssselect(".kb-gaps a")]
    assert gaps == ["strategy/the-aim.html#objective-nobody"]
    aim = html.parse(loamshire_published.folder / "strategy/the-aim.html").getroot()
    assert len(aim.cssselect(".kb-gap")) == 1


def test_a_link_to_dead_law_says_so_on_every_page(loamshire: Path) -> None:
    from generator.model.references import Relation
    from generator.views.shared.links import links_from

    strategy = loamshire / "data" / "strategy.yml"
    strategy.write_text(strategy.read_text().replace("record: sound-act-s1", "record: old-act-s2"))
    base, _ = check(loamshire, date(2028, 1, 1))
    assert base
    standings = {link.title: link.standing for link in links_from("objective-answer", Relation.CARRIED_BY, base)}
    assert standings["Old Act 1990, section 2"] == "repealed"
    assert standings["Loam Council"] == "ended"


def test_loamshires_links_have_a_meaning_each() -> None:
    base = knowledge_base(LOAMSHIRE)
    links = {(link.origin, link.relation.value, link.target) for link in base.links}
    assert {
        ("objective-answer", "carried out by", "answer-soon"),
        ("theme-letters", "answered by", "objective-answer"),
        ("question-aim", "asks about", "objective-answer"),
        ("old-act-s2", "replaced by", "sound-act-s1"),
        ("loam-council", "succeeded by", "loamshire-council"),
        ("calls-as-agreed", "relies on", "sound-act-s1"),
        ("change-answer", "about", "objective-answer"),
    } <= links
