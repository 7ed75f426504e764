"""Requests as a browser sends them, of which nothing is followed."""

import gzip
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    headers: Message
    body: bytes
    """Unpacked, if it was compressed."""

    @property
    def text(self) -> str:
        return self.body.decode()

    def values(self, *names: str) -> dict[str, list[str]]:
        """Return the values of headers, each of which should be sent once."""
        return {name: self.headers.get_all(name, []) for name in names}


def ask(address: str, **headers: str) -> Answer:
    """Ask for an address. Names of headers have ``_`` for ``-``."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        sent = {"Accept-Encoding": "gzip"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", asked, headers=sent)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return Answer(answer.status, answer.headers, gzip.decompress(body) if packed and body else body)
