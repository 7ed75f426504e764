"""The preview's web server: pages from a folder, which reload after each build, or the problems of a failed build.

It is for the person at this machine only. Another website in the same browser could send requests here under a name of
its own, so each request must name an address of this server. A page of another website may not read the answers.
"""

from __future__ import annotations

import mimetypes
import socket
import sys
import time
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from threading import Condition
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.cache import PACKAGE
from generator.command import as_typed
from generator.diagnostics import Diagnostic
from generator.disk import is_file, is_folder, link_on_the_way

_SCRIPT_PATH = "/_kb/live.js"
_EVENTS_PATH = "/_kb/changes"
_HEARTBEAT_SECONDS = 15
"""The time after which the server sends the version again, and so notices a closed browser."""
_IDLE_SECONDS = 60
"""The time after which a connection that sends nothing is closed."""
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST_PATH = 2000
"""Letters: longer than the path of any page."""
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

    request_queue_size = 128
    """A page asks for all its files at once. With the usual 5, some would have to ask again, seconds later."""

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        host, port = address[0].strip("[]"), address[1]
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)
        self.folder = folder
        self.names = _LOCAL_NAMES | {host.lower()}
        self.version_changed = Condition()
        self.start_ns = time.time_ns()
        self.build_count = 0
        self.problems: tuple[Diagnostic, ...] = ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report an error in a request, unless the browser closed the connection."""
        del request, client_address
        error = sys.exception()
        if not isinstance(error, OSError):
            sys.stderr.write(f"kb: the preview could not answer a request: {type(error).__name__}: {error}\n")

    def is_own_name(self, authority: str, local_address: str) -> bool:
        """Return whether HOST or HOST:PORT names this server.

        ``local_address`` is the one that the request came to. A name that leads to an address can be set by anybody;
        the address itself cannot.
        """
        try:
            parts = urlsplit(f"//{authority}")
            host, is_plain = parts.hostname or "", parts.netloc == authority and "@" not in authority
            _ = parts.port
        except ValueError:
            return False
        return is_plain and not parts.path and (host in self.names or _same_address(host, local_address))

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


def _same_address(one: str, other: str) -> bool:
    try:
        return ip_address(one) == ip_address(other.partition("%")[0])
    except ValueError:
        return False


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    timeout = _IDLE_SECONDS

    def do_GET(self) -> None:
        refusal = self._refusal()
        path = self.path.partition("?")[0].partition("#")[0]
        if refusal:
            self._send_text(*refusal)
        elif path == _EVENTS_PATH:
            self._send_events()
        elif path == _SCRIPT_PATH:
            self._send((PACKAGE / "templates" / "scripts" / "live.js").read_bytes(), "text/javascript; charset=utf-8")
        else:
            self._send_file(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send an error as plain text. The library calls this for requests that it cannot read or does not know."""
        del explain
        status = HTTPStatus(code)
        if status is HTTPStatus.NOT_IMPLEMENTED:
            status, message = HTTPStatus.METHOD_NOT_ALLOWED, "This preview can be read, and nothing else."
        self.close_connection = True
        self._send_text(status, message or status.phrase)

    def _refusal(self) -> tuple[HTTPStatus, str] | None:
        """Return why the request is not answered; None if it is."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not self._is_own_name(hosts[0]):
            return HTTPStatus.FORBIDDEN, "This preview answers at its own address only: see where ./kb serve runs."
        origin = self.headers.get("Origin")
        if origin is not None and not self._is_own_name(origin.partition("://")[2]):
            return HTTPStatus.FORBIDDEN, "Another website may not read this preview."
        return None

    def _is_own_name(self, authority: str) -> bool:
        return self.server.is_own_name(authority, self.connection.getsockname()[0])

    def _send_file(self, address: str) -> None:
        """Send a page or a file of the site, or the problems of the last build in place of a page."""
        is_page = address.endswith(("/", ".html"))
        if is_page and (self.server.problems or not self.server.build_count):
            body = _problems_html(self.server.problems) if self.server.problems else "<h1>Building …</h1>"
            self._send(self._live(_PAGE.format(body).encode()), "text/html; charset=utf-8")
            return
        name = _site_path(address)
        folder = self.server.folder
        try:
            if name is None or not self.server.build_count or folder.is_symlink() or link_on_the_way(folder, name):
                raise FileNotFoundError
            file = folder / name
            if is_folder(file) and not is_page:
                self._redirect(f"{address}/")
                return
            file = file / "index.html" if address.endswith("/") else file
            if not is_file(file):
                raise FileNotFoundError
            content = file.read_bytes()
        except (OSError, ValueError):
            self._send_text(HTTPStatus.NOT_FOUND, "There is no such page.")
            return
        if file.suffix == ".html":
            note = _NOTE_POSITION.encode()
            content = self._live(content).replace(note, as_typed(_NOTE).encode() + note, 1)
        self._send(content, _media_type(file.name))

    def _live(self, page: bytes) -> bytes:
        """Return a page with the script that reloads it, and with a policy that lets it ask the server."""
        script = f'<script src="{_SCRIPT_PATH}?seen={self.server.version}"></script></head>'
        page = page.replace(b"default-src 'none';", b"default-src 'none'; connect-src 'self';", 1)
        return page.replace(b"</head>", script.encode(), 1)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_text(self, status: HTTPStatus, text: str) -> None:
        self._send(f"{as_typed(text)}\n".encode(errors="replace"), "text/plain; charset=utf-8", status)

    def _send(self, content: bytes, media_type: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Send the version now, after each change and at each heartbeat, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while self.command != "HEAD":
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
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests: the terminal is for the build's output."""


def _site_path(address: str) -> str | None:
    """Return the path below the site's folder that an address names; None if it can be no file of the site."""
    name = unquote(address.removeprefix("/").removesuffix("/"))
    parts = name.split("/") if name else []
    is_odd = (
        not address.startswith("/")
        or len(address) > _LONGEST_PATH
        or name.count("/") != address.removeprefix("/").removesuffix("/").count("/")
        or any(not part or part.startswith(".") or "\\" in part or not part.isprintable() for part in parts)
    )
    return None if is_odd else name


def _media_type(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    kind = SimpleHTTPRequestHandler.extensions_map.get(suffix) or mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title></head>
<body style="font: 1.125rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem">
{}
</body></html>
"""


def _problems_html(problems: tuple[Diagnostic, ...]) -> str:
    items = "\n".join(
        f'<li><pre style="white-space: pre-wrap">{escape(as_typed(str(problem)))}</pre></li>' for problem in problems
    )
    return f"<h1>Mend this first</h1>\n<p>Then save: this page reloads by itself.</p>\n<ul>\n{items}\n</ul>"
