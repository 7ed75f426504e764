"""`kb serve`: build the site without PDFs at each saved edit, and show it in the browser.

Only files that an author edits are watched, so a build never causes another one.
"""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from generator.build_folder import BuildFolder, build_folder_problem
from generator.cache import PACKAGE
from generator.diagnostics import Diagnostic, format_diagnostics
from generator.loading.folders import entries_below
from generator.publishing.fingerprints import input_folders
from generator.publishing.preview.server import PreviewServer
from generator.publishing.publish import publish

_FOLDER_NAME = "preview"
_HIGHEST_PORT = 65_535
FileStates = tuple[tuple[str, int, int], ...]
"""The path, modification time in nanoseconds and size in bytes of each file."""
_POLL_SECONDS = 0.2
"""The time between two looks at the files. An editor saves in steps, so a build waits until two looks are the same."""


def run_preview(project: Path, *, address: str, report: Callable[[str], None], output: str | None = None) -> str | None:
    """Serve ``project`` at ``address`` until interrupted, and ``report`` each build. Return why it cannot be served.

    The preview is built in ``build/``, or in the folder ``output``.
    """
    if not (project / "data").is_dir() or not (project / "content").is_dir():
        return f"{project} has no data/ or no content/; name the project's folder after --project"
    build = BuildFolder(project, output)
    if output and (problem := build_folder_problem(build)):
        return f"{problem.message}; {problem.hint}"
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not port.isascii():
        return f"{address} is not an address to serve at; write HOST:PORT, like 127.0.0.1:8000"
    try:
        server = PreviewServer((host, int(port)), build.path / _FOLDER_NAME)
    except (OSError, OverflowError) as error:
        return _address_problem(error, host, int(port))
    report(f"A live preview is at http://{host}:{server.server_address[1]}/ (stop it with Ctrl+C)")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for errors, text in _builds(project, output):
            report(text)
            server.update(errors)
    finally:
        server.shutdown()
        server.server_close()
    return None


def _address_problem(error: OSError | OverflowError, host: str, port: int) -> str:
    """Return in plain words why nothing can be served at an address."""
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        other = f"--address {host}:{port + 1 if port < _HIGHEST_PORT else port - 1}"
        return f"another program uses {host}:{port}, perhaps another ./kb serve; stop it, or choose another: {other}"
    if number in {errno.EACCES, errno.EPERM}:
        return f"you may not serve at port {port}; choose one above 1023: --address {host}:8000"
    if port > _HIGHEST_PORT:
        return f"there is no port {port}; choose one up to {_HIGHEST_PORT}: --address {host}:8000"
    if number == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"{host} is not an address of this machine; leave out --address, or write --address 127.0.0.1:{port}"
    return f"nothing can be served at {host}:{port}: {error}"


def _builds(project: Path, output: str | None) -> Iterator[tuple[tuple[Diagnostic, ...], str]]:
    """Build now and after each change. Yield the problems if the build failed, and the text to print."""
    while True:
        states = _file_states(project)
        start = time.monotonic()
        result = publish(project, today=date.today(), with_prints=False, name=_FOLDER_NAME, output=output)
        text = format_diagnostics(result.diagnostics, "text")
        if result.folder:
            pages = result.build_counts.pages
            summary = f"{time.strftime('%H:%M:%S')} {pages.new} of {pages.total} pages are new"
            text = f"{text}\n{summary} ({time.monotonic() - start:.1f} s)".lstrip()
        yield (() if result.folder else result.diagnostics), text
        _wait_for_change(project, states)


def _wait_for_change(project: Path, states: FileStates) -> None:
    """Wait until the files differ from ``states`` and have stopped changing."""
    current = states
    while current == states:
        current = _next_states(project)
    while current != (following := _next_states(project)):
        current = following


def _next_states(project: Path) -> FileStates:
    time.sleep(_POLL_SECONDS)
    return _file_states(project)


def _file_states(project: Path) -> FileStates:
    """Return the states of all files that an author edits."""
    states = []
    for folder in (*input_folders(project), PACKAGE / "packs", PACKAGE / "templates"):
        for top, _, names in entries_below(folder):
            states += [_file_state(os.path.join(top, name)) for name in names]  # noqa: PTH118
    return (_file_state(str(project / "mkdocs.yml")), *sorted(states))


def _file_state(path: str) -> tuple[str, int, int]:
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return path, 0, 0
    return path, stat.st_mtime_ns, stat.st_size
