"""Who can help: each contact, service and venue as a card, and the lists that lead to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Contact, ContactState, Known, Reachable, Service, Venue, VenueKind
from generator.model.evidence import Basis
from generator.model.pages import GeneratedPage
from generator.views.links import LinkGroup, backlinks
from generator.views.pages import PageView, generated_page
from generator.views.paths import path_of
from generator.views.titles import PAGE_TITLES, title_of
from generator.views.words import NO_BREAK, Sentence, day, sentence

_CHANNELS = {
    ChannelKind.PHONE: "Phone",
    ChannelKind.TEXT: "Text message",
    ChannelKind.RELAY: "Textphone or Relay UK app",
    ChannelKind.BSL: "British Sign Language (BSL)",
    ChannelKind.EMAIL: "E-mail",
    ChannelKind.WEB: "Website",
    ChannelKind.POST: "Post",
    ChannelKind.IN_PERSON: "In person",
}
_VENUES = {
    VenueKind.REPORTING_CENTRE: "Reporting centre",
    VenueKind.KEEP_SAFE: "Keep Safe site, not a place to report",
}
_ACCESS = {
    "step_free": "Step-free",
    "hearing_loop": "Hearing loop",
    "interpreter": "Interpreter",
    "quiet_room": "Quiet room",
}


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way to reach someone."""

    kind: str
    shown: str
    link: str
    hours: str
    cost: str
    languages: str
    checked: str
    note: Sentence
    called: bool
    """Whether it is a number."""


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything about one contact, service or venue."""

    anchor: str
    path: str
    name: str
    kind: str
    role: str
    what_for: Sentence
    area: str
    channels: tuple[ChannelView, ...]
    closed: bool
    standing: str
    """What is not known about it, if anything."""
    facts: tuple[tuple[str, Sentence], ...]
    """Who can use it, what it costs, how to be referred, access: name and words."""
    instead: tuple[str, str]
    """Where this one is not known: name and path of the one that works."""
    checked: str
    overdue: str
    """That its check is too old on the day; empty if it is not."""
    owner: str
    sources: tuple[str, ...]
    sources_dated: str
    conflicts: tuple[Sentence, ...]
    note: Sentence
    staff_only: bool
    needs: tuple[str, ...]
    """The ids of the needs it meets; of its areas and its strands, below, too: what the finder chooses by."""
    areas: tuple[str, ...]
    strands: tuple[str, ...]
    order: int
    """Its place where several fit: what lives may depend on first, then as the file has them."""
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """An area to choose, with the ids of every area that holds it, itself first."""

    identifier: str
    title: str
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadView:
    """A line of a list: who, and where they work."""

    name: str
    path: str
    area: str


@dataclass(frozen=True, slots=True)
class ListView:
    """Everyone for one need, area or strand."""

    anchor: str
    title: str
    leads: tuple[LeadView, ...]


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The whole directory."""

    by_need: tuple[ListView, ...]
    by_area: tuple[ListView, ...]
    wider_areas: tuple[ListView, ...]
    """Areas that hold those above, each with who names it."""
    by_strand: tuple[ListView, ...]
    places: tuple[PlaceView, ...]
    cards: tuple[CardView, ...]
    venues_note: Sentence
    overdue: int
    day: str


def contact_pages(base: KnowledgeBase, today: date) -> tuple[PageView, ...]:
    """The directory, where there is anyone to list."""
    page = GeneratedPage.CONTACTS
    if page not in base.generated:
        return ()
    description = "Who to call, write to or visit: by what you need, by where you live, and from A to Z."
    return (generated_page(page, PAGE_TITLES[page], description, "contacts", directory_view(base, today), base),)


def directory_view(base: KnowledgeBase, today: date) -> DirectoryView:
    """Everyone this edition may show, as of ``today``."""
    everyone = sorted(base.directory.everyone, key=lambda record: record.name.casefold())
    cards = tuple(card_view(record, base, today) for record in everyone)
    there = [record for record in everyone if record.state is not ContactState.CLOSED]
    in_order = [record for record in base.directory.everyone if record in there]
    return DirectoryView(
        by_need=tuple(
            ListView(need.id, need.title, _leads([r for r in in_order if need.id in r.needs], base))
            for need in base.directory.needs
        ),
        by_area=tuple(
            ListView(area.id, area.title, _leads([r for r in there if works_near(r, area.id, base)], base))
            for area in base.areas
            if area.listed
        ),
        wider_areas=tuple(
            ListView(area.id, area.title, _leads([r for r in there if area.id in r.areas], base))
            for area in base.areas
            if not area.listed
        ),
        by_strand=tuple(
            ListView(f"list-{strand.id}", strand.title, _leads([r for r in there if strand.id in r.strands], base))
            for strand in base.strands
            if any(strand.id in record.strands for record in there)
        ),
        places=tuple(PlaceView(a.id, a.title, wider(a.id, base)) for a in base.areas if a.listed),
        cards=cards,
        venues_note=sentence(base.directory.venues_note) if base.directory.venues_note else (),
        overdue=sum(1 for card in cards if card.overdue),
        day=day(today),
    )


