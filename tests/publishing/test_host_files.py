"""A host shows our error page and sends what the documentation promises, by files that it reads by itself."""

import json
from pathlib import Path

import pytest
from lxml import html

from generator.publishing.engine.finished_pages import finish_page
from generator.publishing.host_files import HostedSite, host_files
from generator.publishing.proofs.built_links import broken_links
from generator.publishing.publish import PublishResult

slow = pytest.mark.slow


def test_every_host_shows_our_page_for_an_address_that_leads_nowhere() -> None:
    files = host_files(HostedSite("/kb/"))
    assert files[".htaccess"].startswith("ErrorDocument 404 /kb/404.html\n")
    assert json.loads(files["staticwebapp.config.json"])["responseOverrides"] == {"404": {"rewrite": "/404.html"}}
    assert host_files(HostedSite("/"))[".htaccess"].startswith("ErrorDocument 404 /404.html\n")


def test_only_the_error_page_may_begin_links_at_the_root_of_a_server_without_an_address(tmp_path: Path) -> None:
    facts = finish_page("<title>A</title><p><a href=/a.html>1</a></p><a href=/b.html>2</a>", language="en").facts
    for name in ("a.html", "404.html", "assets/site.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = broken_links(tmp_path, {"a.html": facts, "404.html": facts}, prefix="")
    assert [(one.span.path, one.message) for one in found] == [
        ("a.html", "a link on this page leads nowhere: '/a.html'"),
        ("a.html", "a link on this page leads nowhere: '/b.html'"),
        ("404.html", "a link on this page leads nowhere: '/b.html'"),
    ]


@slow
def test_the_error_page_helps_at_any_depth_without_an_address_too(
    site: Path, loamshire_published: PublishResult
) -> None:
    assert loamshire_published.folder
    for folder, root in ((site, "/"), (loamshire_published.folder, "/kb/")):
        page = html.parse(folder / "404.html").getroot()
        assert page.xpath("//h1[.='This page is not here']")
        assert page.xpath("//section[@aria-label='Emergency']//a[@href='tel:999']")
        links = [link for link in page.xpath("//@href | //@src") if not link.startswith(("tel:", "https:", "#"))]
        assert f"{root}a-to-z.html" in links
        assert [link for link in links if not link.startswith(root)] == []
        assert (folder / ".htaccess").read_text().startswith(f"ErrorDocument 404 {root}404.html\n")
    assert html.parse(site / "404.html").getroot().xpath("//nav[@aria-label='Tell somebody now']//a[@href='tel:101']")


@slow
def test_a_site_without_an_address_has_no_site_map(site: Path, loamshire_published: PublishResult) -> None:
    assert loamshire_published.folder
    assert list(site.glob("sitemap.*")) == []
    assert sorted(path.name for path in loamshire_published.folder.glob("sitemap.*")) == [
        "sitemap.xml",
        "sitemap.xml.gz",
    ]
