"""The deadlines of a case: every promise of this area with a time limit, by what starts its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet, LinkedStandard
from generator.model.standards import Deadline, StandardSet
from generator.model.vocabulary import Trigger, Unit
from generator.views.shared.publications import Download, downloads_of
from generator.views.standards.standard_set import StandardView, standard_view
from generator.words.dates import day
from generator.words.deadlines import CONDITIONS, SENSES, TRIGGERS
from generator.words.standing import aside, warning
from generator.words.text import Sentence, plain, sentence


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A promise, and the set it is of."""

    standard: StandardView
    set_title: str


@dataclass(frozen=True, slots=True)
class TriggerView:
    """What starts clocks, and the promises whose clocks it starts."""

    key: str
    title: str
    question: str
    """The label of the field for its day."""
    rows: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class SetChoice:
    """A set to choose."""

    key: str
    title: str
    standing: str
    """A clause on why its promises may not hold; empty where they are confirmed."""


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """The whole desk."""

    sets: tuple[SetChoice, ...]
    standing: str
    """What a reader must know of the promises on the page; empty where all are confirmed."""
    triggers: tuple[TriggerView, ...]
    agreed: tuple[DeadlineRow, ...]
    """Promises whose time is agreed with the person: no day can be worked out."""
    meaning: Sentence
    basis: Sentence
    assumed: tuple[Sentence, ...]
    until: str
    downloads: tuple[Download, ...]
    data: dict[str, Any]
    """What the script reckons with: limits, bank holidays and the first and last day it knows."""


def deadlines_view(base: KnowledgeBase) -> DeadlinesView:
    """Return the time limits of this area's sets, by what starts their clocks."""
    local = [linked for linked in base.sets if linked.record.area == base.partnership.area]
    timed = [(linked, one, one.record.deadline) for linked in local for one in linked.standards if one.record.deadline]
    groups = [
        TriggerView(trigger.value, words.title, words.question, _rows(timed, base, trigger))
        for trigger, words in TRIGGERS.items()
    ]
    working_day, closed = base.partnership.working_day, base.bank_holidays
    return DeadlinesView(
        sets=tuple(_choice(linked.record, base.today) for linked in local if linked.record.has_time_limits),
        standing=warning((linked.record for linked in local if linked.record.has_time_limits), base.today),
        triggers=tuple(group for group in groups if group.rows),
        agreed=tuple(_row(linked, one, base) for linked, one, limit in timed if limit.within is None),
        meaning=sentence(working_day.meaning),
        basis=sentence(working_day.basis),
        assumed=tuple(map(sentence, working_day.assumed)),
        until=day(date(closed[-1].year, 12, 31)),
        downloads=downloads_of("deadlines", base=base),
        data={
            "limits": [_limit(linked, one, limit) for linked, one, limit in timed if limit.within],
            "closed": [one.isoformat() for one in closed],
            "from": date(closed[0].year, 1, 1).isoformat(),
            "until": date(closed[-1].year, 12, 31).isoformat(),
            "reportDayCounts": working_day.report_day_counts,
        },
    )


Timed = list[tuple[LinkedSet, LinkedStandard, Deadline]]


def _choice(record: StandardSet, today: date) -> SetChoice:
    return SetChoice(record.id, record.title, aside(record, today))


def _rows(timed: Timed, base: KnowledgeBase, trigger: Trigger) -> tuple[DeadlineRow, ...]:
    rows = ((linked, one) for linked, one, limit in timed if limit.within and limit.trigger is trigger)
    return tuple(_row(linked, one, base) for linked, one in rows)


def _row(linked: LinkedSet, standard: LinkedStandard, base: KnowledgeBase) -> DeadlineRow:
    return DeadlineRow(standard_view(standard, base), linked.record.title)


def _limit(linked: LinkedSet, standard: LinkedStandard, limit: Deadline) -> dict[str, Any]:
    """Return what the script needs to know of a time limit, in its own words."""
    record, words = standard.record, SENSES[limit.sense]
    assert limit.unit
    return {
        "set": linked.record.id,
        "from": limit.trigger.value,
        "amount": limit.within,
        "unit": limit.unit.value,
        "ends": words.moment if limit.unit is Unit.HOUR else words.day,
        "when": limit.condition.value if limit.condition else None,
        "limit": limit.amount,
        "cases": CONDITIONS[limit.condition].short if limit.condition else "",
        "title": plain(record.title),
        "clause": record.source.clause,
    }
