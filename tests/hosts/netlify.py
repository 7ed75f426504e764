"""A web server that follows the rules that Netlify documents for static files, ``_headers`` and ``_redirects``.

They are on its pages "Redirects and rewrites", "Redirect options" and "Custom headers". For a site below a path, what
``docs/hosting.md`` says is done: the path is written before each path of both files, and the error page is at the top.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from tests.browsing import Quiet, served

RULE_FILES = {"/_headers", "/_redirects"}
"""The files that are read, and not served."""
TYPES = {".ics": "text/calendar", ".js": "application/javascript", ".webmanifest": "application/manifest+json"}
COMPRESSED = re.compile(r"text/|application/(javascript|json)|image/svg")


@dataclass(frozen=True)
class Redirect:
    """A line of ``_redirects``."""

    asked: re.Pattern[str]
    to: str
    status: int
    is_forced: bool


@dataclass(frozen=True)
class Answer:
    """What is sent: a file with a status, or where to go."""

    status: int
    file: Path | None = None
    location: str = ""


class Site:
    """The files below ``root``, and the rules for them."""

    def __init__(self, root: Path, path: str) -> None:
        self.root = root
        folder = root / path.strip("/")
        self.redirects = [
            _redirect(line, path) for line in _lines(folder / "_redirects") if not line.lstrip().startswith("#")
        ]
        self.headers: list[tuple[re.Pattern[str], str, str]] = []
        for line in _lines(folder / "_headers"):
            if line.startswith("/"):
                asked = _pattern(_below(path, line.strip()))
            elif not line.lstrip().startswith("#"):
                name, _, value = line.partition(":")
                self.headers.append((asked, name.strip(), value.strip()))

    def answer(self, path: str, query: str) -> Answer:
        """Return the answer to a request. A file shadows a rule that is not forced; the first rule that fits counts."""
        file = self._file(path)
        for rule in self.redirects:
            # A slash at the end makes no difference to a rule.
            found = rule.asked.fullmatch(path.rstrip("/") or "/")
            if found and (rule.is_forced or file is None):
                to = rule.to
                for name, value in found.groupdict().items():
                    to = to.replace(f":{name}", value)
                if rule.status in {200, 404}:
                    return Answer(rule.status, self._file(to))
                return Answer(rule.status, location=f"{to}?{query}" if query and "?" not in to else to)
        if file is not None:
            return Answer(200, file)
        error = self.root / "404.html"
        return Answer(404, error if error.is_file() else None)

    def headers_for(self, path: str) -> dict[str, str]:
        """Return the headers of all paths that fit the one asked for; values of the same header are joined."""
        sent: dict[str, str] = {}
        for asked, name, value in self.headers:
            if asked.fullmatch(path):
                sent[name] = f"{sent[name]},{value}" if name in sent else value
        return sent

    def _file(self, path: str) -> Path | None:
        """Return the file at a path, which may leave out ``index.html`` or ``.html`` and end with a slash."""
        if path in RULE_FILES or ".." in path.split("/"):
            return None
        asked = self.root / unquote(path).strip("/")
        candidates = [asked / "index.html", asked.with_name(f"{asked.name}.html")]
        if not path.endswith("/"):
            candidates.insert(0, asked)
        return next((one for one in candidates if one.is_file()), None)


@contextmanager
def netlify(root: Path, path: str = "/") -> Iterator[str]:
    """Serve the site that is at ``path`` below ``root``, and yield its address."""

    class Handler(_Handler):
        site = Site(root, path)

    with served(root, Handler) as address:
        yield f"{address}{path.removeprefix('/')}"


class _Handler(Quiet):
    site: ClassVar[Site]

    def do_GET(self) -> None:  # noqa: N802
        asked = urlsplit(self.path)
        answer = self.site.answer(asked.path, asked.query)
        headers = self.site.headers_for(asked.path)
        body = b""
        if answer.file is not None:
            body = answer.file.read_bytes()
            suffix = answer.file.suffix
            kind = TYPES.get(suffix) or mimetypes.guess_type(answer.file.name)[0] or "application/octet-stream"
            etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            own = {"Content-Type": kind, "ETag": etag, "Cache-Control": "public,max-age=0,must-revalidate"}
            headers = own | headers
            if answer.status == HTTPStatus.OK and etag in self.headers.get("If-None-Match", ""):
                answer, body = Answer(HTTPStatus.NOT_MODIFIED), b""
            elif COMPRESSED.match(kind) and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, mtime=0)
                headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        if answer.location:
            headers["Location"] = answer.location
        self.send_response(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text().splitlines() if line.strip()] if file.is_file() else []


def _redirect(line: str, path: str) -> Redirect:
    asked, to, *status = line.split()
    code = status[0] if status else "301"
    to = to if "://" in to else _below(path, to)
    return Redirect(_pattern(_below(path, asked).rstrip("/") or "/"), to, int(code.rstrip("!")), code.endswith("!"))


def _below(path: str, line: str) -> str:
    return f"{path.rstrip('/')}{line}"


def _pattern(path: str) -> re.Pattern[str]:
    """Return the pattern of a path: ``*`` is any text, ``:name`` is one part of a path."""
    parts = (part for part in re.split(r"(\*|:[a-z]\w*)", path))
    return re.compile("".join(_part(part) for part in parts))


def _part(part: str) -> str:
    if part == "*":
        return "(?P<splat>.*)"
    return f"(?P<{part[1:]}>[^/]+)" if part.startswith(":") else re.escape(part)
