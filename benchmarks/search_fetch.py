"""Search a built site in a browser and print the size in bytes of each response below /search/."""

from __future__ import annotations

import json
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

SEARCHES = {"a first search": "police", "a second search": "promise"}
_BROWSER_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class QuietHandler(SimpleHTTPRequestHandler):
    """A web server without a log."""

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def fetch_sizes(address: str, browser: Any) -> dict[str, list[int]]:
    """Return the sizes of the responses to each search until its first results are visible.

    The searches follow each other on one page.
    """
    page = browser.new_page()
    page.goto(f"{address}a-to-z.html")
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(_size(response)) if "/search/" in response.url else None)
    sizes_by_search = {}
    for name, words in SEARCHES.items():
        before = page.locator("[data-search]").get_attribute("data-answered") or "0"
        page.locator("#search-words").fill("")
        page.locator("#search-words").press_sequentially(words)
        page.locator(f'[data-search][data-answered]:not([data-answered="{before}"])').wait_for(state="attached")
        page.locator(".kb-results > li > p").first.wait_for()
        sizes_by_search[name] = list(sizes)
        sizes.clear()
    return sizes_by_search


def _size(response: Any) -> int:
    return int(response.headers["content-length"])


def main(site: Path, program: str) -> int:
    """Serve the site, search it, and print the sizes as JSON."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_BROWSER_OPTIONS)
        json.dump(fetch_sizes(f"http://127.0.0.1:{server.server_port}/", browser), sys.stdout)
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
