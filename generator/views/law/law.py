"""Views of the register of law, for its page and its print: every provision with its status on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.legislation import LegislationFile
from generator.model.vocabulary import counted
from generator.views.law.entries import (
    CaseView,
    InstrumentView,
    ProvisionView,
    Register,
    case_view,
    instrument_view,
)
from generator.views.law.status import STATUS_SIGNS, StatusSign
from generator.views.shared.context import ViewContext
from generator.views.shared.links import link_to
from generator.views.shared.pages import PageContent
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, downloads_of
from generator.words.dates import day
from generator.words.text import Sentence, sentence, without_article


@dataclass(frozen=True, slots=True)
class SortOrder:
    """A way to sort the titles, besides by title."""

    key: str
    title: str


_ORDERS = (SortOrder("status", "Status"), SortOrder("year", "Year, newest first"))


@dataclass(frozen=True, slots=True)
class ProvisionIndex:
    """Provisions under one heading. ``key`` is its value in the filter."""

    key: str
    anchor: str
    title: str
    provisions: tuple[ProvisionView, ...]
    path: str = ""
    """The path of its own page; empty if it has none."""

    @property
    def count(self) -> str:
        """The number of provisions with its unit, such as "3 provisions"."""
        return counted(len(self.provisions), "provision")


@dataclass(frozen=True, slots=True)
class SignRow:
    """A row of the key to the signs: the sign, and the number of provisions with it."""

    sign: StatusSign
    index: str
    """The anchor of its index; empty if no provision has the sign."""
    count: int


@dataclass(frozen=True, slots=True)
class InstrumentGroup:
    """Instruments under one heading, by title."""

    anchor: str
    title: str
    instruments: tuple[InstrumentView, ...]


@dataclass(frozen=True, slots=True)
class CaseLawView:
    """The cases, with a sentence on when they were looked for, or that they were not."""

    introduction: Sentence
    cases: tuple[CaseView, ...]


@dataclass(frozen=True, slots=True)
class LawView:
    """The whole register on a day."""

    as_at: str
    check_interval: str
    owner: str
    signs: tuple[SignRow, ...]
    summary: tuple[str, ...]
    """Counts by status, one line each, for a cover."""
    instruments: tuple[InstrumentView, ...]
    """All instruments, sorted by title."""
    groups: tuple[InstrumentGroup, ...]
    orders: tuple[SortOrder, ...]
    count: str
    by_status: tuple[ProvisionIndex, ...]
    by_subject: tuple[ProvisionIndex, ...]
    by_strand: tuple[ProvisionIndex, ...]
    case_law: CaseLawView
    downloads: tuple[Download, ...]


def law_page(context: ViewContext) -> PageContent:
    """Return the page of the register of law. Its row in the site map requires a register."""
    base = context.base
    assert base.legislation
    return PageContent(law_view(base.legislation, base, base.today))


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """The law on one subject: each title with those of its provisions that are about it."""

    as_at: str
    titles: tuple[tuple[InstrumentView, tuple[ProvisionView, ...]], ...]


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """One instrument, and the day of its status."""

    as_at: str
    instrument: InstrumentView


def subject_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each subject of law."""
    if not (view := _law_view_of(context)):
        return
    register = _register(context)
    for subject in view.by_subject:
        titles = ((one, tuple(p for p in one.provisions if subject.key in p.subjects)) for one in view.instruments)
        shown = tuple((one, provisions) for one, provisions in titles if provisions)
        yield PageContent(
            SubjectPage(register.as_at(p.anchor for _, provisions in shown for p in provisions), shown),
            path=subject.path,
            title=f"Law on {subject.title[0].lower()}{subject.title[1:]}",
            description=f"{subject.count}, each with its status.",
            link_ids=(subject.key,),
            listed_on=link_to("law", context.base),
        )


def instrument_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each instrument, with all its provisions."""
    if not (view := _law_view_of(context)):
        return
    register = _register(context)
    for instrument in view.instruments:
        yield PageContent(
            InstrumentPage(register.as_at(one.anchor for one in instrument.provisions), instrument),
            path=instrument.path,
            title=instrument.title,
            description=f"{instrument.description}. {counted(len(instrument.provisions), 'provision')}, with status.",
            listed_on=link_to("law", context.base),
        )


def case_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each decision of a court."""
    view = _law_view_of(context)
    for case in view.case_law.cases if view else ():
        yield PageContent(
            case,
            path=case.path,
            title=case.title,
            description=f"{case.citation}, {case.court}",
            listed_on=link_to("law", context.base),
        )


def _register(context: ViewContext) -> Register:
    return Register(context.base.legislation or LegislationFile(), context.base, context.base.today)


