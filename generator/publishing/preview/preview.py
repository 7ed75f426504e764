"""`kb serve`: the site as `kb build` makes it, without its PDFs; made anew at each save, and shown at once.

It watches what an author writes and nothing that a build writes, so it never follows itself.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from generator.cache import PACKAGE
from generator.diagnostics import Diagnostic, formatted
from generator.publishing.preview.server import PreviewServer
from generator.publishing.publish import publish

NAME = "preview"
Stamp = tuple[tuple[str, int, int], ...]
"""Files by their paths, with the date and the size of each."""
_PAUSE = 0.2
"""Seconds between two looks at the files, and for which they must stay as they are: an editor saves in steps."""


def serve(project: Path, *, address: str, say: Callable[[str], None]) -> str | None:
    """Serve ``project`` until the terminal says stop; otherwise the reason why it cannot be served."""
    if not (project / "mkdocs.yml").is_file() or not (project / "content").is_dir():
        return f"{project} has no mkdocs.yml or no content/; name the project's folder after --project"
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        return f"{address} is not an address to serve at; write HOST:PORT, like 127.0.0.1:8000"
    try:
        server = PreviewServer((host, int(port)), project / "build" / NAME)
    except (OSError, OverflowError) as error:
        return f"nothing can be served at {address}: {error}"
    say(f"A live preview is at http://{address}/ (stop it with Ctrl+C)")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for problems, words in _builds(project):
            say(words)
            server.show(problems)
    finally:
        server.shutdown()
        server.server_close()
    return None


def _builds(project: Path) -> Iterator[tuple[tuple[Diagnostic, ...], str]]:
    """What each build found, and what to say of it: one build at once, then one whenever a file has changed."""
    while True:
        seen = _stamp(project)
        begun = time.monotonic()
        published = publish(project, today=date.today(), with_prints=False, name=NAME)
        found = published.diagnostics
        pages = published.work.pages
        told = formatted(found, "text")
        if published.folder:
            made = f"{time.strftime('%H:%M:%S')} {pages.made} of {pages.made + pages.reused} pages are new"
            told = f"{told}\n{made} ({time.monotonic() - begun:.1f} s)".lstrip()
            found = ()
        yield found, told
        _wait_for_change(project, seen)


def _wait_for_change(project: Path, seen: Stamp) -> None:
    """Until a file is another than when it was ``seen``, and all have stayed as they are for a moment."""
    now = seen
    while now == seen:
        now = _later(project)
    while now != (later := _later(project)):
        now = later


def _later(project: Path) -> Stamp:
    time.sleep(_PAUSE)
    return _stamp(project)


def _stamp(project: Path) -> Stamp:
    """Every file that a build reads."""
    found = []
    for folder in (project / "data", project / "content", PACKAGE / "templates"):
        for top, _, names in os.walk(folder):
            found += [_one(os.path.join(top, name)) for name in names]  # noqa: PTH118
    return (_one(str(project / "mkdocs.yml")), *sorted(found))


def _one(path: str) -> tuple[str, int, int]:
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return path, 0, 0
    return path, stat.st_mtime_ns, stat.st_size
