"""The live preview follows an editor: a changed promise, a mistake, its mending, and no work when nothing changes."""

import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

PAGE = "promises/charter.html"
PATIENCE = 60
"""Seconds after which a server that has not answered never will."""


class Preview:
    """A running ``kb serve``."""

    pause = threading.Event()

    def __init__(self, project: Path, *options: str, code: Path = REPOSITORY, module: str = "generator") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [
            sys.executable,
            "-P",
            "-m",
            module,
            "serve",
            "--project",
            str(project),
            "--address",
            self.address,
            *options,
        ]
        self.log = project.parent / "serve.log"
        surroundings = {**os.environ, "PYTHONPATH": str(code)}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=surroundings)

    def shows(self, path: str, text: str) -> bool:
        """Wait until a page holds a text."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                    if text in answer.read().decode():
                        return True
            except OSError:
                pass
            self.pause.wait(0.05)
        return False

    def builds(self) -> list[tuple[str, str]]:
        """What each build so far has told: how many pages it made, of how many."""
        return re.findall(r"\d\d:\d\d:\d\d (\d+) of (\d+) pages are new", self.log.read_text())

    def build_count(self, count: int) -> int:
        """How many builds it has told of, once there are as many as ``count``: a page is there before the words."""
        end = time.monotonic() + PATIENCE
        while len(self.builds()) < count and time.monotonic() < end:
            self.pause.wait(0.05)
        return len(self.builds())


@pytest.fixture
def preview(loamshire: Path) -> Iterator[Preview]:
    running = Preview(loamshire)
    yield running
    running.process.terminate()
    running.process.wait()


def test_an_edit_a_mistake_and_its_mending_are_on_the_page(preview: Preview, loamshire: Path) -> None:
    standards = loamshire / "data" / "standards.yml"
    text = standards.read_text()
    assert preview.shows(PAGE, "2\u00a0hours")
    standards.write_text(text.replace("within: 2, unit: hour", "within: 7, unit: hour"))
    assert preview.shows(PAGE, "7\u00a0hours")
    standards.write_text(text.replace("strength: aim", "strength: aims"))
    assert preview.shows("", "data/standards.yml:42:19: error[invalid-value]")
    standards.write_text(text)
    assert preview.shows(PAGE, "2\u00a0hours")


def test_without_posix_and_pango_an_edit_is_on_the_page_too(loamshire: Path) -> None:
    preview = Preview(loamshire, module="tests.without_posix")
    try:
        standards = loamshire / "data" / "standards.yml"
        assert preview.shows(PAGE, "2\u00a0hours")
        standards.write_text(standards.read_text().replace("within: 2, unit: hour", "within: 7, unit: hour"))
        assert preview.shows(PAGE, "7\u00a0hours")
    finally:
        preview.process.terminate()
        preview.process.wait()


def test_it_says_that_it_is_a_preview(preview: Preview, loamshire: Path) -> None:
    assert preview.shows("index.html", "Preview: no files to print, not published.")
    assert "Preview" not in (loamshire / "build" / "preview" / "index.html").read_text()


def test_an_open_page_follows_an_edit_a_mistake_and_its_mending_by_itself(
    preview: Preview, loamshire: Path, browser: Browser
) -> None:
    page_file = loamshire / "content" / "tell.md"
    text = page_file.read_text()
    assert preview.shows("tell.html", "It is near.")
    page = browser.new_page()
    page.goto(f"http://{preview.address}/tell.html")
    page_file.write_text(text.replace("It is near.", "It is far."))
    expect(page.get_by_text("It is far.")).to_be_visible(timeout=PATIENCE * 1000)
    page_file.write_text(text.replace("ref:contact-desk", "ref:contact-nobody"))
    expect(page.get_by_text("unknown-reference")).to_be_visible(timeout=PATIENCE * 1000)
    page_file.write_text(text)
    expect(page.get_by_text("It is near.")).to_be_visible(timeout=PATIENCE * 1000)


def test_it_builds_once_for_each_edit_and_never_follows_itself(preview: Preview, loamshire: Path) -> None:
    assert preview.shows("index.html", "Loamshire")
    assert preview.build_count(1) == 1
    for count, word in enumerate(("once", "twice"), start=2):
        page = loamshire / "content" / "guides" / "ringing.md"
        page.write_text(page.read_text() + f"\n{word}\n")
        assert preview.shows("guides/ringing.html", word)
        assert preview.build_count(count) == count
    first, *later = preview.builds()
    assert first[0] == first[1]
    assert all(int(made) <= 3 for made, _ in later)


def test_what_a_style_may_not_hold_is_told_when_it_is_saved_and_not_once_it_is_mended(loamshire: Path) -> None:
    package = loamshire.parent / "code" / "generator"
    shutil.copytree(REPOSITORY / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
    style = package / "templates" / "styles" / "prints" / "print.css"
    sound = style.read_text()
    running = Preview(loamshire, code=package.parent)
    try:
        assert running.shows("index.html", "Loamshire")
        style.write_text(sound + "\n.of-nobody { opacity: .5 }\n")
        assert running.shows("", "opacity")
        style.write_text(sound)
        assert running.shows("index.html", "Preview: no files to print")
        assert running.build_count(2) == 2
    finally:
        running.process.terminate()
        running.process.wait()


def test_a_browser_that_goes_away_is_nothing_to_tell_of(preview: Preview) -> None:
    assert preview.shows("index.html", "Loamshire")
    host, port = preview.address.split(":")
    for path in ("assets/fonts/source-sans-bold.woff2", "index.html", "_kb/changes") * 5:
        with socket.create_connection((host, int(port))) as gone:
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            gone.sendall(f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            gone.recv(1)
    assert preview.shows("index.html", "Loamshire")
    assert "Traceback" not in preview.log.read_text()


def test_it_says_where_it_is(preview: Preview) -> None:
    assert preview.shows("index.html", "Loamshire")
    assert f"A live preview is at http://{preview.address}/ (stop it with Ctrl+C)\n" in preview.log.read_text()


def test_a_folder_with_nothing_to_serve_is_told_so(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "generator", "serve", "--project", str(tmp_path)]
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    assert ran.returncode == 2
    assert "has no data/ or no content/" in ran.stderr
