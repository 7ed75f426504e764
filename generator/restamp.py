"""Saying that a text was compared with what it was written from: the one verb that writes an author's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from generator.build import check
from generator.loading.stamps_file import write_stamps


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
    write_stamps(project, (stamps | {text: derived[text].stamped(by, today) for text in texts}).values())
    return tuple(texts)
