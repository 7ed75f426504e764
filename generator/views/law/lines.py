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
    elsewhere: tuple[tuple[str, StatusView], ...]
    """The name of each nation in which it has another status, with that."""
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
            lines.append(_line(entry, record, base, base.legislation.review_every))
    return tuple(lines)


def _line(entry: Entry, provision: Provision, base: KnowledgeBase, review_every: int) -> LawLine:
    names = base.jurisdiction.nation_names
    return LawLine(
        title=entry.title,
        path=path_of(entry),
        status=status_view(provision, base.today, review_every),
        elsewhere=tuple(
            (names[nation], status_view(one, base.today, review_every)) for nation, one in provision.elsewhere()
        ),
        about=sentence(provision.about),
        check_note=f"Checked on {day(provision.checked_on)}.",
    )
