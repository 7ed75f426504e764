"""Apache and nginx with the settings of the documents, and a server with Netlify's rules, do what the documents say.

The public edition is at the top of each server, the staff edition below a path.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.hosts import open_referral_client
from tests.hosts.asking import ask
from tests.hosts.conftest import SITES, Hosts
from tests.hosts.servers import Host

pytestmark = pytest.mark.slow

NAMES = ("apache", "nginx", "netlify")
OURS = {
    "Referrer-Policy": ["no-referrer"],
    "X-Content-Type-Options": ["nosniff"],
    "X-Frame-Options": ["DENY"],
    "Cross-Origin-Opener-Policy": ["same-origin"],
    "Permissions-Policy": ["camera=(), geolocation=(), microphone=(), browsing-topics=()"],
}
ASKED_AGAIN = {"apache": ["no-cache"], "nginx": ["no-cache"], "netlify": ["public,max-age=0,must-revalidate"]}
DEEP = (
    "no-such-page",
    "no-such-page.html",
    "promises/gone.html",
    "a/b/c/d.html",
    "a/b/c/",
    "openreferral/services/gone",
)


@pytest.fixture(params=[(edition, name) for edition in SITES for name in NAMES], ids="-".join)
def served_site(request: pytest.FixtureRequest, sites: dict[str, Path], hosts: Hosts) -> tuple[str, Path, Host]:
    """An edition, its folder and one of the servers that serve it."""
    edition, name = request.param
    (host,) = (one for one in hosts(sites[edition], SITES[edition]) if one.name == name)
    return edition, sites[edition], host


Served = tuple[str, Path, Host]


def test_every_page_answers_with_the_file_that_was_built(served_site: Served) -> None:
    _, folder, host = served_site
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    assert len(pages) > 40
    different = [page for page in pages if ask(host.address + page).body != (folder / page).read_bytes()]
    assert different == []
    assert ask(host.address).body == (folder / "index.html").read_bytes()


@pytest.mark.parametrize("path", DEEP)
def test_an_address_that_leads_nowhere_shows_our_page_at_any_depth(served_site: Served, path: str) -> None:
    edition, folder, host = served_site
    answer = ask(host.address + path)
    assert answer.status == 404
    assert answer.body == (folder / "404.html").read_bytes()
    page: Any = html.document_fromstring(answer.text)
    assert page.xpath("//h1[.='This page is not here']")
    assert page.xpath("//section[@aria-label='Emergency']//a[@href='tel:999']")
    assert len("".join(page.xpath("/html/head/style/text()"))) > 1000
    links = {link for link in page.xpath("//@href | //@src") if not re.match("tel:|https?:|#|sms:", link)}
    assert f"{SITES[edition]}a-to-z.html" in links
    origin = host.address.removesuffix(SITES[edition])
    assert {link: ask(origin + link.partition("#")[0]).status for link in links} == dict.fromkeys(links, 200)
    assert answer.values(*OURS) == OURS


def test_an_address_that_was_cut_off_shows_our_page_and_lists_no_files(served_site: Served) -> None:
    _, folder, host = served_site
    for path in ("promises/", "assets/"):
        answer = ask(host.address + path)
        assert answer.status == (403 if host.name == "apache" else 404)
        assert answer.body == (folder / "404.html").read_bytes()


def test_every_kind_of_file_has_the_headers_that_are_promised(served_site: Served) -> None:
    edition, folder, host = served_site
    script = sorted(path.name for path in (folder / "assets").glob("site*.js"))[0]
    files = ("index.html", "404.html", "a-to-z.html", f"assets/{script}", "api/contacts.json", "api/reviews.ics")
    for path in files:
        answer = ask(host.address + path)
        assert answer.values(*OURS) == OURS, path
        (policy,) = answer.headers.get_all("Content-Security-Policy", [])
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
        assert policy.endswith("; frame-ancestors 'none'")
        kept = ["public, max-age=31536000, immutable"]
        if path.startswith("assets/"):
            assert answer.headers.get_all("Cache-Control") == kept
        else:
            assert answer.headers.get_all("Cache-Control") == ASKED_AGAIN[host.name], path
        assert answer.values("X-Robots-Tag") == {"X-Robots-Tag": ["noindex, nofollow"] if edition == "staff" else []}
        assert answer.values("Access-Control-Allow-Origin") == {"Access-Control-Allow-Origin": []}


def test_text_is_compressed_and_a_page_that_is_still_right_is_not_sent_again(served_site: Served) -> None:
    _, folder, host = served_site
    script = sorted(path.name for path in (folder / "assets").glob("site*.js"))[0]
    for path in ("index.html", f"assets/{script}", "api/contacts.json", "openreferral/services"):
        answer = ask(host.address + path)
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip"), path
        assert "Accept-Encoding" in answer.headers["Vary"]
        again = ask(host.address + path, If_None_Match=answer.headers["ETag"])
        assert (again.status, again.body) == (304, b""), path
    assert ask(host.address + "index.html", Accept_Encoding="identity").headers["Content-Encoding"] is None


def test_a_program_that_follows_the_profiles_paths_reads_every_service(served_site: Served) -> None:
    _, folder, host = served_site
    base = f"{host.address}openreferral"
    assert open_referral_client.version(base) == "HSDS-UK-3.0"
    read = {service["id"]: service for service in open_referral_client.services(base)}
    files = [json.loads(path.read_text()) for path in (folder / "openreferral" / "services").glob("*.json")]
    assert len(files) > 3
    assert read == {service["id"]: service for service in files}


def test_the_staff_edition_asks_in_every_page_and_every_answer_not_to_be_indexed(
    sites: dict[str, Path], hosts: Hosts
) -> None:
    asked: dict[str, set[tuple[bool, bool]]] = {}
    for edition, path in SITES.items():
        for host in hosts(sites[edition], path):
            for file in sites[edition].rglob("*.html"):
                answer = ask(host.address + file.relative_to(sites[edition]).as_posix())
                in_page = '<meta name="robots" content="noindex, nofollow">' in answer.text
                in_header = answer.headers.get_all("X-Robots-Tag", []) == ["noindex, nofollow"]
                asked.setdefault(edition, set()).add((in_page, in_header))
    assert asked == {"public": {(False, False)}, "staff": {(True, True)}}
    assert not any((folder / "robots.txt").exists() for folder in sites.values())
