"""The settings for web servers that ``docs/hosting.md`` gives, word for word but for folders and the port."""

import re
import subprocess
from pathlib import Path

from tests.conftest import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "hosting.md"
HEADERS_FILE = "/etc/nginx/kb-headers.conf"
SITE_FOLDER = "/var/www/kb"


def apache_settings(folder: Path) -> str:
    """Return what the document says to write for the site in ``folder``."""
    return _changed(_block("apache"), (SITE_FOLDER, str(folder), 2))


def apache_modules() -> list[str]:
    """Return the modules that the document says to load."""
    found = re.search(r"`a2enmod ([a-z ]+)`", DOCUMENT.read_text())
    assert found
    return found[1].split()


def nginx_settings(folder: Path, path: str, port: int, headers: Path) -> str:
    """Return what the document says to write for the site in ``folder`` at the path, such as ``/`` or ``/kb/``."""
    root = folder if path == "/" else folder.parent
    settings = _changed(
        _block("nginx"),
        ("listen 80;", f"listen 127.0.0.1:{port};", 1),
        (f"root {SITE_FOLDER};", f"root {root};", 1),
        (HEADERS_FILE, str(headers), 1),
    )
    if path == "/":
        return settings
    errors, moved = "error_page 403 404 =404 {}404.html;", settings.replace(" /openreferral", f" {path}openreferral")
    assert f"`{errors.format('/kb/')}`" in DOCUMENT.read_text()
    return _changed(moved, (errors.format("/"), errors.format(path), 1))


def write_nginx_headers(site: Path, headers: Path) -> None:
    """Run the command of the document that makes the headers for nginx from ``_headers`` of a site."""
    (command,) = (line for line in _block("sh").splitlines() if "_headers" in line)
    command = _changed(
        command, ("build/public/_headers", f"'{site / '_headers'}'", 1), (HEADERS_FILE, f"'{headers}'", 1)
    )
    subprocess.run(["sh", "-c", command], check=True)


def _block(language: str) -> str:
    """Return the first block of code in a language."""
    found = re.search(rf"```{language}\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    assert found
    return found[1]


def _changed(text: str, *changes: tuple[str, str, int]) -> str:
    """Replace texts, each of which occurs as often as it says."""
    for before, after, times in changes:
        assert text.count(before) == times, f"{before!r} occurs {text.count(before)} times"
        text = text.replace(before, after)
    return text
