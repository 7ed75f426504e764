"""From the first page to the police and out again by keys alone; what is kept on the way, and what it weighs."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.browsing import Watched, pages

pytestmark = [pytest.mark.slow, pytest.mark.project]

_AT = "() => document.activeElement.getAttribute('href') ?? ''"
# A card that is one link shows the focus around the whole of itself.
_SEEN = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const outlined = [at, at.closest('li')].some(one => one && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && outlined;
}"""


def tab_to(page: Any, link: str, *, key: str = "Tab", most: int = 150) -> int:
    """Press ``key`` until the link has the focus, where it is seen; how often that was."""
    for presses in range(1, most + 1):
        page.keyboard.press(key)
        if re.fullmatch(link, page.evaluate(_AT)):
            assert page.evaluate(_SEEN), f"{link} has the focus, and nobody sees it"
            return presses
    raise AssertionError(f"no key reaches {link}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740)], ids=["desktop", "phone"])
def test_keys_alone_lead_from_home_to_the_police_number_and_out(
    browser: Any, server: str, width: int, height: int, scripts: bool
) -> None:
    watched = Watched(
        browser,
        server,
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    page = watched.page
    page.goto(server + "index.html")
    for link, arrived in (("start.html", "start.html"), ("what.html", "what.html"), ("ways.html", "ways.html")):
        tab_to(page, link)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == server + arrived
    tab_to(page, "tel:101")
    exit_to = page.locator("[data-kb-exit]").get_attribute("href")
    watched.context.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith(server) else route.abort()
    )
    tab_to(page, re.escape(exit_to), key="Shift+Tab")
    with page.expect_request(lambda request: not request.url.startswith(server)) as asked:
        page.keyboard.press("Enter")
    assert asked.value.url == exit_to
    assert asked.value.headers.get("referer") is None
    assert watched.context.cookies() == []
    assert [wrong for wrong in watched.wrong if exit_to not in wrong] == []
    watched.context.close()


def test_the_exit_leaves_no_way_back_to_the_page_it_left(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    page = watched.page
    watched.context.route("https://**/*", lambda route: route.fulfill(body="<title>Weather</title>"))
    page.goto(server + "index.html")
    page.goto(server + "ways.html")
    with page.expect_navigation(url=lambda url: not url.startswith(server)):
        page.locator("[data-kb-exit]").click()
    page.go_back()
    assert page.url == server + "index.html"
    watched.context.close()


def test_every_page_names_all_that_it_may_load_and_the_hosts_are_told_the_same(site: Path) -> None:
    headers = json.loads((site / "staticwebapp.config.json").read_text())["globalHeaders"]
    for name in pages(site):
        (meta,) = html.parse(site / name).getroot().cssselect('meta[http-equiv="Content-Security-Policy"]')
        policy = str(meta.get("content"))
        assert policy.startswith("default-src 'none'; script-src 'self' ")
        allowed = dict(directive.split(" ", 1) for directive in policy.split("; "))
        assert [name for name, value in allowed.items() if "unsafe" in value] == ["style-src-attr"]
        assert len(re.findall(r"'sha256-[^']+'", allowed["style-src"])) == 1
        assert set(allowed["script-src"].split()) <= set(headers["Content-Security-Policy"].replace(";", "").split())
    # Without these two, a page may fetch nothing by script, and run nothing beside itself.
    assert not {"connect-src", "worker-src"} & {one.split(" ")[0] for one in policy.split("; ")}
    assert "eval" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers.pop("Cache-Control") == "no-cache"
    for name in ("_headers", ".htaccess"):
        told = (site / name).read_text()
        assert all(key in told and value in told for key, value in headers.items()), name


def test_a_script_or_a_picture_of_somebody_elses_is_refused(browser: Any, server: str) -> None:
    watched = Watched(browser, server)
    watched.page.goto(server + "index.html")
    watched.page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.planted = true";
        document.body.append(script);
        const picture = document.createElement("img");
        picture.src = "https://example.org/a.png";
        document.body.append(picture);
    }""")
    assert watched.page.evaluate("window.planted") is None
    refused = [wrong for wrong in watched.wrong if "Content Security Policy" in wrong]
    assert any("inline script" in wrong for wrong in refused)
    assert any("example.org" in wrong for wrong in refused)
    watched.context.close()


def test_the_first_page_is_light_enough_for_a_poor_connection(browser: Any, site: Path, server: str) -> None:
    watched = Watched(browser, server, viewport={"width": 360, "height": 740})
    fetched: list[str] = []
    watched.page.on("requestfinished", lambda request: fetched.append(request.url.partition("?")[0]))
    watched.page.goto(server + "index.html")
    watched.page.wait_for_load_state("networkidle")
    files = [site / url.removeprefix(server) for url in sorted(set(fetched))]
    weight = {path.name: len(gzip.compress(path.read_bytes())) for path in files}
    print(f"The first page weighs {sum(weight.values()):,} bytes compressed: {weight}")
    assert sum(weight.values()) <= 150_000, weight
    watched.context.close()
