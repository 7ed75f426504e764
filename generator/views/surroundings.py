"""What every page and every print carries around its own content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.partnership import Partnership, Route
from generator.model.vocabulary import Edition
from generator.views.words import Sentence, day, plain, sentence


@dataclass(frozen=True, slots=True)
class RouteView:
    """A number and when to use it."""

    name: str
    number: str
    dial: str
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
    made_on: str
    staff_only: str
    """What every page and print of the staff edition says of itself; empty in the public one."""
    emergency: RouteView
    without_speaking: RouteView
    non_emergency: RouteView


STAFF_ONLY = "Staff only. Not for the public."


def surroundings_view(partnership: Partnership, today: date, edition: Edition) -> Surroundings:
    """The partnership's names, status and numbers, and the day of the build."""
    return Surroundings(
        name=partnership.name,
        short_name=partnership.short_name,
        area=partnership.area,
        status=plain(partnership.status),
        language=partnership.language,
        exit_to=partnership.exit_to,
        made_on=day(today),
        staff_only=STAFF_ONLY if edition is Edition.STAFF else "",
        emergency=_route(partnership.emergency),
        without_speaking=_route(partnership.without_speaking),
        non_emergency=_route(partnership.non_emergency),
    )


def _route(route: Route) -> RouteView:
    return RouteView(
        name=route.name,
        number=route.number.replace(" ", "\u00a0"),
        dial=route.number.replace(" ", ""),
        use=sentence(route.use),
        checked=("Checked " if route.basis.value == "verified" else "Known, not re-checked; noted ")
        + day(route.checked_on),
        source=route.source,
    )
