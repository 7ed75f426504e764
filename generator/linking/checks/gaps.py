"""Finds gaps in the chain from aim to page: objectives, powers and pages that lack what they should have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.diagnostics import Code, Diagnostic, Severity, Span
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.model.gaps import Gap, GapsFile
from generator.model.packs import pack_of
from generator.model.powers import Power
from generator.model.reviews import UNKNOWN_OWNER
from generator.model.standards import StandardSet
from generator.model.strategy import Objective, StrategyFile


class GapKind(Enum):
    """What a record lacks, in the words of diagnostics."""

    CARRIER = "nothing carries it out"
    PROMISE = "no promise uses it"
    OWNER = "nobody looks after it"


_KINDS_WITH_GAPS = frozenset({"objective", "power", "page"})


@dataclass(frozen=True, slots=True)
class LinkedGap:
    """A record that lacks something, with its authors' explanation; None if there is none."""

    record: str
    title: str
    kind: GapKind
    explanation: Gap | None
    span: Span
    """The span of the explanation; if there is none, that of the record."""


def gaps_of(records: Records, carried: Set[str], spans: Mapping[str, Span]) -> tuple[LinkedGap, ...]:
    """Return every gap, in the order of the files. ``carried`` has the ids of objectives that something carries out."""
    located = records.located(GapsFile)
    gaps = located.record.gaps if located else ()
    explanations = {gap.of: (gap, located.span("gaps", n, "of")) for n, gap in enumerate(gaps) if located}
    return tuple(
        LinkedGap(record, title, kind, *explanations.get(record, (None, spans[record])))
        for record, title, kind in _gaps(records, carried)
    )


def _gaps(records: Records, carried: Set[str]) -> Iterator[tuple[str, str, GapKind]]:
    for one in _objectives(records):
        if one.id not in carried:
            yield one.id, f"Objective {one.source.clause}: {one.title}", GapKind.CARRIER
    for power in records.all(Power):
        if records.all(StandardSet) and not power.promises:
            yield power.id, power.name, GapKind.PROMISE
    for page in records.pages:
        if page.front.evidence is None or page.front.evidence.owner == UNKNOWN_OWNER:
            yield page.front.id, page.front.title, GapKind.OWNER


def _objectives(records: Records) -> tuple[Objective, ...]:
    file = records.get(StrategyFile)
    aims = file.strategy.aims if file and file.strategy else ()
    return tuple(one for aim in aims for one in aim.objectives)


def check_gaps(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each explained gap of a record that does not exist or has one already."""
    located = records.located(GapsFile)
    names.problems += _explained_twice(records)
    for n, gap in enumerate(located.record.gaps if located else ()):
        assert located
        otherwise = "write the id of an objective, a power or a page"
        message = f"there is no objective, power or page '{gap.of}'"
        names.report_unknown(_KINDS_WITH_GAPS, gap.of, located.span("gaps", n, "of"), message, otherwise)


def closed_gap_problems(records: Records, open_gaps: Iterable[LinkedGap]) -> Iterator[Diagnostic]:
    """Yield a warning for each explained gap that is not among ``open_gaps`` any more.

    Where there are no promises, no power lacks one, and none has got one.
    """
    located, ids_with_gaps = records.located(GapsFile), {one.record for one in open_gaps}
    existing = {page.front.id for page in records.pages} | {one.id for one in _objectives(records)}
    if records.all(StandardSet):
        existing |= {power.id for power in records.all(Power)}
    for n, gap in enumerate(located.record.gaps if located else ()):
        assert located
        if gap.of in existing and gap.of not in ids_with_gaps:
            message = f"the gap of '{gap.of}' is closed"
            hint = "remove this entry"
            yield Diagnostic(located.span("gaps", n, "of"), Code.GAP_CLOSED, message, hint, Severity.WARNING)


def gap_problems(gaps: Iterable[LinkedGap], today: date) -> Iterator[Diagnostic]:
    """Yield an error for each gap that nobody has explained, and for each whose review is overdue on ``today``.

    What a record or page of a pack lacks is for those who look after the pack.
    """
    for one in gaps:
        if one.explanation and today > one.explanation.review_by:
            message = f"the check of the gap of '{one.record}' is overdue: it was due by {one.explanation.review_by}"
            hint = f"close the gap, or write the new `checked_on:`; {one.explanation.owner} looks after it"
            yield Diagnostic(one.span, Code.REVIEW_OVERDUE, message, hint)
        if one.explanation is None and not pack_of(one.span):
            message = f"nobody has explained the gap of '{one.record}': {one.kind.value}"
            hint = f"close the gap, or add it to data/gaps.yml: `- of: {one.record}` with reason, owner and checked_on"
            yield Diagnostic(one.span, Code.GAP_NOT_EXPLAINED, message, hint)


def _explained_twice(records: Records) -> Iterator[Diagnostic]:
    """Yield a problem for each explained gap of a record that an entry above has explained."""
    located = records.located(GapsFile)
    seen: set[str] = set()
    for n, gap in enumerate(located.record.gaps if located else ()):
        assert located
        if gap.of in seen:
            message = f"the gap of '{gap.of}' is explained twice"
            yield Diagnostic(located.span("gaps", n, "of"), Code.DUPLICATE_IDENTIFIER, message, "keep one of the two")
        seen.add(gap.of)
