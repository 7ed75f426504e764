"""The deadlines of a case: this area's standards with a time limit, by trigger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedSet, LinkedStandard
from generator.model.standards import Deadline, StandardSet
from generator.model.vocabulary import Trigger
from generator.views.shared.publications import Download, downloads_of
from generator.views.standards.standard_set import StandardView, standard_view
from generator.words.dates import day
from generator.words.deadlines import CONDITIONS, SENSES, TRIGGERS
from generator.words.standing import aside, warning
from generator.words.text import Sentence, plain, sentence


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A standard and the title of its set."""

    standard: StandardView
    set_title: str


@dataclass(frozen=True, slots=True)
class TriggerView:
    """A trigger and the standards whose time limits start with it."""

    key: str
    title: str
    question: str
    rows: tuple[DeadlineRow, ...]
    in_first_set: bool
    """Whether a time limit of the first set starts with it. Only these are asked for before a set is chosen."""


@dataclass(frozen=True, slots=True)
class SetChoice:
    """A set that the reader can choose."""

    key: str
    title: str
    standing: str
    """A clause that warns of standards that are not confirmed; empty if they are."""


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """The page of deadlines, with the data for its script."""

    sets: tuple[SetChoice, ...]
    standing: str
    """A warning about standards that are not confirmed; empty if all are."""
    triggers: tuple[TriggerView, ...]
    agreed: tuple[DeadlineRow, ...]
    """Standards whose time is agreed with the person, so that no day can be calculated."""
    meaning: Sentence
    basis: Sentence
    assumptions: tuple[Sentence, ...]
    holidays_of: str
    """Whose bank holidays count."""
    last_known_day: str
    downloads: tuple[Download, ...]
    data: dict[str, Any]
    """The data for the script: time limits, bank holidays, and the first and last day it can calculate."""


def deadlines_view(base: KnowledgeBase) -> DeadlinesView:
    """Return the time limits of this area's sets."""
    local = [linked for linked in base.sets if linked.record.area == base.partnership.area]
    limits = [(linked, one, one.record.deadline) for linked in local for one in linked.standards if one.record.deadline]
    first = next((linked for linked in local if linked.record.has_time_limits), None)
    groups = [
        TriggerView(
            trigger.value,
            words.title,
            words.question,
            _rows(limits, base, trigger),
            in_first_set=any(linked is first and limit.trigger is trigger for linked, _, limit in limits),
        )
        for trigger, words in TRIGGERS.items()
    ]
    working_day, bank_holidays = base.partnership.working_day, base.bank_holidays
    return DeadlinesView(
        sets=tuple(_choice(linked.record, base.today) for linked in local if linked.record.has_time_limits),
        standing=warning((linked.record for linked in local if linked.record.has_time_limits), base.today),
        triggers=tuple(group for group in groups if group.rows),
        agreed=tuple(_row(linked, one, base) for linked, one, limit in limits if limit.within is None),
        meaning=sentence(working_day.meaning),
        basis=sentence(working_day.basis),
        assumptions=tuple(map(sentence, working_day.assumed)),
        holidays_of=base.jurisdiction.name,
        last_known_day=day(date(bank_holidays[-1].year, 12, 31)),
        downloads=downloads_of("deadlines", base=base),
        data={
            "limits": [_limit(linked, one, limit) for linked, one, limit in limits if limit.within],
            "closed": [one.isoformat() for one in bank_holidays],
            "from": date(bank_holidays[0].year, 1, 1).isoformat(),
            "until": date(bank_holidays[-1].year, 12, 31).isoformat(),
            "reportDayCounts": working_day.report_day_counts,
        },
    )


_TimeLimits = list[tuple[LinkedSet, LinkedStandard, Deadline]]


def _choice(record: StandardSet, today: date) -> SetChoice:
    return SetChoice(record.id, record.title, aside(record, today))


def _rows(limits: _TimeLimits, base: KnowledgeBase, trigger: Trigger) -> tuple[DeadlineRow, ...]:
    selected = ((linked, one) for linked, one, limit in limits if limit.within and limit.trigger is trigger)
    return tuple(_row(linked, one, base) for linked, one in selected)


def _row(linked: LinkedSet, standard: LinkedStandard, base: KnowledgeBase) -> DeadlineRow:
    return DeadlineRow(standard_view(standard, base), linked.record.title)


def _limit(linked: LinkedSet, standard: LinkedStandard, limit: Deadline) -> dict[str, Any]:
    """Return a time limit as data for the script."""
    record, words = standard.record, SENSES[limit.sense]
    assert limit.unit
    return {
        "set": linked.record.id,
        "from": limit.trigger.value,
        "amount": limit.within,
        "unit": limit.unit.value,
        "ends": words.moment if limit.unit.of_a_clock else words.day,
        "when": limit.condition.value if limit.condition else None,
        "limit": limit.amount,
        "cases": CONDITIONS[limit.condition].short if limit.condition else "",
        "title": plain(record.title),
        "clause": record.source.clause,
    }
