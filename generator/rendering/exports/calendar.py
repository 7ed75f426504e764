"""The reviews that fall due, as a calendar to subscribe to: ``api/reviews.ics`` (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from generator.linking.knowledge_base import KnowledgeBase, Review
from generator.model.kinds import kind_named
from generator.rendering.artefacts import Artefact
from generator.views.keeping.reviews import kind_noun
from generator.views.shared.paths import full_address, page_path, path_of
from generator.words.text import shortened

REVIEWS = "api/reviews.ics"
_NAMESPACE = UUID("6f1ccf52-2b5d-5c0e-9d0a-0b4f4d6f7a11")
"""The namespace of the UUIDs of events, so that an event has the same UID in every build."""
_SUMMARY, _DESCRIPTION = 75, 300
"""How many characters a calendar program shows of each without being opened wider."""


def reviews_calendar(base: KnowledgeBase) -> Artefact:
    """Return the calendar: an all-day event for each day, owner and kind of record, with the records to check.

    The UID of an event is that of its first record by id: it stays when the day moves. Records of an event that are
    checked on different days are different events then, and one of them has the UID.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Community safety knowledge base//Reviews//EN")
    calendar.add("x-wr-calname", f"{base.partnership.short_name}: what to check again")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    reviews = sorted((review for review in base.reviews if review.due), key=_event_key)
    # RFC 5545 wants the time of the last change. An event also changes when a record leaves it, which is when that was
    # checked; so all events have the day of the last check of any record.
    changed = datetime.combine(max((r.last for r in reviews if r.last), default=date.min), time(), UTC)
    for _, of_event in groupby(reviews, key=_event_key):
        calendar.add_component(
            _event(sorted(of_event, key=lambda review: base.first_ids.get(review.record, review.record)), changed, base)
        )
    return Artefact(REVIEWS, calendar.to_ical())


def _event_key(review: Review) -> tuple[date, str, str]:
    return review.due or date.max, review.owner.casefold(), review.kind


def _event(reviews: Sequence[Review], changed: datetime, base: KnowledgeBase) -> Event:
    first = reviews[0]
    due, kind = first.due or date.max, kind_named(first.kind)
    whose = f"{base.partnership.name} {base.edition.value}"
    event = Event()
    event.add(
        "uid",
        str(uuid5(_NAMESPACE, f"{whose} {kind.snapshot or kind.key} {base.first_ids.get(first.record, first.record)}")),
    )
    # A calendar program ignores a move without a higher number; the last check only ever becomes later.
    event.add("sequence", (first.last or due).toordinal())
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(reviews))
    event.add("description", _description(reviews, base))
    return event


def _summary(reviews: Sequence[Review]) -> str:
    first, count = reviews[0], len(reviews)
    if count == 1:
        return shortened(f"Check {first.title} ({first.owner or 'nobody owns it yet'})", _SUMMARY)
    noun = kind_noun(first.kind, count)
    return shortened(f"Check {count} {noun} ({first.owner or 'nobody owns them yet'})", _SUMMARY)


def _description(reviews: Sequence[Review], base: KnowledgeBase) -> str:
    """Return what to do and, while the website has an address, that of the page to look at."""
    address = full_address(_path(reviews, base), base.partnership.website)
    room = max(_DESCRIPTION - len(address) - 1, _DESCRIPTION // 2)
    if len(reviews) == 1:
        first = reviews[0]
        words = shortened(f"Check it, and write the new day in {first.span.path} ({first.record}).", room)
    else:
        words = "Check each of these, and write the new day in its record: "
        words += _listed([review.title for review in reviews], room - len(words))
    return f"{words}\n{address}" if address else words


def _listed(titles: Sequence[str], room: int) -> str:
    """Return as many titles, in alphabetical order, as there is room for, and how many more there are."""
    titles = sorted(titles, key=lambda title: (title.casefold(), title))
    for count in range(len(titles), 0, -1):
        more = f" and {len(titles) - count} more" if count < len(titles) else ""
        if len(listed := "; ".join(titles[:count]) + more) <= room:
            return listed
    return shortened(titles[0], room - len(more)) + more


def _path(reviews: Sequence[Review], base: KnowledgeBase) -> str:
    """Return the path of the page to look at. It is one of the public edition, since that is what has an address."""
    first = reviews[0]
    if len(reviews) == 1 and first.record not in base.directory.staff_only:
        return path_of(base.targets[first.record])
    return page_path(kind_named(first.kind).page or "checks")
