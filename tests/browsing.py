"""A browser page that records problems, and a web server for a folder."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from typing import Any

OUTWARD = ("http:", "https:", "ws:", "wss:", "ftp:", "file:")
"""The schemes of requests to a host or a disk. The browser loads parts of its own PDF viewer by other schemes."""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    """A page asks for all its files at once. With the usual 5, some would have to ask again, seconds later."""


@contextmanager
def served(folder: Path, handler: type["Quiet"] = Quiet, machine: str = "127.0.0.1") -> Iterator[str]:
    """Serve ``folder`` on a local web server, and yield its address."""
    running = Server((machine, 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{machine}:{running.server_port}/"
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


class Watched:
    """A browser page that records requests to other hosts, failed requests, script errors and policy violations."""

    def __init__(self, browser: Any, home: str, **settings: Any) -> None:
        self.context = browser.new_context(**settings)
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.home = home
        self.elsewhere: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("console", self._said)

    def _request(self, request: Any) -> None:
        if request.url.startswith(OUTWARD) and not request.url.startswith(self.home):
            self.elsewhere.append(request.url)

    def _failed(self, request: Any) -> None:
        if (
            request.url.startswith(OUTWARD) and request.failure != "net::ERR_ABORTED"
        ):  # the page was left while the request was running
            self.wrong.append(f"{request.failure}: {request.url}")

    def _said(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.wrong.append(message.text)

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")


def all_pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html")


def pages(site: Path) -> list[str]:
    """Every page; of the pages of single records only those, longest first, that have a component no earlier one has.

    A browser would need minutes for the pages of all records, which differ in their words.
    """
    chosen: list[str] = []
    for folder, group in groupby(all_pages(site), key=lambda name: name.rpartition("/")[0]):
        names = list(group)
        chosen += names if folder not in RECORD_FOLDERS else _with_new_components(site, names)
    return sorted(chosen)


def looks(site: Path) -> list[str]:
    """A page of each look: of all pages, longest first, those that have a component that no longer one has."""
    return sorted(_with_new_components(site, all_pages(site)))


def _with_new_components(site: Path, names: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in sorted(names, key=lambda name: -(site / name).stat().st_size):
        components = set(COMPONENT.findall((site / name).read_text().partition("<article")[2]))
        if components - seen:
            yield name
            seen |= components


RECORD_FOLDERS = {"consultation", "contacts", "copies", "law", "powers", "strategy"}
"""The folders of the pages of single records."""

COMPONENT = re.compile(r'<[a-z0-9]+|kb-[\w-]+|href="[a-z]+:')
