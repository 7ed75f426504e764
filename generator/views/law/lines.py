"""Short views of the provisions that a page names: title, status on the day and effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.legislation import Nation, Provision
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
    in_wales: StatusView | None
    """Its status in Wales, if that is another."""
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
            lines.append(_line(entry, record, base.today, base.legislation.review_every))
    return tuple(lines)


def _line(entry: Entry, provision: Provision, today: date, review_every: int) -> LawLine:
    wales = provision.in_nation(Nation.WALES) if provision.in_wales else None
    return LawLine(
        title=entry.title,
        path=path_of(entry),
        status=status_view(provision, today, review_every),
        in_wales=status_view(wales, today, review_every) if wales else None,
        about=sentence(provision.about),
        check_note=f"Checked on {day(provision.checked_on)}.",
    )
