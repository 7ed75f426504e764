"""Ids of earlier versions, and what the addresses of each lead to now."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.name_index import PAGE_WITHOUT_RECORDS, NameIndex
from generator.linking.walk import VisitedRecord, walk
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.kinds import FILES, kind_of
from generator.model.record import Record
from generator.model.releases import ReleasesFile


@dataclass(slots=True)
class FormerIds:
    """Each id that something had or that was withdrawn, with the id named in its place and where that is written."""

    named: dict[str, tuple[str, Span]] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    """The oldest id of each record that has had another."""

    def successor(self, identifier: str, current: Set[str]) -> str:
        """Return the id among ``current`` that took the place of one, perhaps through others; empty for none."""
        seen = {identifier}
        while identifier not in current:
            identifier = self.named.get(identifier, ("", Span("")))[0]
            if not identifier or identifier in seen:
                return ""
            seen.add(identifier)
        return identifier

    def successors(self, current: Set[str]) -> dict[str, str]:
        """Return the current id for each former one that has one."""
        pairs = ((former, self.successor(former, current)) for former in self.named if former not in current)
        return {former: now for former, now in pairs if now}


def identified(records: Records) -> Iterator[VisitedRecord]:
    """Yield every record and page whose id no other may have."""
    located: list[Located[Record] | None] = [records.files[file] for file in FILES]
    for one in (*located, *records.fronts):
        for visit in walk(one) if one else ():
            if isinstance(visit, VisitedRecord) and kind_of(type(visit.record)).shared_id:
                yield visit


def current_ids(names: NameIndex) -> Set[str]:
    """Return the ids of all that exists, without pages that have nothing to show."""
    return names.spans.keys() - names.by_kind.get(PAGE_WITHOUT_RECORDS, {}).keys()


def former_ids(records: Records, names: NameIndex) -> FormerIds:
    """Return the former ids of all records. Problems with them are added to ``names``."""
    former = FormerIds()
    for visit in identified(records):
        if visit.record.formerly:
            former.first[visit.record.id] = visit.record.first_id
        for one in visit.record.formerly:
            if one != visit.record.id:
                _add(former, one, visit.record.id, visit.former_span, names)
    located = records.located(ReleasesFile)
    withdrawn = located.record.withdrawn if located else ()
    for n, entry in enumerate(withdrawn):
        assert located
        _add(former, entry.was, entry.leads_to, located.span("withdrawn", n, "was"), names)
    for n, entry in enumerate(withdrawn):
        assert located
        if not former.successor(entry.leads_to, current_ids(names)):
            span = located.span("withdrawn", n, "leads_to")
            kinds = names.by_kind.keys() - {PAGE_WITHOUT_RECORDS}
            names.report_unknown(kinds, entry.leads_to, span, f"there is no page or record '{entry.leads_to}'")
    return former


def _add(former: FormerIds, one: str, now: str, span: Span, names: NameIndex) -> None:
    if one in current_ids(names):
        there = names.spans[one]
        message = f"'{one}' is the id of something that exists, in {there.path}, line {there.line}"
        hint = "take it out here; or, if that is something else, give it another id: an id is never used again"
    elif one in former.named:
        there = former.named[one][1]
        message = f"'{one}' already has something in its place, by {there.path}, line {there.line}"
        hint = "name it once, where most people who look for it will find what they need"
    else:
        former.named[one] = (now, span)
        return
    names.problems.append(Diagnostic(span, Code.ID_USED_AGAIN, message, hint))
