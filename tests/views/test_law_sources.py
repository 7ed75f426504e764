"""How near the sources of the register are to the law, and what it says of each nation."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.cache import Cache
from generator.model.legislation import Instrument, Provision, official_address
from generator.model.source_ranks import SourceRank, best_rank, rank_of
from generator.publishing.publish import PublishResult, publish
from tests.conftest import TODAY, edit
from tests.pdf import open_pdf, table_rows


@pytest.mark.parametrize(
    ("address", "rank"),
    [
        ("https://www.legislation.gov.uk/ukpga/2010/15/section/1", "official"),
        ("http://legislation.data.gov.uk/ukpga/2010/15", "official"),
        ("https://www.gov.uk/report-hate-crime", "official"),
        ("https://publications.parliament.uk/pa/bills", "official"),
        ("https://cps.gov.uk/legal-guidance/stalking", "official"),
        ("https://www.sentencingcouncil.org.uk/", "official"),
        ("https://www.northnorthants.gov.uk/community-safety", "public-body"),
        ("https://www.college.police.uk/app", "public-body"),
        ("https://yourspace.merseycare.nhs.uk/care-act", "public-body"),
        ("https://www.lgo.org.uk/", "public-body"),
        ("https://www.citizensadvice.org.uk/law", "secondary"),
        ("https://www.lawyers.example.org/", "secondary"),
        ("https://github.com/somebody/law", "copy"),
        ("https://areyourealpolice.blogspot.com/2026/07/", "copy"),
        ("https://docslib.org/doc/1", "copy"),
        ("https://en.wikipedia.org/wiki/Law", "copy"),
        ("http://192.0.2.90/?p=1", "copy"),
        ("https://legislation.gov.uk.example.org/", "secondary"),
        ("https://notgov.uk/", "secondary"),
    ],
)
def test_a_website_has_a_rank(address: str, rank: str) -> None:
    assert rank_of(address).value == rank


def test_the_best_source_counts() -> None:
    assert best_rank(["https://docslib.org/a", "https://www.gov.uk/b"]) is SourceRank.OFFICIAL
    assert best_rank([]) is None


@pytest.mark.parametrize(
    ("ref", "end"),
    [
        ("section 40A", "/section/40A"),
        ("sections 3 and 3A", "/section/3"),
        ("section 22 and Schedule 9", "/section/22"),
        ("Schedule 2, Part 1, ground 2", "/schedule/2"),
        ("Part 4 (sections 21 to 32)", "/part/4"),
        ("regulation 8", "/regulation/8"),
        ("articles 6, 9 and 10", "/article/6"),
        ("the whole Act", ""),
    ],
)
def test_a_provision_has_its_address_on_legislation_gov_uk(ref: str, end: str) -> None:
    part = {"id": "a-part", "ref": ref, "about": "It does this.", "status": "in-force", "basis": "known"}
    instrument = Instrument.model_validate(
        {
            "id": "an-act",
            "title": "An Act 2010",
            "kind": "act",
            "identifier": "ukpga/2010/99",
            "extent": "England and Wales",
            "provisions": [part | {"checked_on": "2026-11-01"}],
        }
    )
    assert (
        official_address(instrument, instrument.provisions[0]) == f"https://www.legislation.gov.uk/ukpga/2010/99{end}"
    )


def provision_with_wales(**wales: str) -> Provision:
    part = {"id": "a-part", "ref": "section 1", "about": "It does this.", "status": "in-force", "basis": "known"}
    return Provision.model_validate(part | {"from": "2010-10-01", "checked_on": "2026-11-01", "in_wales": wales})


def test_wales_may_not_repeat_what_holds_for_england() -> None:
    with pytest.raises(ValueError, match="this says of one nation what holds for the other too"):
        provision_with_wales(status="in-force", **{"from": "2010-10-01"})


def words(element: Any) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


@pytest.mark.slow
def test_a_status_that_differs_in_wales_is_on_the_page_in_the_print_and_in_the_export(
    loamshire: Path, shared_cache: Cache
) -> None:
    begun = "        from: 2010-10-01\n"
    wales = "        in_wales: {status: prospective, from: 2027-03-31, by: The Sound (Wales) Regulations 2026}\n"
    edit(
        loamshire,
        "data/legislation.yml",
        (begun, begun + wales),
        ("sources: [https://example.org/sound-act]", "sources: [https://github.com/example/sound-act]"),
    )
    built = publish(loamshire, today=TODAY, cache=shared_cache)
    assert built.folder, "\n".join(map(str, built.diagnostics))
    article = html.parse(built.folder / "law/sound-act.html").getroot().get_element_by_id("sound-act-s1").getparent()
    page = words(article)
    assert "England: In force From 1 October 2010." in page
    assert "Wales: Not in force yet Day given for its start: 31 March 2027." in page
    assert "What made or changed it: The Sound (Wales) Regulations 2026." in page
    assert "Read in a copy or a summary, not on an official page: a copy on another website." in page
    assert "https://www.legislation.gov.uk/ukpga/2010/99/section/1" in article.xpath(".//@href")
    with open_pdf(built.folder / "downloads" / "law-print.pdf") as pdf:
        printed = " ".join(" ".join(table_rows(pdf).values()).split())
    assert "England: In force From 1 October 2010." in printed
    assert "Wales: Not in force yet Day given for its start: 31 March 2027." in printed
    exported = json.loads((built.folder / "api" / "legislation.json").read_text())
    part = exported["register"]["instruments"][0]["provisions"][0]
    assert {nation: one["status"] for nation, one in part["status_by_nation"].items()} == {
        "england": "in-force",
        "wales": "prospective",
    }
    assert part["source_rank"] == "copy"


@pytest.mark.slow
@pytest.mark.project
def test_no_page_links_a_copy_as_if_it_were_the_source(published: PublishResult) -> None:
    assert published.folder
    copies = (
        "github.com",
        "blogspot.",
        "docslib.",
        "vdocuments.",
        "wikipedia.",
        "wixsite.",
        "explained.today",
        "vlex.",
    )
    pages = sorted(published.folder.rglob("*.html"))
    assert pages
    for path in pages:
        for address in html.parse(path).getroot().xpath("//main//a/@href | //article//a/@href"):
            assert not any(copy in address for copy in copies), f"{path.name}: {address}"
