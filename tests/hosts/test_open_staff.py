"""A staff edition that anybody can read says so in each page; behind a login, on a disk and at home it says nothing."""

import base64
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from tests.browsing import Quiet, Watched, served

pytestmark = pytest.mark.slow

ELSEWHERE = "127.0.0.2"
"""An address of this machine that the program does not know as such."""
WARNING = "[data-open-check]"
LOGIN = {"username": "desk", "password": "loamshire"}
PROBE = "staff-open-check.txt"


class BehindLogin(Quiet):
    """Asks for a name and a password before it sends any file."""

    def do_GET(self) -> None:  # noqa: N802
        expected = base64.b64encode(":".join(LOGIN.values()).encode()).decode()
        if self.headers.get("Authorization") == f"Basic {expected}":
            super().do_GET()
            return
        self.send_response(HTTPStatus.UNAUTHORIZED)
        self.send_header("WWW-Authenticate", 'Basic realm="staff"')
        self.send_header("Content-Length", "0")
        self.end_headers()


class BehindLoginPage(Quiet):
    """Sends a page to log in, and no error, to whoever has no cookie of it."""

    def do_GET(self) -> None:  # noqa: N802
        if "known=yes" in self.headers.get("Cookie", ""):
            super().do_GET()
            return
        body = b"<!doctype html><title>Log in</title>"
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def visit(browser: Any, address: str, cookie: bool = False, **settings: Any) -> tuple[bool, list[str], Watched]:
    """Open a page; return whether it warns, what it asked for by script, and the page, which is open still."""
    watched = Watched(browser, urlsplit(address)._replace(path="/").geturl(), **settings)
    if cookie:
        watched.context.add_cookies([{"name": "known", "value": "yes", "url": address}])
    asked: list[str] = []
    watched.page.on("request", lambda one: asked.append(one.url) if one.resource_type == "fetch" else None)
    watched.page.goto(address)
    watched.page.wait_for_load_state("networkidle")
    return watched.page.locator(WARNING).is_visible(), asked, watched


@pytest.mark.parametrize("name", ["index.html", "guides/ringing.html", "404.html"])
def test_every_page_says_that_anybody_can_read_it(
    browser: Any, sites: dict[str, Path], tmp_path: Path, name: str
) -> None:
    (tmp_path / "kb").symlink_to(sites["staff"])
    with served(tmp_path, machine=ELSEWHERE) as address:
        warns, asked, watched = visit(browser, f"{address}kb/{name}")
        assert warns
        assert watched.page.get_by_role("alert").inner_text().startswith("Anybody can read this. It is for staff only")
        assert asked == [f"{address}kb/{PROBE}"]
        assert watched.elsewhere == []
        assert watched.wrong == []
        watched.context.close()


def test_behind_a_login_no_page_says_so(browser: Any, sites: dict[str, Path]) -> None:
    with served(sites["staff"], BehindLogin, ELSEWHERE) as address:
        warns, asked, watched = visit(
            browser, f"{address}index.html", http_credentials=LOGIN | {"send": "unauthorized"}
        )
        assert (warns, asked) == (False, [f"{address}{PROBE}"])
        assert watched.page.locator("h1").count() == 1
        watched.context.close()
    with served(sites["staff"], BehindLoginPage, ELSEWHERE) as address:
        warns, asked, watched = visit(browser, f"{address}index.html", cookie=True)
        assert (warns, asked) == (False, [f"{address}{PROBE}"])
        assert watched.page.locator(".kb-staff-only").is_visible()
        watched.context.close()


def test_without_the_file_which_a_closed_network_can_leave_out_no_page_says_so(
    browser: Any, sites: dict[str, Path], tmp_path: Path
) -> None:
    for path in sites["staff"].iterdir():
        if path.name != PROBE:
            (tmp_path / path.name).symlink_to(path)
    with served(tmp_path, machine=ELSEWHERE) as address:
        warns, asked, watched = visit(browser, f"{address}index.html")
        assert (warns, asked) == (False, [f"{address}{PROBE}"])
        watched.context.close()


def test_on_the_builders_own_machine_nothing_is_asked(browser: Any, sites: dict[str, Path]) -> None:
    with served(sites["staff"]) as address:
        for page in (f"{address}index.html", f"{address.replace('127.0.0.1', 'localhost')}index.html"):
            warns, asked, watched = visit(browser, page)
            assert (warns, asked) == (False, [])
            watched.context.close()
    warns, asked, watched = visit(browser, (sites["staff"] / "index.html").as_uri())
    assert (warns, asked) == (False, [])
    watched.context.close()


def test_the_public_edition_has_neither_the_warning_nor_the_file_nor_leave_to_ask(sites: dict[str, Path]) -> None:
    found = {}
    for edition, folder in sites.items():
        page: Any = html.parse(folder / "index.html").getroot()
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        host_policy = re.findall("Content-Security-Policy: (.*)", (folder / "_headers").read_text())
        found[edition] = (
            bool(page.cssselect(WARNING)),
            (folder / PROBE).exists(),
            "connect-src" in policy,
            ["connect-src" in one for one in host_policy],
        )
    assert found == {"public": (False, False, False, [False]), "staff": (True, True, True, [True])}
