"""The deadlines of a case: every promise of this area with a time limit, by what starts its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet, LinkedStandard
from generator.model.standards import Deadline
from generator.model.vocabulary import Sense, Trigger
from generator.views.shared.publications import Download, downloads_of
from generator.views.standards.standard_set import PromiseView, promise_view
from generator.words.text import Sentence, day, plain, sentence

_TITLES = {
    Trigger.REPORT_RECEIVED: "From the report",
    Trigger.DECISION_TO_REFER: "From the decision to refer",
    Trigger.LAST_INCIDENT: "From the last incident",
    Trigger.CASE_CLOSED: "From the end of the case",
    Trigger.NOT_STATED: "From a moment that the source does not state",
}
_ASKED = {
    Trigger.REPORT_RECEIVED: "The report was received on",
    Trigger.DECISION_TO_REFER: "It was decided to refer on",
    Trigger.LAST_INCIDENT: "The last incident was on",
    Trigger.CASE_CLOSED: "The case was closed on",
    Trigger.NOT_STATED: "Report made on (the source does not state the start)",
}
_ENDS = {Sense.WITHIN: "by the end of", Sense.AT: "on", Sense.NOT_BEFORE: "not before"}


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A promise, and the set it is of."""

    promise: PromiseView
    of: str


@dataclass(frozen=True, slots=True)
class TriggerView:
    """What starts clocks, and the promises whose clocks it starts."""

    key: str
    title: str
    asked: str
    rows: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class SetChoice:
    """A set to choose; ``unconfirmed`` says so where nobody has confirmed that it stands."""

    key: str
    title: str
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """The whole desk."""

    sets: tuple[SetChoice, ...]
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
    """The time limits of this area's sets."""
    local = [linked for linked in base.sets if linked.record.area == base.partnership.area]
    timed = [(linked, one, one.record.deadline) for linked in local for one in linked.standards if one.record.deadline]
    groups = [
        TriggerView(trigger.value, title, _ASKED[trigger], _rows(timed, base, trigger))
        for trigger, title in _TITLES.items()
    ]
    working_day, closed = base.partnership.working_day, base.bank_holidays
    return DeadlinesView(
        sets=tuple(_choice(linked) for linked in local if linked.record.has_time_limits),
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


def _choice(linked: LinkedSet) -> SetChoice:
    return SetChoice(linked.record.id, linked.record.title, linked.record.confirmed_current.value != "yes")


def _rows(timed: Timed, base: KnowledgeBase, trigger: Trigger) -> tuple[DeadlineRow, ...]:
    found = ((linked, one) for linked, one, limit in timed if limit.within and limit.trigger is trigger)
    return tuple(_row(linked, one, base) for linked, one in found)


def _row(linked: LinkedSet, standard: LinkedStandard, base: KnowledgeBase) -> DeadlineRow:
    return DeadlineRow(promise_view(standard, base), linked.record.title)


def _limit(linked: LinkedSet, standard: LinkedStandard, limit: Deadline) -> dict[str, Any]:
    record = standard.record
    assert limit.unit
    return {
        "set": linked.record.id,
        "from": limit.trigger.value,
        "amount": limit.within,
        "unit": limit.unit.value,
        "ends": _ENDS[limit.sense],
        "when": limit.condition.value if limit.condition else None,
        "title": plain(record.title),
        "clause": record.source.clause,
    }
