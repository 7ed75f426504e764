"""Links the partnership's routes: the phone numbers that every page may show."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.linked import LinkedRoute, LinkedWay, Routes
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.records import Located
from generator.model.channels import Channel, ChannelKind
from generator.model.contacts import Contact, ContactState, Service
from generator.model.partnership import Partnership, Route
from generator.model.phone_numbers import is_emergency_number

_ROUTES = {"emergency": True, "without_speaking": True, "non_emergency": False}
"""The fields of the partnership that name a route, and whether it must reach the emergency services."""


def link_routes(records: Records, names: NameIndex) -> Routes | None:
    """Return the partnership's three routes; None and a problem in ``names`` if one has no phone number."""
    located = records.located(Partnership)
    if not located:
        return None
    routes = [_route(field, getattr(located.record, field), located.span(field, "contact"), names) for field in _ROUTES]
    emergency, without_speaking, non_emergency = routes
    if emergency and without_speaking and non_emergency:
        return Routes(emergency, without_speaking, non_emergency, tuple(_ways(located, names)))
    _ways(located, names)
    return None


def _ways(located: Located[Partnership], names: NameIndex) -> list[LinkedWay]:
    """Return the ways with their channels, and add a problem to ``names`` for each that leads nowhere."""
    ways = []
    for n, way in enumerate(located.record.ways):
        contact = names.record(way.contact, Contact, "contact") or names.record(way.contact, Service, "service")
        if not contact:
            names.report_missing("contact", way.contact, located.span("ways", n, "contact"), "service")
            continue
        channel = next((one for one in contact.channels if one.kind is way.by), None)
        if not (channel and channel.link) and way.contact not in names.incomplete_ids:
            message = f"'{way.contact}' has no channel of the kind {way.by.value} that a control could open"
            hint = "write another kind under `by:`, such as phone or web, or add the channel to the contact"
            names.problems.append(Diagnostic(located.span("ways", n, "by"), Code.INVALID_VALUE, message, hint))
        ways.append(LinkedWay(way, channel if contact.state is ContactState.ACTIVE else None))
    return ways


def check_area_and_hide_visit_page(records: Records, names: NameIndex) -> None:
    """Add a problem to ``names`` if the page under ``hide_visit:`` or the area under ``covers:`` does not exist."""
    located = records.located(Partnership)
    if not located:
        return
    if page := located.record.hide_visit:
        names.report_missing("page", page, located.span("hide_visit"))
    if area := located.record.covers:
        names.report_missing("area", area, located.span("covers"))


def _route(field: str, route: Route, span: Span, names: NameIndex) -> LinkedRoute | None:
    contact = names.record(route.contact, Contact, "contact")
    if not contact:
        names.report_missing("contact", route.contact, span)
        return None
    number = _first_number(contact)
    if number is None and route.contact in names.incomplete_ids:
        return None
    if number is None:
        message = f"this number is on every page, but '{route.contact}' has no phone number"
        hint = "name a contact that has a channel with `kind: phone`"
        names.problems.append(Diagnostic(span, Code.INVALID_VALUE, message, hint))
        return None
    if is_emergency_number(number.value) is not _ROUTES[field]:
        names.problems.append(_wrong_kind_of_number(field, route.contact, number.value, span, names))
        return None
    return LinkedRoute(route, contact, number)


def _wrong_kind_of_number(field: str, contact: str, number: str, span: Span, names: NameIndex) -> Diagnostic:
    """Return the problem of an emergency route whose number is none, or of the other route if its number is one."""
    first = f"{number}, the first number of '{contact}',"
    if not _ROUTES[field]:
        message = f"`{field}:` is for when nobody is in danger, and {first} is an emergency number"
        return Diagnostic(span, Code.INVALID_VALUE, message, "name a contact with another number first, such as 101")
    fitting = " or ".join(_emergency_contacts(names))
    message = f"`{field}:` is for danger, and {first} is no emergency number"
    hint = f"write the id of a contact whose first number is 999 or 112{': ' if fitting else ''}{fitting}"
    return Diagnostic(span, Code.INVALID_VALUE, message, hint)


def _emergency_contacts(names: NameIndex) -> list[str]:
    """Return the ids of at most three contacts whose first phone number is an emergency number."""
    contacts = (names.record(identifier, Contact, "contact") for identifier in names.ids_of(["contact"]))
    numbers = {contact.id: _first_number(contact) for contact in contacts if contact}
    return [contact for contact, number in numbers.items() if number and is_emergency_number(number.value)][:3]


def _first_number(contact: Contact) -> Channel | None:
    return next((channel for channel in contact.channels if channel.kind is ChannelKind.PHONE), None)
