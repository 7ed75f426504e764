"""What a first visit costs on an old phone and a slow network, and that nothing moves on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import pages, served
from tests.slow_phone import Compressing, Visit

pytestmark = [pytest.mark.slow, pytest.mark.project]

LIMITS = {
    "index.html": 45_000,
    "start.html": 60_000,
    "ways.html": 60_000,
    "after.html": 60_000,
    "contacts/service-childline.html": 60_000,
    "contacts/contact-police-101.html": 60_000,
    "promises/northamptonshire-service-standards.html": 60_000,
    "law/subject-housing.html": 80_000,
}
"""The bytes that a first visit to a page may cost, fonts included."""

AT_ONCE = 16


@pytest.fixture(scope="module")
def slow_server(site: Path) -> Iterator[str]:
    with served(site, Compressing) as address:
        yield address


@pytest.mark.parametrize("name", LIMITS)
def test_a_first_visit_costs_little(
    browser: Any, slow_server: str, needs_page: Callable[[str], None], name: str
) -> None:
    needs_page(name)
    visit = Visit(browser, slow=False)
    visit.open(slow_server + name)
    view = visit.read()
    assert view.bytes <= LIMITS[name], view.sizes
    assert view.blocking == 0
    assert len([one for one in view.sizes if one.endswith(".js")]) == 1
    assert not [one for one in view.sizes if one.endswith(".css")]


def test_nothing_moves_on_any_page(browser: Any, site: Path, slow_server: str) -> None:
    moved = {}
    every = pages(site)
    for start in range(0, len(every), AT_ONCE):
        visits = [(name, Visit(browser, cpu_slowdown=1)) for name in every[start : start + AT_ONCE]]
        for name, visit in visits:
            visit.open(slow_server + name)
        for name, visit in visits:
            view = visit.read()
            if view.shift > 0.02:
                moved[name] = (view.shift, view.moved)
    assert moved == {}


def test_what_moves_is_seen(browser: Any, tmp_path: Path) -> None:
    late = "<script>setTimeout(() => { document.querySelector('i').style.display = 'block' }, 300)</script>"
    (tmp_path / "a.html").write_text(
        "<!doctype html><title>A</title><style>i { display: none; height: 200px }</style>"
        f"<i></i><p>Words</p><img src='a.svg' alt=''>{late}"
    )
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    with served(tmp_path, Compressing) as address:
        visit = Visit(browser)
        visit.open(address + "a.html")
        assert visit.read().shift > 0.02
