"""A host shows our error page and sends what the documentation promises, by files that it reads by itself."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from generator.cache import Cache
from generator.model.vocabulary import Edition
from generator.publishing.engine.finished_pages import finish_page
from generator.publishing.host_files import HostedSite, host_files
from generator.publishing.proofs.built_links import broken_links
from generator.publishing.publish import PublishResult, publish
from tests.conftest import TODAY

slow = pytest.mark.slow


def test_every_host_shows_our_page_for_an_address_that_leads_nowhere() -> None:
    files = host_files(HostedSite("/kb/"))
    assert files[".htaccess"].startswith("ErrorDocument 404 /kb/404.html\nErrorDocument 403 /kb/404.html\n")
    assert json.loads(files["staticwebapp.config.json"])["responseOverrides"] == {"404": {"rewrite": "/404.html"}}
    assert host_files(HostedSite("/"))[".htaccess"].startswith("ErrorDocument 404 /404.html\n")


def test_only_the_error_page_may_begin_links_at_the_root_of_a_server_without_an_address(tmp_path: Path) -> None:
    facts = finish_page("<title>A</title><p><a href=/a.html>1</a></p><a href=/b.html>2</a>", language="en").facts
    for name in ("a.html", "404.html", *(link for link in facts.links if link.startswith("assets/"))):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = broken_links(tmp_path, {"a.html": facts, "404.html": facts}, prefix="")
    assert [(one.span.path, one.message) for one in found] == [
        ("a.html", "a link on this page leads nowhere: '/a.html'"),
        ("a.html", "a link on this page leads nowhere: '/b.html'"),
        ("404.html", "a link on this page leads nowhere: '/b.html'"),
    ]


def test_search_engines_are_told_to_keep_nothing_of_the_staff_edition() -> None:
    staff, public = host_files(HostedSite("/", staff_only=True)), host_files(HostedSite("/"))
    assert staff["_headers"].startswith("/*\n")
    assert "\n  X-Robots-Tag: noindex, nofollow\n" in staff["_headers"]
    assert '\n  Header always set X-Robots-Tag "noindex, nofollow"\n' in staff[".htaccess"]
    assert json.loads(staff["staticwebapp.config.json"])["globalHeaders"]["X-Robots-Tag"] == "noindex, nofollow"
    assert not any("noindex" in text for text in public.values())
    assert "robots.txt" not in staff


def test_on_azure_no_file_of_the_staff_edition_is_read_without_the_role() -> None:
    files = ("openreferral/index.json", "openreferral/services.json")
    azure = json.loads(
        host_files(HostedSite("/", files=files, named_by_content=(SCRIPT,), staff_only=True))[
            "staticwebapp.config.json"
        ]
    )
    assert [(route["route"], route["allowedRoles"]) for route in azure["routes"]] == [
        (f"/{SCRIPT}", ["staff"]),
        ("/openreferral", ["staff"]),
        ("/openreferral/services", ["staff"]),
        ("/openreferral/*", ["staff"]),
        ("/*", ["staff"]),
    ]
    assert azure["responseOverrides"]["401"] == {"redirect": "/.auth/login/aad", "statusCode": 302}
    assert "allowedRoles" not in host_files(HostedSite("/", files=files))["staticwebapp.config.json"]


SCRIPT = "assets/site-search.0123456789abcdef.js"


def test_only_a_file_named_by_its_content_is_kept_and_all_others_are_asked_for_again() -> None:
    files = host_files(HostedSite("/", named_by_content=(SCRIPT,)))
    assert files["_headers"].endswith(f"\n/{SCRIPT}\n  Cache-Control: public, max-age=31536000, immutable\n")
    assert files["_headers"].count("Cache-Control") == 1
    azure = json.loads(files["staticwebapp.config.json"])
    assert azure["globalHeaders"]["Cache-Control"] == "no-cache"
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    assert azure["routes"] == [{"route": f"/{SCRIPT}", "headers": kept}]
    assert (
        "<IfModule mod_headers.c>\n"
        '  Header set Cache-Control "no-cache"\n'
        '  <FilesMatch "\\.[0-9a-f]{16}\\.js$">\n'
        '    Header set Cache-Control "public, max-age=31536000, immutable"\n'
        "  </FilesMatch>\n"
        '  RequestHeader edit* If-None-Match -gzip\\" \\"\n'
        "</IfModule>\n"
    ) in files[".htaccess"]
    assert "  AddOutputFilterByType DEFLATE text/plain text/csv text/calendar\n" in files[".htaccess"]


FEED = ("api/contacts.json", "openreferral/index.json", "openreferral/services.json", "openreferral/services/0a-1.json")


def test_the_paths_of_open_referral_lead_to_its_files_and_may_be_read_from_anywhere() -> None:
    files = host_files(HostedSite("/kb/", files=FEED))
    assert files["_redirects"] == (
        "/openreferral /openreferral/index.json 200\n"
        "/openreferral/services /openreferral/services.json 200\n"
        "/openreferral/services/0a-1 /openreferral/services/0a-1.json 200\n"
    )
    assert files["_headers"].endswith(
        "/openreferral\n  Access-Control-Allow-Origin: *\n/openreferral/*\n  Access-Control-Allow-Origin: *\n"
    )
    apache = files["openreferral/.htaccess"]
    assert '\n  Header always set Access-Control-Allow-Origin "*"\n' in apache
    assert "\n  RewriteRule ^$|/openreferral$ index.json [END]\n" in apache
    (rule,) = re.findall(r"RewriteRule (\^\(.*) \$1\.json \[END\]", apache)
    found = {path: match[1] for path in ASKED_FOR if (match := re.search(rule, path))}
    assert found == {
        "services": "services",
        "services/": "services",
        "services/0a-1": "services/0a-1",
        "taxonomy_terms/0a-1": "taxonomy_terms/0a-1",
    }
    anywhere = {"Access-Control-Allow-Origin": "*"}
    assert json.loads(files["staticwebapp.config.json"])["routes"] == [
        {"route": "/openreferral", "rewrite": "/openreferral/index.json", "headers": anywhere},
        {"route": "/openreferral/services", "rewrite": "/openreferral/services.json", "headers": anywhere},
        {"route": "/openreferral/*", "headers": anywhere},
    ]


ASKED_FOR = (
    "services", "services/", "services/0a-1", "taxonomy_terms/0a-1", "services.json", "services/0a-1.json", "a/b/c",
)  # fmt: skip


def test_a_site_without_a_directory_has_no_rules_for_one() -> None:
    files = host_files(HostedSite("/", files=("api/contacts.json",)))
    assert sorted(files) == [".htaccess", "_headers", "staticwebapp.config.json"]
    assert json.loads(files["staticwebapp.config.json"])["routes"] == []
    assert not any("openreferral" in text for text in files.values())


@slow
def test_every_rule_of_a_site_leads_to_a_file_and_every_item_has_one(loamshire_published: PublishResult) -> None:
    folder = loamshire_published.folder
    assert folder
    rules = [line.split(" ") for line in (folder / "_redirects").read_text().splitlines()]
    feed = {path.relative_to(folder).as_posix() for path in (folder / "openreferral").rglob("*.json")}
    assert {to.removeprefix("/") for _, to, _ in rules} == feed
    assert ["/openreferral/taxonomies", "/openreferral/taxonomies.json", "200"] in rules


@slow
def test_every_page_of_the_staff_edition_and_none_of_the_public_one_asks_not_to_be_indexed(
    loamshire: Path, loamshire_published: PublishResult, shared_cache: Cache
) -> None:
    staff = publish(loamshire, today=TODAY, edition=Edition.STAFF, with_prints=False, cache=shared_cache).folder
    assert staff
    assert loamshire_published.folder
    tag = '<meta name="robots" content="noindex, nofollow">'
    pages = {path.relative_to(staff).as_posix(): path.read_text() for path in staff.rglob("*.html")}
    assert {"index.html", "404.html", "traceability.html"} <= set(pages)
    assert [name for name, text in pages.items() if text.count(tag) != 1] == []
    assert not any('name="robots"' in path.read_text() for path in loamshire_published.folder.rglob("*.html"))
    assert "X-Robots-Tag" in (staff / ".htaccess").read_text()
    assert "X-Robots-Tag" not in (loamshire_published.folder / ".htaccess").read_text()


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
