"""A server for a preview: pages from a folder, each told when there is a newer one, or what must be mended first."""

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

_LIVE = "/_kb/live.js"
_CHANGES = "/_kb/changes"
_BREATH = 15
"""Seconds after which a page hears that nothing has changed, so that the server learns of one that is gone."""
_NOTE = (
    '<p class="kb-preview">Preview: without PDFs and not published. Only <code>./kb build</code> makes the site.</p>'
)
_BEFORE = '<a class="kb-exit"'
"""What the note stands before, on every page."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the pages below ``folder``, once there are any."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        super().__init__(address, partial(_Handler, directory=str(folder)))
        self.changed = Condition()
        self.begun = time.time_ns()
        self.builds = 0
        self.problems: tuple[Diagnostic, ...] = ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell an author of."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def version(self) -> str:
        """What stands there now, by a name that no other server's pages have."""
        return f"{self.begun}-{self.builds}"

    def show(self, problems: tuple[Diagnostic, ...]) -> None:
        """Show the pages as they are now, or the problems that keep them from being made."""
        with self.changed:
            self.builds += 1
            self.problems = problems
            self.changed.notify_all()


class _Handler(SimpleHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].partition("#")[0]
        if path == _CHANGES:
            self._tell_changes()
        elif path == _LIVE:
            self._answer((PACKAGE / "templates" / "scripts" / "live.js").read_bytes(), "text/javascript")
        elif path.endswith(("/", ".html")):
            self._page(path)
        else:
            super().do_GET()

    def _page(self, path: str) -> None:
        script = f'<script src="{_LIVE}?seen={self.server.version}"></script></head>'
        file = Path(self.translate_path(path))
        if self.server.problems or not self.server.builds:
            words = _problems(self.server.problems) if self.server.problems else "<h1>Building …</h1>"
            self._answer(_PAGE.format(words).replace("</head>", script, 1).encode(), "text/html")
            return
        try:
            source = (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        shown = source.replace("</head>", script, 1).replace(_BEFORE, _NOTE + _BEFORE, 1)
        self._answer(shown.encode(), "text/html")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tell_changes(self) -> None:
        """Say what stands there now, and again whenever that is another."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                version = self.server.version
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
                with self.server.changed:
                    self.server.changed.wait_for(partial(self._is_past, version), _BREATH)
        except OSError:
            return

    def _is_past(self, version: str) -> bool:
        return self.server.version != version

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what an author must mend."""


_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title></head>
<body style="font: 1.125rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem">
{}
</body></html>
"""


def _problems(problems: tuple[Diagnostic, ...]) -> str:
    listed = "\n".join(f'<li><pre style="white-space: pre-wrap">{escape(str(one))}</pre></li>' for one in problems)
    return f"<h1>This must be mended first</h1>\n<p>Mend it and save: this page follows.</p>\n<ul>\n{listed}\n</ul>"
