"""The reviews that fall due, as a calendar to subscribe to: ``api/reviews.ics`` (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from generator.linking.knowledge_base import KnowledgeBase, Review
from generator.model.kinds import kind_named
from generator.rendering.artefacts import Artefact
from generator.views.keeping.reviews import kind_noun

REVIEWS = "api/reviews.ics"
_NAMESPACE = UUID("6f1ccf52-2b5d-5c0e-9d0a-0b4f4d6f7a11")
"""The namespace of the UUIDs of events, so that an event has the same UID in every build."""


def reviews_calendar(base: KnowledgeBase) -> Artefact:
    """Return the calendar: an all-day event for each day, owner and kind of record, with the records to check."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Community safety knowledge base//Reviews//EN")
    calendar.add("x-wr-calname", f"{base.partnership.short_name}: what to check again")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    reviews = sorted((review for review in base.reviews if review.due), key=_event_key)
    for _, of_event in groupby(reviews, key=_event_key):
        calendar.add_component(_event(tuple(of_event), base))
    return Artefact(REVIEWS, calendar.to_ical())


def _event_key(review: Review) -> tuple[date, str, str]:
    return review.due or date.max, review.owner.casefold(), review.kind


def _event(reviews: tuple[Review, ...], base: KnowledgeBase) -> Event:
    first = reviews[0]
    due, owner = first.due or date.max, first.owner
    event = Event()
    kind = kind_named(first.kind)
    whose = f"{base.partnership.name} {base.edition.value}"
    event.add("uid", str(uuid5(_NAMESPACE, f"{whose} {due.isoformat()} {owner} {kind.snapshot or kind.key}")))
    # RFC 5545 requires the time of the last change: an event changes when one of its records is checked.
    changed = max((review.last for review in reviews if review.last), default=due)
    event.add("dtstamp", datetime.combine(changed, time(), UTC))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add(
        "summary", f"Check {len(reviews)} {kind_noun(first.kind, len(reviews))} ({owner or 'nobody owns them yet'})"
    )
    event.add("description", _description(reviews))
    return event


def _description(reviews: Iterable[Review]) -> str:
    lines = sorted(f"{review.title} ({review.span.path}, {review.record})" for review in reviews)
    return "Check each of these, and write the new day in its record:\n" + "\n".join(lines)
