"""The directory: lists of contacts, services and venues by need, area and strand, and a card for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import Area, Contact, ContactState, Need, Reachable
from generator.views.directory.cards import (
    CardView,
    ChannelView,
    area_of,
    card_view,
    first_number,
    first_other,
    state_doubt,
)
from generator.views.shared.context import ViewContext
from generator.views.shared.links import LinkView, link_to
from generator.views.shared.pages import PageContent
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, downloads_of
from generator.words.text import Sentence, plain, sentence


@dataclass(frozen=True, slots=True)
class PlaceView:
    """An area to choose in the finder. ``within`` has its id, then those of the areas around it, from near to far."""

    identifier: str
    title: str
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadView:
    """A line of a list: a name, its area and a number, with the path of its card."""

    anchor: str
    name: str
    lang: str
    """The code of the language of its name; empty if that is the language of the site."""
    path: str
    area: str
    number: ChannelView | None
    """The first number to call or to text, if there is one."""
    other: ChannelView | None
    """The first other way to reach it, where there is no number."""
    doubt: str
    """That nobody knows if it still answers; empty if it is known to be there."""


@dataclass(frozen=True, slots=True)
class ContactListView:
    """The contacts for one need, area or strand."""

    anchor: str
    title: str
    leads: tuple[LeadView, ...]
    council: LinkView | None = None
    outer_area: LinkView | None = None
    """For an area: the area it is part of."""
    inner_areas: tuple[LinkView, ...] = ()
    """For an area: the areas that are part of it."""


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The whole directory."""

    by_need: tuple[ContactListView, ...]
    by_area: tuple[ContactListView, ...]
    wider_areas: tuple[ContactListView, ...]
    """Areas around those in ``by_area``, each with the records that name it."""
    by_strand: tuple[ContactListView, ...]
    by_strand_title: str
    was_aimed_at: str
    """What the filter by strand asks for."""
    one_kind: str
    """What those listed by strand help with first."""
    places: tuple[PlaceView, ...]
    cards: tuple[CardView, ...]
    venues_note: Sentence
    overdue: int
    downloads: tuple[Download, ...]

    @property
    def by_council(self) -> tuple[tuple[LinkView | None, tuple[ContactListView, ...]], ...]:
        """The areas by their council, those without one last."""
        councils = dict.fromkeys(one.council for one in self.by_area if one.council)
        order: tuple[LinkView | None, ...] = (*councils, None)
        groups = ((council, tuple(one for one in self.by_area if one.council == council)) for council in order)
        return tuple((council, lists) for council, lists in groups if lists)

    @property
    def merged_by_area(self) -> tuple[ContactListView, ...]:
        """The lists of ``by_area`` for print, with lists that have the same lines merged under both titles."""
        lists_by_leads: dict[tuple[LeadView, ...], list[ContactListView]] = {}
        for one in self.by_area:
            lists_by_leads.setdefault(one.leads, []).append(one)
        return tuple(
            replace(lists[0], title=_join_titles([one.title for one in lists])) for lists in lists_by_leads.values()
        )


def directory_view(base: KnowledgeBase, today: date) -> DirectoryView:
    """Return all that this edition may show, as of ``today``."""
    everyone = sorted(base.directory.everyone, key=lambda record: record.name.casefold())
    cards = tuple(card_view(record, base, today) for record in everyone)
    listed = [record for record in everyone if record.state is not ContactState.CLOSED and not _is_role(record)]
    return DirectoryView(
        by_need=tuple(need_list(need, base) for need in base.directory.needs),
        by_area=tuple(
            _area_list(area, [record for record in listed if works_near(record, area.id, base)], base)
            for area in base.areas
            if area.listed
        ),
        wider_areas=tuple(
            _area_list(area, [record for record in listed if area.id in record.areas], base)
            for area in base.areas
            if not area.listed
        ),
        by_strand=tuple(
            ContactListView(
                f"list-{strand.id}", strand.title, _leads([r for r in listed if strand.id in r.strands], base)
            )
            for strand in base.strands
            if any(strand.id in record.strands for record in listed)
        ),
        by_strand_title=f"By {base.subject.aimed_at}",
        was_aimed_at=f"{base.subject.was_aimed_at[0].upper()}{base.subject.was_aimed_at[1:]}",
        one_kind=base.subject.one_kind,
        places=tuple(PlaceView(a.id, a.title, enclosing_areas(a.id, base)) for a in base.areas if a.listed),
        cards=cards,
        venues_note=sentence(base.directory.venues_note) if base.directory.venues_note else (),
        overdue=sum(1 for card in cards if card.overdue),
        downloads=downloads_of("contacts", base=base),
    )


def contact_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each contact, service and venue."""
    base = context.base
    for record in base.directory.everyone if base.has_page("contacts") else ():
        card = card_view(record, base, base.today)
        yield PageContent(
            card,
            path=card.path,
            title=card.name,
            description=plain(record.what_for),
            listed_on=link_to("contacts", base),
        )


def _area_list(area: Area, records: list[Reachable], base: KnowledgeBase) -> ContactListView:
    return ContactListView(
        area.id,
        area.title,
        _leads(records, base),
        council=link_to(area.council, base) if area.council else None,
        outer_area=link_to(area.part_of, base) if area.part_of else None,
        inner_areas=tuple(link_to(inner.id, base) for inner in base.areas if inner.part_of == area.id),
    )


def need_list(need: Need, base: KnowledgeBase) -> ContactListView:
    """Return the list for one need, in the order of the file: the first to turn to comes first."""
    open_records = (record for record in base.directory.everyone if record.state is not ContactState.CLOSED)
    return ContactListView(
        need.id, need.title, _leads([record for record in open_records if need.id in record.needs], base)
    )


def _join_titles(titles: list[str]) -> str:
    return " and ".join(part for part in (", ".join(titles[:-1]), titles[-1]) if part)


def _is_role(record: Reachable) -> bool:
    """Return whether it is a role at an agency. Roles have a page of their own."""
    return isinstance(record, Contact) and record.role is not None


def enclosing_areas(area: str, base: KnowledgeBase) -> tuple[str, ...]:
    """Return the id of an area, then the ids of the areas it is part of, the nearest first."""
    parents = {one.id: one.part_of for one in base.areas}
    chain: list[str] = []
    current: str | None = area
    while current and current not in chain:
        chain.append(current)
        current = parents.get(current)
    return tuple(chain)


def works_near(record: Reachable, area: str, base: KnowledgeBase) -> bool:
    """Return whether ``record`` works in ``area`` or in a listed area around it. Whole nations are not listed."""
    listed = {one.id for one in base.areas if one.listed}
    return any(enclosing in record.areas for enclosing in enclosing_areas(area, base) if enclosing in listed)


def _leads(records: list[Reachable], base: KnowledgeBase) -> tuple[LeadView, ...]:
    return tuple(
        LeadView(
            record.id,
            record.name,
            record.lang or "",
            path_of(base.targets[record.id]),
            area_of(record, base),
            first_number(record),
            first_other(record),
            state_doubt(record),
        )
        for record in records
    )
