"""The preview answers at its own address only, and only with files of the site."""

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.diagnostics import Code, Diagnostic, Span
from generator.publishing.preview.preview import run_preview
from generator.publishing.preview.server import PreviewServer

SECRET = "the words of another file"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built site with links out of it, and a file beside it."""
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "secret.html").write_text(SECRET)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "index.html").write_text(SECRET)
    site = tmp_path / "preview"
    (site / "guides").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text('<html><head></head><body><a class="kb-exit">Home</a></body></html>')
    (site / "guides" / "index.html").write_text("<html><head></head><body>Guides</body></html>")
    (site / "latin.html").write_bytes(b"<html><head></head><body>caf\xe9</body></html>")
    (site / "style.css").write_text("p {}")
    (site / ".htaccess").write_text(SECRET)
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "link.html").symlink_to(tmp_path / "secret.html")
    (site / "linked").symlink_to(tmp_path / "elsewhere")
    (site / "gone.html").symlink_to(tmp_path / "nothing")
    return site


@pytest.fixture
def server(folder: Path) -> Iterator[PreviewServer]:
    running = PreviewServer(("127.0.0.1", 0), folder)
    running.update(())
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def ask(
    server: PreviewServer, path: str, method: str = "GET", host: str = "", **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    """Return status, body and headers of the answer to a request with this Host."""
    port = server.server_address[1]
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host or f"127.0.0.1:{port}")
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    if answer.headers["Content-Type"] == "text/event-stream" and method == "GET":
        body = answer.fp.readline()
    else:
        body = answer.read()
    connection.close()
    return answer.status, body, dict(answer.headers)


def raw(server: PreviewServer, request: bytes) -> bytes:
    """Return the whole answer to some bytes."""
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


OWN = ["127.0.0.1", "localhost", "LOCALHOST:8000", "127.0.0.1:9999", "[::1]", "[::1]:8000"]
FOREIGN = [
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.example@127.0.0.1",
    "127.0.0.1@evil.example",
    "127.0.0.1:8000@evil.example",
    "127.0.0.1/evil.example",
    "127.0.0.1,evil.example",
    "127.0.0.1 evil.example",
    "0.0.0.0",
    "192.168.0.7",
    "127.0.0.1:port",
    "[::1",
    "evil.example#127.0.0.1",
    "evil.example?127.0.0.1",
    "\\127.0.0.1",
]


@pytest.mark.parametrize("host", OWN)
def test_it_answers_at_its_own_address(server: PreviewServer, host: str) -> None:
    status, body, _ = ask(server, "/index.html", host=host)
    assert status == 200
    assert b"_kb/live.js" in body


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/style.css", "/_kb/changes", "/_kb/live.js"])
def test_it_does_not_answer_at_a_name_of_another_website(server: PreviewServer, host: str, path: str) -> None:
    status, body, headers = ask(server, path, host=host)
    assert status == 403
    assert body == b"This preview answers at its own address only: see where ./kb serve runs.\n"
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
    ],
)
def test_a_request_names_one_address(server: PreviewServer, request_head: bytes) -> None:
    assert b" 403 " in raw(server, request_head).partition(b"\r\n")[0]


def test_it_answers_at_the_address_that_the_request_came_to(folder: Path) -> None:
    everywhere = PreviewServer(("0.0.0.0", 0), folder)
    try:
        assert everywhere.is_own_name("192.168.0.7:8000", "192.168.0.7")
        assert not everywhere.is_own_name("192.168.0.8:8000", "192.168.0.7")
        assert not everywhere.is_own_name("evil.example", "192.168.0.7")
    finally:
        everywhere.server_close()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example", "127.0.0.1", ""])
@pytest.mark.parametrize("path", ["/_kb/changes", "/index.html", "/style.css"])
def test_another_website_may_not_read_it(server: PreviewServer, origin: str, path: str) -> None:
    status, body, headers = ask(server, path, Origin=origin)
    assert (status, body) == (403, b"Another website may not read this preview.\n")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_its_own_pages_get_events(server: PreviewServer) -> None:
    status, line, _ = ask(server, "/_kb/changes", Origin="http://127.0.0.1:8000")
    assert status == 200
    assert line == f"data: {server.version}\n".encode()


ODD_PATHS = [
    "/%00",
    "/index.html%00",
    "/%00.html",
    "/../secret.txt",
    "/../secret.html",
    "/guides/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e/secret.html",
    "/..%2fsecret.txt",
    "/..%2Fsecret.html",
    "/guides/..%2f..%2fsecret.html",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/guides\\index.html",
    "/%252e%252e/secret.txt",
    "/link.txt",
    "/link.html",
    "/linked/index.html",
    "/linked/",
    "/linked",
    "/gone.html",
    "/.htaccess",
    "/./index.html",
    "//evil.example/",
    "/index.html/",
    "/index.html/x",
    "/empty/",
    "/nothing/",
    "/nothing.html",
    "/nothing.css",
    "/%ff%fe.html",
    "/%0d%0aSet-Cookie:x",
    "/" + "a" * 300 + ".html",
    "/" + "a/" * 900,
    "/" + "a" * 20_000,
    "/~root/",
    "/C:/x.html",
    "http://evil.example/",
    "*",
    "index.html",
    "/secret.txt",
]


@pytest.mark.parametrize("path", ODD_PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_only_files_of_the_site_are_sent(
    server: PreviewServer, path: str, method: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = raw(server, f"{method} {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode("latin-1"))
    assert b" 404 " in answer.partition(b"\r\n")[0]
    assert SECRET.encode() not in answer
    assert answer.endswith(b"There is no such page.\n" if method == "GET" else b"\r\n\r\n")
    assert capfd.readouterr().err == ""


def test_pages_files_and_folders_are_sent_as_before(server: PreviewServer) -> None:
    assert b"Preview: no files to print" in ask(server, "/")[1]
    assert ask(server, "/style.css")[:2] == (200, b"p {}")
    assert ask(server, "/style.css?v=1")[2]["Content-Type"] == "text/css; charset=utf-8"
    assert ask(server, "/style.css", "HEAD")[:2] == (200, b"")
    assert ask(server, "/guides")[2]["Location"] == "/guides/"
    assert b"Guides" in ask(server, "/guides/")[1]
    assert b"caf\xe9" in ask(server, "/latin.html")[1], "a page that is not in UTF-8"
    assert ask(server, "/guides/index.html")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"])
def test_it_can_only_be_read(server: PreviewServer, method: str) -> None:
    status, body, headers = ask(server, "/", method)
    assert (status, body, headers["Allow"]) == (405, b"This preview can be read, and nothing else.\n", "GET, HEAD")


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9.9\r\n\r\n",
        b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"\xff\xfe\x00\x00 / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000000\r\n\r\n",
        b"",
    ],
)
def test_a_request_that_makes_no_sense_is_no_traceback(
    server: PreviewServer, request_bytes: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    raw(server, request_bytes)
    assert ask(server, "/")[0] == 200
    assert capfd.readouterr().err == ""


def test_no_file_is_sent_before_the_first_build(folder: Path) -> None:
    running = PreviewServer(("127.0.0.1", 0), folder)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        assert ask(running, "/style.css")[0] == 404
        assert b"Building" in ask(running, "/guides/")[1]
        running.update((Diagnostic(Span("a.yml"), Code.EMPTY_FILE, "<b>this</b>"),))
        assert b"&lt;b&gt;this&lt;/b&gt;" in ask(running, "/index.html")[1]
    finally:
        running.shutdown()
        running.server_close()


def test_no_file_is_sent_from_a_folder_that_is_a_link(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    running = PreviewServer(("127.0.0.1", 0), link)
    running.update(())
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        assert ask(running, "/style.css")[0] == 404
        assert ask(running, "/index.html")[0] == 404
    finally:
        running.shutdown()
        running.server_close()


def test_a_port_in_use_says_so(loamshire: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        problem = run_preview(loamshire, address=f"127.0.0.1:{port}", report=pytest.fail)
    next_port = port + 1 if port < 65_535 else port - 1
    assert problem == (
        f"another program uses 127.0.0.1:{port}, perhaps another ./kb serve; "
        f"stop it, or choose another: --address 127.0.0.1:{next_port}"
    )


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("127.0.0.1", "127.0.0.1 is not an address to serve at; write HOST:PORT, like 127.0.0.1:8000"),
        ("8000", "8000 is not an address to serve at; write HOST:PORT, like 127.0.0.1:8000"),
        ("127.0.0.1:²", "127.0.0.1:² is not an address to serve at; write HOST:PORT, like 127.0.0.1:8000"),
        ("127.0.0.1:70000", "there is no port 70000; choose one up to 65535: --address 127.0.0.1:8000"),
        (
            "192.0.2.1:8000",
            "192.0.2.1 is not an address of this machine; leave out --address, or write --address 127.0.0.1:8000",
        ),
    ],
)
def test_an_address_that_cannot_be_used_says_why(loamshire: Path, address: str, problem: str) -> None:
    assert run_preview(loamshire, address=address, report=pytest.fail) == problem
