"""Where the chain from aim to page breaks: objectives, powers and pages that lack what others of their kind have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import suggestion
from generator.model.gaps import Gap, GapsFile
from generator.model.powers import Power
from generator.model.reviews import UNKNOWN_OWNER
from generator.model.strategy import Objective, StrategyFile


class GapKind(Enum):
    """What a record lacks."""

    CARRIER = "nothing carries it out"
    PROMISE = "no promise uses it"
    OWNER = "nobody looks after it"


_CAN_LACK = frozenset({"objective", "power", "page"})


@dataclass(frozen=True, slots=True)
class LinkedGap:
    """A record that lacks something, and what its authors say of that, if they do."""

    record: str
    title: str
    kind: GapKind
    explanation: Gap | None
    span: Span
    """Where it is explained; where it is not, the record's own place."""


def gaps_of(records: Records, carried: Set[str], spans: Mapping[str, Span]) -> tuple[LinkedGap, ...]:
    """Every gap there is, in the order of the files; ``carried`` are the ids of objectives that something carries."""
    located = records.located(GapsFile)
    gaps = located.record.gaps if located else ()
    said = {gap.of: (gap, located.span("gaps", n, "of")) for n, gap in enumerate(gaps) if located}
    return tuple(
        LinkedGap(record, title, lack, *said.get(record, (None, spans[record])))
        for record, title, lack in _lacking(records, carried)
    )


def _lacking(records: Records, carried: Set[str]) -> Iterator[tuple[str, str, GapKind]]:
    for one in _objectives(records):
        if one.id not in carried:
            yield one.id, f"Objective {one.source.clause}: {one.title}", GapKind.CARRIER
    for power in records.all(Power):
        if not power.promises:
            yield power.id, power.name, GapKind.PROMISE
    for page in records.pages:
        if page.front.evidence is None or page.front.evidence.owner == UNKNOWN_OWNER:
            yield page.front.id, page.front.title, GapKind.OWNER


def _objectives(records: Records) -> tuple[Objective, ...]:
    file = records.get(StrategyFile)
    aims = file.strategy.aims if file and file.strategy else ()
    return tuple(one for aim in aims for one in aim.objectives)


def check_gaps(records: Records, names: NameIndex) -> None:
    """A diagnostic for each explanation of a gap that names no record which could have one."""
    located = records.located(GapsFile)
    for n, gap in enumerate(located.record.gaps if located else ()):
        assert located
        known = names.known(_CAN_LACK)
        unsure = records.nameless_pages or _CAN_LACK & names.unreadable
        if gap.of not in known and gap.of not in names.broken and not unsure:
            hint = suggestion(gap.of, known) or "write the id of an objective, a power or a page"
            message = f"there is no objective, power or page '{gap.of}'"
            names.problems.append(Diagnostic(located.span("gaps", n, "of"), Code.UNKNOWN_REFERENCE, message, hint))


def closed_gaps(records: Records, found: Iterable[LinkedGap]) -> Iterator[Diagnostic]:
    """A warning for each gap that is explained and is there no more."""
    located, lacking = records.located(GapsFile), {one.record for one in found}
    there = {page.front.id for page in records.pages} | {power.id for power in records.all(Power)}
    there |= {one.id for one in _objectives(records)}
    for n, gap in enumerate(located.record.gaps if located else ()):
        assert located
        if gap.of in there and gap.of not in lacking:
            message = f"'{gap.of}' lacks nothing any more: this gap is closed"
            hint = "take this entry away; the report says what is still missing"
            yield Diagnostic(located.span("gaps", n, "of"), Code.GAP_CLOSED, message, hint, Severity.WARNING)


def gap_problems(found: Iterable[LinkedGap], today: date) -> Iterator[Diagnostic]:
    """What must not be published on ``today``: gaps that nobody has explained, or looked at again in time."""
    for one in found:
        if one.explanation and today > one.explanation.review_by:
            message = f"the gap of '{one.record}' was to be looked at again by {one.explanation.review_by}"
            hint = (
                f"look whether it can be closed and write the new `checked_on:`; for {one.explanation.owner} to close"
            )
            yield Diagnostic(one.span, Code.REVIEW_OVERDUE, message, hint)
        if one.explanation is None:
            message = f"{one.kind.value}, and nobody has said why: '{one.record}'"
            hint = f"close the gap, or add it to data/gaps.yml: `- of: {one.record}` with reason, owner and checked_on"
            yield Diagnostic(one.span, Code.GAP_NOT_EXPLAINED, message, hint)
