"""Views of the entries of the register of law: instruments, provisions and cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.legislation import (
    Case,
    Instrument,
    InstrumentKind,
    LegalStatus,
    LegislationFile,
    Listing,
    Nation,
    Provision,
    official_address,
)
from generator.model.references import Relation
from generator.model.source_ranks import SourceRank, best_rank
from generator.views.law.status import (
    StatusView,
    as_at,
    has_ended,
    overall_status,
    status_counts,
    status_view,
)
from generator.views.shared.evidence import EvidenceView, evidence_view
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to
from generator.views.shared.paths import path_of
from generator.words.dates import known_date
from generator.words.text import Sentence, sentence

_KINDS = {
    InstrumentKind.ACT: "Act",
    InstrumentKind.REGULATIONS: "Regulations",
    InstrumentKind.CODE: "Code",
    InstrumentKind.GUIDANCE: "Guidance",
    InstrumentKind.POLICY: "Policy",
    InstrumentKind.TREATY: "Treaty",
    InstrumentKind.COMMON_LAW: "Common law",
    InstrumentKind.NOT_FOUND: "A title that was not found",
}
_NEVER_BEGAN = frozenset({LegalStatus.NOT_LAW, LegalStatus.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class ProvisionLink:
    """A link to a provision, with its status on the day."""

    anchor: str
    link: LinkView
    status: StatusView


@dataclass(frozen=True, slots=True)
class ReplacementView:
    """What replaces a provision. ``words`` is empty where the titles of the links begin with them."""

    label: str
    words: str
    links: tuple[ProvisionLink, ...]


@dataclass(frozen=True, slots=True)
class NationView:
    """The status of a provision in one nation, with the days of its start and end."""

    name: str
    status: StatusView
    dates: str


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """One provision with its status on the day."""

    anchor: str
    path: str
    title: str
    instrument: str
    ref: str
    status: StatusView
    nations: tuple[NationView, ...]
    """Its status in each nation, if they differ; else empty."""
    about: Sentence
    dates: str
    changed_by: str
    replacement: ReplacementView | None
    replaces: tuple[ProvisionLink, ...]
    """The provisions that name this one as their replacement."""
    evidence: EvidenceView
    official: str
    """Its address on legislation.gov.uk, where no official page is among its sources; else empty."""
    subjects: tuple[str, ...]
    """The ids of its own subjects; if it has none, of its instrument's."""
    own_subjects: tuple[LinkView, ...]
    strands: tuple[LinkView, ...]
    strand_ids: tuple[str, ...]
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A clause of a document that lists an instrument, and the document's wording of its title."""

    document: str
    path: str
    clause: str
    wording: str
    slip_label: str
    mistake: Sentence


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One instrument with its provisions and their overall status."""

    anchor: str
    path: str
    title: str
    description: str
    year: int | None
    web: str
    extent: str
    subjects: tuple[LinkView, ...]
    listings: tuple[ListingView, ...]
    note: Sentence
    provisions: tuple[ProvisionView, ...]
    status: StatusView
    status_counts: str
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A decision of a court."""

    anchor: str
    path: str
    title: str
    citation: str
    court: str
    decision: Sentence
    provisions: tuple[ProvisionLink, ...]
    strands: tuple[LinkView, ...]
    evidence: EvidenceView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The register of law, with the base and the day that every entry's view is computed from."""

    file: LegislationFile
    base: KnowledgeBase
    today: date

    def status(self, provision: Provision) -> StatusView:
        """Return the status of a provision on the day."""
        return status_view(provision, self.today, self.file.review_every)

    def as_at(self, identifiers: Iterable[str], *checked: date) -> str:
        """Return the last day, up to the day, on which the status of one of these provisions could change, in words.

        ``checked`` are the days on which what rests on them was checked, for what rests on no law.
        """
        chosen = frozenset(identifiers)
        provisions = (p for instrument in self.file.instruments for p in instrument.provisions if p.id in chosen)
        return as_at(provisions, self.today, self.file.review_every, checked)

    def check_by(self, provision: Provision) -> date | None:
        """Return the last day on which its check is current; None for law that can no longer change."""
        return None if provision.needs_no_review else provision.review_by(self.file.review_every)

    def provision_links(self, identifiers: tuple[str, ...]) -> tuple[ProvisionLink, ...]:
        """Return links to those of the ids that are provisions, each with its status, in the order given."""
        provisions = {p.id: p for instrument in self.file.instruments for p in instrument.provisions}
        known = (identifier for identifier in identifiers if identifier in provisions)
        return tuple(ProvisionLink(i, link_to(i, self.base), self.status(provisions[i])) for i in known)


