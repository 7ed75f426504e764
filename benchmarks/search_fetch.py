"""A process that searches a built site in a browser and says how many bytes each answer below /search/ had."""

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
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Silent(SimpleHTTPRequestHandler):
    """A web server that prints nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def fetched(address: str, browser: Any) -> dict[str, list[int]]:
    """The sizes of the answers to each search, one after another on one page, until its first results stand there."""
    page = browser.new_page()
    page.goto(f"{address}a-to-z.html")
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(_size(answer)) if "/search/" in answer.url else None)
    found = {}
    for name, words in SEARCHES.items():
        before = page.locator("[data-search]").get_attribute("data-answered") or "0"
        page.locator("#search-words").fill("")
        page.locator("#search-words").press_sequentially(words)
        page.locator(f'[data-search][data-answered]:not([data-answered="{before}"])').wait_for(state="attached")
        page.locator(".kb-results > li > p").first.wait_for()
        found[name] = list(sizes)
        sizes.clear()
    return found


def _size(answer: Any) -> int:
    return int(answer.headers["content-length"])


def main(site: Path, program: str) -> int:
    """Serve the site, search it, and print what was fetched."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        json.dump(fetched(f"http://127.0.0.1:{server.server_port}/", browser), sys.stdout)
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
