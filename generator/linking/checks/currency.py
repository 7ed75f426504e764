"""Checks what is out of date on the day of the build: strategy periods, law that is not in force, overdue checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.checks.reviews import overdue_checks
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedStandard
from generator.linking.resolve.entries import Entry
from generator.linking.resolve.references import readable_files
from generator.linking.walk import VisitedReference, walk
from generator.loading.project import Records
from generator.model.easy_read import Booklet
from generator.model.legislation import Certainty, LegalStatus, LegislationFile, Provision
from generator.model.powers import Power
from generator.model.record import Identified
from generator.model.standards import Standard, Standing
from generator.model.strategy import Objective, StrategyFile


def check_currency(records: Records, base: KnowledgeBase, today: date) -> tuple[Diagnostic, ...]:
    """Return the problems of ended periods, of reliance on law not in force on ``today``, and of overdue checks."""
    return (
        *_period_problems(records, base, today),
        *_reliance_problems(records, base, today),
        *_unchecked_law(records, base, today),
        *overdue_checks(base.reviews, today),
    )


def _period_problems(records: Records, base: KnowledgeBase, today: date) -> Iterator[Diagnostic]:
    strategy, located = base.strategy, records.located(StrategyFile)
    if not (strategy and located):
        return
    span = located.span("strategy", "covers")
    if strategy.covers.ended_by(today) and not strategy.succeeded_by:
        message = f"the period of this strategy ended before {today}, and no successor is named"
        hint = "its pages say so; when another strategy is published, name it with `succeeded_by:`"
        yield Diagnostic(span, Code.PERIOD_ENDED, message, hint, Severity.WARNING)
    elif not strategy.covers.begun_by(today):
        message = f"the period of this strategy has not begun on {today}"
        yield Diagnostic(span, Code.PERIOD_ENDED, message, "its pages say so", Severity.WARNING)


def _reliance_problems(records: Records, base: KnowledgeBase, today: date) -> Iterator[Diagnostic]:
    for located in readable_files(records):
        for visit in walk(located):
            if isinstance(visit, VisitedReference) and _is_in_use(visit.owner, base, today):
                target = base.targets.get(visit.target)
                if isinstance(target, Entry) and isinstance(target.record, Provision):
                    yield from _status_problems(target, visit, base, today)


def _is_in_use(record: Identified, base: KnowledgeBase, today: date) -> bool:
    """Return whether people act on a record today: powers, booklets, standards not withdrawn, current objectives."""
    if isinstance(record, Objective) and base.strategy:
        return base.strategy.covers.begun_by(today) and not base.strategy.covers.ended_by(today)
    if isinstance(record, Standard):
        linked = base.targets.get(record.id)
        linked_set = next(
            (s for s in base.sets if isinstance(linked, LinkedStandard) and s.record.id == linked.set_id), None
        )
        return linked_set is not None and linked_set.record.standing(today) is not Standing.WITHDRAWN
    return isinstance(record, Power | Booklet)


def _status_problems(target: Entry, visit: VisitedReference, base: KnowledgeBase, today: date) -> Iterator[Diagnostic]:
    provision, span = target.record, visit.span
    assert isinstance(provision, Provision)
    assert base.legislation
    status = provision.status_on(today, base.legislation.review_every)
    if status.status in {LegalStatus.PROSPECTIVE, LegalStatus.UNCERTAIN} and isinstance(visit.owner, Power):
        return  # the page of powers says that this one cannot be used yet, or that its status is not known
    if status.not_to_rely_on:
        message = f"{target.title} is {status.status.value} on {today}, and this relies on it"
        yield Diagnostic(span, Code.LAW_NOT_IN_FORCE, message, _replacement_hint(provision, status.status, base))
    elif status.certainty is not Certainty.KNOWN:
        message = f"this relies on {target.title}, whose status is not known on {today}"
        hint = f"it was last checked on {provision.checked_on}; look it up, and update it in data/legislation.yml"
        yield Diagnostic(span, Code.LAW_NOT_CHECKED, message, hint, Severity.WARNING)


def _replacement_hint(provision: Provision, status: LegalStatus, base: KnowledgeBase) -> str:
    if status is LegalStatus.PROSPECTIVE:
        begins = f"it begins on {provision.since.earliest}" if provision.since else "no day is known on which it begins"
        return f"{begins}; until then name what applies, or remove this"
    successors = [base.targets[identifier] for identifier in provision.use_instead]
    instead = [f"{entry.title} ({entry.record.id})" for entry in successors if isinstance(entry, Entry)]
    replaced = "; ".join(instead) or provision.replaced_by or "nothing that the register knows"
    return f"what replaced it: {replaced}; write the id of what applies, or remove this"


_MESSAGES = {
    Certainty.NOT_CHECKED_SINCE: "nobody has checked whether {count} of {all} provisions are law on {day}: {some}",
    Certainty.NOT_KNOWN_THEN: "no source says whether {count} of {all} provisions were law on {day}: {some}",
}


_HINTS = {
    Certainty.NOT_CHECKED_SINCE: "the register shows them as not checked; check them and write the new `checked_on:`",
    Certainty.NOT_KNOWN_THEN: "the register shows them as not known; add `from:` where a source says when one began",
}


_NAMED = 3
"""The most provisions that one message names."""


def _unchecked_law(records: Records, base: KnowledgeBase, today: date) -> Iterator[Diagnostic]:
    located, file = records.located(LegislationFile), base.legislation
    if not (located and file):
        return
    of_files: dict[str, list[Provision]] = {}
    for n, instrument in enumerate(file.instruments):
        for m, provision in enumerate(instrument.provisions):
            path = located.span("instruments", n, "provisions", m, "id").path
            of_files.setdefault(path, []).append(provision)
    for path, provisions in of_files.items():
        for certainty, message in _MESSAGES.items():
            uncertain = [p for p in provisions if p.status_on(today, file.review_every).certainty is certainty]
            if not uncertain:
                continue
            named = (f"{one.id} (checked on {one.checked_on})" for one in uncertain[:_NAMED])
            some = ", ".join(named) + (" and others" if len(uncertain) > _NAMED else "")
            text = message.format(count=len(uncertain), all=len(provisions), day=today, some=some)
            start = located.span("instruments")
            span = start if start.path == path else Span(path)
            yield Diagnostic(span, Code.LAW_NOT_CHECKED, text, _HINTS[certainty], Severity.WARNING)
