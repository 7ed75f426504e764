"""Records that stand on pages made from records: what kind each is, what it is called, and on which page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.kinds import kind_of, title_of_record
from generator.model.record import Identified
from generator.model.training import Course


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its kind and title, and its place: the id of a page, on which the record's id is an anchor."""

    kind: str
    title: str
    page: str
    """Empty for what has a page of its own, and for what has none."""
    record: Identified
    course: str = ""
    """Of a course and its parts: the id of the course, which has a page of its own."""


def entry_of(record: Identified, within: tuple[Identified, ...]) -> Entry:
    """Return the entry of a record that is inside the records ``within``, outermost first."""
    kind = kind_of(type(record))
    course = next((one.id for one in (*within, record) if isinstance(one, Course)), "")
    return Entry(kind.key, title_of_record(record, within), kind.page or "", record, course)
