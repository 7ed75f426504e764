"""Mark a text as checked against its source. Only this, ``import`` and ``check --fix`` write an author's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from generator.build import check
from generator.disk import link_on_the_way
from generator.loading.stamps_file import STAMPS_FILE, write_stamps


def mark_reviewed(project: Path, text_ids: Sequence[str], reviewer: str, today: date) -> str | None:
    """Record in ``data/stamps.yml`` that ``reviewer`` checked the texts against their sources on ``today``.

    Other entries of the file stay as they are. Return why this cannot be done, or None if it was done.
    """
    if link := link_on_the_way(project, STAMPS_FILE):
        return f"{link} is a link to {(project / link).resolve()}; put the file itself in its place, or change that one"
    base, _ = check(project, today)
    if base is None:
        return "the records have errors; run ./kb check and mend them first"
    texts = {text.text: text for text in base.derived_texts}
    for text_id in text_ids:
        if text_id not in texts:
            matches = get_close_matches(text_id, texts, n=1)
            return f"there is no text '{text_id}'" + (f"; did you mean '{matches[0]}'?" if matches else "")
    stamps = {text.text: text.stamp for text in base.derived_texts if text.stamp}
    stamps |= {text_id: texts[text_id].mark_reviewed(reviewer, today) for text_id in text_ids}
    write_stamps(project, stamps.values())
    return None
