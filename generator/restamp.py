"""Saying that a text was compared with what it was written from: the one verb that writes an author's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import yaml

from generator.build import check
from generator.model.plain import plain
from generator.model.stamps import Stamp

_HEAD = "# What texts were written from, as it was when somebody compared them. Written by: ./kb review\n"


def restamp(project: Path, texts: Sequence[str], by: str, today: date) -> tuple[str, ...] | str:
    """Stamp each of ``texts`` with what its source says now, and no other; or why that cannot be done."""
    base, _ = check(project, today)
    if base is None:
        return "the records have errors; ./kb check tells them, and they come first"
    derived = {one.text: one for one in base.derived}
    for text in texts:
        if text not in derived:
            near = get_close_matches(text, derived, n=1)
            return f"there is no text '{text}'" + (f"; did you mean '{near[0]}'?" if near else "")
    stamps = {one.text: one.stamp for one in base.derived if one.stamp}
    stamps |= {text: derived[text].stamped(by, today) for text in texts}
    _write(project / "data" / "stamps.yml", [stamps[text] for text in sorted(stamps)])
    return tuple(texts)


def _write(path: Path, stamps: Sequence[Stamp]) -> None:
    content = {"stamps": [plain(stamp) for stamp in stamps]}
    written = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=118)
    path.write_text(_HEAD + written, encoding="utf-8", newline="\n")