def wider(area: str, base: KnowledgeBase) -> tuple[str, ...]:
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
    return any(wide in record.areas for wide in wider(area, base) if wide in listed)


def _leads(records: list[Reachable], base: KnowledgeBase) -> tuple[LeadView, ...]:
    return tuple(LeadView(record.name, path_of(base.targets[record.id]), _area(record, base)) for record in records)


def _area(record: Reachable, base: KnowledgeBase) -> str:
    return record.area_note or ", ".join(title_of(base.targets[area], base) for area in record.areas)


def card_view(record: Reachable, base: KnowledgeBase, today: date) -> CardView:
    """One card as of ``today``."""
    closed = record.state is ContactState.CLOSED
    instead = base.targets[record.instead] if isinstance(record, Contact) and record.instead else None
    return CardView(
        anchor=record.id,
        path=path_of(base.targets[record.id]),
        name=record.name,
        kind=_kind(record),
        role=(record.role or "") if isinstance(record, Contact) else "",
        what_for=sentence(record.what_for),
        area=_area(record, base),
        channels=() if closed else tuple(map(channel_view, record.channels)),
        closed=closed,
        standing=_standing(record),
        facts=tuple(_facts(record)),
        instead=(title_of(instead, base), path_of(instead)) if instead else ("", ""),
        checked=_checked(record),
        overdue=f"This check is overdue: it was due by {day(record.review_by)}." if record.overdue_on(today) else "",
        owner="" if record.owner == "unknown" else record.owner,
        sources=record.sources,
        sources_dated=record.sources_dated or "",
        conflicts=tuple(map(sentence, record.conflicts)),
        note=sentence(record.note) if record.note else (),
        staff_only=record.id in base.directory.staff_only,
        needs=record.needs,
        areas=record.areas,
        strands=record.strands,
        order=_order(record, base),
        backlinks=backlinks(record.id, base),
    )


def _order(record: Reachable, base: KnowledgeBase) -> int:
    everyone = base.directory.everyone
    critical = isinstance(record, Contact) and record.safety_critical
    return everyone.index(record) + (0 if critical else len(everyone))


def _kind(record: Reachable) -> str:
    if isinstance(record, Venue):
        return (
            "Reporting centre" if record.kind is VenueKind.REPORTING_CENTRE else "Keep Safe site, not a place to report"
        )
    if isinstance(record, Service):
        return "Help to change" if record.for_change else "Support"
    return "Contact"


def _standing(record: Reachable) -> str:
    if record.state is ContactState.CLOSED:
        return "Closed. Do not use it."
    if not record.channels:
        return "Nobody has given us a way to reach it."
    return "We found no recent sign that it is still there." if record.state is ContactState.UNKNOWN else ""


def _checked(record: Reachable) -> str:
    how = "Read in a public source." if record.basis is Basis.VERIFIED else "Known, not re-checked."
    return f"{how} Checked on {day(record.checked_on)}; check again by {day(record.review_by)}."


def _facts(record: Reachable) -> list[tuple[str, Sentence]]:
    facts: list[tuple[str, str | None]] = []
    if isinstance(record, Service):
        facts = [("Who can use it", record.eligibility), ("Cost", record.cost), ("How to be referred", record.refer)]
    if isinstance(record, Venue):
        known = {Known.YES: "yes", Known.NO: "no", Known.UNKNOWN: "not known"}
        facts = [("Address", record.address)]
        facts += [(name, known[getattr(record.access, field)]) for field, name in _ACCESS.items()]
    return [(name, sentence(words)) for name, words in facts if words]


def channel_view(channel: Channel) -> ChannelView:
    """One way to reach someone, in words; a number's parts stay together."""
    return ChannelView(
        kind=_CHANNELS[channel.kind],
        shown=channel.shown.replace(" ", NO_BREAK) if channel.link.startswith(("tel:", "sms:")) else channel.shown,
        link=channel.link,
        hours=channel.hours or "",
        cost=channel.cost or "",
        languages=channel.languages or "",
        checked="" if channel.basis is Basis.VERIFIED else "Known, not re-checked",
        note=sentence(channel.note) if channel.note else (),
        called=channel.link.startswith(("tel:", "sms:")),
    )
