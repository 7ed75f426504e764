"""Entries: records with their kind, title and page."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from generator.model.kinds import kind_of, title_of_record
from generator.model.record import Identified
from generator.model.training import Course


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its kind, its title, and the id of the generated page that has an anchor with the record's id."""

    kind: str
    title: str
    page: str
    """Empty if the record has a page of its own, or none."""
    record: Identified
    course: str = ""
    """The id of the course that the record is or belongs to; empty for all other records."""
    own_page: str = ""
    """The id of the record with a page of its own that it is or belongs to; empty if it stands on ``page`` itself."""


def entry_of(record: Identified, within: tuple[Identified, ...], apart: Container[str] = ()) -> Entry:
    """Return the entry of a record that the records ``within`` contain, outermost first.

    ``apart`` has the ids of the records that are on the second page of their kind.
    """
    kind = kind_of(type(record))
    course = next((one.id for one in (*within, record) if isinstance(one, Course)), "")
    own_page = next((one.id for one in (record, *reversed(within)) if kind_of(type(one)).own_page), "")
    page = (kind.page_apart if record.id in apart else kind.page) or ""
    return Entry(kind.key, title_of_record(record, within), page, record, course, own_page)
