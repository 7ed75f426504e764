"""Cards of contacts, services and venues: all that the records say, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Availability, Contact, ContactState, Reachable, Service, Venue, VenueKind
from generator.model.evidence import Basis
from generator.model.reviews import UNKNOWN_OWNER
from generator.views.shared.evidence import SourcePage, source_pages
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to
from generator.views.shared.paths import path_of
from generator.views.shared.titles import title_of
from generator.words.dates import day
from generator.words.evidence import BASIS_WORDS, rechecked_in_part
from generator.words.text import NO_BREAK, Sentence, sentence

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
    """One way to reach a contact, service or venue."""

    kind: str
    text: str
    link: str
    hours: str
    cost: str
    languages: str
    doubt: str
    note: Sentence
    is_number: bool
    """Whether it is a number to call or to text."""
    is_voice: bool
    """Whether it is a number to speak to. Any other channel is always shown with its kind."""


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything about one contact, service or venue."""

    anchor: str
    path: str
    name: str
    lang: str
    """The code of the language of its name; empty if that is the language of the site."""
    kind: str
    role: str
    what_for: Sentence
    area: str
    address: str
    """The address of a venue; empty if it is not known, and for contacts and services."""
    channels: tuple[ChannelView, ...]
    number: ChannelView | None
    """The first number to call or to text, if there is one."""
    closed: bool
    doubt: str
    """That nobody knows if it still answers; empty if it is known to be there."""
    unconfirmed: str
    """What about it is not confirmed, as a sentence; empty if nothing, or if it is closed."""
    warning: str
    """That it is closed, cannot be reached, or may have gone; empty otherwise."""
    facts: tuple[tuple[str, Sentence], ...]
    """Pairs of name and words: who can use it, cost, how to be referred, access."""
    alternative: tuple[str, str]
    """Name and path of the contact to use in its place; two empty strings for none."""
    check_note: str
    overdue: str
    """That its check is overdue on the day; empty if it is not."""
    owner: str
    source_pages: tuple[SourcePage, ...]
    """The sources by their hosts, for print."""
    sources_dated: str
    conflicts: tuple[Sentence, ...]
    note: Sentence
    staff_only: bool
    needs: tuple[str, ...]
    """The ids of the needs it is for. The finder filters by these, by ``areas`` and by ``strands``."""
    areas: tuple[str, ...]
    strands: tuple[str, ...]
    lists: tuple[LinkView, ...]
    """Links to the lists of the page that contain it."""
    partner: LinkView | None
    """The organisation it is part of."""
    order: int
    """Its sort key in the finder: contacts that lives may depend on first, then the order of the file."""
    backlinks: tuple[LinkGroup, ...]


def area_of(record: Reachable, base: KnowledgeBase) -> str:
    """Return the area it works in, in words."""
    return record.area_note or ", ".join(title_of(base.targets[area], base) for area in record.areas)


