"""Views of tools and powers on a day: who may use which, for what, and the order to consider them in.

The order is computed here only: the page's script sorts by the ranks of the views.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.resolve.entries import Entry
from generator.model.legislation import LegislationFile, Provision
from generator.model.powers import Power
from generator.views.law.entries import ProvisionLink, Register
from generator.views.law.status import StatusView, overall_status
from generator.views.shared.context import ViewContext
from generator.views.shared.evidence import EvidenceView, evidence_view
from generator.views.shared.links import LinkGroup, LinkView, backlinks, link_to
from generator.views.shared.pages import PageContent
from generator.views.shared.paths import path_of
from generator.views.shared.publications import Download, downloads_of
from generator.views.shared.titles import title_of
from generator.words.text import Sentence, plain, sentence

_NO_LAW_NEEDED = StatusView("no-law-needed", "Needs no law")


@dataclass(frozen=True, slots=True)
class FinderChoice:
    """An option of the finder. ``count`` is the number of powers it leaves."""

    key: str
    title: str
    count: int


_WITHOUT_LEVEL = "powers_without_level"
"""The key of the group of the powers that belong to no level."""


@dataclass(frozen=True, slots=True)
class PowerView:
    """One tool or power on a day."""

    anchor: str
    path: str
    name: str
    description: Sentence
    status: StatusView
    usable: bool
    """Whether it can be used on the day: it needs no law, or its law is in force, at least in part."""
    level_id: str
    level: LinkView | None
    ranks: tuple[int, ...]
    """Its position (from 0) among all powers for each level of the pyramid, from the base up."""
    users: tuple[str, ...]
    happenings: tuple[str, ...]
    facts: tuple[tuple[str, tuple[Sentence, ...]], ...]
    """Pairs of a heading and its sentences: what must be shown, how sure one must be, and so on."""
    user_links: tuple[LinkView, ...]
    purposes: tuple[LinkView, ...]
    """The kinds of incident it is for."""
    try_first: tuple[LinkView, ...]
    legal_basis: tuple[ProvisionLink, ...]
    see_also: tuple[ProvisionLink, ...]
    strands: tuple[LinkView, ...]
    promises: tuple[LinkView, ...]
    contacts: tuple[LinkView, ...]
    front_line: bool
    evidence: EvidenceView
    backlinks: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class PowerListView:
    """The powers for one kind of incident, or of one user: those usable on the day, then the others."""

    anchor: str
    title: str
    powers: tuple[PowerView, ...]
    not_usable: tuple[PowerView, ...]


@dataclass(frozen=True, slots=True)
class PowersView:
    """All tools and powers on a day."""

    as_at: str
    users: tuple[FinderChoice, ...]
    happenings: tuple[FinderChoice, ...]
    levels: tuple[FinderChoice, ...]
    """The levels of the strategy's pyramid; () without a strategy."""
    groups: tuple[FinderChoice, ...]
    """The same, and the powers without a level."""
    powers: tuple[PowerView, ...]
    not_usable: int
    lists: tuple[PowerListView, ...]
    """By kind of incident."""
    user_lists: tuple[PowerListView, ...]
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class PowerPage:
    """One tool or power, and the day of its status."""

    power: PowerView
    as_at: str


def powers_view(base: KnowledgeBase, today: date) -> PowersView:
    """Return every power on ``today``, sorted by level from the base up, then as in the file."""
    register = Register(base.legislation or LegislationFile(), base, today)
    ranks = {level: order_for_level(base, level) for level in levels(base)}
    in_order = sorted(base.powers.powers, key=lambda power: _index(power, levels(base)))
    views = tuple(_power(power, register, ranks) for power in in_order)
    choices = tuple(
        FinderChoice(level, title_of(base.targets[level], base), sum(p.level_id == level for p in views))
        for level in levels(base)
    )
    others = sum(power.level is None for power in views)
    rest = FinderChoice(_WITHOUT_LEVEL, "Others" if choices else "From the mildest to the strongest", others)
    return PowersView(
        as_at=register.as_at(
            (one for power in base.powers.powers for one in (*power.relies_on, *power.see_also)),
            *(power.checked_on for power in base.powers.powers),
        ),
        users=tuple(FinderChoice(u.id, u.title, sum(u.id in p.users for p in views)) for u in base.powers.users),
        happenings=tuple(
            FinderChoice(h.id, h.title, sum(h.id in p.happenings for p in views)) for h in base.powers.happenings
        ),
        levels=choices,
        groups=(*choices, rest) if others else choices,
        powers=views,
        not_usable=sum(1 for power in views if not power.usable),
        lists=tuple(
            _list(one.id, one.title, (power for power in views if one.id in power.happenings))
            for one in base.powers.happenings
        ),
        user_lists=tuple(
            _list(one.id, one.title, (power for power in views if one.id in power.users)) for one in base.powers.users
        ),
        downloads=downloads_of("powers", base=base),
    )


