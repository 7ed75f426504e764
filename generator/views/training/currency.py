"""Which version of its standards a course teaches, and until when what it says is current."""

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
    """What a course says on its cover about its own age."""

    teaches: str
    """The standards, and the version of them."""
    brief: str
    """Until when, in a few words."""
    until: str
    """The day until which nothing it teaches is due to be checked again, and what is due first."""
    ended: bool
    """Whether that day has passed."""
    standing: str
    """What a reader must know of the promises it teaches; empty where all are confirmed, or there are none."""


def currency(linked: LinkedCourse, base: KnowledgeBase) -> Currency:
    """The age of a course on the day of the build."""
    course, held = linked.record, set(records_of(linked, base))
    reviews = [review for review in base.reviews if review.record in held]
    dated = sorted((review.due, review.title) for review in reviews if review.due)
    until, ended = "Nothing it teaches has a day by which it must be checked.", False
    brief = until
    if dated:
        due, title = dated[0]
        ended = due < base.today
        brief = f"{'Was current' if ended else 'Current'} until {day(due)}."
        until = (
            f"It was current until {day(due)}. Since then {title} should have been checked: check before you teach."
            if ended
            else f"Current until {day(due)}. On that day {title} must be checked again."
        )
    return Currency(_teaches(course, base), brief, until, ended, warning_of((*course.sets, *held), base))


def records_of(linked: LinkedCourse, base: KnowledgeBase) -> Iterator[str]:
    """The ids of every record that a course says something of: what it teaches, and the law and the sets under that."""
    for identifier in linked.teaches:
        target = base.targets[identifier]
        yield target.set_id if isinstance(target, LinkedStandard) else identifier
        if isinstance(target, Entry) and isinstance(target.record, Power):
            yield from target.record.relies_on


def _teaches(course: Course, base: KnowledgeBase) -> str:
    titles = [linked.record.title for linked in base.sets if linked.record.id in course.sets]
    if not titles:
        return "It teaches no set of standards."
    return f"Teaches {' and '.join(titles)}, {_version(course, base)}."


def _version(course: Course, base: KnowledgeBase) -> str:
    """The published version whose promises are the same as today's, or that today's are not published yet."""
    held = [linked for linked in base.sets if linked.record.id in course.sets]
    promises = {one.record.id for linked in held for one in linked.standards}
    now = {name: base.versions[0].snapshot.get(name) for name in promises}
    for version in base.versions[1:]:
        if version.release and {name: version.snapshot.get(name) for name in promises} == now:
            published = day(version.release.published_on)
            return f"as in {version.release.title}, published on {published}"
    return f"as they stood on {day(base.today)}; no version with these words has been published yet"
