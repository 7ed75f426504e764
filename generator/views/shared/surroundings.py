"""What every page and every print carries around its own content."""

from __future__ import annotations

from dataclasses import dataclass

from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.linked import LinkedRoute
from generator.model.vocabulary import Edition
from generator.views.keeping.reviews import OverdueCount, next_check, overdue_counts
from generator.views.shared.paths import path_of
from generator.words.evidence import WORDS
from generator.words.text import NO_BREAK, Sentence, day, plain, sentence


@dataclass(frozen=True, slots=True)
class RouteView:
    """A number and when to use it."""

    name: str
    number: str
    dial: str
    """What calling it opens: tel:999."""
    use: Sentence
    checked: str
    source: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every page and every print carries around its own content."""

    name: str
    short_name: str
    area: str
    status: str
    language: str
    exit_to: str
    website: str
    """The address the site is published under; empty while it has none."""
    made_on: str
    overdue: tuple[OverdueCount, ...]
    """What was to be checked again and was not, on the day of the build."""
    check_again: str
    """When the first of the checks is due, for a copy that nobody rebuilds."""
    staff_only: str
    """What every page and print of the staff edition says of itself; empty in the public one."""
    hide_visit: str
    """The address of the page on what a device keeps of a visit; empty where there is none."""
    emergency: RouteView
    without_speaking: RouteView
    non_emergency: RouteView


STAFF_ONLY = "Staff only. Not for the public."


def surroundings_view(base: KnowledgeBase) -> Surroundings:
    """The partnership's names, status and numbers, the day of the build and what is overdue on it."""
    partnership, routes, today = base.partnership, base.routes, base.today
    return Surroundings(
        name=partnership.name,
        short_name=partnership.short_name,
        area=partnership.area,
        status=plain(partnership.status),
        language=partnership.language,
        exit_to=partnership.exit_to,
        website=partnership.website or "",
        made_on=day(today),
        overdue=overdue_counts(base, today),
        check_again=next_check(base, today),
        staff_only=STAFF_ONLY if base.edition is Edition.STAFF else "",
        hide_visit=path_of(base.targets[partnership.hide_visit]) if partnership.hide_visit else "",
        emergency=_route(routes.emergency),
        without_speaking=_route(routes.without_speaking),
        non_emergency=_route(routes.non_emergency),
    )


def _route(route: LinkedRoute) -> RouteView:
    contact = route.contact
    words = WORDS[contact.basis]
    checked = f"{words.doubt}; {words.checked.lower()}" if words.doubt else words.checked
    return RouteView(
        name=route.record.name,
        number=route.number.shown.replace(" ", NO_BREAK),
        dial=route.number.link,
        use=sentence(route.record.use),
        checked=f"{checked} on {day(contact.checked_on)}; check again by {day(contact.review_by)}",
        source=contact.sources[0] if contact.sources else "",
    )
