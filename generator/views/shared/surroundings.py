"""The data that every page and print shows outside its own content."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedRoute
from generator.model.vocabulary import Edition
from generator.views.keeping.reviews import OverdueCount, next_check, overdue_counts
from generator.views.shared.evidence import source_pages
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
    built_on: str
    overdue: tuple[OverdueCount, ...]
    """The checks that are overdue on the day of the build."""
    check_again: str
    """When the next check is due, for a copy that is not rebuilt."""
    staff_only: str
    """The warning on every page and print of the staff edition; empty in the public edition."""
    hide_visit: str
    """The path of the page about the traces of a visit on a device; empty if there is none."""
    emergency: PhoneRouteView
    without_speaking: PhoneRouteView
    non_emergency: PhoneRouteView


STAFF_ONLY = "Staff only. Not for the public."


def surroundings_view(base: KnowledgeBase) -> Surroundings:
    """Return the data that every page and print shows outside its own content."""
    partnership, routes, today = base.partnership, base.routes, base.today
    return Surroundings(
        name=partnership.name,
        short_name=partnership.short_name,
        area=partnership.area,
        status=plain(partnership.status),
        language=partnership.language,
        exit_to=partnership.exit_to,
        website=partnership.website or "",
        built_on=day(today),
        overdue=overdue_counts(base, today),
        check_again=next_check(base, today),
        staff_only=STAFF_ONLY if base.edition is Edition.STAFF else "",
        hide_visit=path_of(base.targets[partnership.hide_visit]) if partnership.hide_visit else "",
        emergency=_route(routes.emergency),
        without_speaking=_route(routes.without_speaking),
        non_emergency=_route(routes.non_emergency),
    )


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
