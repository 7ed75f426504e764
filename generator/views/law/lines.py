"""Short views of the provisions that a page names: title, status on the day and effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.legislation import Provision
from generator.views.law.status import StatusView, status_view
from generator.views.shared.paths import path_of
from generator.words.dates import day
from generator.words.text import Sentence, sentence


@dataclass(frozen=True, slots=True)
class LawLine:
    """One provision."""

    title: str
    path: str
    status: StatusView
    about: Sentence
    check_note: str


def law_lines(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[LawLine, ...]:
    """Return a line for each id that is a provision, in the order given; none without a register."""
    if not base.legislation:
        return ()
    lines = []
    for identifier in identifiers:
        entry = base.targets[identifier]
        if isinstance(entry, Entry) and isinstance(record := entry.record, Provision):
            status = status_view(record, base.today, base.legislation.review_every)
            lines.append(
                LawLine(
                    entry.title, path_of(entry), status, sentence(record.about), f"Checked on {day(record.checked_on)}."
                )
            )
    return tuple(lines)
