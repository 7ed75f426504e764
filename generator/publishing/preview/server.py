"""The preview's web server: pages from a folder, which reload after each build, or the problems of a failed build."""

from __future__ import annotations

import sys
import time
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from typing import Any

from generator.cache import PACKAGE
from generator.diagnostics import Diagnostic

_SCRIPT_PATH = "/_kb/live.js"
_EVENTS_PATH = "/_kb/changes"
_HEARTBEAT_SECONDS = 15
"""The time after which the server sends the version again, and so notices a closed browser."""
_NOTE = (
    '<p class="kb-preview">Preview: no files to print, not published. Only <code>./kb build</code> makes the site.</p>'
)
_NOTE_POSITION = '<a class="kb-exit"'
"""The element of every page before which the note is inserted."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the pages below ``folder``, or the problems of the last build.

    Each page has a script that listens for a new version and then reloads the page.
    """

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        super().__init__(address, partial(_Handler, directory=str(folder)))
        self.version_changed = Condition()
        self.start_ns = time.time_ns()
        self.build_count = 0
        self.problems: tuple[Diagnostic, ...] = ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report an error in a request, unless the browser closed the connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def version(self) -> str:
        """The version of the pages, unique among all servers at this address."""
        return f"{self.start_ns}-{self.build_count}"

    def update(self, problems: tuple[Diagnostic, ...]) -> None:
        """Start a new version: the pages as they are now, or the problems of a failed build."""
        with self.version_changed:
            self.build_count += 1
            self.problems = problems
            self.version_changed.notify_all()


class _Handler(SimpleHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].partition("#")[0]
        if path == _EVENTS_PATH:
            self._send_events()
        elif path == _SCRIPT_PATH:
            self._send((PACKAGE / "templates" / "scripts" / "live.js").read_bytes(), "text/javascript")
        elif path.endswith(("/", ".html")):
            self._send_page(path)
        else:
            super().do_GET()

    def _send_page(self, path: str) -> None:
        script = f'<script src="{_SCRIPT_PATH}?seen={self.server.version}"></script></head>'
        file = Path(self.translate_path(path))
        if self.server.problems or not self.server.build_count:
            body = _problems_html(self.server.problems) if self.server.problems else "<h1>Building …</h1>"
            self._send(_PAGE.format(body).replace("</head>", script, 1).encode(), "text/html")
            return
        try:
            source = (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        page = source.replace("</head>", script, 1).replace(_NOTE_POSITION, _NOTE + _NOTE_POSITION, 1)
        self._send(page.encode(), "text/html")

    def _send(self, content: bytes, media_type: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        """Send the version now, after each change and at each heartbeat, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                version = self.server.version
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
                with self.server.version_changed:
                    self.server.version_changed.wait_for(partial(self._is_outdated, version), _HEARTBEAT_SECONDS)
        except OSError:
            return

    def _is_outdated(self, version: str) -> bool:
        return self.server.version != version

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests: the terminal is for the build's output."""


_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title></head>
<body style="font: 1.125rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem">
{}
</body></html>
"""


def _problems_html(problems: tuple[Diagnostic, ...]) -> str:
    items = "\n".join(
        f'<li><pre style="white-space: pre-wrap">{escape(str(problem))}</pre></li>' for problem in problems
    )
    return f"<h1>Mend this first</h1>\n<p>Then save: this page reloads by itself.</p>\n<ul>\n{items}\n</ul>"