def instrument_view(instrument: Instrument, register: Register) -> InstrumentView:
    """Return the view of one instrument."""
    base = register.base
    provisions = tuple(_provision(provision, instrument, register) for provision in instrument.provisions)
    statuses = [provision.status for provision in provisions]
    web = f"https://www.legislation.gov.uk/id/{instrument.identifier}" if instrument.identifier else ""
    return InstrumentView(
        anchor=instrument.id,
        path=path_of(base.targets[instrument.id]),
        title=instrument.title,
        description=_what(instrument),
        year=instrument.year,
        web=web,
        extent=_extent(instrument.extent),
        subjects=tuple(link_to(subject, base) for subject in instrument.subjects),
        listings=tuple(_listing(listing, base) for listing in instrument.listed),
        note=sentence(instrument.note) if instrument.note else (),
        provisions=provisions,
        status=overall_status(statuses),
        status_counts=status_counts(statuses),
        backlinks=backlinks(instrument.id, base),
    )


def _what(instrument: Instrument) -> str:
    kind = _KINDS[instrument.kind]
    if instrument.kind is InstrumentKind.NOT_FOUND:
        return kind
    of_year = f"{kind} of {instrument.year}" if instrument.year else kind
    return f"{of_year}, {instrument.number}" if instrument.number else of_year


def _extent(extent: str) -> str:
    return extent if extent.startswith("Not law") else f"Extent: {extent}"


def _listing(listing: Listing, base: KnowledgeBase) -> ListingView:
    document = link_to(listing.source.document, base)
    in_strategy = base.strategy and base.strategy.document == listing.source.document
    slip_label = f"The {'strategy' if in_strategy else 'document'}’s slip"
    mistake = sentence(listing.mistake) if listing.mistake else ()
    return ListingView(document.title, document.path, listing.source.clause, listing.written, slip_label, mistake)


def _provision(provision: Provision, instrument: Instrument, register: Register) -> ProvisionView:
    base, status = register.base, register.status(provision)
    link = link_to(provision.id, base)
    return ProvisionView(
        anchor=provision.id,
        path=link.path,
        title=link.title,
        instrument=instrument.title,
        ref=provision.ref[0].upper() + provision.ref[1:],
        status=status,
        nations=_nations(provision, register, base.jurisdiction.nation_names),
        about=sentence(provision.about),
        dates="" if provision.in_wales else _dates(provision),
        changed_by="" if provision.in_wales else _changed_by(provision),
        replacement=_replacement(provision, status, register),
        replaces=register.provision_links(
            tuple(link.origin for link in base.links_to(provision.id) if link.relation is Relation.USE_INSTEAD)
        ),
        evidence=evidence_view(provision, register.check_by(provision)),
        official=official_address(instrument, provision)
        if best_rank(provision.sources) is not SourceRank.OFFICIAL
        else "",
        subjects=provision.subjects or instrument.subjects,
        own_subjects=tuple(link_to(subject, base) for subject in provision.subjects),
        strands=tuple(link_to(strand, base) for strand in provision.strands),
        strand_ids=provision.strands,
        backlinks=backlinks(provision.id, base, without=Relation.USE_INSTEAD),
    )


def _nations(provision: Provision, register: Register, names: dict[Nation, str]) -> tuple[NationView, ...]:
    if not provision.in_wales:
        return ()
    ways = [(names[nation], provision.in_nation(nation)) for nation in Nation]
    return tuple(NationView(name, register.status(one), _days_and_cause(one)) for name, one in ways)


def _days_and_cause(provision: Provision) -> str:
    return " ".join(filter(None, (_dates(provision), _changed_by(provision))))


def _dates(provision: Provision) -> str:
    """Return the days of start and end in words that stay true. They say so if a day is not known."""
    since, until = provision.since, provision.until
    if provision.status in _NEVER_BEGAN and not since:
        return ""
    if provision.status is LegalStatus.PROSPECTIVE:
        return f"Day given for its start: {known_date(since)}." if since else "No day is known on which it starts."
    start = f"From {known_date(since)}" if since else "Start day not known"
    if until:
        return f"{start}, until {known_date(until)}."
    return f"{start}, end day not known." if has_ended(provision) else f"{start}."


def _changed_by(provision: Provision) -> str:
    if not provision.by:
        return ""
    return f"{'Ended by' if has_ended(provision) else 'What made or changed it'}: {provision.by}."


def _replacement(provision: Provision, status: StatusView, register: Register) -> ReplacementView | None:
    links = register.provision_links(provision.use_instead)
    words = provision.replaced_by or ""
    if not (links or words):
        return None
    replaced_later = has_ended(provision) and not status.struck_through
    wording = "" if links and all(one.link.title.startswith(words) for one in links) else words
    return ReplacementView("Later replaced by" if replaced_later else "Use instead", wording, links)


def case_view(case: Case, register: Register) -> CaseView:
    """Return the view of one case."""
    return CaseView(
        anchor=case.id,
        path=path_of(register.base.targets[case.id]),
        title=case.title,
        citation=case.citation,
        court=case.court,
        decision=sentence(case.decided),
        provisions=register.provision_links(case.provisions),
        strands=tuple(link_to(strand, register.base) for strand in case.strands),
        evidence=evidence_view(case),
        backlinks=backlinks(case.id, register.base),
    )