def card_view(record: Reachable, base: KnowledgeBase, today: date) -> CardView:
    """Return the card of one contact, service or venue as of ``today``."""
    closed = record.state is ContactState.CLOSED
    checked = f"{check_basis(record)}; check again by {day(record.review_by)}"
    alternative = base.targets[record.instead] if isinstance(record, Contact) and record.instead else None
    return CardView(
        anchor=record.id,
        path=path_of(base.targets[record.id]),
        name=record.name,
        lang=record.lang or "",
        kind=_kind(record),
        role=(record.role or "") if isinstance(record, Contact) else "",
        what_for=sentence(record.what_for),
        area=area_of(record, base),
        address=(record.address or "") if isinstance(record, Venue) else "",
        channels=() if closed else tuple(map(channel_view, record.channels)),
        number=first_number(record),
        closed=closed,
        doubt="" if closed else state_doubt(record),
        unconfirmed="" if closed else unconfirmed_reason(record),
        warning=_warning(record),
        facts=tuple(_facts(record)),
        alternative=(title_of(alternative, base), path_of(alternative)) if alternative else ("", ""),
        check_note=". ".join(filter(None, (checked, rechecked_in_part(record)))) + ".",
        overdue=f"This check is overdue: it was due by {day(record.review_by)}." if record.overdue_on(today) else "",
        owner="" if record.owner == UNKNOWN_OWNER else record.owner,
        source_pages=source_pages(record.sources),
        sources_dated=record.sources_dated or "",
        conflicts=tuple(map(sentence, record.conflicts)),
        note=sentence(record.note) if record.note else (),
        staff_only=record.id in base.directory.staff_only,
        needs=record.needs,
        areas=record.areas,
        strands=record.strands,
        lists=tuple(link_to(identifier, base) for identifier in (*record.needs, *record.areas, *record.strands)),
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


def _warning(record: Reachable) -> str:
    if record.state is ContactState.CLOSED:
        return "Closed. Do not use it."
    if not record.channels:
        return "Nobody has given us a way to reach it."
    return state_doubt(record)


def state_doubt(record: Reachable) -> str:
    """Return a sentence where nobody knows if a contact is still in service; else an empty one."""
    return "We found no recent sign that it is still there." if record.state is ContactState.UNKNOWN else ""


def unconfirmed_reason(record: Reachable) -> str:
    """Return a sentence on what about an open contact is not confirmed; empty if all of it is."""
    if doubt := state_doubt(record):
        return doubt
    if record.basis is Basis.KNOWN:
        return f"{BASIS_WORDS[record.basis].basis}."
    channels = [_CHANNELS[channel.kind].lower() for channel in record.channels if channel.basis is Basis.KNOWN]
    return f"{BASIS_WORDS[Basis.KNOWN].basis}: {', '.join(dict.fromkeys(channels))}." if channels else ""


def check_basis(record: Reachable) -> str:
    """Return the basis of the record and the day of its check, in words without a full stop."""
    words = BASIS_WORDS[record.basis]
    return f"{words.basis}. {words.checked} on {day(record.checked_on)}"


def _facts(record: Reachable) -> list[tuple[str, Sentence]]:
    facts: list[tuple[str, str | None]] = []
    if isinstance(record, Service):
        facts = [("Who can use it", record.eligibility), ("Cost", record.cost), ("How to be referred", record.refer)]
    if isinstance(record, Venue):
        known = {Availability.YES: "yes", Availability.NO: "no", Availability.UNKNOWN: "not known"}
        facts = [("Address", record.address)]
        facts += [(name, known[getattr(record.access, field)]) for field, name in _ACCESS.items()]
    return [(name, sentence(words)) for name, words in facts if words]


def channel_view(channel: Channel) -> ChannelView:
    """Return a channel in words. Numbers have no-break spaces."""
    return ChannelView(
        kind=_CHANNELS[channel.kind],
        text=channel.display_value.replace(" ", NO_BREAK)
        if channel.link.startswith(("tel:", "sms:"))
        else channel.display_value,
        link=channel.link,
        hours=channel.hours or "",
        cost=channel.cost or "",
        languages=channel.languages or "",
        doubt=BASIS_WORDS[channel.basis].doubt,
        note=sentence(channel.note) if channel.note else (),
        is_number=channel.link.startswith(("tel:", "sms:")),
        is_voice=channel.kind is ChannelKind.PHONE,
    )


def hours_and_cost(channel: ChannelView) -> str:
    """Return when somebody answers and what a call costs, such as: 24 hours a day, free. Empty if unknown."""
    return ", ".join(filter(None, (channel.hours, channel.cost)))


def first_number(record: Reachable) -> ChannelView | None:
    """Return the first phone number, else the first to text, else the first for relay; None if none, or if closed."""
    channels = () if record.state is ContactState.CLOSED else record.channels
    for kind in (ChannelKind.PHONE, ChannelKind.TEXT, ChannelKind.RELAY):
        for channel in channels:
            if channel.kind is kind:
                return channel_view(channel)
    return None


def first_other(record: Reachable) -> ChannelView | None:
    """Return the first channel of a record that has no number; None if it has one, or has no channel, or is closed."""
    if record.state is ContactState.CLOSED or first_number(record):
        return None
    return next(map(channel_view, record.channels), None)
