"""Measure the first view of pages on a slow phone, for some built sites, and write docs/first-view.md.

Run it with ``python -m benchmarks.first_view NAME=FOLDER NAME=FOLDER ... --pages index.html,start.html``: the folders
are built sites, all of them measured in turn in one run. It needs Chromium, and the packages of the tests.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.browsing import served
from tests.slow_phone import BITS_PER_SECOND, CPU_SLOWDOWN, HEIGHT, LATENCY_MS, WIDTH, Compressing, FirstView, Visit

PAGE = Path(__file__).parents[1] / "docs" / "first-view.md"
_HEAD = f"""# The first view on a slow phone

What a first visit to a page costs, with nothing of the site on the phone yet. `python -m benchmarks.first_view` writes
this page.

Measured in Chromium: a window {WIDTH} × {HEIGHT}, {BITS_PER_SECOND // 1000} kbit/s, {LATENCY_MS} ms to the server and
back, a processor {CPU_SLOWDOWN} times slower, a server that compresses. All sites were measured in turn in one run.
Figures are medians.

- **Bytes** are compressed, with the heads of all answers, of everything that is loaded without a touch.
- **Blocking** are the files that the first paint waits for, besides the page itself.
- **Words** is the time until the first words are painted (first contentful paint).
- **999** is the time until a tap on *Call 999* would dial.
- **Moves** is how much moves without a touch (cumulative layout shift).

`tests/site/test_first_view.py` holds the limits: 45 KB for the first page, 60 KB for a page of the route, of a contact
or of promises, 80 KB for a subject of law; nothing that blocks; no move above 0.02 on any page.

| page | site | bytes | requests | blocking | words | 999 | moves |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def main() -> None:
    """Measure the sites of the command line, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="+", metavar="NAME=FOLDER", help="a name and the folder of a built site")
    parser.add_argument("--pages", default="index.html", help="paths of pages, with commas between them")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: 5)")
    options = parser.parse_args()
    sites = {name: Path(folder) for name, _, folder in (one.partition("=") for one in options.sites)}
    rows = list(_rows(sites, options.pages.split(","), options.rounds))
    PAGE.write_text(_HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows), encoding="utf-8")


def _rows(sites: dict[str, Path], pages: list[str], rounds: int) -> Iterator[tuple[str, ...]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for page in pages:
            found: dict[str, list[FirstView]] = {name: [] for name in sites}
            for _ in range(rounds):
                for name, folder in sites.items():
                    found[name].append(_visit(browser, folder, page))
            yield from (_row(page, name, views) for name, views in found.items())
        browser.close()


def _visit(browser: Any, folder: Path, page: str) -> FirstView:
    with served(folder, Compressing) as address:
        visit = Visit(browser)
        visit.open(address + page)
        return visit.read()


def _row(page: str, site: str, views: list[FirstView]) -> tuple[str, ...]:
    one, calls = views[0], [view.can_call for view in views if view.can_call is not None]
    return (
        f"`{page}`",
        site,
        f"{median(view.bytes for view in views) / 1000:.0f} KB",
        str(len(one.sizes)),
        str(one.blocking),
        f"{median(view.shown for view in views) / 1000:.2f} s",
        f"{median(calls) / 1000:.2f} s" if calls else "",
        f"{max(view.shift for view in views):.3f}",
    )


if __name__ == "__main__":
    main()
