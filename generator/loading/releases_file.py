"""Add a release to ``data/releases.yml``. All other lines stay as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from generator.disk import link_on_the_way
from generator.model.releases import Release

RELEASES_FOLDER = "data/releases"
RELEASES_FILE = "data/releases.yml"
_HEAD = "# Versions that were published. Written by: kb release\n"
_KEY = re.compile(r"^releases:[ \t]*(?:\[\][ \t]*)?(#[^\n]*)?$", re.MULTILINE)
_FIRST_ITEM = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)*([ \t]*)-")


def with_release(project: Path, release: Release) -> bytes | str:
    """Return the content of ``data/releases.yml`` with one more release, or a message if it cannot be added."""
    if link := next(filter(None, (link_on_the_way(project, one) for one in (RELEASES_FILE, RELEASES_FOLDER))), ""):
        return f"{link} is a link to {(project / link).resolve()}; put the file itself in its place"
    path = project / RELEASES_FILE
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    fields = release.model_dump(exclude_none=True)
    before = _releases(text)
    if _KEY.search(text) is None and before == []:
        text = f"{text.rstrip()}\nreleases:\n" if text.strip() else f"{_HEAD}releases:\n"
    key = _KEY.search(text)
    if key is None or before is None:
        return f"{RELEASES_FILE} has its releases in one line; write each on lines of its own, as ./kb explain shows"
    rest = text[key.end() :].removeprefix("\n")
    item = _FIRST_ITEM.match(rest)
    indent = item[1] if item else "  "
    lines = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=10_000).splitlines()
    entry = "".join(f"{indent}{'- ' if n == 0 else '  '}{line}\n" for n, line in enumerate(lines))
    comment = f" {key[1]}" if key[1] else ""
    new = f"{text[: key.start()]}releases:{comment}\n{entry}{rest}"
    after = _releases(new)
    if after is None or [one.get("id") for one in after] != [release.id, *(one.get("id") for one in before)]:
        return f"a release cannot be added to {RELEASES_FILE} as it is; write each on lines of its own under releases:"
    return new.encode()


def _releases(text: str) -> list[dict[str, Any]] | None:
    """Return the releases in the text of the file; None if it cannot be read."""
    try:
        content = yaml.safe_load(text) or {}
    except yaml.YAMLError:
        return None
    found = content.get("releases") or []
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else None