def _law_view_of(context: ViewContext) -> LawView | None:
    base = context.base
    return law_view(base.legislation, base, base.today) if base.legislation and base.has_page("law") else None


def law_view(file: LegislationFile, base: KnowledgeBase, today: date) -> LawView:
    """Return the register as of ``today``."""
    register = Register(file, base, today)
    views = [instrument_view(instrument, register) for instrument in file.instruments]
    instruments = tuple(sorted(views, key=lambda one: (without_article(one.title).casefold(), one.anchor)))
    provisions = tuple(provision for instrument in instruments for provision in instrument.provisions)
    by_status = _by_status(provisions)
    anchors = {index.key: index for index in by_status}
    signs = tuple(
        SignRow(sign, anchors[sign.key].anchor, len(anchors[sign.key].provisions))
        if sign.key in anchors
        else SignRow(sign, "", 0)
        for sign in STATUS_SIGNS
    )
    return LawView(
        as_at=register.as_at(one.anchor for one in provisions),
        check_interval=counted(file.review_every, "month"),
        owner=base.partnership.name,
        signs=signs,
        summary=_summary(signs),
        instruments=instruments,
        groups=_groups(instruments, base),
        orders=_ORDERS,
        count=_count(provisions, instruments),
        by_status=by_status,
        by_subject=_by_subject(provisions, file, base),
        by_strand=_by_strand(provisions, base),
        case_law=_case_law(register),
        downloads=downloads_of("law", base=base),
    )


def _count(provisions: tuple[ProvisionView, ...], instruments: tuple[InstrumentView, ...]) -> str:
    parts = counted(len(provisions), "provision")
    return f"{parts} of {counted(len(instruments), 'title')}"


def _groups(instruments: tuple[InstrumentView, ...], base: KnowledgeBase) -> tuple[InstrumentGroup, ...]:
    registered = base.legislation.instruments if base.legislation else ()
    cited = {listing.source.document for instrument in registered for listing in instrument.listed}
    document_name = "the strategy" if base.strategy and cited == {base.strategy.document} else "a document"
    groups = (
        InstrumentGroup("listed", f"Listed in {document_name}", tuple(one for one in instruments if one.listings)),
        InstrumentGroup("added", "Added since", tuple(one for one in instruments if not one.listings)),
    )
    return tuple(group for group in groups if group.instruments)


def _by_status(provisions: tuple[ProvisionView, ...]) -> tuple[ProvisionIndex, ...]:
    indexes = (
        ProvisionIndex(
            sign.key, f"status-{sign.key}", sign.word, tuple(p for p in provisions if p.status.key == sign.key)
        )
        for sign in STATUS_SIGNS
    )
    return tuple(index for index in indexes if index.provisions)


def _by_subject(
    provisions: tuple[ProvisionView, ...], file: LegislationFile, base: KnowledgeBase
) -> tuple[ProvisionIndex, ...]:
    return tuple(
        ProvisionIndex(
            subject.id,
            subject.id,
            subject.title,
            tuple(p for p in provisions if subject.id in p.subjects),
            path_of(base.targets[subject.id]),
        )
        for subject in file.subjects
    )


def _by_strand(provisions: tuple[ProvisionView, ...], base: KnowledgeBase) -> tuple[ProvisionIndex, ...]:
    """Return an index for each strand that a provision names. Most law names none: it is the same for all strands."""
    indexes = (
        ProvisionIndex(
            strand.id, f"law-{strand.id}", strand.title, tuple(p for p in provisions if strand.id in p.strand_ids)
        )
        for strand in base.strands
    )
    return tuple(index for index in indexes if index.provisions)


def _summary(signs: tuple[SignRow, ...]) -> tuple[str, ...]:
    counts = {row.sign.key: row.count for row in signs}
    lines = (
        (counts["in-force"], "in force"),
        (counts["in-part"], "in force in part"),
        (counts["prospective"], "not in force yet"),
        (counts["repealed"] + counts["revoked"] + counts["superseded"], "repealed, revoked or replaced"),
        (counts["not-law"] + counts["not-found"], "not law, or not found"),
        (counts["not-known"] + counts["not-checked"], "not known on that date"),
    )
    return tuple(f"{count} {words}" for count, words in lines if count)


def _case_law(register: Register) -> CaseLawView:
    record = register.file.case_law
    if not record:
        return CaseLawView(sentence("None has been looked for yet."), ())
    introduction = f"Looked for on {day(record.checked_on)}. {record.summary}"
    return CaseLawView(sentence(introduction), tuple(case_view(case, register) for case in record.cases))