def power_pages(context: ViewContext) -> Iterator[PageContent]:
    """Yield the page of each tool or power."""
    base = context.base
    register = Register(base.legislation or LegislationFile(), base, base.today)
    records = {one.id: one for one in base.powers.powers}
    for power in powers_view(base, base.today).powers:
        record = records[power.anchor]
        yield PageContent(
            PowerPage(power, register.as_at((*record.relies_on, *record.see_also), record.checked_on)),
            path=power.path,
            title=power.name,
            description=plain(record.what),
            listed_on=link_to("powers", base),
        )


def levels(base: KnowledgeBase) -> tuple[str, ...]:
    """Return the ids of the levels of the pyramid of interventions, from its base up."""
    pyramid = base.strategy.pyramid if base.strategy else None
    return tuple(level.id for level in pyramid.levels) if pyramid else ()


def order_for_level(base: KnowledgeBase, level: str) -> tuple[str, ...]:
    """Return the ids of all powers in the order to consider them at ``level``.

    Powers of that level come first, then milder ones, the nearest level first, then stronger ones. Within a level,
    those for fewer kinds of incident come first; after that the order is that of the file.
    """
    order = levels(base)
    level_index = order.index(level)

    def sort_key(power: Power) -> tuple[bool, int, int]:
        power_index = _index(power, order)
        return power_index > level_index, abs(power_index - level_index), len(power.fits)

    return tuple(power.id for power in sorted(base.powers.powers, key=sort_key))


def _index(power: Power, order: tuple[str, ...]) -> int:
    """Return the position of a power's level, from the base up. A power without one comes after all others."""
    return order.index(power.level) if power.level in order else len(order)


def usable_powers(base: KnowledgeBase, user: str, happening: str, level: str, today: date) -> tuple[str, ...]:
    """Return the ids of the powers that ``user`` can use on ``today`` for ``happening``, in order."""
    views = {power.anchor: power for power in powers_view(base, today).powers}
    return tuple(
        power
        for power in order_for_level(base, level)
        if views[power].usable and user in views[power].users and happening in views[power].happenings
    )


def _power(power: Power, register: Register, ranks: dict[str, tuple[str, ...]]) -> PowerView:
    base = register.base
    status = _status(power, register)
    return PowerView(
        anchor=power.id,
        path=path_of(base.targets[power.id]),
        name=power.name,
        description=sentence(power.what),
        status=status,
        usable=power.needs_no_law or status.live,
        level_id=power.level or _WITHOUT_LEVEL,
        level=link_to(power.level, base) if power.level else None,
        ranks=tuple(order.index(power.id) for order in ranks.values()),
        users=power.used_by,
        happenings=power.fits,
        facts=tuple(_facts(power)),
        user_links=_links(power.used_by, base),
        purposes=_links(power.fits, base),
        try_first=_links(power.first, base),
        legal_basis=register.provision_links(power.relies_on),
        see_also=register.provision_links(power.see_also),
        strands=_links(power.strands, base),
        promises=_links(power.promises, base),
        contacts=_links(power.contacts, base),
        front_line=power.front_line,
        evidence=evidence_view(power, power.review_by),
        backlinks=backlinks(power.id, base),
    )


def _links(identifiers: Iterable[str], base: KnowledgeBase) -> tuple[LinkView, ...]:
    return tuple(link_to(identifier, base) for identifier in identifiers)


def _status(power: Power, register: Register) -> StatusView:
    if power.needs_no_law:
        return _NO_LAW_NEEDED
    records = [register.base.targets[identifier] for identifier in power.relies_on]
    parts = [entry.record for entry in records if isinstance(entry, Entry)]
    return overall_status([register.status(part) for part in parts if isinstance(part, Provision)])


def _facts(power: Power) -> Iterable[tuple[str, tuple[Sentence, ...]]]:
    lines = {
        "If it is not yours to use": (power.others,),
        "What must be shown": (power.must_be_shown,),
        "How sure one must be": (power.standard_of_proof,),
        "What it can do": (power.can_require,),
        "If it is not obeyed": (power.breach,),
        "What shows it": power.evidence,
        "Do first": power.first_do,
        "How long it takes": (power.speed,),
    }
    for name, texts in lines.items():
        if sentences := tuple(sentence(line) for line in texts if line):
            yield name, sentences


def _list(anchor: str, title: str, views: Iterable[PowerView]) -> PowerListView:
    suitable = list(views)
    return PowerListView(
        anchor=anchor,
        title=title,
        powers=tuple(power for power in suitable if power.usable),
        not_usable=tuple(power for power in suitable if not power.usable),
    )
