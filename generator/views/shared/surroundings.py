"""The data that every page and print shows outside its own content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedRoute, LinkedWay
from generator.model.channels import DIALLED
from generator.model.overrides import filled
from generator.model.vocabulary import Edition
from generator.views.keeping.reviews import OverdueCount, next_check, overdue_counts
from generator.views.shared.evidence import source_pages
from generator.views.shared.holdings import has_law
from generator.views.shared.paths import path_of
from generator.words.dates import day
from generator.words.evidence import BASIS_WORDS
from generator.words.text import NO_BREAK, Sentence, plain, sentence


@dataclass(frozen=True, slots=True)
class PhoneRouteView:
    """A phone number of the police and when to use it."""

    name: str
    number: str
    dial: str
    """The link that dials it, such as ``tel:999``."""
    use: Sentence
    checked: str
    source: str


@dataclass(frozen=True, slots=True)
class WayView:
    """A control that calls a number or opens an address, or leads to the list of who can help."""

    title: str
    number: str
    """The number that it dials, where the title does not have it; else empty."""
    use: Sentence
    link: str
    """What it dials or opens; empty if it leads to ``path``."""
    path: str
    """The path of a page of this site; empty if it opens ``link``."""
    is_number: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The partnership's names and phone numbers, the day of the build, and the checks that are overdue."""

    name: str
    short_name: str
    area: str
    status: str
    language: str
    exit_to: str
    website: str
    """The address that the site is published at; empty while it has none."""
    colour: str
    """The partnership's own colour as ``#rrggbb``; empty for the program's."""
    overdue: tuple[OverdueCount, ...]
    """The checks that are overdue on the day of the build."""
    check_again: str
    """When the next check is due, for a copy that is not rebuilt."""
    staff_only: str
    """The warning on every page and print of the staff edition; empty in the public edition."""
    has_promises: bool
    """Whether the project has a set of promises."""
    has_law: bool
    """Whether the project has a register of law."""
    has_consultation: bool
    """Whether the project has a consultation."""
    hide_visit: str
    """The path of the page about the traces of a visit on a device; empty if there is none."""
    emergency: PhoneRouteView
    without_speaking: PhoneRouteView
    non_emergency: PhoneRouteView
    ways: tuple[WayView, ...]
    """The controls on the pages on reporting."""
    report: str
    """The path of the page on how to report, for the other pages; empty without such controls."""
    report_title: str
    """The title of the link to it."""
    report_link: str
    """All words of the link to it."""
    words: Mapping[str, str]
    """The wordings that a partnership may override, by their ids."""


def surroundings_view(base: KnowledgeBase) -> Surroundings:
    """Return the data that every page and print shows outside its own content."""
    partnership, routes, today = base.partnership, base.routes, base.today
    words = base.records.overrides.words
    return Surroundings(
        name=partnership.name,
        short_name=partnership.short_name,
        area=partnership.area,
        status=plain(partnership.status),
        language=partnership.language,
        exit_to=partnership.exit_to,
        website=partnership.website or "",
        colour=partnership.colour or "",
        overdue=overdue_counts(base, today),
        check_again=next_check(base, today),
        staff_only=words["staff-only"] if base.edition is Edition.STAFF else "",
        has_promises=bool(base.sets),
        has_law=has_law(base),
        has_consultation=base.consultation is not None,
        hide_visit=path_of(base.targets[partnership.hide_visit]) if partnership.hide_visit else "",
        emergency=_route(routes.emergency),
        without_speaking=_route(routes.without_speaking),
        non_emergency=_route(routes.non_emergency),
        ways=_ways(base),
        report=_first_page_of_route(base) if routes.ways else "",
        report_title=base.subject.report,
        report_link=filled(words["report-link"], report=base.subject.report),
        words=words,
    )


def _ways(base: KnowledgeBase) -> tuple[WayView, ...]:
    """Return the controls, without a second link to the list of who can help."""
    return tuple(dict.fromkeys(_way(way, base) for way in base.routes.ways))


def _way(way: LinkedWay, base: KnowledgeBase) -> WayView:
    channel, title = way.channel, way.record.title
    if channel is None:
        use = sentence("People to call or to write to.")
        return WayView("Who else can help", "", use, "", path_of(base.targets["contacts"]), is_number=False)
    is_number = channel.kind in DIALLED
    number = channel.display_value.replace(" ", NO_BREAK) if is_number and channel.value not in title else ""
    return WayView(title, number, sentence(way.record.use), channel.link, "", is_number)


def _first_page_of_route(base: KnowledgeBase) -> str:
    """Return the path of the page of the route that shows who takes reports, or else of its first page."""
    route = sorted((one.page.front for one in base.pages if one.page.front.place), key=lambda front: front.place or 0)
    return path_of(base.targets[route[0].id]) if route else ""


def _route(route: LinkedRoute) -> PhoneRouteView:
    contact = route.contact
    words = BASIS_WORDS[contact.basis]
    checked = f"{words.doubt}; {words.checked.lower()}" if words.doubt else words.checked
    return PhoneRouteView(
        name=route.record.name,
        number=route.number.display_value.replace(" ", NO_BREAK),
        dial=route.number.link,
        use=sentence(route.record.use),
        checked=f"{checked} on {day(contact.checked_on)}; check again by {day(contact.review_by)}",
        source=next((page.web for page in source_pages(contact.sources) if page.web), ""),
    )
