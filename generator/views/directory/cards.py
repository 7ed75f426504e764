"""One card for each contact, service and venue: everything known of it, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Contact, ContactState, Known, Reachable, Service, Venue, VenueKind
from generator.model.reviews import UNKNOWN_OWNER
from generator.views.shared.evidence import PageRead, pages_read
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to
from generator.views.shared.paths import path_of
from generator.views.shared.titles import title_of
from generator.words.evidence import WORDS
from generator.words.text import NO_BREAK, Sentence, day, sentence

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
    text: str
    link: str
    hours: str
    cost: str
    languages: str
    doubt: str
    note: Sentence
    is_number: bool
    """Whether it is a number."""
    is_voice: bool
    """Whether it is a number to speak to; any other says what it is for wherever it stands."""


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
    address: str
    """Where it is, if it is a place whose address is known."""
    channels: tuple[ChannelView, ...]
    closed: bool
    warning: str
    """What is not known about it, if anything."""
    facts: tuple[tuple[str, Sentence], ...]
    """Who can use it, what it costs, how to be referred, access: name and words."""
    alternative: tuple[str, str]
    """Where this one is not known: name and path of the one that works."""
    check_note: str
    overdue: str
    """That its check is too old on the day; empty if it is not."""
    owner: str
    sources: tuple[str, ...]
    source_pages: tuple[PageRead, ...]
    """The same pages by their hosts, for paper."""
    sources_dated: str
    conflicts: tuple[Sentence, ...]
    note: Sentence
    staff_only: bool
    needs: tuple[str, ...]
    """The ids of the needs it meets; of its areas and its strands, below, too: what the finder chooses by."""
    areas: tuple[str, ...]
    strands: tuple[str, ...]
    lists: tuple[LinkView, ...]
    """The lists of this page that it stands in."""
    partner: LinkView | None
    """The organisation it belongs to."""
    order: int
    """Its place where several fit: what lives may depend on first, then as the file has them."""
    backlinks: tuple[LinkGroup, ...]


def area_of(record: Reachable, base: KnowledgeBase) -> str:
    """Where it works, in words."""
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
        area=area_of(record, base),
        address=(record.address or "") if isinstance(record, Venue) else "",
        channels=() if closed else tuple(map(channel_view, record.channels)),
        closed=closed,
        warning=_standing(record),
        facts=tuple(_facts(record)),
        alternative=(title_of(instead, base), path_of(instead)) if instead else ("", ""),
        check_note=f"{check_basis(record)}; check again by {day(record.review_by)}.",
        overdue=f"This check is overdue: it was due by {day(record.review_by)}." if record.overdue_on(today) else "",
        owner="" if record.owner == UNKNOWN_OWNER else record.owner,
        sources=record.sources,
        source_pages=pages_read(record.sources),
        sources_dated=record.sources_dated or "",
        conflicts=tuple(map(sentence, record.conflicts)),
        note=sentence(record.note) if record.note else (),
        staff_only=record.id in base.directory.staff_only,
        needs=record.needs,
        areas=record.areas,
        strands=record.strands,
        lists=tuple(link_to(listed, base) for listed in (*record.needs, *record.areas, *record.strands)),
        partner=link_to(record.partner, base) if record.partner else None,
        order=_order(record, base),
        backlinks=backlinks(record.id, base),
    )


def _order(record: Reachable, base: KnowledgeBase) -> int:
    order = base.directory.order
    critical = isinstance(record, Contact) and record.safety_critical
    return order[record.id] + (0 if critical else len(order))


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


def check_basis(record: Reachable) -> str:
    """On what basis it is told, and of which day that is."""
    words = WORDS[record.basis]
    return f"{words.basis}. {words.checked} on {day(record.checked_on)}"


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
        text=channel.shown.replace(" ", NO_BREAK) if channel.link.startswith(("tel:", "sms:")) else channel.shown,
        link=channel.link,
        hours=channel.hours or "",
        cost=channel.cost or "",
        languages=channel.languages or "",
        doubt=WORDS[channel.basis].doubt,
        note=sentence(channel.note) if channel.note else (),
        is_number=channel.link.startswith(("tel:", "sms:")),
        is_voice=channel.kind is ChannelKind.PHONE,
    )


def first_number(record: Reachable) -> ChannelView | None:
    """The number to call; where there is none, the one to text or to type to; none where it has closed."""
    channels = () if record.state is ContactState.CLOSED else record.channels
    for kind in (ChannelKind.PHONE, ChannelKind.TEXT, ChannelKind.RELAY):
        for channel in channels:
            if channel.kind is kind:
                return channel_view(channel)
    return None
