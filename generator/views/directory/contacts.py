"""Who can help: the lists that lead to each card, by need, by area, by strand and from A to Z."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.contacts import Area, Contact, ContactState, Need, Reachable
from generator.views.directory.cards import CardView, ChannelView, area_of, card_view, first_number
from generator.views.shared.links import LinkView, link_to
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, downloads_of
from generator.words.text import Sentence, day, sentence


@dataclass(frozen=True, slots=True)
class PlaceView:
    """An area to choose, with the ids of every area that holds it, itself first."""

    identifier: str
    title: str
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadView:
    """A line of a list: who, and where they work."""

    anchor: str
    name: str
    path: str
    area: str
    number: ChannelView | None
    """The first number to call or to text, if there is one."""


@dataclass(frozen=True, slots=True)
class ContactListView:
    """Everyone for one need, area or strand."""

    anchor: str
    title: str
    leads: tuple[LeadView, ...]
    council: LinkView | None = None
    outer_area: LinkView | None = None
    """For an area: the one it lies in."""
    inner_areas: tuple[LinkView, ...] = ()
    """For an area: those that lie in it."""


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The whole directory."""

    by_need: tuple[ContactListView, ...]
    by_area: tuple[ContactListView, ...]
    wider_areas: tuple[ContactListView, ...]
    """Areas that hold those above, each with who names it."""
    by_strand: tuple[ContactListView, ...]
    places: tuple[PlaceView, ...]
    cards: tuple[CardView, ...]
    venues_note: Sentence
    overdue: int
    day: str
    downloads: tuple[Download, ...]

    @property
    def merged_by_area(self) -> tuple[ContactListView, ...]:
        """The lists by area, those with the same lines as one: paper has no room to say a thing five times."""
        alike: dict[tuple[LeadView, ...], list[ContactListView]] = {}
        for one in self.by_area:
            alike.setdefault(one.leads, []).append(one)
        return tuple(replace(same[0], title=_together([one.title for one in same])) for same in alike.values())


def directory_view(base: KnowledgeBase, today: date) -> DirectoryView:
    """Everyone this edition may show, as of ``today``."""
    everyone = sorted(base.directory.everyone, key=lambda record: record.name.casefold())
    cards = tuple(card_view(record, base, today) for record in everyone)
    there = [record for record in everyone if record.state is not ContactState.CLOSED and not _role(record)]
    return DirectoryView(
        by_need=tuple(need_list(need, base) for need in base.directory.needs),
        by_area=tuple(
            _area_list(area, [record for record in there if works_near(record, area.id, base)], base)
            for area in base.areas
            if area.listed
        ),
        wider_areas=tuple(
            _area_list(area, [record for record in there if area.id in record.areas], base)
            for area in base.areas
            if not area.listed
        ),
        by_strand=tuple(
            ContactListView(
                f"list-{strand.id}", strand.title, _leads([r for r in there if strand.id in r.strands], base)
            )
            for strand in base.strands
            if any(strand.id in record.strands for record in there)
        ),
        places=tuple(PlaceView(a.id, a.title, enclosing_areas(a.id, base)) for a in base.areas if a.listed),
        cards=cards,
        venues_note=sentence(base.directory.venues_note) if base.directory.venues_note else (),
        overdue=sum(1 for card in cards if card.overdue),
        day=day(today),
        downloads=downloads_of("contacts", base=base),
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
    """Everyone for one need, in the order they were written: the first to turn to stands first."""
    there = (record for record in base.directory.everyone if record.state is not ContactState.CLOSED)
    return ContactListView(need.id, need.title, _leads([record for record in there if need.id in record.needs], base))


def _together(titles: list[str]) -> str:
    return " and ".join(part for part in (", ".join(titles[:-1]), titles[-1]) if part)


def _role(record: Reachable) -> bool:
    """Whether it is a role at an agency, which has a list of its own and is nobody's first place to turn to."""
    return isinstance(record, Contact) and record.role is not None


def enclosing_areas(area: str, base: KnowledgeBase) -> tuple[str, ...]:
    """An area and every area it lies in, the nearest first."""
    parents = {known.id: known.part_of for known in base.areas}
    chain: list[str] = []
    here: str | None = area
    while here and here not in chain:
        chain.append(here)
        here = parents.get(here)
    return tuple(chain)


def works_near(record: Reachable, area: str, base: KnowledgeBase) -> bool:
    """Whether ``record`` works in ``area`` or in a listed area that holds it; those of whole nations stand apart."""
    listed = {known.id for known in base.areas if known.listed}
    return any(wide in record.areas for wide in enclosing_areas(area, base) if wide in listed)


def _leads(records: list[Reachable], base: KnowledgeBase) -> tuple[LeadView, ...]:
    return tuple(
        LeadView(record.id, record.name, path_of(base.targets[record.id]), area_of(record, base), first_number(record))
        for record in records
    )
