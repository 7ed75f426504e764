"""The currency of a course: which standards it teaches, and until when it is current."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedCourse, LinkedStandard
from generator.linking.resolve.entries import Entry
from generator.model.powers import Power
from generator.model.training import Course
from generator.views.standards.standing import warning_of
from generator.words.dates import day


@dataclass(frozen=True, slots=True)
class Currency:
    """The currency of a course, as its cover states it."""

    teaches: str
    """The sets of standards it teaches; empty in a project without any."""
    brief: str
    """Until when it is current, in a few words."""
    until: str
    """Until when it is current, and which record must be checked first."""
    expired: bool
    """Whether that day is past."""
    standing: str
    """A warning about standards that are not confirmed; empty if all are, or if it teaches none."""


def currency(linked: LinkedCourse, base: KnowledgeBase) -> Currency:
    """Return the currency of a course on the day of the build."""
    course, records = linked.record, set(course_records(linked, base))
    reviews = [review for review in base.reviews if review.record in records]
    dated = sorted((review.due, review.title) for review in reviews if review.due)
    until, expired = "Nothing it teaches has a day by which it must be checked.", False
    brief = until
    if dated:
        due, title = dated[0]
        expired = due < base.today
        brief = f"{'Was current' if expired else 'Current'} until {day(due)}."
        until = (
            f"It was current until {day(due)}. Since then {title} should have been checked: check before you teach."
            if expired
            else f"Current until {day(due)}. On that day {title} must be checked again."
        )
    return Currency(_teaches(course, base), brief, until, expired, warning_of((*course.sets, *records), base))


def course_records(linked: LinkedCourse, base: KnowledgeBase) -> Iterator[str]:
    """Yield the ids of the records a course depends on: those it teaches, their sets, and the law of its powers.

    A standard is given by the id of its set.
    """
    for identifier in linked.teaches:
        target = base.targets[identifier]
        yield target.set_id if isinstance(target, LinkedStandard) else identifier
        if isinstance(target, Entry) and isinstance(target.record, Power):
            yield from target.record.relies_on


def _teaches(course: Course, base: KnowledgeBase) -> str:
    titles = [linked.record.title for linked in base.sets if linked.record.id in course.sets]
    if not base.sets:
        return ""
    if not titles:
        return "It teaches no set of standards."
    return f"Teaches {' and '.join(titles)}."
